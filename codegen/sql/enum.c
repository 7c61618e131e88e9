#include "dsl/catalog/enum.h"

#include "codegen/sql/sql.h"

#include <string.h>

static void create(SqlOut *out, const Object *object)
{
    const Names labels = as_enum(object)->labels;
    StrBuf *sql = sql_statement(out);
    const char *separator = "";

    emit(sql, "CREATE TYPE ${name} AS ENUM (", "name", type_name(sql, object), NULL);
    for (size_t i = 0; i < labels.count; i++) {
        strbuf_puts(sql, separator);
        strbuf_puts(sql, literal(sql, labels.items[i]));
        separator = ", ";
    }
    strbuf_puts(sql, ")");
}

/* True if the new labels are the old ones and more: values that come are objects of their own. */
static bool can_alter(const Object *before, const Object *after)
{
    const Names old = as_enum(before)->labels, new = as_enum(after)->labels;
    size_t at = 0;

    for (size_t i = 0; i < new.count && at < old.count; i++)
        at += strcmp(old.items[at], new.items[i]) == 0;
    return at == old.count;
}

static void step_aside(SqlOut *out, const Object *object, const char *name)
{
    spelled_rename(out, object, object->parent, name);
    sql_comment(out, "an enum cannot lose or reorder values in place; this fails, changing nothing, while rows use a "
                     "value that is gone");
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "TYPE ${name}", "name", type_name(sql, object), NULL);
}

const SqlKind enum_sql = {
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
