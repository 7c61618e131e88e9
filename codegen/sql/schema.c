#include "codegen/sql/sql.h"

static void create(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE SCHEMA ${name}", "name", ident(sql, object->name), NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "SCHEMA ${name}", "name", ident(sql, object->name), NULL);
}

const SqlKind schema_sql = {.create = create, .drop = spelled_drop, .rename = spelled_rename, .spell = spell};
