#include "codegen/sql/sql.h"
#include "dsl/catalog/schema.h"

#include <ctype.h>
#include <stdlib.h>

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

/* Versions are compared as people read them: number by number, "1.10" after "1.9". */
static bool is_older(const char *one, const char *other)
{
    while (*one && *one == *other && !isdigit((unsigned char)*one)) {
        one++;
        other++;
    }
    if (!isdigit((unsigned char)*one) || !isdigit((unsigned char)*other))
        return *one < *other;

    char *rest, *other_rest;
    unsigned long number = strtoul(one, &rest, 10), other_number = strtoul(other, &other_rest, 10);

    return number != other_number ? number < other_number : is_older(rest, other_rest);
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
        if (old->version && is_older(new->version, old->version))
            sql_comment(out, "back to an older version: this fails if the extension brings no script from %s to %s, "
                             "and few do", old->version, new->version);
    }
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "EXTENSION ${name}", "name", ident(sql, object->name), NULL);
}

const SqlKind extension_sql = {.create = create, .drop = spelled_drop, .alter = alter, .spell = spell};
