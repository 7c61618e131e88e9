#include "codegen/sql/column.h"
#include "dsl/catalog/table.h"

void set_default(SqlOut *out, const Object *column, const char *value)
{
    StrBuf *sql = sql_action(out, column->parent);

    emit(sql, "ALTER COLUMN ${column} SET DEFAULT ", "column", ident(sql, column->name), NULL);
    put_default_value(sql, value);
}

static void create(SqlOut *out, const Object *object)
{
    set_default(out, object->parent, as_default(object)->value.text);
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_action(out, table_of(object));

    emit(sql, "ALTER COLUMN ${column} DROP DEFAULT", "column", ident(sql, object->parent->name), NULL);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    (void)before;
    create(out, after);
}

/* That of a view's column comes by itself, but goes with the view. */
static const Object *host(const Object *object, const Catalog *catalog, bool dropping)
{
    (void)catalog;
    return dropping || object->parent->kind == KIND_COLUMN ? object->parent : NULL;
}

const SqlKind default_sql = {.create = create, .drop = drop, .alter = alter, .host = host};
