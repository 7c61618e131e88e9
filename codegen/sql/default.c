#include "codegen/sql/sql.h"
#include "dsl/catalog/table.h"

static void create(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_action(out, table_of(object));

    emit(sql, "ALTER COLUMN ${column} SET DEFAULT ${value}", "column", ident(sql, object->parent->name),
         "value", as_default(object)->value.text, NULL);
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_action(out, table_of(object));

    emit(sql, "ALTER COLUMN ${column} DROP DEFAULT", "column", ident(sql, object->parent->name), NULL);
}

static void alter(SqlOut *out, const Object *before, const Object *after, uint64_t fields)
{
    (void)before, (void)fields;
    create(out, after);
}

const SqlKind default_sql = {.create = create, .drop = drop, .alter = alter, .host = parent_host};
