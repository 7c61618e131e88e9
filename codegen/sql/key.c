#include "codegen/sql/options.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"

/* What is said of its index. */
void put_key_index(StrBuf *sql, const Key *key)
{
    put_with(sql, key->options);
    if (key->tablespace)
        emit(sql, " USING INDEX TABLESPACE ${name}", "name", ident(sql, key->tablespace), NULL);
}

void put_key(StrBuf *sql, const Object *object)
{
    const Key *key = as_key(object);

    strbuf_puts(sql, object->kind == KIND_PRIMARY_KEY ? "PRIMARY KEY " : "UNIQUE ");
    strbuf_puts(sql, key->nulls_not_distinct ? "NULLS NOT DISTINCT " : "");
    put_names_flagged(sql, key->columns, "", key->without_overlaps ? " WITHOUT OVERLAPS" : "");
    if (key->include.count) {
        strbuf_puts(sql, " INCLUDE ");
        put_names(sql, key->include);
    }
    put_key_index(sql, key);
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

static bool can_alter(const Object *before, const Object *after)
{
    Key old = *as_key(before);

    if (!as_table(after->parent)->partitioned)      /* the server changes none there */
        old.options = as_key(after)->options;
    old.tablespace = as_key(after)->tablespace;
    return !object_differs(&old.object, after);
}

/* Its index is changed as any other is. */
static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const char *whose = arena_printf(out->arena, "INDEX %s", quote_qname(out->arena, after->parent->parent->name,
                                                                        after->name));

    alter_options(out, whose, as_key(before)->options, as_key(after)->options);
    alter_tablespace(out, whose, as_key(before)->tablespace, as_key(after)->tablespace);
}

/* The server leaves the columns not null: where they are no objects, nothing else would see to that. */
static void drop_primary(SqlOut *out, const Object *object)
{
    const Names columns = as_key(object)->columns;

    constraint_drop(out, object);
    for (size_t i = 0; i < columns.count; i++)
        if (!catalog_column(out->before, object->parent, columns.items[i])
            && catalog_attribute(out->before, object->parent, columns.items[i]))
            emit(sql_action(out, object->parent), "ALTER COLUMN ${name} DROP NOT NULL",
                 "name", quote_name(out->arena, columns.items[i]), NULL);
}

const SqlKind primary_key_sql = {
    .create = constraint_create,
    .drop = drop_primary,
    .alter = alter,
    .can_alter = can_alter,
    .rename = rename_it,
    .host = constraint_host,
    .spell = constraint_spell,
};

const SqlKind unique_sql = {
    .create = constraint_create,
    .drop = constraint_drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = rename_it,
    .host = constraint_host,
    .spell = constraint_spell,
};
