#include "dsl/rename.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/enum.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

/* What is known while renames are looked for: old objects by position of the new ones, and the other way round. */
typedef struct Search {
    const Catalog *before, *after;
    const Object **old_of;          /* by position in `after`; NULL where nothing was renamed */
    const Object **new_of;          /* by position in `before`; likewise */
    Arena *arena;
    Diags *diags;
} Search;

/* The object that `new` was before, renamed or not; NULL if it is new. */
static const Object *predecessor(const Search *search, const Object *new)
{
    const Object *parent = NULL;

    if (search->old_of[new->position])
        return search->old_of[new->position];
    if (new->parent && !(parent = predecessor(search, new->parent)))
        return NULL;

    const Object *same = catalog_find(search->before, new->kind, parent, new->name);
    return same && search->new_of[same->position] ? NULL : same;
}

static const Object *find_before(const Search *search, const Object *new, const char *name)
{
    const Object *parent = new->parent ? predecessor(search, new->parent) : NULL;

    return new->parent && !parent ? NULL : catalog_find(search->before, new->kind, parent, name);
}

static const Object *sibling_that_was(const Object *new, const char *name, const Search *search)
{
    for (size_t i = 0; i < search->after->objects.count; i++) {
        const Object *other = search->after->objects.items[i];

        if (other->kind == new->kind && other->parent == new->parent && text_same(other->was, name))
            return other;
    }
    return NULL;
}

/*
 * True if the hint of `new` still has something to do. It has not if the old schema, which keeps the hints it was
 * made from, has the same one; nor if the new name is there already and nothing else takes that away.
 */
static bool is_active(const Search *search, const Object *new, const Object *asked_first)
{
    const Object *taken = find_before(search, new, new->name);

    if (!find_before(search, new, new->was) || (taken && text_same(taken->was, new->was)))
        return false;
    if (!taken)
        return true;

    const Object *other = sibling_that_was(new, new->name, search);
    return other && (other == asked_first || is_active(search, other, asked_first));
}

static void report_stale(const Search *search, const Object *new)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_STALE_HINT, new->at, "%s was renamed from \"%s\" already",
                   object_describe(new, search->arena), new->was);
    diag_hint(search->diags, d, "\"was %s\" can be removed", quote_name(search->arena, new->was));
}

static void report_clash(const Search *search, const Object *new, const Object *kept)
{
    if (!search->diags)
        return;

    Diag *d = diag(search->diags, DIAG_WAS_CLASH, new->at, "%s cannot have been \"%s\"",
                   object_describe(new, search->arena), new->was);
    diag_note(search->diags, d, kept->at, "%s is still here", object_describe(kept, search->arena));
}

static void pair(Search *search, const Object *old, const Object *new)
{
    search->old_of[new->position] = old;
    search->new_of[old->position] = new;
}

static void find_hinted(Search *search)
{
    for (size_t i = 0; i < search->after->objects.count; i++) {
        const Object *new = search->after->objects.items[i];

        if (!new->was)
            continue;

        const Object *kept = catalog_find(search->after, new->kind, new->parent, new->was);
        if (!is_active(search, new, new)) {
            if (find_before(search, new, new->name))
                report_stale(search, new);
        } else if (kept && !(kept->was && is_active(search, kept, kept))) {
            report_clash(search, new, kept);
        } else {
            pair(search, find_before(search, new, new->was), new);
        }
    }
}

/* Kinds whose name is all that tells one from another of the same definition: renaming is always right. */
static bool is_known_by_definition(KindId kind)
{
    return kind == KIND_PRIMARY_KEY || kind == KIND_UNIQUE || kind == KIND_CHECK || kind == KIND_FOREIGN_KEY
        || kind == KIND_INDEX || kind == KIND_SEQUENCE;
}

/* Sequences are the same if they serve the same column; of others nobody can tell. */
static bool serve_the_same(const Object *old, const Object *new)
{
    const Object *owner = object_first(old, KIND_SEQUENCE_OWNER), *other = object_first(new, KIND_SEQUENCE_OWNER);

    return old->kind != KIND_SEQUENCE || (owner && other && !object_differs(owner, other));
}

/*
 * Constraints, indexes and owned sequences that are gone while one of the same definition has come. `renamed` is the
 * old catalog with the hinted renames carried out; its objects have the positions of the old ones.
 */
static void find_structural(Search *search, const Catalog *renamed)
{
    for (size_t i = 0; i < renamed->objects.count; i++) {
        const Object *old = renamed->objects.items[i];
        const Object *parent = old->parent ? catalog_same(search->after, old->parent) : NULL;

        if (!is_known_by_definition(old->kind) || !parent || search->new_of[i]
            || catalog_same(search->after, old))
            continue;
        for (const Object *new = object_first(parent, old->kind); new; new = object_next(new)) {
            if (search->old_of[new->position] || catalog_same(renamed, new) || object_differs(old, new)
                || !serve_the_same(old, new))
                continue;
            pair(search, search->before->objects.items[i], new);
            break;
        }
    }
}

/* Renames from what was paired: forwards old objects get the new names, backwards new ones the old names. */
static Renames collect(const Search *search, bool backwards)
{
    const Catalog *from = backwards ? search->after : search->before;
    const Object *const *to = backwards ? search->old_of : search->new_of;
    Renames renames = {0};

    for (size_t i = 0; i < from->objects.count; i++) {
        if (!to[i])
            continue;

        Rename *rename = arena_new(search->arena, Rename);
        *rename = (Rename){.before = from->objects.items[i], .name = to[i]->name};
        list_add(&renames.items, search->arena, rename);
    }
    return renames;
}

static bool has_hints(const Catalog *catalog)
{
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->was)
            return true;
    return false;
}

Renames renames_find(const Catalog *before, const Catalog *after, bool backwards, Arena *arena, Diags *diags)
{
    const Catalog *old = backwards ? after : before, *new = backwards ? before : after;
    Search search = {
        .before = old,
        .after = new,
        .old_of = arena_array(arena, const Object *, new->objects.count),
        .new_of = arena_array(arena, const Object *, old->objects.count),
        .arena = arena,
        .diags = diags,
    };

    if (has_hints(new))
        find_hinted(&search);
    Renames hinted = collect(&search, false);
    Catalog renamed = renames_apply(old, &hinted, arena);
    find_structural(&search, &renamed);
    return collect(&search, backwards);
}

/* Carrying names along. */

typedef struct Carry {
    const Catalog *before;
    const char *const *new_names;   /* by position */
    Object **copies;                /* likewise */
    Arena *arena;
} Carry;

static const char *new_name(const Carry *carry, const Object *old, const char *name)
{
    return old && carry->new_names[old->position] ? carry->new_names[old->position] : name;
}

static const char *new_column(const Carry *carry, const Object *table, const char *name)
{
    return table ? new_name(carry, catalog_find(carry->before, KIND_COLUMN, table, name), name) : name;
}

/* Put another name in place of bytes of a text; `*moved` keeps count of how far later places have moved. */
static const char *replace_bytes(Arena *arena, const char *text, size_t start, size_t end, const char *with)
{
    return arena_printf(arena, "%.*s%s%s", (int)start, text, with, text + end);
}

/* Sequences are named in strings: nextval('"It''s"'). */
static const char *in_string(Arena *arena, const char *name)
{
    StrBuf out = {.arena = arena};

    for (; *name; name++)
        strbuf_puts(&out, *name == '\'' ? "''" : (char[]){*name, '\0'});
    return strbuf_text(&out);
}

static const char *new_spelling(const Carry *carry, const Object *table, const SqlRef *ref)
{
    if (ref->kind == SQL_REF_COLUMN) {
        const char *name = new_column(carry, table, ref->name);

        return name == ref->name ? NULL : quote_name(carry->arena, name);
    }
    if (ref->kind == SQL_REF_TYPE || ref->kind == SQL_REF_RELATION) {
        KindId kind = ref->kind == SQL_REF_TYPE ? KIND_ENUM : KIND_SEQUENCE;
        const Object *old = catalog_in_schema(carry->before, kind, ref->qualifier, ref->name);
        const char *name = new_name(carry, old, ref->name);

        if (name == ref->name)
            return NULL;
        return kind == KIND_SEQUENCE ? in_string(carry->arena, quote_name(carry->arena, name))
                                     : quote_name(carry->arena, name);
    }
    return NULL;
}

static Sql carry_sql(const Carry *carry, const Object *table, Sql sql)
{
    if (!sql.text)
        return sql;

    const SqlParse *parse = sql_expression(sql_cache(carry->arena), sql.text);
    for (size_t i = parse->refs.count; i-- > 0;) {
        const SqlRef *ref = parse->refs.items[i];
        const char *spelling = new_spelling(carry, table, ref);

        if (spelling)
            sql.text = replace_bytes(carry->arena, sql.text, ref->start, ref->end, spelling);
    }
    return sql;
}

static Names carry_names(const Carry *carry, const Object *table, Names names)
{
    Names carried = {.items = arena_array(carry->arena, const char *, names.count), .at = names.at,
                     .count = names.count};

    for (size_t i = 0; i < names.count; i++)
        carried.items[i] = new_column(carry, table, names.items[i]);
    return carried;
}

static QName carry_qname(const Carry *carry, KindId kind, QName name)
{
    if (name.name) {
        const Object *schema = catalog_schema(carry->before, name.schema);

        name.name = new_name(carry, catalog_in_schema(carry->before, kind, name.schema, name.name), name.name);
        name.schema = new_name(carry, schema, name.schema);
    }
    return name;
}

static Type carry_type(const Carry *carry, Type type)
{
    if (type.text && type.schema) {
        const Object *declared = catalog_in_schema(carry->before, KIND_ENUM, type.schema, type.name);
        const Object *schema = catalog_schema(carry->before, type.schema);

        type.name = new_name(carry, declared, type.name);
        type.schema = new_name(carry, schema, type.schema);
        if (declared)
            type.text = arena_printf(carry->arena, "%s.%s%s", quote_name(carry->arena, type.schema),
                                     quote_name(carry->arena, type.name), type.array ? "[]" : "");
    }
    return type;
}

/* The table that FIELD_TARGET columns of a struct belong to, as it was before. */
static const Object *target_of(const Carry *carry, const void *from, const Field *fields)
{
    for (const Field *field = fields; field && field->name; field++)
        if (field->type == FIELD_QNAME && (field->flags & FIELD_TARGET)) {
            const QName *name = field_at(from, field);

            return name->name ? catalog_in_schema(carry->before, KIND_TABLE, name->schema, name->name) : NULL;
        }
    return NULL;
}

static void carry_fields(const Carry *carry, const Object *own, void *into, const void *from, const Field *fields);

static Records carry_records(const Carry *carry, const Object *own, Records records, const Field *field)
{
    char *items = arena_alloc(carry->arena, records.count * field->record_size);

    memcpy(items, records.items, records.count * field->record_size);
    for (size_t i = 0; i < records.count; i++)
        carry_fields(carry, own, items + i * field->record_size,
                     (const char *)records.items + i * field->record_size, field->record);
    return (Records){.items = items, .count = records.count};
}

static void carry_fields(const Carry *carry, const Object *own, void *into, const void *from, const Field *fields)
{
    const Object *target = target_of(carry, from, fields);

    for (const Field *field = fields; field && field->name; field++) {
        void *place = (char *)into + field->offset;
        const Object *table = field->flags & FIELD_TARGET ? target : field->flags & FIELD_COLUMNS ? own : NULL;

        if (field->type == FIELD_SQL)
            *(Sql *)place = carry_sql(carry, table, *(Sql *)place);
        else if (field->type == FIELD_NAMES && table)
            *(Names *)place = carry_names(carry, table, *(Names *)place);
        else if (field->type == FIELD_TEXT && table && *(const char **)place)
            *(const char **)place = new_column(carry, table, *(const char **)place);
        else if (field->type == FIELD_QNAME && (field->flags & FIELD_TARGET))
            *(QName *)place = carry_qname(carry, KIND_TABLE, *(QName *)place);
        else if (field->type == FIELD_TYPE)
            *(Type *)place = carry_type(carry, *(Type *)place);
        else if (field->type == FIELD_RECORDS)
            *(Records *)place = carry_records(carry, own, *(Records *)place, field);
    }
}

/* The labels of an enum follow the names of its values. */
static void carry_labels(const Carry *carry, Object *copy, const Object *old)
{
    if (copy->kind != KIND_ENUM)
        return;

    Names labels = as_enum(old)->labels;
    Names carried = {.items = arena_array(carry->arena, const char *, labels.count), .count = labels.count};
    for (size_t i = 0; i < labels.count; i++)
        carried.items[i] = new_name(carry, catalog_find(carry->before, KIND_ENUM_VALUE, old, labels.items[i]),
                                    labels.items[i]);
    ((Enum *)copy)->labels = carried;
}

static Object *carry_object(const Carry *carry, const Object *old)
{
    size_t size = kind_of(old)->size;
    Object *copy = arena_alloc(carry->arena, size);

    memcpy(copy, old, size);
    copy->first = copy->last = copy->next = NULL;
    copy->parent = old->parent ? carry->copies[old->parent->position] : NULL;
    copy->name = new_name(carry, old, old->name);
    carry_fields(carry, table_of(old), copy, old, kind_of(old)->fields);
    carry_labels(carry, copy, old);
    return copy;
}

Catalog renames_apply(const Catalog *before, const Renames *renames, Arena *arena)
{
    if (!renames->items.count)
        return *before;

    const char **new_names = arena_array(arena, const char *, before->objects.count);
    for (size_t i = 0; i < renames->items.count; i++) {
        const Rename *rename = renames->items.items[i];

        new_names[rename->before->position] = rename->name;
    }

    Carry carry = {
        .before = before,
        .new_names = new_names,
        .copies = arena_array(arena, Object *, before->objects.count),
        .arena = arena,
    };
    Catalog renamed = {.arena = arena};
    for (size_t i = 0; i < before->objects.count; i++) {
        carry.copies[i] = carry_object(&carry, before->objects.items[i]);
        catalog_add(&renamed, carry.copies[i]);
    }
    return renamed;
}
