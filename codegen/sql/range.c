#include "dsl/catalog/range.h"

#include "codegen/sql/sql.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"

#include <string.h>

static void put_option(StrBuf *sql, const char *name, QName value)
{
    if (value.name)
        emit(sql, ",\n    ${name} = ${value}", "name", name,
             "value", qualified_fully(sql, value.schema, value.name), NULL);
}

/* The name that PostgreSQL would choose need not be said. */
static bool is_usual_multirange(const Object *object, Arena *arena)
{
    const QName *multirange = &as_range(object)->multirange;

    return text_same(multirange->schema, object->parent->name)
        && strcmp(multirange->name, range_multirange_name(arena, object->name)) == 0;
}

static void create(SqlOut *out, const Object *object)
{
    const Range *range = as_range(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE TYPE ${name} AS RANGE (\n    subtype = ${subtype}", "name", type_name(sql, object),
         "subtype", type_short(out->arena, &range->subtype), NULL);
    put_option(sql, "subtype_opclass", range->opclass);
    put_option(sql, "collation", range->collation);
    put_option(sql, "canonical", range->canonical);
    put_option(sql, "subtype_diff", range->subtype_diff);
    if (!is_usual_multirange(object, out->arena))
        put_option(sql, "multirange_type_name", range->multirange);
    strbuf_puts(sql, "\n)");
}

/* The functions that came along, and what each takes besides the name of the range. */

static void alter_function(SqlOut *out, const char *schema, const char *name, const char *arguments, const char *clause,
                           const char *to)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER FUNCTION ${name}(${arguments}) ${clause} ${to}", "name", qualified_fully(sql, schema, name),
         "arguments", arguments, "clause", clause, "to", ident(sql, to), NULL);
}

static void alter_constructors(SqlOut *out, const Object *object, const char *subtype, const char *clause,
                               const char *to)
{
    const char *schema = object->parent->name, *two = arena_printf(out->arena, "%s, %s", subtype, subtype);

    alter_function(out, schema, object->name, two, clause, to);
    alter_function(out, schema, object->name, arena_printf(out->arena, "%s, text", two), clause, to);
}

static void alter_multirange_constructors(SqlOut *out, const Object *object, QName name, const char *clause,
                                          const char *to)
{
    StrBuf spelled = {.arena = out->arena};
    const char *range = type_name(&spelled, object);

    alter_function(out, name.schema, name.name, "", clause, to);
    alter_function(out, name.schema, name.name, range, clause, to);
    alter_function(out, name.schema, name.name, arena_printf(out->arena, "VARIADIC %s[]", range), clause, to);
}

static void alter_multirange(SqlOut *out, QName name, const char *clause, const char *to)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TYPE ${name} ${clause} ${to}", "name", qualified_type(sql, name.schema, name.name),
         "clause", clause, "to", ident(sql, to), NULL);
}

static void rename_multirange(SqlOut *out, const Object *object, QName multirange, const char *name)
{
    alter_multirange_constructors(out, object, multirange, "RENAME TO", name);
    alter_multirange(out, multirange, "RENAME TO", name);
}

/* The functions are called like the type, which PostgreSQL does not see to. */
static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    alter_constructors(out, object, type_short(out->arena, &as_range(object)->subtype), "RENAME TO", name);
    spelled_rename(out, object, parent, name);
}

/* The multirange type goes along if it was beside it. */
static void move(SqlOut *out, const Object *object, const char *schema)
{
    QName multirange = as_range(object)->multirange;

    alter_constructors(out, object, type_short(out->arena, &as_range(object)->subtype), "SET SCHEMA", schema);
    if (text_same(multirange.schema, object->parent->name)) {
        alter_multirange_constructors(out, object, multirange, "SET SCHEMA", schema);
        alter_multirange(out, multirange, "SET SCHEMA", schema);
    }
    spelled_move(out, object, schema);
}

static void step_aside(SqlOut *out, const Object *object, const char *name)
{
    const Range *range = as_range(object);

    rename_multirange(out, object, range->multirange, default_name(out->arena, name, NULL, "multi"));
    alter_constructors(out, object, sql_old_type(out, &range->subtype), "RENAME TO", name);
    spelled_rename(out, object, object->parent, name);
    sql_comment(out, "a range type cannot change: a new one takes its place");
}

/* Only what the multirange type is called. */
static bool can_alter(const Object *before, const Object *after)
{
    const Range *old = as_range(before), *new = as_range(after);
    Range named = *old;

    named.multirange.name = new->multirange.name;
    return !object_differs(&named.object, after);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    rename_multirange(out, after, as_range(before)->multirange, as_range(after)->multirange.name);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "TYPE ${name}", "name", type_name(sql, object), NULL);
}

const SqlKind range_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = alter,
    .can_alter = can_alter,
    .step_aside = step_aside,
    .rename = rename_it,
    .move = move,
    .host = no_host,
    .spell = spell,
};
