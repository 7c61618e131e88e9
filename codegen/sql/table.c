#include "codegen/sql/bound_rows.h"
#include "codegen/sql/column.h"
#include "codegen/sql/column_settings.h"
#include "codegen/sql/inherited.h"
#include "codegen/sql/options.h"
#include "dsl/catalog/composite.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/type.h"

#include <string.h>

/* Constraints that stand behind their column rather than on a line of their own; in the order in which they do. */
static const KindId constraint_kinds[] = {KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_CHECK, KIND_EXCLUDE,
                                          KIND_FOREIGN_KEY};
enum { CONSTRAINT_KINDS = sizeof constraint_kinds / sizeof *constraint_kinds };

static size_t longest(size_t one, const char *text)
{
    return strlen(text) > one ? strlen(text) : one;
}

/* Lines of columns first, aligned; then those constraints that did not fit behind a column. */
static void put_columns(SqlOut *out, StrBuf *sql, const Object *table, const char **separator)
{
    ColumnLayout layout = {0};

    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column)) {
        if (!sql_carried(out, column))
            continue;
        layout.name_width = longest(layout.name_width, ident(sql, column->name));
        layout.type_width = longest(layout.type_width, column_type(out, column));
    }
    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column)) {
        if (!sql_carried(out, column))
            continue;
        strbuf_puts(sql, *separator);
        put_column(out, sql, column, layout);
        *separator = ",\n    ";
    }
}

static void put_constraints(SqlOut *out, StrBuf *sql, const Object *table, const char **separator)
{
    for (size_t i = 0; i < CONSTRAINT_KINDS; i++)
        for (const Object *object = object_first(table, constraint_kinds[i]); object; object = object_next(object)) {
            if (!sql_carried(out, object) || column_of_inline(object, out->arena))
                continue;
            strbuf_puts(sql, *separator);
            if (!object_has_default_name(object, out->arena))
                emit(sql, "CONSTRAINT ${name} ", "name", ident(sql, object->name), NULL);
            put_constraint(sql, object);
            *separator = ",\n    ";
        }
}

static void set_row_security(SqlOut *out, const Object *table, const Table *old, const Table *new)
{
    if (old->row_security != new->row_security)
        strbuf_puts(sql_action(out, table), new->row_security ? "ENABLE ROW LEVEL SECURITY"
                                                              : "DISABLE ROW LEVEL SECURITY");
    if (old->row_security_forced != new->row_security_forced)
        strbuf_puts(sql_action(out, table), new->row_security_forced ? "FORCE ROW LEVEL SECURITY"
                                                                     : "NO FORCE ROW LEVEL SECURITY");
}

static void put_parents(StrBuf *sql, const Table *table)
{
    for (size_t i = 0; i < table->parents.count; i++) {
        QName name = records_of(table->parents, Parent)[i].table;

        strbuf_puts(sql, i ? ", " : " INHERITS (");
        strbuf_puts(sql, qualified(sql, name.schema, name.name));
    }
    strbuf_puts(sql, table->parents.count ? ")" : "");
}

static void put_key_parts(StrBuf *sql, const Table *table)
{
    if (!table->partitioned)
        return;
    emit(sql, " PARTITION BY ${method} (", "method", keywords(sql, table->partitioned), NULL);
    for (size_t i = 0; i < table->key.count; i++) {
        strbuf_puts(sql, i ? ", " : "");
        put_part(sql, &records_of(table->key, IndexPart)[i]);
    }
    strbuf_puts(sql, ")");
}

/* What stands behind the columns. */
static void put_tail(StrBuf *sql, const Table *table)
{
    put_parents(sql, table);
    put_key_parts(sql, table);
    if (table->method)
        emit(sql, " USING ${method}", "method", ident(sql, table->method), NULL);
    put_with(sql, table->options);
    if (table->tablespace)
        emit(sql, " TABLESPACE ${name}", "name", ident(sql, table->tablespace), NULL);
}

static void set_columns(SqlOut *out, const Object *table)
{
    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column))
        if (sql_carried(out, column))
            column_settings(out, NULL, as_column(column), false);
}

/* "PARTITION OF p", "OF type", or nothing: where the columns come from that do not stand in parentheses. */
static bool put_origin(SqlOut *out, StrBuf *sql, const Object *object)
{
    const Bound *bound = table_bound(object);
    const Type *type = &as_table(object)->of;

    if (bound)
        emit(sql, " PARTITION OF ${whole}", "whole", qualified(sql, bound->of.schema, bound->of.name), NULL);
    else if (type->text)
        emit(sql, " OF ${type}", "type", type_short(out->arena, type), NULL);
    return bound || type->text;
}

static void create(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE ${unlogged}TABLE ${name}", "unlogged", as_table(object)->unlogged ? "UNLOGGED " : "",
         "name", table_name(sql, object), NULL);

    bool elsewhere = put_origin(out, sql, object);
    const char *first = " (\n    ", *separator = first;
    put_columns_at_odds(out, sql, object, &separator);
    put_columns(out, sql, object, &separator);
    put_constraints(out, sql, object, &separator);
    strbuf_puts(sql, separator != first ? "\n)" : elsewhere ? "" : " ()");
    if (table_bound(object))
        put_bound(sql, object);
    put_tail(sql, as_table(object));
    set_columns(out, object);
    inherited_columns(out, object);
    set_row_security(out, object, &(Table){0}, as_table(object));
}

/* Rows are never given up because something that a table is made of has to be made anew. */
/* True if a foreign key refers to a table. */
static bool is_referred_to(const Catalog *catalog, const Object *table)
{
    table = catalog_same(catalog, table);
    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (object->kind == KIND_FOREIGN_KEY) {
            const QName *target = &as_foreign_key(object)->target;

            if (table && catalog_relation(catalog, target->schema, target->name) == table)
                return true;
        }
    }
    return false;
}

/* A foreign key to the whole refers to its partitions, too: such a one is dropped when it is none any more. */
static void detach_referred(SqlOut *out, const Object *object)
{
    const Bound *bound = table_bound(object);
    const Object *whole = bound ? catalog_relation(out->after, bound->of.schema, bound->of.name) : NULL;

    for (const Object *above = whole; above; above = partition_parent(out->after, above))
        if (is_referred_to(out->before, above) || is_referred_to(out->after, above)) {
            sql_kind(KIND_BOUND)->drop(out, &bound->object);
            return;
        }
}

static void drop(SqlOut *out, const Object *object)
{
    const Object *again = catalog_same(out->after, object);

    if (again && sql_creates(out, again)) {
        out->refusal = "what it is made of (its type, a parent) would have to be dropped, and its rows with it";
        out->remedy = "change that in steps which PostgreSQL has an ALTER for, or make another table and copy the rows";
        return;
    }

    const List *heirs = out->plan.heirs(out->plan.of, object);
    if (heirs)
        bound_leave_rows(out, object, heirs);
    else
        detach_referred(out, object);

    StrBuf *sql = sql_statement(out);
    emit(sql, "DROP TABLE ${name}", "name", table_name(sql, object), NULL);
    if (!heirs || !bounds_cover(table_bound(object), heirs, out->arena))
        sql_loss(out, heirs ? "rows of %s that no other partition takes" : "all rows of %s",
                 quote_name(out->arena, object->name));
}

/* The server takes the command and does nothing. */
static void refuse_logging(SqlOut *out)
{
    out->refusal = "a partitioned table has no rows of its own, and PostgreSQL does not change what it says";
    out->remedy = "write \"unlogged\" before its partitions";
}

/* The server looks at foreign keys as they were before the statement: others go before it, and come behind it. */
static void set_logging(SqlOut *out, const Object *before, const Table *new)
{
    const char *how = new->unlogged ? "SET UNLOGGED" : "SET LOGGED";

    if (!object_first(before, KIND_FOREIGN_KEY) && !object_first(&new->object, KIND_FOREIGN_KEY)) {
        strbuf_puts(sql_action(out, &new->object), how);
        return;
    }

    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER TABLE ${table} ${how}", "table", table_name(sql, &new->object), "how", how, NULL);
}

/* The server writes all rows anew; those before 15 cannot. */
static void set_method(SqlOut *out, const Object *after)
{
    const char *method = as_table(after)->method ? as_table(after)->method : "heap";

    if (out->oldest && out->oldest < 15) {
        out->refusal = "PostgreSQL can change the access method of a table since 15 only";
        out->remedy = "if older servers do not matter, write \"postgres 15\" in the project; else add a table and copy "
                      "the rows";
        return;
    }
    emit(sql_action(out, after), "SET ACCESS METHOD ${method}", "method", quote_name(out->arena, method), NULL);
}

/* Rows would have to be written anew, into other tables: only people know how long that may take. */
static bool can_repartition(SqlOut *out, const Table *old, const Table *new)
{
    Table alike = *old;
    const char *name = new->object.name;

    alike.partitioned = new->partitioned;
    alike.key = new->key;
    if (object_differs(&old->object, &alike.object) == 0)
        return true;
    out->refusal = !old->partitioned ? "a table that holds rows cannot become a partitioned one"
                 : !new->partitioned ? "a partitioned table cannot become a plain one"
                                     : "what a table is partitioned by cannot change";
    out->remedy = arena_printf(out->arena, "in one migration rename it (table %s_old was %s) and declare the new one "
                               "beside it; copy the rows: insert into %s select * from %s_old; drop %s_old in another",
                               name, name, name, name, name);
    return false;
}

static bool inherits(const Table *table, QName name)
{
    for (size_t i = 0; i < table->parents.count; i++) {
        QName one = records_of(table->parents, Parent)[i].table;

        if (text_same(one.name, name.name) && text_same(one.schema, name.schema))
            return true;
    }
    return false;
}

/* Columns the table had, and has still, stand where they did; others come behind them. */
static List columns_in_order(const SqlOut *out, const Table *new)
{
    List before = table_columns(out->before, catalog_same(out->before, &new->object), out->arena), order = {0};
    List after = table_columns(out->after, &new->object, out->arena);

    for (size_t i = 0; i < before.count; i++)
        if (catalog_same(out->after, before.items[i]))
            list_add(&order, out->arena, before.items[i]);
    for (size_t i = 0; i < after.count; i++)
        if (!catalog_same(out->before, after.items[i]))
            list_add(&order, out->arena, after.items[i]);
    return order;
}

/* The server wants the columns in the order of the attributes. */
static bool can_be_of_type(SqlOut *out, const Table *new)
{
    const Object *type = type_declared(out->after, &new->of);
    const Names attributes = type && type->kind == KIND_COMPOSITE ? as_composite(type)->attributes : (Names){0};
    List columns = columns_in_order(out, new);
    bool same = columns.count == attributes.count;

    for (size_t i = 0; i < columns.count && same; i++)
        same = text_same(((const Object *)columns.items[i])->name, attributes.items[i]);
    if (same)
        return true;
    out->refusal = arena_printf(out->arena, "its columns do not stand in the order of the attributes of type %s",
                                type_short(out->arena, &new->of));
    out->remedy = "declare the attributes in the order of the columns, those that are new at the end; or add a table "
                  "of the type and copy the rows";
    return false;
}

/* The table keeps its columns, and can be of a type that has the same. As long as it is of one, none can change. */
static void change_type(SqlOut *out, const Table *old, const Table *new)
{
    if (old->of.text)
        emit(sql_statement(out), "ALTER TABLE ${table} NOT OF",
             "table", quote_qname(out->arena, new->object.parent->name, new->object.name), NULL);
    if (new->of.text && (old->of.text || can_be_of_type(out, new)))
        emit(sql_action(out, &new->object), "OF ${type}", "type", type_short(out->arena, &new->of), NULL);
}

/* The parents of one table that the other has not. */
static void change_parents(SqlOut *out, const Table *of, const Table *other, const char *how)
{
    for (size_t i = 0; i < of->parents.count; i++) {
        QName name = records_of(of->parents, Parent)[i].table;

        if (!inherits(other, name))
            emit(sql_statement(out), "ALTER TABLE ${table} ${how} ${parent}",
                 "table", quote_qname(out->arena, of->object.parent->name, of->object.name), "how", how,
                 "parent", quote_qname(out->arena, name.schema, name.name), NULL);
    }
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const Table *old = as_table(before), *new = as_table(after);
    if (!can_repartition(out, old, new))
        return;

    change_parents(out, old, new, "NO INHERIT");
    change_parents(out, new, old, "INHERIT");
    if (!text_same(old->of.text, new->of.text))
        change_type(out, old, new);

    const char *whose = arena_printf(out->arena, "TABLE %s", quote_qname(out->arena, after->parent->name, after->name));

    if (!text_same(old->method, new->method))
        set_method(out, after);
    if (old->unlogged != new->unlogged && new->partitioned)
        refuse_logging(out);
    else if (old->unlogged != new->unlogged)
        set_logging(out, before, new);
    alter_options(out, whose, old->options, new->options);
    alter_tablespace(out, whose, old->tablespace, new->tablespace);
    set_row_security(out, after, old, new);
}

/* Partitions go with the table they are of. */
static const Object *host(const Object *object, const Catalog *catalog, bool dropping)
{
    return dropping ? partition_parent(catalog, object) : NULL;
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "TABLE ${name}", "name", table_name(sql, object), NULL);
}

const SqlKind table_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .rename = spelled_rename,
    .move = spelled_move,
    .host = host,
    .spell = spell,
};
