#include "codegen/sql/sql.h"
#include "dsl/catalog/constraint.h"

void put_key(StrBuf *sql, const Object *object)
{
    const Key *key = as_key(object);

    strbuf_puts(sql, object->kind == KIND_PRIMARY_KEY ? "PRIMARY KEY " : "UNIQUE ");
    strbuf_puts(sql, key->nulls_not_distinct ? "NULLS NOT DISTINCT " : "");
    put_names(sql, key->columns);
    if (key->include.count) {
        strbuf_puts(sql, " INCLUDE ");
        put_names(sql, key->include);
    }
    strbuf_puts(sql, key->deferrable ? " DEFERRABLE" : "");
    strbuf_puts(sql, key->initially_deferred ? " INITIALLY DEFERRED" : "");
}

/* Renaming the index renames the constraint, and locks the index only, not the table. */
static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER INDEX ${old} RENAME TO ${new}", "old", qualified(sql, parent->parent->name, object->name),
         "new", ident(sql, name), NULL);
}

const SqlKind primary_key_sql = {
    .create = constraint_create,
    .drop = constraint_drop,
    .rename = rename_it,
    .host = constraint_host,
    .spell = constraint_spell,
};

const SqlKind unique_sql = {
    .create = constraint_create,
    .drop = constraint_drop,
    .rename = rename_it,
    .host = constraint_host,
    .spell = constraint_spell,
};
