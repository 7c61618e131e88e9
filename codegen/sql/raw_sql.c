#include "dsl/catalog/raw_sql.h"

#include "codegen/sql/sql.h"
#include "dsl/sqltext.h"

#include <string.h>

/* Its statements one by one, without their semicolons: those of a migration get their own. */
static void put(SqlOut *out, const char *script)
{
    SqlStatement *statements;
    size_t count = 0, at;
    const char *error;

    if (!sql_split(out->arena, script, strlen(script), &statements, &count, &error, &at)) {
        out->refusal = arena_printf(out->arena, "its SQL cannot be taken apart into statements: %s", error);
        out->remedy = "mend the SQL";
    }
    for (size_t i = 0; i < count; i++)
        strbuf_putn(sql_statement(out), script + statements[i].start, statements[i].end - statements[i].start);
}

static void create(SqlOut *out, const Object *object)
{
    put(out, as_raw_sql(object)->up.text);
}

static void drop(SqlOut *out, const Object *object)
{
    put(out, as_raw_sql(object)->down.text);
}

/* The name is the schema's own: the server never heard of it. */
static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    (void)out, (void)object, (void)parent, (void)name;
}

const SqlKind raw_sql_sql = {.create = create, .drop = drop, .rename = rename_it, .host = no_host};
