#include "codegen/sql/column_settings.h"

/*
 * The column is there as soon as the view is. What is said of it are objects of their own, which come by themselves, or
 * settings: a view that is created sets those of its columns.
 */

static void create(SqlOut *out, const Object *object)
{
    view_column_settings(out, NULL, as_view_column(object));
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    view_column_settings(out, as_view_column(before), as_view_column(after));
}

/* The column stays, and nothing is said of it any more. */
static void drop(SqlOut *out, const Object *object)
{
    const ViewColumn none = {.object = *object};

    for (const Object *child = object->first; child; child = child->next)
        sql_kind(child->kind)->drop(out, child);
    view_column_settings(out, as_view_column(object), &none);
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    strbuf_puts(sql, "ALTER ");
    sql_kind(parent->kind)->spell(sql, parent);
    emit(sql, " RENAME COLUMN ${old} TO ${new}", "old", ident(sql, object->name), "new", ident(sql, name), NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "COLUMN ${view}.${name}", "view", table_name(sql, object->parent), "name", ident(sql, object->name),
         NULL);
}

const SqlKind view_column_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .rename = rename_it,
    .host = parent_host,
    .spell = spell,
};
