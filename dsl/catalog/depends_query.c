#define _POSIX_C_SOURCE 200809L
#include "dsl/catalog/depends.h"

#include "dsl/catalog/domain.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/view.h"

#include <string.h>
#include <strings.h>

static void add(const Object *object, Arena *arena, List *on)
{
    if (object)
        list_add(on, arena, object);
}

static List columns_of(const Catalog *catalog, const Object *relation, Arena *arena)
{
    return relation && relation->kind == KIND_TABLE ? table_columns(catalog, relation, arena) : (List){0};
}

/* Those that the columns of a typed table are. */
static void add_attributes(const Catalog *catalog, const Object *relation, Arena *arena, List *on)
{
    const Object *type = relation && relation->kind == KIND_TABLE ? type_declared(catalog, &as_table(relation)->of)
                                                                  : NULL;
    const Object *attribute = type ? object_first(type, KIND_ATTRIBUTE) : NULL;

    for (; attribute; attribute = object_next(attribute))
        list_add(on, arena, attribute);
}

static void depends_on_stars(const Catalog *catalog, const SqlParse *parse, Arena *arena, List *on)
{
    for (size_t i = 0; i < parse->stars.count; i++) {
        const SqlRelation *star = parse->stars.items[i];
        const Object *relation = catalog_relation(catalog, star->schema, star->name);
        List columns = columns_of(catalog, relation, arena);

        add(relation, arena, on);
        for (size_t c = 0; c < columns.count; c++)
            list_add(on, arena, columns.items[c]);
        add_attributes(catalog, relation, arena, on);
    }
}

/* A bare string beside a column is a label of its type, if that is an enum. */
static void depends_on_column_labels(const Catalog *catalog, const SqlParse *strings, const SqlParse *parse,
                                     Arena *arena, List *on)
{
    for (size_t i = 0; i < parse->refs.count; i++) {
        const Object *column = query_column(catalog, parse->refs.items[i]);

        if (column)
            depends_on_labels(catalog, &as_column(column)->type, strings, arena, on);
    }
    for (size_t i = 0; i < parse->stars.count; i++) {
        const SqlRelation *star = parse->stars.items[i];
        const Object *relation = catalog_relation(catalog, star->schema, star->name);
        List columns = columns_of(catalog, relation, arena);

        for (size_t c = 0; c < columns.count; c++)
            depends_on_labels(catalog, &as_column(columns.items[c])->type, strings, arena, on);
    }
}

/* The views among the relations that a text mentions, each once. */
static void add_views(const Catalog *catalog, const SqlParse *parse, Arena *arena, List *views)
{
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];
        const Object *relation = ref->kind == SQL_REF_RELATION ? catalog_relation(catalog, ref->qualifier, ref->name)
                                                               : NULL;

        if (relation && is_view(relation) && as_view(relation)->query.text && !list_has(views, relation))
            list_add(views, arena, relation);
    }
}

/* Columns of views have the types of the columns they come from, however many views lie between. */
static void depends_on_strings(const Catalog *catalog, const SqlParse *parse, Arena *arena, List *on)
{
    List views = {0};

    if (!parse->strings.count)
        return;
    depends_on_column_labels(catalog, parse, parse, arena, on);
    add_views(catalog, parse, arena, &views);
    for (size_t i = 0; i < views.count; i++) {
        const SqlQuery *query = sql_query(sql_cache(arena), as_view(views.items[i])->query.text);

        depends_on_column_labels(catalog, parse, &query->parse, arena, on);
        add_views(catalog, &query->parse, arena, &views);
    }
}

static void depends_on_query_ref(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena,
                                 List *on)
{
    depends_on_ref(catalog, ref, parse, arena, on);
    if (ref->kind == SQL_REF_COLUMN) {
        add(query_column(catalog, ref), arena, on);
        add(query_attribute(catalog, ref), arena, on);
    }
}

static void depends_on_refs(const Catalog *catalog, const SqlParse *parse, Arena *arena, List *on)
{
    for (size_t i = 0; i < parse->refs.count; i++)
        depends_on_query_ref(catalog, parse->refs.items[i], parse, arena, on);
    depends_on_stars(catalog, parse, arena, on);
    depends_on_strings(catalog, parse, arena, on);
}

/* What groups by a primary key may use the columns that it decides: the server remembers that. */
static void depends_on_keys(const Catalog *catalog, const SqlParse *parse, Arena *arena, List *on)
{
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];
        const Object *relation = ref->kind == SQL_REF_RELATION ? catalog_relation(catalog, ref->qualifier, ref->name)
                                                               : NULL;

        add(relation ? object_first(relation, KIND_PRIMARY_KEY) : NULL, arena, on);
    }
}

static bool may_group(const char *text)
{
    for (; (text = strpbrk(text, "gG")); text++)
        if (strncasecmp(text, "group", strlen("group")) == 0)
            return true;
    return false;
}

void depends_on_query(const Catalog *catalog, const Sql *query, Arena *arena, List *on)
{
    if (!query->text)
        return;

    const SqlParse *parse = &sql_query(sql_cache(arena), query->text)->parse;
    depends_on_refs(catalog, parse, arena, on);
    if (may_group(query->text))
        depends_on_keys(catalog, parse, arena, on);
}

void depends_on_script(const Catalog *catalog, const Sql *script, Arena *arena, List *on)
{
    if (script->text)
        depends_on_refs(catalog, &sql_script(sql_cache(arena), script->text)->parse, arena, on);
}
