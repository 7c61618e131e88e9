#include "codegen/sql/sql.h"
#include "dsl/catalog/schema.h"

static void create(SqlOut *out, const Object *object)
{
    const Extension *extension = as_extension(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE EXTENSION ${name}", "name", ident(sql, object->name), NULL);
    if (extension->schema)
        emit(sql, " SCHEMA ${schema}", "schema", ident(sql, extension->schema), NULL);
    if (extension->version)
        emit(sql, " VERSION ${version}", "version", literal(sql, extension->version), NULL);
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "DROP EXTENSION ${name}", "name", ident(sql, object->name), NULL);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const Extension *old = as_extension(before), *new = as_extension(after);

    if (!text_same(old->schema, new->schema)) {
        StrBuf *sql = sql_statement(out);

        emit(sql, "ALTER EXTENSION ${name} SET SCHEMA ${schema}", "name", ident(sql, after->name),
             "schema", ident(sql, new->schema ? new->schema : "public"), NULL);
    }
    if (new->version && !text_same(old->version, new->version)) {
        StrBuf *sql = sql_statement(out);

        emit(sql, "ALTER EXTENSION ${name} UPDATE TO ${version}", "name", ident(sql, after->name),
             "version", literal(sql, new->version), NULL);
    }
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "EXTENSION ${name}", "name", ident(sql, object->name), NULL);
}

const SqlKind extension_sql = {.create = create, .drop = drop, .alter = alter, .spell = spell};
