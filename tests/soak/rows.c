/* Rows: three or more in each table, where what it demands lets them in; and what of them must survive. */
#include "tests/soak/types.h"

#include <string.h>

static bool is_column(const Piece *piece, const Piece *table)
{
    return piece->parent == table->id && piece->state == WRITTEN && kind_among(piece, "column|reference|generated");
}

static const char *value_of(Model *model, const Piece *column)
{
    if (column->target)
        return arena_printf(model->arena, "(select %s from %s order by 1 limit 1 offset n - 1)",
                            piece_name(model, column->target),
                            piece_qualified(model, model_find(model, column->target->parent)));
    if (strchr(column->type, '.') && column->family->value && strcmp(column->family->value, "NULL") == 0)
        return arena_printf(model->arena, "(enum_range(null::%s))[1]", column->type);
    return column->family->value;
}

static void put_insert(Model *model, const Piece *table, StrBuf *out)
{
    StrBuf names = {.arena = model->arena}, values = {.arena = model->arena};

    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *column = model->pieces.items[i];
        const char *value = is_column(column, table) && column->given ? value_of(model, column) : NULL;

        if (!value)
            continue;
        strbuf_printf(&names, "%s%s", names.length ? ", " : "", piece_name(model, column));
        strbuf_printf(&values, "%s%s", values.length ? ", " : "", value);
    }
    strbuf_printf(out, "begin insert into %s ", piece_qualified(model, table));
    if (names.length)
        strbuf_printf(out, "(%s) values (%s)", strbuf_text(&names), strbuf_text(&values));
    else
        strbuf_puts(out, "default values");
    strbuf_puts(out, "; exception when others then null; end;\n");
}

const char *rows_seed(Model *model)
{
    StrBuf out = {.arena = model->arena};

    strbuf_puts(&out, "do $rows$ begin\nfor n in 1..4 loop\n");
    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *piece = model->pieces.items[i];

        if (kind_among(piece, "table") && piece->state == WRITTEN)
            put_insert(model, piece, &out);
    }
    strbuf_puts(&out, "end loop; end $rows$");
    return strbuf_text(&out);
}

/* A column whose values are the same text on both sides. */
static bool is_kept(const Piece *column, const Model *other)
{
    const Piece *there = model_find(other, column->id);

    return column->given && there && there->state == WRITTEN && there->given && !strchr(column->type, '.')
        && strcmp(column->type, there->type) == 0 && column->nullable == there->nullable;
}

static void put_look(Model *model, const Piece *table, const Model *other, StrBuf *out)
{
    strbuf_printf(out, "%sselect %u as id, count(*)", out->length ? " union all " : "", table->id);
    strbuf_puts(out, ", concat_ws('|', ''");
    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *column = model->pieces.items[i];

        if (is_column(column, table) && is_kept(column, other))
            strbuf_printf(out, ", md5(string_agg(%s::text, ',' order by %s::text))", piece_name(model, column),
                          piece_name(model, column));
    }
    strbuf_printf(out, ") from %s", piece_qualified(model, table));
}

const char *rows_of_reference(Model *model)
{
    StrBuf out = {.arena = model->arena};

    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *data = model->pieces.items[i];

        if (!kind_among(data, "data") || data->state != WRITTEN)
            continue;
        strbuf_printf(&out, "%sselect %u as id, concat_ws('|', 'row'", out.length ? " union all " : "", data->id);
        for (size_t c = 0; c < data->columns.count; c++)
            strbuf_printf(&out, ", coalesce(%s::text, 'null')", piece_name(model, data->columns.items[c]));
        strbuf_printf(&out, ") collate \"C\" as one from %s where %s::text ~ '[567]'",
                      piece_qualified(model, model_find(model, data->parent)),
                      piece_name(model, data->columns.items[0]));
    }
    if (out.length)
        strbuf_puts(&out, " order by id, one");
    return out.length ? strbuf_text(&out) : NULL;
}

/* Rows of reference come and go. */
static bool has_data(const Model *model, const Piece *table)
{
    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *data = model->pieces.items[i];

        if (kind_among(data, "data") && data->state == WRITTEN && data->parent == table->id)
            return true;
    }
    return false;
}

const char *rows_look(Model *model, Model *other)
{
    StrBuf out = {.arena = model->arena};

    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *piece = model->pieces.items[i];
        const Piece *there = model_find(other, piece->id);

        if (kind_among(piece, "table") && piece->state == WRITTEN && there && there->state == WRITTEN
            && !has_data(model, piece) && !has_data(other, piece))
            put_look(model, piece, other, &out);
    }
    if (out.length)
        strbuf_puts(&out, " order by id");
    return out.length ? strbuf_text(&out) : NULL;
}
