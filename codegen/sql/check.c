#include "codegen/sql/sql.h"
#include "dsl/catalog/constraint.h"

void put_check(StrBuf *sql, const Object *object)
{
    const Check *check = as_check(object);

    strbuf_puts(sql, "CHECK ");
    put_parenthesised(sql, check->expression.text);
    strbuf_puts(sql, check->no_inherit ? " NO INHERIT" : "");
    strbuf_puts(sql, check->not_enforced ? " NOT ENFORCED" : "");
    strbuf_puts(sql, check->not_valid ? " NOT VALID" : "");
}

/* The only thing that can be changed in place: rows that were not looked at are looked at now. */
static bool can_alter(const Object *before, const Object *after)
{
    const Check *old = as_check(before), *new = as_check(after);

    return old->not_valid && !new->not_valid && old->no_inherit == new->no_inherit
        && old->not_enforced == new->not_enforced
        && text_same(old->expression.text, new->expression.text);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    StrBuf *sql = constraint_action(out, after->parent);

    (void)before;
    emit(sql, "VALIDATE CONSTRAINT ${name}", "name", ident(sql, after->name), NULL);
}

const SqlKind check_sql = {
    .create = constraint_create,
    .drop = constraint_drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = constraint_rename,
    .host = constraint_host,
    .spell = constraint_spell,
};
