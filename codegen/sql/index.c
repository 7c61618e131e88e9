#include "dsl/catalog/index.h"

#include "codegen/sql/options.h"
#include "dsl/catalog/distribution.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <string.h>

void put_part(StrBuf *sql, const IndexPart *part)
{
    if (part->column)
        strbuf_puts(sql, ident(sql, part->column));
    else if (sql_is_call(part->expression.text))
        strbuf_puts(sql, part->expression.text);
    else
        put_parenthesised(sql, part->expression.text);
    put_collation(sql, part->collation);
    if (part->opclass.name)
        emit(sql, " ${name}", "name", qualified_fully(sql, part->opclass.schema, part->opclass.name), NULL);
    if (part->opclass_options)
        emit(sql, " (${options})", "options", part->opclass_options, NULL);
    strbuf_puts(sql, part->descending ? " DESC" : "");
    if (part->nulls_first != part->descending)
        strbuf_puts(sql, part->nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

static void put_parts(StrBuf *sql, const Index *index)
{
    const char *separator = "(";

    for (size_t i = 0; i < index->parts.count; i++) {
        strbuf_puts(sql, separator);
        put_part(sql, &records_of(index->parts, IndexPart)[i]);
        separator = ", ";
    }
    strbuf_puts(sql, ")");
}

static void put_tail(StrBuf *sql, const Index *index)
{
    if (index->include.count) {
        strbuf_puts(sql, " INCLUDE ");
        put_names(sql, index->include);
    }
    strbuf_puts(sql, index->nulls_not_distinct ? " NULLS NOT DISTINCT" : "");
    put_with(sql, index->options);
    if (index->tablespace)
        emit(sql, " TABLESPACE ${name}", "name", ident(sql, index->tablespace), NULL);
    if (index->where.text) {
        strbuf_puts(sql, " WHERE ");
        put_parenthesised(sql, index->where.text);
    }
}

static const char *concurrently(SqlOut *out, const Object *object)
{
    const Object *on = object->parent;
    bool whole = on->kind == KIND_TABLE && (as_table(on)->partitioned || is_hypertable(table_distribution(on)));

    if (!out->online || whole || !sql_may_hold_data(out, on))
        return "";
    out->outside_transaction = true;
    return "CONCURRENTLY ";
}

static void create(SqlOut *out, const Object *object)
{
    const Index *index = as_index(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE ${unique}INDEX ${concurrently}${name} ON ${table} ", "unique", index->unique ? "UNIQUE " : "",
         "concurrently", concurrently(out, object), "name", ident(sql, object->name),
         "table", table_name(sql, object->parent), NULL);
    if (strcmp(index->method, "btree") != 0)
        emit(sql, "USING ${method} ", "method", ident(sql, index->method), NULL);
    put_parts(sql, index);
    put_tail(sql, index);
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "DROP INDEX ${concurrently}${name}", "concurrently", concurrently(out, object),
         "name", qualified(sql, object->parent->parent->name, object->name), NULL);
}

/* In place: tablespace and storage parameters, which that of a partitioned table cannot change; else it is another. */
static bool is_another(const Object *before, const Object *after)
{
    Index old = *as_index(before), new = *as_index(after);
    const Object *on = after->parent;

    if (on->kind != KIND_TABLE || !as_table(on)->partitioned)
        old.options = new.options;
    old.tablespace = new.tablespace;
    return object_differs(&old.object, &new.object) != 0;
}

/* At every moment there is one that queries can use: the new index is built before the old one goes. */
static void take_over(SqlOut *out, const Object *before, const Object *after)
{
    Index aside = *as_index(after);

    if (!out->online) {
        drop(out, before);
        create(out, after);
        return;
    }
    aside.object.name = default_name(out->arena, after->name, NULL, "_new");
    create(out, &aside.object);
    drop(out, before);
    spelled_rename(out, &aside.object, after->parent, after->name);
}

static void set_options(SqlOut *out, const Object *before, const Object *after)
{
    const Index *old = as_index(before), *new = as_index(after);
    const char *whose = arena_printf(out->arena, "INDEX %s",
                                     quote_qname(out->arena, after->parent->parent->name, after->name));

    alter_options(out, whose, old->options, new->options);
    alter_tablespace(out, whose, old->tablespace, new->tablespace);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    if (is_another(before, after))
        take_over(out, before, after);
    else
        set_options(out, before, after);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "INDEX ${name}", "name", qualified(sql, object->parent->parent->name, object->name), NULL);
}

const SqlKind index_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .rebuilds = is_another,
    .rename = spelled_rename,
    .spell = spell,
};
