/* Exclusions, extended statistics, storage, partitions, rows of reference, and the hatch. */
#include "tests/soak/kinds.h"

#include <string.h>

static bool is_span(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model;
    (void)chooser;
    return strcmp(column->type, "int4range") == 0;
}

static bool put_exclude(Model *model, Piece *piece, StrBuf *out)
{
    Piece *span = choose(model, piece, 1, "column", piece->parent, is_span);
    Piece *column = choose(model, piece, 1, GIVEN_COLUMNS, piece->parent, is_sorted);

    strbuf_printf(out, "exclude %s", piece_name(model, piece));
    put_was(model, piece, out);
    if (span && roll(piece, 2, 2))
        strbuf_printf(out, " using gist (%s with &&)", piece_name(model, span));
    else if (column)
        strbuf_printf(out, " using btree (%s with =)", piece_name(model, column));
    else
        return false;
    if (rarely(piece, 3, 3))
        strbuf_printf(out, " where (%s is not null)", piece_name(model, column ? column : span));
    put_deferral(piece, 4, out);
    return true;
}

const PieceKind exclude_pieces = {
    .name = "exclude", .parent = "table", .least = 0, .most = 1, .dice = 5, .has_was = true, .names = "ex",
    .put = put_exclude, .sample = "table t { a int; exclude using btree (a with =) }",
};

static bool put_statistics(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const sorts[] = {"", " (ndistinct)", " (dependencies, mcv)", " (mcv)"};
    Chosen of = choose_some(model, piece, 0, GIVEN_COLUMNS, piece->parent, is_sorted, 2 + roll(piece, 1, 2));

    strbuf_printf(out, "statistics %s", piece_name(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, "%s on ", sorts[roll(piece, 2, 4)]);
    for (size_t i = 0; i < of.count; i++)
        strbuf_printf(out, "%s%s", i ? ", " : "", piece_name(model, of.items[i]));
    return of.count > 1;
}

const PieceKind statistics_pieces = {
    .name = "statistics", .parent = "table", .least = 0, .most = 1, .dice = 3, .has_was = true, .names = "st",
    .put = put_statistics, .sample = "table t { a int; b int; statistics st on a, b }",
};

static bool put_option(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const options[] = {"fillfactor = 70", "autovacuum_enabled = off",
                                          "fillfactor = 50, autovacuum_vacuum_scale_factor = 0.3",
                                          "toast.autovacuum_enabled = off"};

    /* Without a column that needs it there is no TOAST table. */
    bool has_toast = choose(model, piece, 0, "column", piece->parent, is_text);

    strbuf_printf(out, "option %s", options[roll(piece, 0, has_toast ? 4 : 3)]);
    return true;
}

const PieceKind option_pieces = {
    .name = "option", .parent = "table", .least = 0, .most = 1, .dice = 1, .put = put_option,
    .sample = "table t { a text; option fillfactor = 70 }",
};

static bool put_identity(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const forms[] = {"full", "nothing"};

    (void)model;
    strbuf_printf(out, "replica identity %s", forms[roll(piece, 0, 2)]);
    return true;
}

const PieceKind identity_pieces = {
    .name = "replica", .parent = "table", .least = 0, .most = 1, .dice = 1, .put = put_identity,
    .sample = "table t { a text; replica identity full }",
};

static bool can_cluster(const Model *model, const Piece *chooser, const Piece *index)
{
    (void)model;
    (void)chooser;
    return index->columns.count > 0;
}

static bool put_cluster(Model *model, Piece *piece, StrBuf *out)
{
    const Piece *index = choose(model, piece, 0, "index", piece->parent, can_cluster);

    if (index)
        strbuf_printf(out, "cluster on %s", piece_name(model, index));
    return index;
}

const PieceKind cluster_pieces = {
    .name = "cluster", .parent = "table", .least = 0, .most = 1, .dice = 1, .undocumented = true, .put = put_cluster,
    .sample = "table t { a int; index i (a); cluster on i }",
};

/* Partitioned tables: by the integer column that each has. */

static bool put_parted(Model *model, Piece *piece, StrBuf *out)
{
    Piece *column = choose(model, piece, 0, "part column", piece->id, NULL);

    if (!column)
        return false;
    strbuf_printf(out, "table %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " partition by %s (%s)", roll(piece, 0, 2) ? "list" : "range", piece_name(model, column));
    return true;
}

const PieceKind parted_pieces = {
    .name = "parted", .least = 0, .most = 1, .fixed = 1, .dice = 1, .has_block = true, .has_was = true, .names = "tp",
    .put = put_parted, .sample = "table t partition by range (a) { a int; partition b default }",
};

static bool put_part_column(Model *model, Piece *piece, StrBuf *out)
{
    piece->type = roll(piece, 0, 2) ? "bigint" : "integer";
    strbuf_printf(out, "%s %s", piece_name(model, piece), piece->type);
    put_was(model, piece, out);
    piece->family = families[0];
    piece->given = true;
    return true;
}

const PieceKind part_column_pieces = {
    .name = "part column", .parent = "parted", .least = 1, .most = 1, .fixed = 1, .dice = 1, .has_was = true,
    .names = "pc", .put = put_part_column,
    .sample = "table t partition by range (a) { a int; partition b default }",
};

static bool put_partition(Model *model, Piece *piece, StrBuf *out)
{
    const Piece *parent = model_find(model, piece->parent);
    unsigned first = piece->id * 10;

    strbuf_printf(out, "partition %s", piece_name(model, piece));
    put_was(model, piece, out);
    if (roll(parent, 0, 2))
        strbuf_printf(out, " in (%u, %u)", first, first + 1 + roll(piece, 0, 3));
    else
        strbuf_printf(out, " from (%u) to (%u)", first, first + 5 + roll(piece, 0, 3));

    StrBuf said = {.arena = model->arena};
    if (rarely(piece, 1, 3) && put_said(model, piece, 2, piece->parent, &said))
        strbuf_printf(out, " { %s }", strbuf_text(&said));
    return true;
}

const PieceKind partition_pieces = {
    .name = "partition", .parent = "parted", .least = 0, .most = 3, .dice = 4, .has_was = true, .names = "pa",
    .put = put_partition, .sample = "table t partition by range (a) { a int; partition b from (1) to (2) }",
};

static bool put_rest(Model *model, Piece *piece, StrBuf *out)
{
    strbuf_printf(out, "partition %s", piece_name(model, piece));
    put_was(model, piece, out);
    strbuf_puts(out, " default");
    return true;
}

const PieceKind rest_pieces = {
    .name = "rest", .parent = "parted", .least = 0, .most = 1, .has_was = true, .names = "re", .put = put_rest,
    .sample = "table t partition by range (a) { a int; partition b default }",
};

/* What has no word of its own. */

static bool put_hatch(Model *model, Piece *piece, StrBuf *out)
{
    Piece *table = choose(model, piece, 0, "table", 0, NULL);

    if (!table)
        return false;

    const char *name = piece_name(model, piece), *on = piece_qualified(model, table);
    const bool is_rule = roll(piece, 1, 2) == 0 || is_unlogged(table);      /* what is not logged cannot be published */

    strbuf_printf(out, "sql %s after %s\n    up $soak$ ", name, on);
    if (is_rule)
        strbuf_printf(out, "create rule %s as on delete to %s do also nothing", name, on);
    else
        strbuf_printf(out, "create publication %s for table %s", name, on);
    strbuf_printf(out, " $soak$\n    down $soak$ drop %s %s", is_rule ? "rule" : "publication", name);
    if (is_rule)
        strbuf_printf(out, " on %s", on);
    strbuf_puts(out, " $soak$");
    return true;
}

const PieceKind hatch_pieces = {
    .name = "hatch", .least = 0, .most = 1, .fixed = 1, .dice = 2, .names = "ha", .put = put_hatch,
    .sample = "table t { a int }\nsql ha after t up $$ create rule ha as on delete to t do also nothing $$ "
              "down $$ drop rule ha on t $$",
};
