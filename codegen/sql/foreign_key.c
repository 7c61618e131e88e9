#include "codegen/sql/sql.h"
#include "dsl/catalog/constraint.h"

#include <string.h>

/* " ON DELETE SET NULL"; nothing for what PostgreSQL does anyway. */
static void put_action(StrBuf *sql, const char *event, const char *action)
{
    if (strcmp(action, "no action") == 0)
        return;
    strbuf_puts(sql, event);
    strbuf_puts(sql, keywords(sql, action));
}

void put_foreign_key_tail(StrBuf *sql, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);

    strbuf_puts(sql, key->match_full ? " MATCH FULL" : "");
    put_action(sql, " ON DELETE ", key->on_delete);
    if (key->on_delete_columns.count) {
        strbuf_puts(sql, " ");
        put_names(sql, key->on_delete_columns);
    }
    put_action(sql, " ON UPDATE ", key->on_update);
    strbuf_puts(sql, key->deferrable ? " DEFERRABLE" : "");
    strbuf_puts(sql, key->initially_deferred ? " INITIALLY DEFERRED" : "");
    strbuf_puts(sql, key->not_enforced ? " NOT ENFORCED" : "");
    strbuf_puts(sql, key->not_valid ? " NOT VALID" : "");
}

void put_foreign_key(StrBuf *sql, const Object *object)
{
    const ForeignKey *key = as_foreign_key(object);

    strbuf_puts(sql, "FOREIGN KEY ");
    put_names_flagged(sql, key->columns, key->period ? "PERIOD " : "", "");
    emit(sql, " REFERENCES ${table} ", "table", qualified(sql, key->target.schema, key->target.name), NULL);
    put_names_flagged(sql, key->target_columns, key->period ? "PERIOD " : "", "");
    put_foreign_key_tail(sql, object);
}

/* In place: when it is checked, and that rows which were not looked at are looked at now. */
static bool can_alter(const Object *before, const Object *after)
{
    ForeignKey old = *as_foreign_key(before), new = *as_foreign_key(after);

    if (!old.not_valid && new.not_valid)
        return false;
    old.deferrable = new.deferrable;
    old.initially_deferred = new.initially_deferred;
    old.not_valid = new.not_valid;
    return !object_differs(&old.object, &new.object);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const ForeignKey *old = as_foreign_key(before), *new = as_foreign_key(after);

    if (old->deferrable != new->deferrable || old->initially_deferred != new->initially_deferred) {
        StrBuf *sql = sql_action(out, after->parent);

        emit(sql, "ALTER CONSTRAINT ${name} ${deferrable}${initially}", "name", ident(sql, after->name),
             "deferrable", new->deferrable ? "DEFERRABLE" : "NOT DEFERRABLE",
             "initially", new->initially_deferred ? " INITIALLY DEFERRED"
                        : new->deferrable         ? " INITIALLY IMMEDIATE"
                                                  : "",
             NULL);
    }
    if (old->not_valid && !new->not_valid) {
        StrBuf *sql = sql_action(out, after->parent);

        emit(sql, "VALIDATE CONSTRAINT ${name}", "name", ident(sql, after->name), NULL);
    }
}

const SqlKind foreign_key_sql = {
    .create = constraint_create,
    .drop = constraint_drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = constraint_rename,
    .host = constraint_host,
    .spell = constraint_spell,
};
