/* Replica identity and cluster order. */
#include "dsl/catalog/mark.h"

#include "codegen/sql/sql.h"

static void set_identity(SqlOut *out, const Object *object)
{
    const char *rows = as_replica_identity(object)->rows;
    StrBuf *sql = sql_action(out, mark_table(object));

    strbuf_puts(sql, "REPLICA IDENTITY ");
    if (rows)
        strbuf_puts(sql, keywords(sql, rows));
    else
        emit(sql, "USING INDEX ${name}", "name", ident(sql, object->parent->name), NULL);
}

/* In one ALTER TABLE the server would look at other changes to the columns first, and refuse them. */
static void reset_identity(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TABLE ${table} REPLICA IDENTITY DEFAULT", "table", table_name(sql, mark_table(object)), NULL);
}

static void change_identity(SqlOut *out, const Object *before, const Object *after)
{
    (void)before;
    set_identity(out, after);
}

/* It goes with the table; a dropped index would leave its mark behind. */
static const Object *identity_host(const Object *object, const Catalog *catalog, bool dropping)
{
    (void)catalog;
    return dropping ? mark_table(object) : NULL;
}

const SqlKind replica_identity_sql = {
    .create = set_identity,
    .drop = reset_identity,
    .alter = change_identity,
    .host = identity_host,
};

/* Says by which index CLUSTER goes, and moves no row. */
static void set_cluster(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_action(out, mark_table(object));

    emit(sql, "CLUSTER ON ${name}", "name", ident(sql, object->parent->name), NULL);
}

static void reset_cluster(SqlOut *out, const Object *object)
{
    strbuf_puts(sql_action(out, mark_table(object)), "SET WITHOUT CLUSTER");
}

const SqlKind cluster_sql = {.create = set_cluster, .drop = reset_cluster};
