#include "codegen/sql/sql.h"
#include "dsl/catalog/enum.h"

#include <string.h>

/*
 * Where a value goes: after the one before it. A first value has to name the one it comes before; a last one need not
 * say anything.
 */
static void put_place(StrBuf *sql, Names labels, size_t place, const Object *old_type)
{
    if (place > 0 && place + 1 < labels.count)
        emit(sql, " AFTER ${label}", "label", literal(sql, labels.items[place - 1]), NULL);
    for (size_t next = 1; place == 0 && next < labels.count; next++)
        if (names_have(as_enum(old_type)->labels, labels.items[next])) {
            emit(sql, " BEFORE ${label}", "label", literal(sql, labels.items[next]), NULL);
            return;
        }
}

static void create(SqlOut *out, const Object *object)
{
    const Names labels = as_enum(object->parent)->labels;
    StrBuf *sql = sql_statement(out);
    size_t place = 0;

    while (place + 1 < labels.count && strcmp(labels.items[place], object->name) != 0)
        place++;
    emit(sql, "ALTER TYPE ${type} ADD VALUE ${label}", "type",
         type_name(sql, object->parent), "label", literal(sql, object->name), NULL);
    put_place(sql, labels, place, catalog_same(out->before, object->parent));
    out->settles = true;            /* a new value cannot be used before it is committed */
}

/* Only ever part of a rebuild of the type, which says all there is to say. */
static void drop(SqlOut *out, const Object *object)
{
    (void)out, (void)object;
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TYPE ${type} RENAME VALUE ${old} TO ${new}", "type",
         type_name(sql, parent), "old", literal(sql, object->name),
         "new", literal(sql, name), NULL);
}

/* The type is created with all its values, and rebuilt with them. */
const SqlKind enum_value_sql = {.create = create, .drop = drop, .rename = rename_it, .host = parent_host};
