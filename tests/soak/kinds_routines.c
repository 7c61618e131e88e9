/* Functions, procedures, and triggers. */
#include "tests/soak/kinds.h"

#include <string.h>

/*
 * A function of an integer, which others call as name(number). Dice: 0 what it returns, 1 its body, 2 how it promises
 * to behave, 3 a second argument, 4 the table it asks, 5 its costs.
 */

bool is_immutable(const Model *model, const Piece *chooser, const Piece *function)
{
    (void)model;
    (void)chooser;
    return roll(function, 2, 3) == 1 && roll(function, 0, 2) == 0;
}

bool returns_integer(const Model *model, const Piece *chooser, const Piece *function)
{
    (void)model;
    (void)chooser;
    return roll(function, 0, 2) == 0;
}

static void put_body(Model *model, Piece *piece, const char *type, StrBuf *out)
{
    static const char *const bodies[] = {
        " language sql as $$ select a::%s -- it's $1\n $$", " language plpgsql as $$ begin return a::%s; end $$",
        " language sql return (a)::%s", " language sql begin atomic select a::%s; end",
        /* these ask a table */
        " language sql as $soak$ select count(*)::%s", " language sql begin atomic select count(*)::%s",
    };
    Piece *table = roll(piece, 2, 3) == 1 ? NULL : choose(model, piece, 4, "table", 0, NULL);
    const char *asked = table ? piece_qualified(model, table) : NULL;

    put_format(out, bodies[roll(piece, 1, asked ? 6 : 4)], type);
    if (roll(piece, 1, asked ? 6 : 4) >= 4)
        strbuf_printf(out, " from %s%s", asked, roll(piece, 1, 6) == 4 ? " $soak$" : "; end");
}

static bool put_function(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const types[] = {"integer", "text"};
    static const char *const promises[] = {"", " immutable", " stable parallel safe"};
    static const char *const costs[] = {"", " strict", " cost 7", " security definer set search_path = ''"};

    strbuf_printf(out, "function %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, "(a integer%s) returns %s%s%s", rarely(piece, 3, 4) ? ", b text = 'x'" : "",
                  types[roll(piece, 0, 2)], promises[roll(piece, 2, 3)], costs[roll(piece, 5, 4)]);
    put_body(model, piece, types[roll(piece, 0, 2)], out);
    return true;
}

const PieceKind function_pieces = {
    .name = "function", .least = 0, .most = 2, .dice = 6, .has_was = true, .names = "n", .put = put_function,
    .sample = "function n(a integer) returns integer language sql as $$ select a $$",
};

static bool put_procedure(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const arguments[] = {"", "a integer", "inout a text = '0'", "variadic a text[]"};
    static const char *const bodies[] = {"select '1'::text", "select '2'::text", "select 'it''s'"};

    strbuf_printf(out, "procedure %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, "(%s) language sql as $$ %s $$", arguments[roll(piece, 0, 4)], bodies[roll(piece, 1, 3)]);
    return true;
}

const PieceKind procedure_pieces = {
    .name = "procedure", .least = 0, .most = 1, .dice = 2, .has_was = true, .names = "pr", .put = put_procedure,
    .sample = "procedure n(a integer) language sql as $$ select a $$",
};

static bool put_watcher(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const bodies[] = {"return new;", "if true then return new; end if; return new;"};

    strbuf_printf(out, "function %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, "() returns trigger language plpgsql as $body$ begin %s end $body$", bodies[roll(piece, 0, 2)]);
    return true;
}

const PieceKind watcher_pieces = {
    .name = "watcher", .least = 0, .most = 1, .dice = 1, .has_was = true, .names = "w", .put = put_watcher,
    .sample = "function n() returns trigger language plpgsql as $$ begin return new; end $$",
};

/* Dice: 0 when, 1 the columns, 2 the condition, 3 its mode, 4 the function. */
static bool put_trigger(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const times[] = {"before insert", "before update", "after update or delete",
                                        "before insert or update"};
    static const char *const modes[] = {"", " disabled", " replica", " always"};
    Piece *function = choose(model, piece, 4, "watcher", 0, NULL);
    Piece *column = choose(model, piece, 1, GIVEN_COLUMNS, piece->parent, NULL);
    unsigned time = roll(piece, 0, 4);

    if (!function)
        return false;
    strbuf_printf(out, "trigger %s", piece_name(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " %s", times[time]);
    if (time == 1 && column && rarely(piece, 1, 2))
        strbuf_printf(out, " of %s", piece_name(model, column));
    strbuf_puts(out, " for each row");
    if (time < 2 && column && rarely(piece, 2, 2))
        strbuf_printf(out, " when (new.%s is not null)", piece_name(model, column));
    strbuf_printf(out, " execute %s()%s", piece_qualified(model, function),
                  rarely(piece, 3, 5) ? modes[roll(piece, 3, 4)] : "");
    return true;
}

const PieceKind trigger_pieces = {
    .name = "trigger", .parent = "table", .least = 0, .most = 2, .dice = 5, .has_was = true, .names = "x",
    .put = put_trigger,
    .sample = "function n() returns trigger language plpgsql as $$ begin return new; end $$\n"
              "table t { a int; trigger x before insert for each row execute n() }",
};
