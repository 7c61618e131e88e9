#include "codegen/sql/column.h"
#include "codegen/sql/column_settings.h"
#include "codegen/sql/options.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"

#include <string.h>

/* Constraints that stand behind their column rather than on a line of their own; in the order in which they do. */
static const KindId constraint_kinds[] = {KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_CHECK, KIND_FOREIGN_KEY};
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
            if (!constraint_name_is_default(object, out->arena))
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

/* What stands behind the columns. */
static void put_tail(StrBuf *sql, const Table *table)
{
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

static void create(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);
    const char *separator = "\n    ";

    emit(sql, "CREATE ${unlogged}TABLE ${name} (", "unlogged", as_table(object)->unlogged ? "UNLOGGED " : "",
         "name", table_name(sql, object), NULL);
    put_columns(out, sql, object, &separator);
    put_constraints(out, sql, object, &separator);
    strbuf_puts(sql, separator[0] == ',' ? "\n)" : ")");
    put_tail(sql, as_table(object));
    set_columns(out, object);
    set_row_security(out, object, &(Table){0}, as_table(object));
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "DROP TABLE ${name}", "name", table_name(sql, object), NULL);
    sql_loss(out, "all rows of %s", quote_name(out->arena, object->name));
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

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const Table *old = as_table(before), *new = as_table(after);
    const char *whose = arena_printf(out->arena, "TABLE %s", quote_qname(out->arena, after->parent->name, after->name));

    if (!text_same(old->method, new->method))
        set_method(out, after);
    if (old->unlogged != new->unlogged)
        strbuf_puts(sql_action(out, after), new->unlogged ? "SET UNLOGGED" : "SET LOGGED");
    alter_options(out, whose, old->options, new->options);
    alter_tablespace(out, whose, old->tablespace, new->tablespace);
    set_row_security(out, after, old, new);
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
    .host = no_host,
    .spell = spell,
};
