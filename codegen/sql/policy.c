#include "dsl/catalog/policy.h"

#include "codegen/sql/rights.h"

static void put_name(StrBuf *sql, const Object *table, const char *name)
{
    emit(sql, "POLICY ${name} ON ${table}", "name", ident(sql, name), "table", table_name(sql, table), NULL);
}

static void put_roles(StrBuf *sql, const Policy *policy)
{
    for (size_t i = 0; i < policy->roles.count; i++)
        emit(sql, i ? ", ${role}" : " TO ${role}", "role", role_name(sql, policy->roles.items[i]), NULL);
}

static void put_conditions(StrBuf *sql, const Policy *policy)
{
    if (policy->using.text) {
        strbuf_puts(sql, "\n    USING ");
        put_parenthesised(sql, policy->using.text);
    }
    if (policy->check.text) {
        strbuf_puts(sql, "\n    WITH CHECK ");
        put_parenthesised(sql, policy->check.text);
    }
}

static void create(SqlOut *out, const Object *object)
{
    const Policy *policy = as_policy(object);
    StrBuf *sql = sql_statement(out);

    strbuf_puts(sql, "CREATE ");
    put_name(sql, object->parent, object->name);
    emit(sql, "${sort} FOR ${command}", "sort", policy->restrictive ? " AS RESTRICTIVE" : "",
         "command", keywords(sql, policy->command), NULL);
    put_roles(sql, policy);
    put_conditions(sql, policy);
}

/* A condition can be put in another's place, but not taken away. */
static bool can_alter(const Object *before, const Object *after)
{
    const Policy *old = as_policy(before), *new = as_policy(after);

    return old->restrictive == new->restrictive && text_same(old->command, new->command)
        && (!old->using.text || new->using.text) && (!old->check.text || new->check.text);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    StrBuf *sql = sql_statement(out);

    (void)before;
    strbuf_puts(sql, "ALTER ");
    put_name(sql, after->parent, after->name);
    put_roles(sql, as_policy(after));
    put_conditions(sql, as_policy(after));
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    strbuf_puts(sql, "ALTER ");
    put_name(sql, parent, object->name);
    emit(sql, " RENAME TO ${new}", "new", ident(sql, name), NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    put_name(sql, object->parent, object->name);
}

const SqlKind policy_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = rename_it,
    .spell = spell,
};
