/* Partitions: ATTACH and DETACH; a new one is made as a partition at once (table.c). */
#include "codegen/sql/bound_names.h"
#include "codegen/sql/bound_rows.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"

#include <string.h>

static const char *whole_name(const StrBuf *sql, const Bound *bound)
{
    return qualified(sql, bound->of.schema, bound->of.name);
}

void put_bound(StrBuf *sql, const Object *table)
{
    const char *values = table_bound(table)->values;

    strbuf_puts(sql, strcmp(values, "DEFAULT") == 0 ? " " : " FOR VALUES ");
    strbuf_puts(sql, values);
}

static void attach(SqlOut *out, const Object *object)
{
    const List *others = out->plan.attaches(out->plan.of, object);
    StrBuf *sql;

    if (others) {
        bound_attach_rows(out, others);
        return;
    }
    sql = sql_statement(out);
    emit(sql, "ALTER TABLE ${whole} ATTACH PARTITION ${table}", "whole", whole_name(sql, as_bound(object)),
         "table", table_name(sql, object->parent), NULL);
    put_bound(sql, object->parent);
    sql_comment(out, "fails if rows of %s do not belong there", quote_name(out->arena, object->parent->name));
}

/* One that stays, and is of that table no more, has objects here for what it had from there. */
static void detach(SqlOut *out, const Object *object)
{
    if (catalog_same(out->after, object->parent))
        bound_name_shared(out, object->parent);

    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TABLE ${whole} DETACH PARTITION ${table}", "whole", whole_name(sql, as_bound(object)),
         "table", table_name(sql, object->parent), NULL);
}

const SqlKind bound_sql = {.create = attach, .drop = detach, .host = parent_host};
