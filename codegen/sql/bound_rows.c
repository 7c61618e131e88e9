/*
 * Rows that move from partition to partition. What belongs where the server knows best: it is asked for the condition
 * that it holds a partition's rows to.
 */
#include "codegen/sql/bound_rows.h"

#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"

/* "a, b": what can be written of a row; what is generated follows from it. */
static const char *columns_of(const SqlOut *out, const Object *whole)
{
    List columns = table_columns(out->after, whole, out->arena);
    StrBuf names = {.arena = out->arena};

    for (size_t i = 0; i < columns.count; i++) {
        const Column *column = as_column(columns.items[i]);

        if (column->generated.text)
            continue;
        strbuf_puts(&names, names.length ? ", " : "");
        strbuf_puts(&names, quote_name(out->arena, column->object.name));
    }
    return strbuf_text(&names);
}

/* A block of PL/pgSQL. Rows that a policy hides would be lost: that is to be an error. */
static void put_block(SqlOut *out, const StrBuf *steps)
{
    const char *body = arena_printf(out->arena,
                                    "\nDECLARE\n    fits text;\nBEGIN\n"
                                    "    PERFORM set_config('row_security', 'off', true);\n"
                                    "%s"
                                    "END\n", strbuf_text(steps));
    const char *tag = dollar_tag(out->arena, body);

    emit(sql_statement(out), "DO ${tag}${body}${end}", "tag", tag, "body", body, "end", tag, NULL);
}

/* The name of a table that is there for a moment, so that the server says what it holds a partition's rows to. */
static const char *model_name(const SqlOut *out, const Object *whole)
{
    const char *name = "ecogen_model";

    while (catalog_relation(out->before, whole->parent->name, name)
           || catalog_relation(out->after, whole->parent->name, name))
        name = arena_printf(out->arena, "%s_", name);
    return quote_qname(out->arena, whole->parent->name, name);
}

static bool is_deferred(const Object *object)
{
    if (object->kind == KIND_FOREIGN_KEY)
        return as_foreign_key(object)->initially_deferred;
    if (object->kind == KIND_EXCLUDE)
        return as_exclude(object)->initially_deferred;
    return (object->kind == KIND_PRIMARY_KEY || object->kind == KIND_UNIQUE) && as_key(object)->initially_deferred;
}

static const Object *uppermost(const Catalog *catalog, const Object *table)
{
    for (const Object *above; (above = partition_parent(catalog, table));)
        table = above;
    return table;
}

/* What is checked at the end only would keep the server from altering these tables until then. */
static void check_at_once(const SqlOut *out, StrBuf *steps, const Object *whole)
{
    const Object *top = uppermost(out->after, whole);

    for (size_t i = 0; i < out->after->objects.count; i++) {
        const Object *object = out->after->objects.items[i];

        if (is_deferred(object) && uppermost(out->after, object->parent) == top) {
            strbuf_puts(steps, "    SET CONSTRAINTS ALL IMMEDIATE;\n");
            return;
        }
    }
}

static const char *as_string(const SqlOut *out, const char *text)
{
    return quote_literal(out->arena, text);
}

static void attach_one(SqlOut *out, StrBuf *steps, const Object *whole, const Object *table)
{
    StrBuf bound = {.arena = out->arena};
    const char *columns = columns_of(out, whole), *name = table_name(steps, table);
    const char *delete_rows = arena_printf(out->arena, "WITH moved AS (DELETE FROM %s WHERE (", name);
    const char *keep_rows = arena_printf(out->arena,
                                         ") IS NOT TRUE RETURNING %s)"
                                         " INSERT INTO pg_temp.ecogen_moved SELECT %s FROM moved", columns, columns);

    put_bound(&bound, table);
    emit(steps,
         "\n"
         "    CREATE TABLE ${model} PARTITION OF ${whole}${bound};\n"
         "    fits := coalesce(pg_get_partition_constraintdef(${model_string}::regclass), 'true');\n"
         "    DROP TABLE ${dropped};\n"
         "    EXECUTE ${delete} || fits\n"
         "        || ${keep};\n"
         "    ALTER TABLE ${same_whole} ATTACH PARTITION ${table}${same_bound};\n",
         "model", model_name(out, whole), "whole", table_name(steps, whole), "bound", strbuf_text(&bound),
         "model_string", as_string(out, model_name(out, whole)), "dropped", model_name(out, whole),
         "delete", as_string(out, delete_rows), "keep", as_string(out, keep_rows),
         "same_whole", table_name(steps, whole), "table", name, "same_bound", strbuf_text(&bound), NULL);
}

void bound_attach_rows(SqlOut *out, const List *bounds)
{
    const Object *whole = partition_parent(out->after, ((const Object *)bounds->items[0])->parent);
    const char *columns = columns_of(out, whole);
    StrBuf steps = {.arena = out->arena};

    emit(&steps,
         "    CREATE TEMPORARY TABLE ecogen_moved ON COMMIT DROP AS SELECT ${columns} FROM ${whole} WITH NO DATA;\n",
         "columns", columns, "whole", table_name(&steps, whole), NULL);
    for (size_t i = 0; i < bounds->count; i++)
        attach_one(out, &steps, whole, ((const Object *)bounds->items[i])->parent);
    strbuf_puts(&steps, "\n");
    check_at_once(out, &steps, whole);
    emit(&steps,
         "    INSERT INTO ${whole} (${into}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM pg_temp.ecogen_moved;\n"
         "    DROP TABLE pg_temp.ecogen_moved;\n",
         "whole", table_name(&steps, whole), "into", columns, "columns", columns, NULL);
    put_block(out, &steps);
    sql_comment(out, "nobody can use %s meanwhile: rows that no longer belong where they are go to the partition that"
                " takes them; fails, changing nothing, if none does", quote_name(out->arena, whole->name));
}

/* "ARRAY['a', 'b']::regclass[]" */
static const char *array_of(SqlOut *out, const List *tables)
{
    StrBuf array = {.arena = out->arena};

    for (size_t i = 0; i < tables->count; i++)
        emit(&array, "${comma}${name}", "comma", i ? ", " : "",
             "name", as_string(out, table_name(&array, tables->items[i])), NULL);
    return strbuf_text(&array);
}

void bound_leave_rows(SqlOut *out, const Object *table, const List *heirs)
{
    const Object *whole = partition_parent(out->after, heirs->items[0]);
    const char *columns = columns_of(out, whole);
    StrBuf steps = {.arena = out->arena};
    const char *insert = arena_printf(out->arena,
                                      "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s WHERE ",
                                      table_name(&steps, whole), columns, columns, table_name(&steps, table));

    check_at_once(out, &steps, whole);
    emit(&steps,
         "    SELECT string_agg(coalesce(pg_get_partition_constraintdef(heir), 'true'), ' OR ') INTO fits\n"
         "      FROM unnest(ARRAY[${heirs}]::regclass[]) heir;\n"
         "    EXECUTE ${insert} || fits;\n",
         "heirs", array_of(out, heirs), "insert", as_string(out, insert), NULL);
    put_block(out, &steps);
    sql_comment(out, "rows of %s go to the partitions that come in its place", quote_name(out->arena, table->name));
}
