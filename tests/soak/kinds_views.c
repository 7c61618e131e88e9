/* Views and materialized views, over one table or another view. */
#include "tests/soak/kinds.h"

static bool is_older(const Model *model, const Piece *chooser, const Piece *other)
{
    (void)model;
    return other->id < chooser->id;
}

static bool is_column_of(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model;
    return chosen_has(&chooser->target->columns, column) || column->parent == chooser->target->id;
}

/* Dice: 0 of what, 1 which columns, 2 the rows, 3 how. Its columns are called as those of what it is over. */
static bool put_query(Model *model, Piece *piece, StrBuf *out)
{
    piece->target = choose(model, piece, 0, "table|view|matview", 0, is_older);
    if (!piece->target)
        return false;

    Chosen of = choose_some(model, piece, 1, COLUMNS, 0, is_column_of, 1 + roll(piece, 1, 3));
    if (!of.count)
        return false;
    piece->columns = of;
    strbuf_puts(out, " as $soak$ select ");
    for (size_t i = 0; i < of.count; i++)
        strbuf_printf(out, "%s%s", i ? ", " : "", piece_name(model, of.items[i]));
    strbuf_printf(out, " from %s", piece_qualified(model, piece->target));
    if (rarely(piece, 2, 3))
        strbuf_printf(out, " where %s is not null", piece_name(model, of.items[0]));
    if (rarely(piece, 2, 5))
        strbuf_printf(out, " order by %s is null", piece_name(model, of.items[0]));
    strbuf_puts(out, " $soak$");
    return true;
}

static bool put_view(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const options[] = {"", " with (security_barrier)", " with (security_barrier = false)"};

    strbuf_printf(out, "view %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_puts(out, options[roll(piece, 3, 3)]);
    return put_query(model, piece, out);
}

const PieceKind view_pieces = {
    .name = "view", .least = 0, .most = 2, .dice = 4, .may_have_block = true, .has_was = true, .names = "z",
    .put = put_view, .sample = "table t { a int }\nview z as $$ select a from t $$",
};

static bool put_matview(Model *model, Piece *piece, StrBuf *out)
{
    strbuf_printf(out, "materialized view %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    if (rarely(piece, 3, 4))
        strbuf_puts(out, " with (fillfactor = 70)");
    return put_query(model, piece, out);
}

const PieceKind matview_pieces = {
    .name = "matview", .least = 0, .most = 1, .dice = 5, .may_have_block = true, .has_was = true, .names = "m",
    .put = put_matview, .sample = "table t { a int }\nmaterialized view m as $$ select a from t $$",
};

static bool is_shown(const Model *model, const Piece *chooser, const Piece *column)
{
    const Piece *view = model_find(model, chooser->parent);

    return chosen_has(&view->columns, column) && column->family && column->family->sorted;
}

static bool put_view_index(Model *model, Piece *piece, StrBuf *out)
{
    Chosen of = choose_some(model, piece, 0, COLUMNS, 0, is_shown, 1 + roll(piece, 1, 2));

    strbuf_printf(out, "index %s", piece_name(model, piece));
    put_was(model, piece, out);
    strbuf_putc(out, ' ');
    put_chosen(model, &of, out);
    return of.count > 0;
}

const PieceKind view_index_pieces = {
    .name = "view index", .parent = "matview", .least = 0, .most = 2, .dice = 2, .has_was = true, .names = "j",
    .put = put_view_index, .sample = "table t { a int }\nmaterialized view m as $$ select a from t $$ { index (a) }",
};
