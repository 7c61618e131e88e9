/* Row security, policies, grants and owners. The roles are made with the server. */
#include "tests/soak/kinds.h"

static const char *const roles[] = {"soak_one", "soak_two", "public", "soak_one"};

static bool put_security(Model *model, Piece *piece, StrBuf *out)
{
    (void)model;
    strbuf_printf(out, "row security%s", rarely(piece, 0, 3) ? " forced" : "");
    return true;
}

const PieceKind security_pieces = {
    .name = "security", .parent = "table", .least = 0, .most = 1, .dice = 1, .put = put_security,
    .sample = "table t { a int; row security }",
};

/* Dice: 0 for what, 1 to whom, 2 and 3 conditions, 4 permissive or not. */
static bool put_policy(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const commands[] = {"all", "select", "insert", "update", "delete"};
    unsigned command = roll(piece, 0, 5);

    strbuf_printf(out, "policy %s", piece_name(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, "%s for %s to %s", rarely(piece, 4, 4) ? " as restrictive" : "", commands[command],
                  roles[roll(piece, 1, 4)]);
    if (command != 2) {
        strbuf_puts(out, " using (");
        if (!put_condition(model, piece, 2, out))
            return false;
        strbuf_putc(out, ')');
    }
    if (command == 2 || ((command == 0 || command == 3) && rarely(piece, 3, 2))) {
        strbuf_puts(out, " check (");
        if (!put_condition(model, piece, 3, out))
            return false;
        strbuf_putc(out, ')');
    }
    return true;
}

const PieceKind policy_pieces = {
    .name = "policy", .parent = "table", .least = 0, .most = 2, .dice = 5, .has_was = true, .names = "o",
    .put = put_policy, .sample = "table t { a int; policy o for select to public using (a > 0) }",
};

/* Rights of one role, which stays the same: two grants to one would be one. */
static bool put_rights(Model *model, Piece *piece, const char *columns, StrBuf *out)
{
    static const char *const rights[] = {"select", "insert, update", "all", "delete, truncate", "select, references"};
    Piece *column = choose(model, piece, 2, columns, piece->parent, NULL);

    strbuf_puts(out, "grant ");
    if (column && rarely(piece, 2, 3))
        strbuf_printf(out, "delete, update (%s)", piece_name(model, column));
    else
        strbuf_puts(out, rights[roll(piece, 1, 5)]);
    strbuf_printf(out, " to %s%s", roles[roll(piece, 0, 3)],
                  rarely(piece, 3, 5) && roll(piece, 0, 3) != 2 ? " with grant option" : "");
    return true;
}

static bool put_grant(Model *model, Piece *piece, StrBuf *out)
{
    return put_rights(model, piece, COLUMNS, out);
}

const PieceKind grant_pieces = {
    .name = "grant", .parent = "table", .least = 0, .most = 1, .fixed = 1, .dice = 4, .put = put_grant,
    .sample = "table t { a int; grant select to public }",
};

static bool put_view_grant(Model *model, Piece *piece, StrBuf *out)
{
    return put_rights(model, piece, "none", out);
}

const PieceKind view_grant_pieces = {
    .name = "view grant", .parent = "view", .least = 0, .most = 1, .fixed = 1, .dice = 4, .put = put_view_grant,
    .sample = "table t { a int }\nview z as $$ select a from t $$ { grant select to public }",
};

static bool put_owner(Model *model, Piece *piece, StrBuf *out)
{
    (void)model;
    strbuf_printf(out, "owner to %s", roll(piece, 0, 2) ? "soak_three" : "soak_four");
    return true;
}

const PieceKind owner_pieces = {
    .name = "owner", .parent = "table", .least = 0, .most = 1, .dice = 1, .put = put_owner,
    .sample = "table t { a int; owner to soak_three }",
};

/* Rights on what has no block. */
static bool put_right(Model *model, Piece *piece, StrBuf *out)
{
    const Piece *parent = model_find(model, piece->parent);
    static const struct {
        const char *kind, *grant, *on;
    } rights[] = {
        {"schema", "grant usage", "schema"}, {"sequence", "grant select, usage", "sequence"},
        {"enum", "grant usage", "type"}, {"domain", "grant usage", "type"},
        {"function", "grant execute", "function"},
    };

    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
        if (kind_among(parent, rights[i].kind)) {
            strbuf_printf(out, "%s on %s %s%s to %s", rights[i].grant, rights[i].on,
                          i == 0 ? piece_name(model, parent) : piece_qualified(model, parent),
                          i < 4 ? "" : rarely(parent, 3, 4) ? "(integer, text)" : "(integer)",
                          roles[roll(piece, 0, 2)]);
            return true;
        }
    return false;
}

const PieceKind right_pieces = {
    .name = "right", .parent = "schema|sequence|enum|domain|function", .least = 0, .most = 1, .dice = 1,
    .outside = true,
    .put = put_right, .sample = "schema s\ngrant usage on schema s to soak_one",
};
