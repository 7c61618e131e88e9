#include "codegen/c/model.h"

#include "codegen/c/names.h"
#include "codegen/emit.h"
#include "dsl/catalog/naming.h"

#include <string.h>

/*
 * The rows travel as arrays, one a column, and the server evaluates the expressions, folds and upserts: one statement,
 * whatever the expressions are. Rows are upserted in the order of their key, so that two connections that add to the
 * same groups wait for one another and never for ever.
 */

enum { WIDTH = 70 };

typedef const char *PartText(const RollupPart *part, Arena *arena);

static void put_parts(StrBuf *out, Records parts, PartText *text, const char **separator)
{
    for (size_t i = 0; i < parts.count; i++) {
        strbuf_puts(out, *separator);
        strbuf_puts(out, text(&records_of(parts, RollupPart)[i], out->arena));
        *separator = ", ";
    }
}

static const char *column(const RollupPart *part, Arena *arena)
{
    return quote_name(arena, part->column);
}

static const char *expression(const RollupPart *part, Arena *arena)
{
    (void)arena;
    return part->value.text;
}

static const char *sum(const RollupPart *part, Arena *arena)
{
    return arena_printf(arena, "coalesce(sum(%s), 0)", part->value.text);
}

static const char *grown(const RollupPart *part, Arena *arena)
{
    const char *name = quote_name(arena, part->column);

    return arena_printf(arena, "\n    %s = coalesce(total.%s, 0) + EXCLUDED.%s", name, name, name);
}

/* "1, 2" */
static const char *places(size_t count, Arena *arena)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 1; i <= count; i++)
        strbuf_printf(&out, "%s%zu", i > 1 ? ", " : "", i);
    return strbuf_text(&out);
}

/* "$3::varchar[]"; what has no number of its own goes through text: "$3::text[]::app.status[]" */
static const char *parameter(const Member *member, size_t number, Arena *arena)
{
    bool through_text = strcmp(member->type.element_oid, "ECO_OID_TEXT") == 0 && strcmp(member->type_sql, "text") != 0;

    return arena_printf(arena, "$%zu::%s%s[]", number, through_text ? "text[]::" : "", member->type_sql);
}

/* unnest($1::timestamptz[], …) AS events_enriched (ts, …) */
static const char *unnested(const Model *model, const bool *needs, Arena *arena)
{
    const Model *source = model->source;
    StrBuf out = {.arena = arena}, names = {.arena = arena};
    size_t number = 0, line = 0;

    strbuf_puts(&out, "unnest(");
    for (size_t i = 0; i < source->count; i++) {
        if (!needs[i])
            continue;
        if (out.length - line > WIDTH) {
            strbuf_puts(&out, ",\n        ");
            line = out.length;
        } else if (number) {
            strbuf_puts(&out, ", ");
        }
        strbuf_printf(&names, "%s%s", number ? ", " : "", source->members[i].sql);
        strbuf_puts(&out, parameter(&source->members[i], ++number, arena));
    }
    strbuf_printf(&out, ")\n    AS %s (%s)", quote_name(arena, source->table->name), strbuf_text(&names));
    return strbuf_text(&out);
}

static const char *add_sql(const Model *model, const bool *needs, Arena *arena)
{
    const Rollup *rollup = model->rollup;
    StrBuf out = {.arena = arena};
    const char *separator = "";

    strbuf_printf(&out, "INSERT INTO %s AS total\n    (", model->qualified);
    put_parts(&out, rollup->groups, column, &separator);
    put_parts(&out, rollup->sums, column, &separator);
    strbuf_puts(&out, ")\nSELECT ");
    separator = "";
    put_parts(&out, rollup->groups, expression, &separator);
    separator = rollup->groups.count ? ",\n    " : "";
    put_parts(&out, rollup->sums, sum, &separator);
    strbuf_printf(&out, "\nFROM %s\nGROUP BY %s\nORDER BY %s\nON CONFLICT (", unnested(model, needs, arena),
                  places(rollup->groups.count, arena), places(rollup->groups.count, arena));
    separator = "";
    put_parts(&out, rollup->groups, column, &separator);
    strbuf_puts(&out, rollup->sums.count ? ") DO UPDATE SET" : ") DO NOTHING");
    for (size_t i = 0; i < rollup->sums.count; i++)
        strbuf_printf(&out, "%s%s", i ? "," : "", grown(&records_of(rollup->sums, RollupPart)[i], arena));
    return strbuf_text(&out);
}

static const char array[] =
    "\n"
    "    eco_array_begin(out, ${oid}, count);\n"
    "    for (size_t i = 0; i < count; i++)\n"
    "        ${put}(out, rows[i].${name});\n"
    "    eco_array_end(out);\n";

static void put_arrays(StrBuf *out, const Model *source, const bool *needs)
{
    for (size_t i = 0; i < source->count; i++) {
        const Member *member = &source->members[i];

        if (needs[i])
            emit(out, array, "oid", member->type.element_oid, "name", member->name,
                 "put", member->column->not_null ? member->type.put : member->type.put_opt, NULL);
    }
}

static size_t count_of(const bool *needs, size_t count)
{
    size_t needed = 0;

    for (size_t i = 0; i < count; i++)
        needed += needs[i];
    return needed;
}

void emit_model_rollup(StrBuf *out, const Model *model)
{
    Arena *arena = out->arena;
    const bool *needs = model_rollup_needs(model, arena);

    emit(out,
         "\n"
         "static const EcoStatement add = {\n"
         "    .model = &${stem}_model,\n"
         "    .name = \"${stem}_add\",\n"
         "    .sql = ${sql},\n"
         "    .count = ${count},\n"
         "};\n"
         "\n"
         "bool ${stem}_add(EcoConn *conn, const ${source} *rows, size_t count)\n"
         "{\n"
         "    EcoOut *out = eco_begin(conn);\n",
         "stem", model->stem, "sql", c_lines(arena, add_sql(model, needs, arena), 11),
         "count", arena_printf(arena, "%zu", count_of(needs, model->source->count)),
         "source", model->source->type, NULL);
    put_arrays(out, model->source, needs);
    strbuf_puts(out, "\n    return eco_run(conn, &add);\n}\n");
}
