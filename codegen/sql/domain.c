#include "dsl/catalog/domain.h"

#include "codegen/sql/sql.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/type.h"

static StrBuf *alter_domain(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER DOMAIN ${name} ", "name", type_name(sql, object), NULL);
    return sql;
}

/* A name that PostgreSQL would choose need not be said, unless it is still that of the old domain's. */
static void put_checks(SqlOut *out, StrBuf *sql, const Object *object)
{
    for (const Object *check = object_first(object, KIND_CHECK); check; check = object_next(check)) {
        if (!sql_carried(out, check))
            continue;
        strbuf_puts(sql, "\n    ");
        if (!object_has_default_name(check, out->arena) || sql_remakes(out, object))
            emit(sql, "CONSTRAINT ${name} ", "name", ident(sql, check->name), NULL);
        put_check(sql, check);
    }
}

static void create(SqlOut *out, const Object *object)
{
    const Domain *domain = as_domain(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE DOMAIN ${name} AS ${type}", "name", type_name(sql, object),
         "type", type_short(out->arena, &domain->type), NULL);
    put_collation(sql, domain->collation);
    if (domain->value.text) {
        strbuf_puts(sql, " DEFAULT ");
        put_default_value(sql, domain->value.text);
    } else if (type_has_default(out->after, &domain->type)) {
        strbuf_puts(sql, " DEFAULT NULL");      /* or it would get that of what it is over */
    }
    strbuf_puts(sql, domain->not_null ? " NOT NULL" : "");
    put_checks(out, sql, object);
}

/* What it is over stays for ever. */
static bool can_alter(const Object *before, const Object *after)
{
    const Domain *old = as_domain(before), *new = as_domain(after);

    return text_same(old->type.text, new->type.text) && text_same(old->collation.name, new->collation.name)
        && text_same(old->collation.schema, new->collation.schema);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const Domain *old = as_domain(before), *new = as_domain(after);

    if (!text_same(old->value.text, new->value.text) && new->value.text) {
        StrBuf *sql = alter_domain(out, after);

        strbuf_puts(sql, "SET DEFAULT ");
        put_default_value(sql, new->value.text);
    } else if (old->value.text && !new->value.text) {
        strbuf_puts(alter_domain(out, after), "DROP DEFAULT");
    }
    if (old->not_null != new->not_null)
        strbuf_puts(alter_domain(out, after), new->not_null ? "SET NOT NULL" : "DROP NOT NULL");
}

static void step_aside(SqlOut *out, const Object *object, const char *name)
{
    spelled_rename(out, object, object->parent, name);
    sql_comment(out, "what a domain is over cannot change: a new one takes its place; this fails, changing nothing, "
                     "while rows hold what does not fit");
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "DOMAIN ${name}", "name", type_name(sql, object), NULL);
}

const SqlKind domain_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = alter,
    .can_alter = can_alter,
    .step_aside = step_aside,
    .rename = spelled_rename,
    .move = spelled_move,
    .host = no_host,
    .spell = spell,
};
