/* The calls are the engines' own. Each has a migration of its own: neither likes other work in its transaction. */
#include "dsl/catalog/distribution.h"

#include "codegen/sql/distribution_ties.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/schema.h"

static const char *table_literal(const StrBuf *sql, const Object *object)
{
    return literal(sql, table_name(sql, object->parent));
}

/* Functions of Citus are where PostgreSQL's own are; those of TimescaleDB where the extension was put. */
static const char *function(SqlOut *out, const StrBuf *sql, const Object *object, const char *name)
{
    const Catalog *catalog = catalog_same(out->after, object) ? out->after : out->before;
    const Object *extension = catalog_find(catalog, KIND_EXTENSION, NULL, distribution_engine(object));
    const char *schema = is_hypertable(object) && extension ? as_extension(extension)->schema : NULL;

    return schema ? qualified(sql, schema, name) : name;
}

static const char *width(const StrBuf *sql, const Distribution *distribution)
{
    return distribution_is_counted(distribution)
             ? distribution->every
             : arena_printf(sql->arena, "interval %s", literal(sql, distribution->every));
}

static const char *by_copying(SqlOut *out, const char *name)
{
    return arena_printf(out->arena, "in one migration rename it (table %s_old was %s) and declare the new one beside "
                        "it; copy the rows: insert into %s select * from %s_old; drop %s_old in another",
                        name, name, name, name, name);
}

/* "if_not_exists": its way back leaves a hypertable that is empty or not, until the table goes. */
static void create_hypertable(SqlOut *out, const Object *object)
{
    const Distribution *distribution = as_distribution(object);
    const char *name = object->parent->name;
    StrBuf *sql;

    if (!sql_creates(out, object->parent)) {
        out->refusal = "a table that is there already would become one, and no hypertable becomes a table again";
        out->remedy = by_copying(out, name);
        return;
    }
    sql = sql_statement(out);
    emit(sql,
         "SELECT ${function}(${table}, ${column}, chunk_time_interval => ${width},\n"
         "    create_default_indexes => false, if_not_exists => true${rows})",
         "function", function(out, sql, object, "create_hypertable"), "table", table_literal(sql, object),
         "column", literal(sql, distribution->column), "width", width(sql, distribution),
         "rows", object_first(object->parent, KIND_DATA) ? ", migrate_data => true" : "", NULL);
}

/* Citus takes tables that are tied together back together. So those that go first wait for the one that goes last. */
static void wait_for(SqlOut *out, const Object *object, const Object *other, bool for_ever)
{
    const char *name = quote_name(out->arena, object->parent->name);
    const char *other_name = quote_name(out->arena, other->name);

    if (!for_ever) {
        sql_statement(out);
        sql_comment(out, "foreign keys tie %s to %s, and Citus takes both back together: later", name, other_name);
        return;
    }
    out->refusal = arena_printf(out->arena, "foreign keys tie it to table %s, which stays distributed, and Citus takes "
                                "tables back together with all that are tied to them", other_name);
    out->remedy = "take these foreign keys out in one migration, and the line that distributes the table in the next";
}

static void undistribute(SqlOut *out, const Object *object)
{
    const Object *stays = tied_table_distributed(out, object->parent);
    const Object *later = tied_table_taken_later(out, object->parent);
    StrBuf *sql;

    if (stays || later) {
        wait_for(out, object, stays ? stays : later, stays && !out->backwards);
        return;
    }
    sql = sql_statement(out);
    if (!tied_table(out, object->parent)) {
        emit(sql, "SELECT undistribute_table(${table})", "table", table_literal(sql, object), NULL);
        return;
    }
    emit(sql,
         "SELECT undistribute_table(logicalrelid, cascade_via_foreign_keys => true)\n"
         "  FROM pg_dist_partition WHERE logicalrelid = ${table}::regclass",
         "table", table_literal(sql, object), NULL);
    sql_comment(out, "with all tables that foreign keys tie to it");
}

static void distribute(SqlOut *out, const Object *object)
{
    const char *column = as_distribution(object)->column;
    StrBuf *sql = sql_statement(out);

    if (column)
        emit(sql, "SELECT create_distributed_table(${table}, ${column})", "table", table_literal(sql, object),
             "column", literal(sql, column), NULL);
    else
        emit(sql, "SELECT create_reference_table(${table})", "table", table_literal(sql, object), NULL);
    if (tied_table(out, object->parent))     /* its way back may have left it so */
        emit(sql, "\n WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = ${table}::regclass)",
             "table", table_literal(sql, object), NULL);
}

static void create(SqlOut *out, const Object *object)
{
    out->alone = true;
    if (is_hypertable(object))
        create_hypertable(out, object);
    else
        distribute(out, object);
}

/* Nothing makes a table of a hypertable; one that came with this schema goes with the migration that made its table. */
static void drop_hypertable(SqlOut *out, const Object *object)
{
    const char *name = object->parent->name;

    if (out->backwards) {
        sql_statement(out);
        sql_comment(out, "%s stays a hypertable until the way back of the migration that made it drops it",
                    quote_name(out->arena, name));
        return;
    }
    out->refusal = "TimescaleDB has no way to make a table of a hypertable";
    out->remedy = by_copying(out, name);
}

static void drop(SqlOut *out, const Object *object)
{
    out->alone = true;
    if (is_hypertable(object))
        drop_hypertable(out, object);
    else
        undistribute(out, object);
}

static bool can_alter(const Object *before, const Object *after)
{
    return text_same(as_distribution(before)->method, as_distribution(after)->method);
}

static void redistribute(SqlOut *out, const Object *after)
{
    StrBuf *sql;

    if (tied_table(out, after->parent)) {
        out->refusal = "Citus would drop the foreign keys from and to the table on the way";
        out->remedy = "take these foreign keys out in one migration, change the column in the next, and put them back "
                      "in a third";
        return;
    }
    sql = sql_statement(out);
    emit(sql, "SELECT alter_distributed_table(${table}, distribution_column => ${column})",
         "table", table_literal(sql, after), "column", literal(sql, as_distribution(after)->column), NULL);
}

/* Chunks that are there keep their width. */
static void set_width(SqlOut *out, const Distribution *before, const Distribution *after)
{
    StrBuf *sql;

    if (!text_same(before->column, after->column)) {
        out->refusal = "a hypertable is one by the same column for ever";
        out->remedy = "declare a new table and copy the rows";
        return;
    }
    sql = sql_statement(out);
    emit(sql, "SELECT ${function}(${table}, ${width})",
         "function", function(out, sql, &after->object, "set_chunk_time_interval"),
         "table", table_literal(sql, &after->object), "width", width(sql, after), NULL);
    sql_comment(out, "of chunks that come from now on");
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    out->alone = true;
    if (is_hypertable(after))
        set_width(out, as_distribution(before), as_distribution(after));
    else
        redistribute(out, after);
}

const SqlKind distribution_sql = {.create = create, .drop = drop, .alter = alter, .can_alter = can_alter};
