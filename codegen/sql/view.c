#include "dsl/catalog/view.h"

#include "codegen/sql/column_settings.h"
#include "codegen/sql/options.h"
#include "dsl/catalog/naming.h"

static const char *sort_of(const Object *view)
{
    return view->kind == KIND_VIEW ? "VIEW" : "MATERIALIZED VIEW";
}

static const char *whose(SqlOut *out, const Object *view)
{
    return arena_printf(out->arena, "%s %s", sort_of(view),
                        quote_qname(out->arena, view->parent->name, view->name));
}

static void put_column_names(StrBuf *sql, Names columns)
{
    if (!columns.count)
        return;
    strbuf_puts(sql, " ");
    put_names(sql, columns);
}

/* The query stands as it was written: it begins and ends in no comment that could reach what stands around it. */
static void put_query(StrBuf *sql, const View *view)
{
    strbuf_puts(sql, " AS\n");
    strbuf_puts(sql, view->query.text);
}

static void put_view(SqlOut *out, const char *create, const Object *object)
{
    StrBuf *sql = sql_statement(out);
    const View *view = as_view(object);

    emit(sql, "${create} ${name}", "create", create, "name", table_name(sql, object), NULL);
    put_column_names(sql, view->columns);
    put_with(sql, view->options);
    put_query(sql, view);
}

static void create(SqlOut *out, const Object *object)
{
    put_view(out, "CREATE VIEW", object);
}

static void create_materialized(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);
    const View *view = as_view(object);

    emit(sql, "CREATE MATERIALIZED VIEW ${name}", "name", table_name(sql, object), NULL);
    put_column_names(sql, view->columns);
    if (view->method)
        emit(sql, " USING ${method}", "method", ident(sql, view->method), NULL);
    put_with(sql, view->options);
    if (view->tablespace)
        emit(sql, " TABLESPACE ${name}", "name", ident(sql, view->tablespace), NULL);
    put_query(sql, view);
    if (view->no_data) {
        strbuf_puts(sql, "\nWITH NO DATA");
        sql_comment(out, "it can be read after the first REFRESH MATERIALIZED VIEW");
    }
    for (const Object *column = object_first(object, KIND_VIEW_COLUMN); column; column = object_next(column))
        if (sql_carried(out, column))
            view_column_settings(out, NULL, as_view_column(column));
}

static bool same_query(const Object *before, const Object *after)
{
    View old = *as_view(before), new = *as_view(after);

    old.options = new.options;
    old.tablespace = new.tablespace;
    return !object_differs(&old.object, &new.object);
}

static bool can_alter(const Object *before, const Object *after)
{
    Arena arena = {0};
    bool can = same_query(before, after) || view_can_replace(as_view(before), as_view(after), &arena);

    arena_free(&arena);
    return can;
}

/* OR REPLACE sets the options, too. */
static void alter(SqlOut *out, const Object *before, const Object *after)
{
    if (same_query(before, after))
        alter_options(out, whose(out, after), as_view(before)->options, as_view(after)->options);
    else
        put_view(out, "CREATE OR REPLACE VIEW", after);
}

static bool can_alter_materialized(const Object *before, const Object *after)
{
    return same_query(before, after);
}

static void alter_materialized(SqlOut *out, const Object *before, const Object *after)
{
    const View *old = as_view(before), *new = as_view(after);

    alter_options(out, whose(out, after), old->options, new->options);
    alter_tablespace(out, whose(out, after), old->tablespace, new->tablespace);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "${sort} ${name}", "sort", sort_of(object), "name", table_name(sql, object), NULL);
}

const SqlKind view_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = spelled_rename,
    .move = spelled_move,
    .host = no_host,
    .spell = spell,
};

const SqlKind materialized_view_sql = {
    .create = create_materialized,
    .drop = spelled_drop,
    .alter = alter_materialized,
    .can_alter = can_alter_materialized,
    .rename = spelled_rename,
    .move = spelled_move,
    .host = no_host,
    .spell = spell,
};
