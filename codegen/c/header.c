#include "codegen/c/model.h"

#include "codegen/c/names.h"
#include "codegen/emit.h"
#include "dsl/catalog/type.h"

#include <string.h>

enum { WIDTH = 120, NOTE_WIDTH = 60 };

/* " * " before each line of a text. */
static const char *starred(const char *text, const char *indent, Arena *arena)
{
    StrBuf out = {.arena = arena};

    for (const char *end; *text; text = *end ? end + 1 : end) {
        end = text + strcspn(text, "\n");
        strbuf_printf(&out, "%s *%s%.*s\n", indent, end > text ? " " : "", (int)(end - text), text);
    }
    return strbuf_text(&out);
}

static bool has_views(const Model *model)
{
    for (size_t i = 0; i < model->count; i++)
        if (strcmp(model->members[i].type.name, model->members[i].type.opt) == 0)
            return true;
    return false;
}

static const char views[] =
    " *\n"
    " * Text, bytes and arrays are views: they belong to what the row was read from (a reader until its next row, a\n"
    " * result until PQclear), or to the program that filled it in.\n";

static void struct_comment(StrBuf *out, const Model *model)
{
    const char *doc = model->doc ? model->doc : arena_printf(out->arena, "A row of %s.", model->qualified);

    emit(out, "/*\n${doc}", "doc", starred(c_comment(out->arena, doc), "", out->arena), NULL);
    if (has_views(model))
        strbuf_puts(out, views);
    strbuf_puts(out, " */\n");
}

/* "timestamptz: microseconds since 2000-01-01 UTC, null: !.has" */
static const char *note(const Member *member, Arena *arena)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, type_short(arena, &member->column->type));
    if (member->type.note)
        strbuf_printf(&out, ": %s", member->type.note);
    if (member->key)
        strbuf_puts(&out, ", key");
    if (member->by_server)
        strbuf_puts(&out, ", set by the database");
    if (!member->column->not_null)
        strbuf_printf(&out, ", null: %s", member->type.null);
    return c_comment(arena, strbuf_text(&out));
}

static const char *c_name(const Member *member)
{
    return member->column->not_null ? member->type.name : member->type.opt;
}

static size_t widest(const Model *model, const char *(*text)(const Member *))
{
    size_t most = 0;

    for (size_t i = 0; i < model->count; i++) {
        size_t length = strlen(text(&model->members[i]));

        most = length > most && length <= 32 ? length : most;
    }
    return most;
}

static const char *member_name(const Member *member)
{
    return member->name;
}

static void pad(StrBuf *out, const char *text, size_t width)
{
    strbuf_puts(out, text);
    strbuf_fill(out, ' ', strlen(text) < width ? width - strlen(text) : 0);
}

/* A short doc stands behind the type; a long one, or one of several lines, before the member. */
static void put_member(StrBuf *out, const Member *member, size_t types, size_t names)
{
    const char *about = note(member, out->arena);
    const char *doc = member->doc ? c_comment(out->arena, member->doc) : NULL;
    bool short_doc = doc && !strchr(doc, '\n') && types + names + strlen(about) + strlen(doc) + 16 <= WIDTH;

    if (doc && !short_doc)
        emit(out, "\n    /*\n${doc}     */\n", "doc", starred(doc, "    ", out->arena), NULL);
    strbuf_puts(out, "    ");
    pad(out, c_name(member), types);
    strbuf_putc(out, ' ');
    pad(out, arena_printf(out->arena, "%s;", member->name), names + 1);
    emit(out, "  /* ${about}${separator}${doc} */\n",
         "about", about, "separator", short_doc ? "; " : "", "doc", short_doc ? doc : "", NULL);
}

static void put_struct(StrBuf *out, const Model *model)
{
    size_t types = widest(model, c_name), names = widest(model, member_name);

    struct_comment(out, model);
    emit(out, "typedef struct ${type} {\n", "type", model->type, NULL);
    for (size_t i = 0; i < model->count; i++)
        put_member(out, &model->members[i], types, names);
    emit(out, "} ${type};\n\n", "type", model->type, NULL);
}

static const char reading[] =
    "extern const EcoModel ${stem}_model;\n"
    "\n"
    "/*\n"
    " * The table's rows one at a time. `where` is SQL that follows FROM, or NULL; its values travel as `count`\n"
    " * parameters: \"WHERE x = $1 ORDER BY y\". See eco/reader.h.\n"
    " */\n"
    "bool ${stem}_reader_open(EcoReader *reader, EcoConn *conn, const char *where,\n"
    "${indent}const char *const *params, int count);\n"
    "bool ${stem}_reader_next(EcoReader *reader, ${type} *row);\n"
    "bool ${stem}_reader_close(EcoReader *reader);\n"
    "\n"
    "/* The rows of a query of your own that has these columns, in any order, maybe among others. See eco/rows.h. */\n"
    "bool ${stem}_rows_open(EcoRows *rows, EcoConn *conn, const PGresult *result);\n"
    "bool ${stem}_rows_next(EcoRows *rows, ${type} *row);\n"
    "bool ${stem}_from_result(${type} *row, EcoRows *rows, int i);\n"
    "\n";

static const char inserting[] =
    "/* Store one row${how}. */\n"
    "bool ${stem}_insert(EcoConn *conn, ${const}${type} *row);\n"
    "\n";

static const char copying[] =
    "/* Store many rows${how}, by binary COPY. See eco/copy.h. */\n"
    "bool ${stem}_copy_open(EcoCopy *copy, EcoConn *conn);\n"
    "bool ${stem}_copy_put(EcoCopy *copy, const ${type} *row);\n"
    "bool ${stem}_copy_close(EcoCopy *copy);\n"
    "void ${stem}_copy_abort(EcoCopy *copy);\n"
    "\n";

static const char no_copying[] =
    "/* No ${stem}_copy_…: a column's type has no binary form that libeco knows. */\n"
    "\n";

static const char adding[] =
    "/*\n"
    " * Fold `count` rows of ${source} into ${table}:\n"
    " * groups that are new are inserted, the others grow. All or nothing; many connections may add at the same time.\n"
    " */\n"
    "bool ${stem}_add(EcoConn *conn, const ${source_type} *rows, size_t count);\n"
    "\n";

static const char no_adding[] =
    "/* No ${stem}_add: the rollup's source has no model, or a column it needs has no binary form that libeco knows. "
    "*/\n"
    "\n";

/* The members that the database sets, by name: "row->id, row->number". */
static const char *returned(const Model *model, Arena *arena)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < model->count; i++)
        if (model->members[i].returned)
            strbuf_printf(&out, "%srow->%s", out.length ? ", " : "", model->members[i].name);
    return strbuf_text(&out);
}

static void put_functions(StrBuf *out, const Model *model)
{
    const char *others = model->written < model->count ? "; the database sets the columns marked so" : "";

    emit(out, reading, "indent", model_indent(model, out->arena), "stem", model->stem, "type", model->type, NULL);
    emit(out, inserting, "stem", model->stem, "type", model->type, "const", model->returned ? "" : "const ",
         "how", model->returned ? arena_printf(out->arena, " and set %s", returned(model, out->arena)) : others, NULL);
    if (model->copies)
        emit(out, copying, "stem", model->stem, "type", model->type, "how", others, NULL);
    else if (model->written)
        emit(out, no_copying, "stem", model->stem, NULL);
    if (model->rollup)
        emit(out, adding, "stem", model->stem, "table", c_comment(out->arena, model->table->name),
             "source", c_comment(out->arena, model->source->table->name), "source_type", model->source->type, NULL);
    else if (object_first(model->table, KIND_ROLLUP))
        emit(out, no_adding, "stem", model->stem, NULL);
}

/* Headers of enums, each once, and of the table that a rollup adds up; then libeco's. */
static const char *includes(const Model *model, Arena *arena)
{
    StrBuf out = {.arena = arena};

    for (size_t i = 0; i < model->count; i++) {
        const char *file = model->members[i].type.include;
        bool seen = false;

        for (size_t j = 0; file && j < i; j++)
            seen = seen || (model->members[j].type.include && strcmp(model->members[j].type.include, file) == 0);
        if (file && !seen)
            strbuf_printf(&out, "#include \"%s.h\"\n", file);
    }
    if (model->rollup && model->source != model)
        strbuf_printf(&out, "#include \"%s.h\"\n", model->source->file);
    return arena_printf(arena, "%s%s#include <eco/eco.h>\n", strbuf_text(&out), out.length ? "\n" : "");
}

void emit_model_header(Emission *emission, const Model *model)
{
    StrBuf out = {.arena = emission->arena};

    header_begin(&out, emission, model->stem, includes(model, emission->arena));
    put_struct(&out, model);
    put_functions(&out, model);
    header_end(&out);
    emission_file(emission, arena_printf(emission->arena, "%s.h", model->file), &out);
}
