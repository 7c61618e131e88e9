/* Rows of reference: 5, 6, 7, where the rows of rows.c are 1 to 4. */
#include "tests/soak/kinds.h"

#include <stdio.h>
#include <string.h>

enum { FIRST = 5 };

static bool among(const Chosen *columns, const Piece *column)
{
    for (size_t i = 0; i < columns->count; i++)
        if (columns->items[i] == column)
            return true;
    return false;
}

/* What refers to another table would need rows there. */
static bool refers(Model *model, const Piece *column)
{
    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *foreign = model->pieces.items[i];

        if (kind_among(foreign, "foreign") && foreign->parent == column->parent && piece_usable(model, foreign)
            && among(&foreign->columns, column))
            return true;
    }
    return false;
}

static bool can_be_filled(Model *model, const Piece *column)
{
    return kind_among(column, "column") && column->given && !strchr(column->type, '.') && column->family->constant
        && !refers(model, column);
}

static bool can_be_key(const Piece *key)
{
    for (size_t i = 0; i < key->columns.count; i++)
        if (!key->columns.items[i]->given || (key->columns.items[i]->family != families[0]
                                              && key->columns.items[i]->family != families[1]))
            return false;
    return key->columns.count > 0;
}

static Piece *key_of(Model *model, const Piece *piece)
{
    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *key = model->pieces.items[i];

        if (kind_among(key, "primary") && key->parent == piece->parent && piece_usable(model, key) && can_be_key(key))
            return key;
    }
    return NULL;
}

/* Those of the key, all that must not be null, and some others; false if one cannot be filled. */
static bool choose_columns(Model *model, Piece *piece, const Piece *key)
{
    Chosen *of = &piece->columns;

    *of = key->columns;
    for (size_t i = 0; i < of->count; i++)
        if (!can_be_filled(model, of->items[i]))
            return false;
    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *column = model->pieces.items[i];
        bool is_column = column->parent == piece->parent && kind_among(column, GIVEN_COLUMNS)
                      && piece_usable(model, column) && column->given && !among(of, column);

        bool can_be_left = column->nullable || column->has_default;
        if (!is_column || (can_be_left && !(piece->dice[1] >> (column->id % 16) & 1)))
            continue;
        if (of->count < MOST_CHOSEN && can_be_filled(model, column))
            of->items[of->count++] = column;
        else if (!can_be_left)
            return false;
    }
    return true;
}

static void put_row(const Piece *piece, unsigned number, StrBuf *out)
{
    for (size_t i = 0; i < piece->columns.count; i++) {
        const Piece *column = piece->columns.items[i];
        bool is_null = column->nullable && piece->dice[2] >> ((column->id + number) % 16) & 1;

        strbuf_puts(out, i ? ", " : "    (");
        put_format(out, is_null ? "null" : column->family->constant, (char[]){(char)('0' + number), '\0'});
    }
    strbuf_puts(out, ")\n");
}

/* Dice: 0 how many, 1 which columns may be null and are given, 2 which are null. */
static bool put_data(Model *model, Piece *piece, StrBuf *out)
{
    const Piece *key = key_of(model, piece);

    if (!key || !choose_columns(model, piece, key))
        return false;
    strbuf_printf(out, "data %s ", piece_qualified(model, model_find(model, piece->parent)));
    put_chosen(model, &piece->columns, out);
    strbuf_puts(out, " {\n");
    for (unsigned number = FIRST; number <= FIRST + roll(piece, 0, 3); number++)
        put_row(piece, number, out);
    strbuf_puts(out, "}");
    return true;
}

const PieceKind data_pieces = {
    .name = "data", .parent = "table", .least = 1, .most = 1, .dice = 3, .outside = true, .undocumented = true,
    .put = put_data, .sample = "table t { a int primary key }\ndata t (a) { (1) }",
};
