/* Tables that have columns from elsewhere, what they say of such a column, and what views say of theirs. */
#include "tests/soak/kinds.h"

#include <string.h>

static bool put_heir(Model *model, Piece *piece, StrBuf *out)
{
    piece->target = choose(model, piece, 0, "table", 0, NULL);
    if (!piece->target)
        return false;
    strbuf_printf(out, "table %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " inherits %s", piece_qualified(model, piece->target));
    return true;
}

const PieceKind heir_pieces = {
    .name = "heir", .least = 0, .most = 1, .dice = 1, .has_block = true, .has_was = true, .names = "ht",
    .put = put_heir, .sample = "table t { a int }\ntable h inherits t { b int }",
};

static bool put_typed(Model *model, Piece *piece, StrBuf *out)
{
    piece->target = choose(model, piece, 0, "composite", 0, NULL);
    if (!piece->target)
        return false;
    strbuf_printf(out, "table %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " of %s", piece_qualified(model, piece->target));
    return true;
}

const PieceKind typed_pieces = {
    .name = "typed", .least = 0, .most = 1, .dice = 1, .has_block = true, .has_was = true, .names = "ty",
    .put = put_typed, .sample = "type y { a int? }\ntable h of y { }",
};

static bool has_plain_values(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model, (void)chooser;
    return (column->given || kind_among(column, "attribute")) && column->family && *column->family->defaults
        && !strchr(column->type, '.');
}

static void put_plain_default(const Piece *piece, unsigned die, const Piece *column, StrBuf *out)
{
    strbuf_printf(out, " = %s", column->family->defaults[roll(piece, die, count_texts(column->family->defaults, 8))]);
}

/* Dice: `die` which, the next one what. */
bool put_said(Model *model, const Piece *piece, unsigned die, unsigned of, StrBuf *out)
{
    const Piece *column = choose(model, piece, die, "column|attribute", of, has_plain_values);

    if (!column)
        return false;
    strbuf_printf(out, "column %s", piece_name(model, column));
    if (rarely(piece, die + 1, 4))
        strbuf_puts(out, column->has_default ? " = null" : " statistics 50");
    else
        put_plain_default(piece, die + 1, column, out);
    return true;
}

static bool put_said_of(Model *model, Piece *piece, StrBuf *out)
{
    return put_said(model, piece, 0, model_find(model, piece->parent)->target->id, out);
}

const PieceKind said_pieces = {
    .name = "said", .parent = "heir|typed", .least = 0, .most = 1, .dice = 2, .put = put_said_of,
    .sample = "table t { a int }\ntable h inherits t { b int; column a = 5 }",
};

static bool is_of_view(const Model *model, const Piece *chooser, const Piece *column)
{
    return chosen_has(&model_find(model, chooser->parent)->columns, column) && has_plain_values(model, chooser, column);
}

static bool put_view_column(Model *model, Piece *piece, StrBuf *out)
{
    const Piece *column = choose(model, piece, 0, COLUMNS, 0, is_of_view);

    if (!column)
        return false;
    strbuf_printf(out, "column %s", piece_name(model, column));
    if (kind_among(model_find(model, piece->parent), "view"))
        put_plain_default(piece, 1, column, out);
    else
        strbuf_puts(out, roll(piece, 1, 2) ? " statistics 50" : " statistics 0");
    return true;
}

const PieceKind view_column_pieces = {
    .name = "view column", .parent = "view|matview", .least = 0, .most = 1, .dice = 2, .put = put_view_column,
    .sample = "table t { a int }\nview z as $$ select a from t $$ { column a = 5 }",
};
