#include "dsl/rename_carry.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/view.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of a text, and what takes their place. */
typedef struct Edit {
    size_t start, end;
    const char *with;
} Edit;

typedef struct Edits {
    const Carry *carry;
    const SqlParse *parse;
    List items;                     /* of Edit */
} Edits;

static void replace(Edits *edits, size_t start, size_t end, const char *with)
{
    Edit *edit = arena_new(edits->carry->arena, Edit);

    *edit = (Edit){start, end, with};
    list_add(&edits->items, edits->carry->arena, edit);
}

/* What an output was called by this name it is called still. */
static void keep_output(Edits *edits, const SqlRef *ref)
{
    Arena *arena = edits->carry->arena;

    if (ref->as_place)
        replace(edits, ref->as_place, ref->as_place, arena_printf(arena, " AS %s", quote_name(arena, ref->name)));
}

static const char *new_column(const Carry *carry, const SqlRef *ref)
{
    const Object *owner = ref->kind == SQL_REF_COLUMN ? query_owner(carry->before, ref) : NULL;
    const Object *column = owner ? relation_column(carry->before, owner, ref->name) : NULL;

    return column ? carry_name(carry, column, ref->name) : ref->name;
}

/* In USING the column is one of both sides: it can only be renamed on both. */
static bool renamed_on_all_sides(const Carry *carry, const SqlRef *ref, const char *name)
{
    for (size_t i = 0; i < ref->owners.count; i++) {
        const SqlRelation *owner = ref->owners.items[i];
        const Object *relation = catalog_relation(carry->before, owner->schema, owner->name);

        if (relation && relation_column(carry->before, relation, ref->name)
            && strcmp(carry_column_name(carry, relation, ref->name), name) != 0)
            return false;
    }
    return true;
}

static void carry_column(Edits *edits, const SqlRef *ref)
{
    const char *name = new_column(edits->carry, ref);

    if (name == ref->name || (ref->in_using && !renamed_on_all_sides(edits->carry, ref, name)))
        return;
    replace(edits, ref->start, ref->end, quote_name(edits->carry->arena, name));
    keep_output(edits, ref);
}

/* "users" may be a column or the whole row: the place has a ref of both kinds, and the column comes first. */
static bool is_of_column(const Edits *edits, size_t i)
{
    const SqlRef *ref = edits->parse->refs.items[i];

    for (size_t k = 0; k < edits->parse->refs.count; k++) {
        const SqlRef *other = edits->parse->refs.items[k];

        if (other->start > ref->start)
            break;
        if (other->start == ref->start && other->kind == SQL_REF_COLUMN
            && (other->local || query_owner(edits->carry->before, other)))
            return true;
    }
    return false;
}

static void carry_ref(Edits *edits, size_t i)
{
    const SqlRef *ref = edits->parse->refs.items[i];
    const char *spelling;

    if (ref->kind == SQL_REF_COLUMN) {
        carry_column(edits, ref);
        return;
    }
    if (ref->kind == SQL_REF_QUALIFIER && is_of_column(edits, i))
        return;
    spelling = carry_spelling(edits->carry, ref);
    if (!spelling)
        return;
    replace(edits, ref->whole, ref->end, spelling);
    keep_output(edits, ref);
}

static int by_place(const void *left, const void *right)
{
    const Edit *one = *(const Edit *const *)left, *other = *(const Edit *const *)right;

    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return (one->end > other->end) - (one->end < other->end);
}

static const char *edited(Edits *edits, const char *text)
{
    StrBuf out = {.arena = edits->carry->arena};
    size_t done = 0;

    if (!edits->items.count)
        return text;
    qsort(edits->items.items, edits->items.count, sizeof(void *), by_place);
    for (size_t i = 0; i < edits->items.count; i++) {
        const Edit *edit = edits->items.items[i];

        if (edit->start < done)
            continue;               /* a place is edited once */
        strbuf_putn(&out, text + done, edit->start - done);
        strbuf_puts(&out, edit->with);
        done = edit->end;
    }
    strbuf_puts(&out, text + done);
    return strbuf_text(&out);
}

static Sql carry_text(const Carry *carry, Sql sql, const SqlParse *parse)
{
    Edits edits = {.carry = carry, .parse = parse};

    for (size_t i = 0; i < parse->refs.count; i++)
        carry_ref(&edits, i);
    sql.text = edited(&edits, sql.text);
    return sql;
}

Sql carry_query(const Carry *carry, Sql query)
{
    query = carry_query_labels(carry, query);
    return query.text ? carry_text(carry, query, &sql_query(sql_cache(carry->arena), query.text)->parse) : query;
}

Sql carry_script(const Carry *carry, Sql script)
{
    script = carry_script_labels(carry, script);
    return script.text ? carry_text(carry, script, &sql_script(sql_cache(carry->arena), script.text)->parse) : script;
}

static bool renames_column_of(const Carry *carry, const SqlRelation *of)
{
    const Object *relation = catalog_relation(carry->before, of->schema, of->name);
    List columns = relation && relation->kind == KIND_TABLE ? table_columns(carry->before, relation, carry->arena)
                                                            : (List){0};
    const Object *of_view = relation && is_view(relation) ? object_first(relation, KIND_VIEW_COLUMN) : NULL;

    for (size_t i = 0; i < columns.count; i++)
        if (carry->renames[((const Object *)columns.items[i])->position])
            return true;
    for (; of_view; of_view = object_next(of_view))
        if (carry->renames[of_view->position])
            return true;
    return false;
}

static bool renames_star(const Carry *carry, const SqlParse *parse)
{
    for (size_t i = 0; i < parse->stars.count; i++)
        if (renames_column_of(carry, parse->stars.items[i]))
            return true;
    return false;
}

static bool renames_using(const Carry *carry, const SqlParse *parse)
{
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->in_using && new_column(carry, ref) != ref->name)
            return true;
    }
    return false;
}

/* No new view has such a star: the old one will be made anew. */
static Names with_mark(Arena *arena, Names names)
{
    const char **items = arena_array(arena, const char *, names.count + 1);

    for (size_t i = 0; i < names.count; i++)
        items[i] = names.items[i];
    items[names.count] = "";
    return (Names){.items = items, .count = names.count + 1};
}

void carry_view(const Carry *carry, Object *copy, const Object *old)
{
    const View *view = is_view(old) ? as_view(old) : NULL;
    View *now = (View *)copy;

    if (!view || !view->query.text)
        return;

    const SqlParse *parse = &sql_query(sql_cache(carry->arena), view->query.text)->parse;
    if (view->outputs_known && renames_star(carry, parse))
        now->columns = view->outputs;
    if (renames_using(carry, parse))
        now->stars = with_mark(carry->arena, view->stars);
    carry_outputs(carry, now, old);
}
