/* Domains, composite types, ranges, collations: types that a schema makes itself. */
#include "tests/soak/kinds.h"

/* Dice: 0 the family, 1 the type, 2 null or not, 3 default, 4 and 5 checks. */
static bool put_domain(Model *model, Piece *piece, StrBuf *out)
{
    const Family *family = families[roll(piece, 0, 9)];
    const char *base = family->types[roll(piece, 1, count_texts(family->types, MOST_TYPES))];

    piece->family = family;
    strbuf_printf(out, "domain %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " %s%s", base, roll(piece, 2, 3) == 1 ? "" : "?");
    if (rarely(piece, 3, 3))
        strbuf_printf(out, " = %s", family->defaults[roll(piece, 3, count_texts(family->defaults, MOST_TYPES))]);
    for (unsigned die = 4; die < 6; die++)
        if (rarely(piece, die, 2)) {
            strbuf_printf(out, " check k%u%c (", piece->id, 'a' + (char)(die - 4));
            put_format(out, family->checks[roll(piece, die, count_texts(family->checks, MOST_TYPES))], "value");
            strbuf_printf(out, ")%s", rarely(piece, die, 7) ? " not valid" : "");
        }
    return true;
}

const PieceKind domain_pieces = {
    .name = "domain", .least = 0, .most = 2, .fixed = 1, .dice = 6, .has_was = true, .names = "d", .put = put_domain,
    .sample = "domain d int? check (value > 0)",
};

static bool put_composite(Model *model, Piece *piece, StrBuf *out)
{
    strbuf_printf(out, "type %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    piece->family = &composite_family;
    return true;
}

const PieceKind composite_pieces = {
    .name = "composite", .least = 0, .most = 1, .has_block = true, .has_was = true, .names = "y",
    .put = put_composite, .sample = "type y { a int? }",
};

static bool put_attribute(Model *model, Piece *piece, StrBuf *out)
{
    piece->family = families[roll(piece, 0, 9)];
    piece->type = piece->family->types[roll(piece, 1, count_texts(piece->family->types, MOST_TYPES))];
    strbuf_printf(out, "%s %s?", piece_name(model, piece), piece->type);
    put_was(model, piece, out);
    return true;
}

const PieceKind attribute_pieces = {
    .name = "attribute", .parent = "composite", .least = 1, .most = 4, .fixed = 1, .dice = 2, .has_was = true,
    .names = "b", .put = put_attribute, .sample = "type y { a int? }",
};

static bool put_range(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const subtypes[] = {"numeric", "integer", "date", "text", "double precision", "numeric"};

    strbuf_printf(out, "range %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " { subtype %s }", subtypes[roll(piece, 0, 6)]);
    piece->family = &range_family;
    return true;
}

const PieceKind range_pieces = {
    .name = "range", .least = 0, .most = 1, .dice = 1, .has_was = true, .names = "p", .put = put_range,
    .sample = "range p { subtype numeric }",
};

static bool put_collation(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const forms[] = {
        "provider libc; locale 'C'", "provider icu; locale 'de-DE'", "provider icu; locale 'en-US'",
    };

    strbuf_printf(out, "collation %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " { %s }", forms[roll(piece, 0, 3)]);
    return true;
}

const PieceKind collation_pieces = {
    .name = "collation", .least = 0, .most = 1, .dice = 1, .has_was = true, .names = "l", .put = put_collation,
    .sample = "collation l { provider libc; locale 'C' }",
};
