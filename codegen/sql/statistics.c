#include "codegen/sql/sql.h"
#include "dsl/catalog/index.h"

static const char *statistics_name(const StrBuf *sql, const Object *object)
{
    return qualified(sql, object->parent->parent->name, object->name);
}

static void set_target(SqlOut *out, const Object *object)
{
    const char *target = as_statistics(object)->target;
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER STATISTICS ${name} SET STATISTICS ${target}", "name", statistics_name(sql, object),
         "target", target ? target : "-1", NULL);
}

static void create(SqlOut *out, const Object *object)
{
    const Statistics *statistics = as_statistics(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE STATISTICS ${name}", "name", statistics_name(sql, object), NULL);
    for (size_t i = 0; i < statistics->kinds.count; i++)
        emit(sql, i ? ", ${kind}" : " (${kind}", "kind", ident(sql, statistics->kinds.items[i]), NULL);
    strbuf_puts(sql, statistics->kinds.count ? ") ON " : " ON ");
    for (size_t i = 0; i < statistics->parts.count; i++) {
        strbuf_puts(sql, i ? ", " : "");
        put_part(sql, &records_of(statistics->parts, IndexPart)[i]);
    }
    emit(sql, " FROM ${table}", "table", table_name(sql, object->parent), NULL);
    if (statistics->target)
        set_target(out, object);
}

static bool can_alter(const Object *before, const Object *after)
{
    Statistics old = *as_statistics(before);

    old.target = as_statistics(after)->target;
    return !object_differs(&old.object, after);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    (void)before;
    set_target(out, after);
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER STATISTICS ${old} RENAME TO ${new}", "old", qualified(sql, parent->parent->name, object->name),
         "new", ident(sql, name), NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "STATISTICS ${name}", "name", statistics_name(sql, object), NULL);
}

const SqlKind statistics_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = rename_it,
    .move = spelled_move,
    .spell = spell,
};
