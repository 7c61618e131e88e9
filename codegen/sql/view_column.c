#include "codegen/sql/sql.h"

/*
 * The column is there as soon as the view is. What is said of it are objects of their own: they come by themselves, and
 * go with it.
 */

static void create(SqlOut *out, const Object *object)
{
    (void)out, (void)object;
}

static void drop(SqlOut *out, const Object *object)
{
    for (const Object *child = object->first; child; child = child->next)
        sql_kind(child->kind)->drop(out, child);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "COLUMN ${view}.${name}", "view", table_name(sql, object->parent), "name", ident(sql, object->name),
         NULL);
}

const SqlKind view_column_sql = {.create = create, .drop = drop, .host = parent_host, .spell = spell};
