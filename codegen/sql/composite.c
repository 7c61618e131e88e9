#include "dsl/catalog/composite.h"

#include "codegen/sql/attribute.h"

#include <string.h>

static void create(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);
    const char *separator = "\n    ";

    emit(sql, "CREATE TYPE ${name} AS (", "name", type_name(sql, object), NULL);
    for (size_t i = 0; i < as_composite(object)->attributes.count; i++) {
        const Object *attribute = catalog_find(out->after, KIND_ATTRIBUTE, object,
                                               as_composite(object)->attributes.items[i]);

        if (!attribute)
            continue;
        strbuf_puts(sql, separator);
        put_attribute(sql, attribute);
        separator = ",\n    ";
    }
    strbuf_puts(sql, separator[0] == ',' ? "\n)" : ")");
}

/* True if attributes go where they are and come at the end: that is what the attributes themselves can do. */
static bool can_alter(const Object *before, const Object *after)
{
    const Names old = as_composite(before)->attributes, new = as_composite(after)->attributes;
    size_t at = 0;

    for (size_t i = 0; i < old.count; i++) {
        if (!names_have(new, old.items[i]))
            continue;
        if (strcmp(new.items[at], old.items[i]) != 0)
            return false;
        at++;
    }
    return true;
}

static void step_aside(SqlOut *out, const Object *object, const char *name)
{
    spelled_rename(out, object, object->parent, name);
    sql_comment(out, "attributes that a column holds cannot change in place: a new type takes the place of this one");
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "TYPE ${name}", "name", type_name(sql, object), NULL);
}

const SqlKind composite_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = parts_alter,
    .can_alter = can_alter,
    .step_aside = step_aside,
    .rename = spelled_rename,
    .move = spelled_move,
    .host = no_host,
    .spell = spell,
};
