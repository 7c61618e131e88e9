#include "codegen/c/model.h"

#include "codegen/c/names.h"
#include "codegen/emit.h"

#include <string.h>

static const char *yes_or_no(bool value)
{
    return value ? "true" : "false";
}

static void put_columns(StrBuf *out, const Model *model)
{
    strbuf_puts(out, "static const EcoColumn columns[] = {\n");
    for (size_t i = 0; i < model->count; i++) {
        const Member *member = &model->members[i];

        emit(out, "    {${name}, ${type}, ${oid}, ${not_null}},\n",
             "name", c_string(out->arena, member->column->object.name),
             "type", c_string(out->arena, member->type_sql),
             "oid", member->type.oid,
             "not_null", yes_or_no(member->column->not_null), NULL);
    }
    strbuf_puts(out, "};\n\n");
}

/* What is read: other types' values come as text. */
static const char *selected(const Member *member, size_t number, Arena *arena)
{
    (void)number;
    return member->type.as_text ? arena_printf(arena, "%s::text AS %s", member->sql, member->sql) : member->sql;
}

static const char *written(const Member *member, size_t number, Arena *arena)
{
    (void)number;
    (void)arena;
    return member->by_server ? NULL : member->sql;
}

static const char *parameter(const Member *member, size_t number, Arena *arena)
{
    if (member->by_server)
        return NULL;
    return member->type.as_text ? arena_printf(arena, "$%zu::text::%s", number, member->type_sql)
                                : arena_printf(arena, "$%zu", number);
}

static const char *assigned(const Member *member, size_t number, Arena *arena)
{
    (void)number;
    (void)arena;
    return member->returned ? member->sql : NULL;
}

static const char *parameter_oid(const Member *member, size_t number, Arena *arena)
{
    (void)number;
    (void)arena;
    return member->by_server ? NULL : member->type.oid;
}

static void put_model(StrBuf *out, const Model *model)
{
    Arena *arena = out->arena;
    const char *select = arena_printf(arena, "SELECT %s\nFROM %s", model_list(model, selected, 15, "\n       ", arena),
                                      model->qualified);
    const char *copy = arena_printf(arena, "COPY %s (%s)\nFROM STDIN (FORMAT binary)", model->qualified,
                                    model_list(model, written, 20 + strlen(model->qualified), "\n    ", arena));

    emit(out,
         "const EcoModel ${stem}_model = {\n"
         "    .table = ${name},\n"
         "    .qualified = ${qualified},\n"
         "    .columns = columns,\n"
         "    .count = ${count},\n"
         "    .select = ${select},\n",
         "stem", model->stem, "name", c_string(arena, model->table->name),
         "qualified", c_string(arena, model->qualified), "count", arena_printf(arena, "%zu", model->count),
         "select", c_lines(arena, select, 14), NULL);
    if (model->copies)
        emit(out,
             "    .copy = ${copy},\n"
             "    .written = ${written},\n",
             "copy", c_lines(arena, copy, 12), "written", arena_printf(arena, "%zu", model->written), NULL);
    strbuf_puts(out, "};\n\n");
}

static void put_decode(StrBuf *out, const Model *model)
{
    emit(out, "static bool decode(${type} *row, EcoIn *in)\n{\n", "type", model->type, NULL);
    for (size_t i = 0; i < model->count; i++) {
        const Member *member = &model->members[i];

        emit(out, "    row->${name} = ${take}(in);\n", "name", member->name,
             "take", member->column->not_null ? member->type.take : member->type.take_opt, NULL);
    }
    strbuf_puts(out, "    return eco_in_done(in);\n}\n\n");
}

static void put_encode(StrBuf *out, const Model *model)
{
    if (!model->written)
        return;
    emit(out, "static void encode(EcoOut *out, const ${type} *row)\n{\n", "type", model->type, NULL);
    for (size_t i = 0; i < model->count; i++) {
        const Member *member = &model->members[i];

        if (!member->by_server)
            emit(out, "    ${put}(out, row->${name});\n", "name", member->name,
                 "put", member->column->not_null ? member->type.put : member->type.put_opt, NULL);
    }
    strbuf_puts(out, "}\n\n");
}

static const char reading[] =
    "bool ${stem}_reader_open(EcoReader *reader, EcoConn *conn, const char *where,\n"
    "${indent}const char *const *params, int count)\n"
    "{\n"
    "    return eco_reader_open(reader, conn, &${stem}_model, where, params, count);\n"
    "}\n"
    "\n"
    "bool ${stem}_reader_next(EcoReader *reader, ${type} *row)\n"
    "{\n"
    "    EcoIn in;\n"
    "\n"
    "    return eco_reader_begin(reader, &${stem}_model, &in) && decode(row, &in);\n"
    "}\n"
    "\n"
    "bool ${stem}_reader_close(EcoReader *reader)\n"
    "{\n"
    "    return eco_reader_close(reader);\n"
    "}\n"
    "\n"
    "bool ${stem}_rows_open(EcoRows *rows, EcoConn *conn, const PGresult *result)\n"
    "{\n"
    "    return eco_rows_open(rows, conn, &${stem}_model, result);\n"
    "}\n"
    "\n"
    "bool ${stem}_rows_next(EcoRows *rows, ${type} *row)\n"
    "{\n"
    "    return ${stem}_from_result(row, rows, rows->row++);\n"
    "}\n"
    "\n"
    "bool ${stem}_from_result(${type} *row, EcoRows *rows, int i)\n"
    "{\n"
    "    EcoIn in;\n"
    "\n"
    "    return eco_rows_at(rows, &${stem}_model, i, &in) && decode(row, &in);\n"
    "}\n"
    "\n";

static const char copying[] =
    "\n"
    "bool ${stem}_copy_open(EcoCopy *copy, EcoConn *conn)\n"
    "{\n"
    "    return eco_copy_open(copy, conn, &${stem}_model);\n"
    "}\n"
    "\n"
    "bool ${stem}_copy_put(EcoCopy *copy, const ${type} *row)\n"
    "{\n"
    "    EcoOut *out = eco_copy_begin(copy, &${stem}_model);\n"
    "\n"
    "    if (!out)\n"
    "        return false;\n"
    "    encode(out, row);\n"
    "    return eco_copy_row(copy);\n"
    "}\n"
    "\n"
    "bool ${stem}_copy_close(EcoCopy *copy)\n"
    "{\n"
    "    return eco_copy_close(copy);\n"
    "}\n"
    "\n"
    "void ${stem}_copy_abort(EcoCopy *copy)\n"
    "{\n"
    "    eco_copy_abort(copy);\n"
    "}\n";

static const char *insert_sql(const Model *model, Arena *arena)
{
    const char *values = model->written
                             ? arena_printf(arena, "(%s)\nVALUES (%s)",
                                            model_list(model, written, 27 + strlen(model->qualified), "\n    ", arena),
                                            model_list(model, parameter, 20, "\n    ", arena))
                             : "DEFAULT VALUES";
    const char *back = model->returned ? arena_printf(arena, "\nRETURNING %s",
                                                      model_list(model, assigned, 24, "\n    ", arena))
                                       : "";

    return arena_printf(arena, "INSERT INTO %s %s%s", model->qualified, values, back);
}

static void put_statement(StrBuf *out, const Model *model)
{
    Arena *arena = out->arena;

    if (model->written)
        emit(out, "static const uint32_t insert_types[] = {\n    ${types},\n};\n\n",
             "types", model_list(model, parameter_oid, 4, "\n    ", arena), NULL);
    emit(out,
         "static const EcoStatement insert = {\n"
         "    .model = &${stem}_model,\n"
         "    .name = \"${stem}_insert\",\n"
         "    .sql = ${sql},\n"
         "${types}"
         "    .count = ${count},\n"
         "};\n"
         "\n",
         "stem", model->stem, "sql", c_lines(arena, insert_sql(model, arena), 11),
         "types", model->written ? "    .types = insert_types,\n" : "",
         "count", arena_printf(arena, "%zu", model->written), NULL);
}

static const char inserting[] =
    "bool ${stem}_insert(EcoConn *conn, const ${type} *row)\n"
    "{\n"
    "    encode(eco_begin(conn), row);\n"
    "    return eco_run(conn, &insert);\n"
    "}\n";

static const char inserting_none[] =
    "bool ${stem}_insert(EcoConn *conn, const ${type} *row)\n"
    "{\n"
    "    (void)row;\n"
    "    eco_begin(conn);\n"
    "    return eco_run(conn, &insert);\n"
    "}\n";

static const char inserting_returning[] =
    "bool ${stem}_insert(EcoConn *conn, ${type} *row)\n"
    "{\n"
    "    int64_t assigned[${returned}];\n"
    "\n"
    "    ${encode};\n"
    "    if (!eco_run_returning(conn, &insert, assigned, ${returned}))\n"
    "        return false;\n"
    "${set}"
    "    return true;\n"
    "}\n";

static const char *set_returned(const Model *model, Arena *arena)
{
    StrBuf out = {.arena = arena};
    size_t number = 0;

    for (size_t i = 0; i < model->count; i++)
        if (model->members[i].returned)
            strbuf_printf(&out, "    row->%s = (%s)assigned[%zu];\n", model->members[i].name,
                          model->members[i].type.name, number++);
    return strbuf_text(&out);
}

static void put_insert(StrBuf *out, const Model *model)
{
    put_statement(out, model);
    if (!model->returned) {
        emit(out, model->written ? inserting : inserting_none, "stem", model->stem, "type", model->type, NULL);
        return;
    }
    emit(out, inserting_returning, "stem", model->stem, "type", model->type,
         "encode", model->written ? "encode(eco_begin(conn), row)" : "eco_begin(conn)",
         "returned", arena_printf(out->arena, "%zu", model->returned), "set", set_returned(model, out->arena), NULL);
}

void emit_model_source(Emission *emission, const Model *model)
{
    StrBuf out = {.arena = emission->arena};

    emit(&out,
         "/* Generated by ecogen from ${origin}: edit that, not this. */\n"
         "#include \"${file}.h\"\n"
         "\n",
         "origin", c_comment(emission->arena, emission->options->origin), "file", model->file, NULL);
    put_columns(&out, model);
    put_model(&out, model);
    put_decode(&out, model);
    put_encode(&out, model);
    emit(&out, reading, "indent", model_indent(model, out.arena), "stem", model->stem, "type", model->type, NULL);
    put_insert(&out, model);
    if (model->copies)
        emit(&out, copying, "stem", model->stem, "type", model->type, NULL);
    if (model->rollup)
        emit_model_rollup(&out, model);
    emission_file(emission, arena_printf(emission->arena, "%s.c", model->file), &out);
}
