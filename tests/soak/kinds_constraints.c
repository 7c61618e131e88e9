/* Keys, checks, foreign keys and indexes. */
#include "tests/soak/kinds.h"

#include <string.h>

bool is_sorted(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model;
    (void)chooser;
    return column->family->sorted;
}

static bool is_deferrable_primary(const Piece *key)
{
    return kind_among(key, "primary") && rarely(key, 3, 6);
}

/* A unique constraint may be left out in favour of the primary key over the same columns. */
static bool may_become_deferrable(const Model *model, const Piece *key)
{
    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *other = model->pieces.items[i];

        if (other->parent == key->parent && is_deferrable_primary(other))
            return true;
    }
    return false;
}

bool can_be_target(const Model *model, const Piece *chooser, const Piece *key)
{
    /* PostgreSQL cannot validate one over an array whose type has a modifier, or of varchar. */
    return key->target && !strchr(key->target->type, '[') && !may_become_deferrable(model, key)
        && (is_unlogged(model_find(model, chooser->parent)) || !is_unlogged(model_find(model, key->parent)));
}

bool is_text(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model;
    (void)chooser;
    return strcmp(column->type, "text") == 0;
}

bool is_array(const Model *model, const Piece *chooser, const Piece *column)
{
    size_t length = strlen(column->type);

    (void)model;
    (void)chooser;
    return (length > 2 && strcmp(column->type + length - 2, "[]") == 0) || strcmp(column->type, "jsonb") == 0;
}

void put_deferral(const Piece *piece, unsigned die, StrBuf *out)
{
    static const char *const forms[] = {"", " deferrable", " deferrable initially deferred"};

    if (rarely(piece, die, 4))
        strbuf_puts(out, forms[roll(piece, die, 3)]);
}

static bool is_integer(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model;
    (void)chooser;
    return column->family->integer;
}

static bool put_call(Model *model, const Piece *piece, unsigned die, StrBuf *out)
{
    Good good = kind_among(piece, "index") ? is_immutable : NULL;
    const Piece *function = rarely(piece, die, 6) ? choose(model, piece, die, "function", 0, good) : NULL;
    const Piece *column = choose(model, piece, die, COLUMNS, piece->parent, is_integer);

    if (!function || !column)
        return false;
    strbuf_printf(out, "%s(%s::integer) is distinct from '-999'", piece_qualified(model, function),
                  piece_name(model, column));
    return true;
}

bool put_condition(Model *model, const Piece *piece, unsigned die, StrBuf *out)
{
    if (put_call(model, piece, die, out))
        return true;

    const char *columns = kind_among(piece, "index") ? GIVEN_COLUMNS : COLUMNS;     /* virtual ones cannot be indexed */
    Chosen of = choose_some(model, piece, die, columns, piece->parent, NULL, 1 + rarely(piece, die, 3));

    for (size_t i = 0; i < of.count; i++) {
        const char *const *checks = of.items[i]->family->checks;

        strbuf_puts(out, i ? (roll(piece, die, 2) ? " and " : " or ") : "");
        put_format(out, checks[roll(piece, die, count_texts(checks, MOST_TYPES))], piece_name(model, of.items[i]));
    }
    return of.count > 0;
}

/* " name", or nothing: then PostgreSQL names it. Two without a name over the same columns would clash. */
static void put_name(const Model *model, Piece *piece, StrBuf *out)
{
    bool named = piece->was || roll(piece, 0, 3) != 0;

    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *other = model->pieces.items[i];

        named = named || (other->kind == piece->kind && other->parent == piece->parent && other->id < piece->id);
    }
    piece->unnamed = !named;
    if (named)
        strbuf_printf(out, " %s", piece_name(model, piece));
}

static void put_include(Model *model, const Piece *piece, unsigned die, const Chosen *but, StrBuf *out)
{
    Chosen more = choose_some(model, piece, die, GIVEN_COLUMNS, piece->parent, NULL, 1);

    for (size_t i = 0; i < but->count; i++)
        more.count = more.count && more.items[0] == but->items[i] ? 0 : more.count;
    if (rarely(piece, die, 5) && more.count) {
        strbuf_puts(out, " include ");
        put_chosen(model, &more, out);
    }
}

static bool is_deferrable(const Piece *unique)
{
    return rarely(unique, 3, 4);
}

/* Two keys over the same columns say nothing more than one: the primary key stays, or the older. */
static bool says_more(const Model *model, const Piece *piece)
{
    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *key = model->pieces.items[i];
        bool is_older = is_deferrable(key) == is_deferrable(piece) ? key->id < piece->id : is_deferrable(piece);
        bool comes_first = kind_among(key, "primary") || (kind_among(key, "unique") && is_older);
        bool same = key->parent == piece->parent && key->state == WRITTEN && comes_first
                 && key->columns.count == piece->columns.count;

        for (size_t c = 0; same && c < piece->columns.count; c++)
            same = chosen_has(&key->columns, piece->columns.items[c]);
        if (same)
            return false;
    }
    return true;
}

static bool put_primary(Model *model, Piece *piece, StrBuf *out)
{
    Chosen of = choose_some(model, piece, 1, GIVEN_COLUMNS, piece->parent, is_sorted, 1 + rarely(piece, 1, 3));

    strbuf_puts(out, "primary key");
    if (roll(piece, 0, 4) == 3)
        strbuf_printf(out, " %s", piece_name(model, piece));
    strbuf_putc(out, ' ');
    put_chosen(model, &of, out);
    put_include(model, piece, 2, &of, out);
    if (is_deferrable_primary(piece))
        strbuf_puts(out, " deferrable");
    else
        piece->target = of.count == 1 ? of.items[0] : NULL;
    piece->columns = of;
    return of.count > 0;
}

const PieceKind primary_pieces = {
    .name = "primary", .parent = "table", .least = 0, .most = 1, .dice = 4, .names = "k", .put = put_primary,
};

static bool put_unique(Model *model, Piece *piece, StrBuf *out)
{
    Chosen of = choose_some(model, piece, 1, GIVEN_COLUMNS, piece->parent, is_sorted, 1 + rarely(piece, 1, 2));

    strbuf_puts(out, "unique");
    put_name(model, piece, out);
    if (piece->was)
        put_was(model, piece, out);
    strbuf_putc(out, ' ');
    put_chosen(model, &of, out);
    put_include(model, piece, 2, &of, out);
    if (model->major >= 15 && rarely(piece, 4, 5))
        strbuf_puts(out, " nulls not distinct");
    put_deferral(piece, 3, out);
    piece->target = of.count == 1 && !is_deferrable(piece) ? of.items[0] : NULL;
    piece->columns = of;
    return of.count > 0;
}

const PieceKind unique_pieces = {
    .name = "unique", .parent = "table", .least = 0, .most = 2, .dice = 5, .has_was = true, .names = "u",
    .put = put_unique, .stays = says_more,
};

static bool put_check(Model *model, Piece *piece, StrBuf *out)
{
    strbuf_puts(out, "check");
    put_name(model, piece, out);
    put_was(model, piece, out);
    strbuf_puts(out, " (");
    if (!put_condition(model, piece, 1, out))
        return false;
    if (kind_among(model_find(model, piece->parent), "parted"))     /* partitions that come later have it validated */
        strbuf_putc(out, ')');
    else
        strbuf_printf(out, ")%s%s", rarely(piece, 2, 8) ? " no inherit" : "", rarely(piece, 3, 8) ? " not valid" : "");
    return true;
}

const PieceKind check_pieces = {
    .name = "check", .parent = "table|parted|heir", .least = 0, .most = 2, .dice = 4, .has_was = true, .names = "h",
    .put = put_check,
};

/* A foreign key over columns that are there: those of the very types of the key it refers to. */

static bool is_like_target(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model;
    return strcmp(column->type, chooser->target->type) == 0;
}

static bool put_foreign(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const actions[] = {"", " on delete cascade", " match full", " on update cascade", " not valid",
                                          " on delete set null on update set default"};
    Piece *key = choose(model, piece, 1, "primary|unique", 0, can_be_target);

    piece->target = key ? key->target : NULL;
    Chosen of = key ? choose_some(model, piece, 2, "column", piece->parent, is_like_target, 1) : (Chosen){.count = 0};
    if (!of.count)
        return false;
    strbuf_puts(out, "foreign key");
    put_name(model, piece, out);
    put_was(model, piece, out);
    strbuf_putc(out, ' ');
    put_chosen(model, &of, out);
    strbuf_printf(out, " references %s (%s)%s",
                  piece_qualified(model, model_find(model, key->target->parent)), piece_name(model, key->target),
                  actions[roll(piece, 3, of.items[0]->nullable ? 6 : 5)]);
    put_deferral(piece, 4, out);
    piece->columns = of;
    return true;
}

const PieceKind foreign_pieces = {
    .name = "foreign", .parent = "table", .least = 0, .most = 1, .dice = 5, .has_was = true, .names = "f",
    .put = put_foreign,
};

static bool is_hashed(const Model *model, const Piece *chooser, const Piece *column)
{
    return is_sorted(model, chooser, column) && !column->family->unhashed;
}

/* Indexes: of sorted columns; or of one column by another method. */

static const struct Method {
    const char *name, *options;
    Good good;
} methods[] = {
    {"gin", " with (fastupdate = off)", is_array},
    {"hash", "", is_hashed},
    {"brin", " with (pages_per_range = 16)", is_text},
};

static bool put_by_method(Model *model, const Piece *piece, StrBuf *out)
{
    const struct Method *method = &methods[roll(piece, 2, 3)];
    const Piece *column = rarely(piece, 2, 4) ? choose(model, piece, 1, GIVEN_COLUMNS, piece->parent, method->good)
                                              : NULL;

    if (!column)
        return false;
    strbuf_printf(out, " using %s (%s)%s", method->name, piece_name(model, column),
                  rarely(piece, 3, 2) ? method->options : "");
    return true;
}

static void put_part(const Model *model, const Piece *piece, const Piece *column, size_t i, StrBuf *out)
{
    static const char *const orders[] = {"", " desc", " nulls first", " desc nulls last", "", ""};

    if (column->family->expression && rarely(piece, 4, 4))
        put_format(out, column->family->expression, piece_name(model, column));
    else
        strbuf_puts(out, piece_name(model, column));
    if (is_text(model, piece, column) && rarely(piece, 5, 5))
        strbuf_puts(out, " collate \"C\" text_pattern_ops");
    strbuf_puts(out, orders[(roll(piece, 3, 6) + i) % 6]);
}

static bool put_parts(Model *model, const Piece *piece, Chosen *of, StrBuf *out)
{
    *of = choose_some(model, piece, 1, GIVEN_COLUMNS, piece->parent, is_sorted, 1 + roll(piece, 1, 3));
    for (size_t i = 0; i < of->count; i++) {
        strbuf_puts(out, i ? ", " : " (");
        put_part(model, piece, of->items[i], i, out);
    }
    strbuf_putc(out, ')');
    return of->count > 0;
}

static bool put_index(Model *model, Piece *piece, StrBuf *out)
{
    Chosen of = {.count = 0};

    strbuf_puts(out, "index");
    put_name(model, piece, out);
    put_was(model, piece, out);
    if (!put_by_method(model, piece, out)) {
        if (!put_parts(model, piece, &of, out))
            return false;
        put_include(model, piece, 6, &of, out);
        if (rarely(piece, 7, 6))
            strbuf_puts(out, " with (fillfactor = 70)");
    }
    if (rarely(piece, 8, 4)) {
        strbuf_puts(out, " where (");
        put_condition(model, piece, 8, out);
        strbuf_putc(out, ')');
    } else if (!piece->unnamed) {
        piece->columns = of;
    }
    return true;
}

const PieceKind index_pieces = {
    .name = "index", .parent = "table|parted|heir", .least = 0, .most = 2, .dice = 9, .has_was = true, .names = "i",
    .put = put_index,
};
