#include "dsl/catalog/since.h"

#include "dsl/catalog/function.h"
#include "dsl/sqltext.h"

#include <string.h>

typedef struct Look {
    const Catalog *catalog;
    Since newest;
} Look;

static void note(Look *look, int since, const char *what, Span at)
{
    if (since > look->newest.since)
        look->newest = (Since){since, what, at};
}

/* It may be the schema's own, or that of its raw SQL or an extension: those bring functions of any name. */
static bool is_builtin(const Catalog *catalog, const SqlRef *ref)
{
    if (ref->qualifier)
        return strcmp(ref->qualifier, "pg_catalog") == 0;
    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (object->kind == KIND_EXTENSION)
            return false;
        if (object->kind == KIND_SCHEMA
            && (catalog_routines(catalog, object->name, ref->name)->count
                || catalog_makers(catalog, NAMES_ROUTINE, object->name, ref->name)->count))
            return false;
    }
    return true;
}

/* Where it was written; nowhere if its text was put together. */
static Span place_in(const Sql *sql, const SqlRef *ref)
{
    if (sql->at.end - sql->at.start != strlen(sql->text))
        return (Span){0};
    return (Span){sql->at.start + (uint32_t)ref->start, sql->at.start + (uint32_t)ref->end};
}

static void look_at_calls(Look *look, const List *refs, const Sql *sql)
{
    for (size_t i = 0; i < refs->count; i++) {
        const SqlRef *ref = refs->items[i];
        int since = ref->kind == SQL_REF_FUNCTION ? sql_function_since(ref->name) : 0;

        if (since > look->newest.since && is_builtin(look->catalog, ref))
            note(look, since, arena_printf(look->catalog->arena, "%s()", ref->name), place_in(sql, ref));
    }
}

static void look_at_script(Look *look, const Sql *sql)
{
    const SqlStatements *script = sql_script(sql_cache(look->catalog->arena), sql->text);

    note(look, script->newer.since, script->newer.what, (Span){0});
    look_at_calls(look, &script->parse.refs, sql);
}

static void look_at_query(Look *look, const Sql *sql)
{
    look_at_calls(look, &sql_query(sql_cache(look->catalog->arena), sql->text)->parse.refs, sql);
}

static void look_at_expression(Look *look, const Sql *sql)
{
    if (strchr(sql->text, '('))
        look_at_calls(look, &sql_expression(sql_cache(look->catalog->arena), sql->text)->refs, sql);
}

static void look_at_fields(Look *look, const void *object, const Field *fields)
{
    static void (*const looks[])(Look *, const Sql *) = {
        [FIELD_SQL] = look_at_expression, [FIELD_QUERY] = look_at_query, [FIELD_SCRIPT] = look_at_script,
    };

    for (const Field *field = fields; field && field->name; field++) {
        const void *at = field_at(object, field);

        if (field->type < sizeof looks / sizeof *looks && looks[field->type] && ((const Sql *)at)->text)
            looks[field->type](look, at);
        for (size_t i = 0; field->type == FIELD_RECORDS && i < ((const Records *)at)->count; i++)
            look_at_fields(look, (const char *)((const Records *)at)->items + i * field->record_size, field->record);
    }
}

Since sql_since(const Catalog *catalog, const Object *object)
{
    Look look = {.catalog = catalog, .newest = {.since = OLDEST_SERVER}};

    look_at_fields(&look, object, kind_of(object)->fields);
    if (object->kind == KIND_FUNCTION && as_function(object)->body
        && strcmp(as_function(object)->language, "sql") == 0)
        look_at_script(&look, &(Sql){.text = as_function(object)->body});
    if (look.newest.what && look.newest.at.end == look.newest.at.start)
        look.newest.at = object->at;
    return look.newest;
}
