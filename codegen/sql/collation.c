#include "dsl/catalog/collation.h"

#include "codegen/sql/sql.h"

static const char *collation_name(const StrBuf *sql, const Object *object)
{
    return qualified_fully(sql, object->parent->name, object->name);
}

static void put_option(StrBuf *sql, const char *name, const char *value)
{
    if (value)
        emit(sql, ", ${name} = ${value}", "name", name, "value", literal(sql, value), NULL);
}

static void create(SqlOut *out, const Object *object)
{
    const Collation *collation = as_collation(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE COLLATION ${name} (provider = ${provider}", "name", collation_name(sql, object),
         "provider", ident(sql, collation->provider), NULL);
    put_option(sql, "locale", collation->locale);
    put_option(sql, "lc_collate", collation->lc_collate);
    put_option(sql, "lc_ctype", collation->lc_ctype);
    strbuf_puts(sql, collation->nondeterministic ? ", deterministic = false" : "");
    put_option(sql, "rules", collation->rules);
    put_option(sql, "version", collation->version);
    strbuf_puts(sql, ")");
}

static void step_aside(SqlOut *out, const Object *object, const char *name)
{
    spelled_rename(out, object, object->parent, name);
    sql_comment(out, "a collation cannot change: a new one takes its place, and columns are sorted anew");
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "COLLATION ${name}", "name", collation_name(sql, object), NULL);
}

const SqlKind collation_sql = {
    .create = create,
    .drop = spelled_drop,
    .step_aside = step_aside,
    .rename = spelled_rename,
    .move = spelled_move,
    .host = no_host,
    .spell = spell,
};
