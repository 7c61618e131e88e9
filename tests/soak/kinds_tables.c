/* Schemas, enums, sequences, tables and their columns. */
#include "tests/soak/kinds.h"

#include <string.h>

unsigned count_texts(const char *const *texts, unsigned most)
{
    unsigned count = 0;

    while (count < most && texts[count])
        count++;
    return count;
}

void put_format(StrBuf *out, const char *format, const char *text)
{
    for (; *format; format++)
        if (format[0] == '%' && format[1] == 's') {
            strbuf_puts(out, text);
            format++;
        } else if (format[0] == '%' && format[1] == '%') {
            strbuf_putc(out, *++format);
        } else {
            strbuf_putc(out, *format);
        }
}

static bool put_schema(Model *model, Piece *piece, StrBuf *out)
{
    strbuf_printf(out, "schema %s", piece_name(model, piece));
    put_was(model, piece, out);
    return true;
}

const PieceKind schema_pieces = {
    .name = "schema", .least = 0, .most = 2, .has_was = true, .names = "s", .put = put_schema,
};

static bool put_enum(Model *model, Piece *piece, StrBuf *out)
{
    if (!choose(model, piece, 0, "value", piece->id, NULL))
        return false;
    strbuf_printf(out, "enum %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    return true;
}

const PieceKind enum_pieces = {
    .name = "enum", .least = 0, .most = 2, .has_block = true, .has_was = true, .names = "e", .put = put_enum,
};

static bool put_value(Model *model, Piece *piece, StrBuf *out)
{
    strbuf_puts(out, piece_name(model, piece));
    put_was(model, piece, out);
    return true;
}

const PieceKind value_pieces = {
    .name = "value", .parent = "enum", .least = 1, .most = 5, .has_was = true, .names = "v", .put = put_value,
};

bool is_unlogged(const Piece *table)
{
    return rarely(table, 0, 12);
}

static bool put_sequence(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const types[] = {"bigint", "integer", "smallint"};
    static const char *const starts[] = {"", "    start 5\n", "    start 1000\n",
                                         "    maximum 20000\n"};
    static const char *const steps[] = {"", "    increment 5\n", "    cache 10\n", "    cycle\n"};

    strbuf_printf(out, "sequence %s", piece_qualified(model, piece));
    put_was(model, piece, out);
    strbuf_printf(out, " {\n    type %s\n%s%s", types[roll(piece, 0, 3)], starts[roll(piece, 1, 4)],
                  steps[roll(piece, 2, 4)]);

    Piece *owner = rarely(piece, 3, 3) ? choose(model, piece, 3, "column", 0, NULL) : NULL;
    const Piece *table = owner ? model_find(model, owner->parent) : NULL;
    if (table && table->parent == piece->parent && !is_unlogged(table))
        strbuf_printf(out, "    owned by %s.%s\n", piece_qualified(model, table), piece_name(model, owner));
    strbuf_puts(out, "}");
    return true;
}

const PieceKind sequence_pieces = {
    .name = "sequence", .least = 0, .most = 1, .dice = 4, .has_was = true, .names = "q", .put = put_sequence,
};

static bool put_table(Model *model, Piece *piece, StrBuf *out)
{
    strbuf_printf(out, "%stable %s", is_unlogged(piece) ? "unlogged " : "", piece_qualified(model, piece));
    put_was(model, piece, out);
    return true;
}

const PieceKind table_pieces = {
    .name = "table", .least = 1, .most = 4, .dice = 1, .has_block = true, .has_was = true, .names = "t",
    .put = put_table,
};

/* Columns: die 0 the family, 1 the type, 2 null or not, 3 the value it has by itself, 4 which. */

static bool is_key_column(const Model *model, const Piece *column)
{
    for (size_t i = 0; i < model->pieces.count; i++) {
        const Piece *key = model->pieces.items[i];

        if (key->parent == column->parent && strcmp(key->kind->name, "primary") == 0)
            return true;
    }
    return false;
}

/* Types of the schema's own, by the die of the family; the rest are PostgreSQL's. */
enum { SIDES = 9, ENUM = 8, DOMAIN = 7, COMPOSITE = 6 };

static const char *kind_of_type(const Piece *piece)
{
    switch (roll(piece, 0, SIDES)) {
    case ENUM: return "enum";
    case DOMAIN: return kind_is_there(&domain_pieces) ? "domain" : NULL;
    case COMPOSITE: return kind_is_there(&composite_pieces) ? "composite|range" : NULL;
    default: return NULL;
    }
}

/* *value: one of an enum's. */
static bool choose_own_type(Model *model, Piece *piece, const char *kinds, Piece **value)
{
    const Piece *type = choose(model, piece, 0, kinds, 0, NULL);

    if (!type)
        return false;
    piece->type = piece_qualified(model, type);
    piece->family = type->family;
    if (kind_among(type, "enum")) {
        piece->family = &enum_family;
        *value = choose(model, piece, 4, "value", type->id, NULL);
    }
    return true;
}

static bool choose_type(Model *model, Piece *piece, Piece **value)
{
    const char *kinds = kind_of_type(piece);
    unsigned count = 0;

    if (kinds)
        return choose_own_type(model, piece, kinds, value);
    while (families[count])
        count++;
    piece->family = families[piece->dice[0] / SIDES % count];
    piece->type = piece->family->types[roll(piece, 1, count_texts(piece->family->types, MOST_TYPES))];
    return true;
}

static bool is_own_type(const Piece *piece)
{
    return strchr(piece->type, '.');
}

static const char *literal(const Model *model, const char *text)
{
    StrBuf out = {.arena = model->arena};

    strbuf_putc(&out, '\'');
    for (; *text; text++)
        strbuf_puts(&out, *text == '\'' ? "''" : (char[]){*text, '\0'});
    strbuf_putc(&out, '\'');
    return strbuf_text(&out);
}

static bool put_default(Model *model, Piece *piece, const Piece *value, StrBuf *out)
{
    unsigned count = count_texts(piece->family->defaults, MOST_TYPES);
    const Piece *sequence = piece->family->integer ? choose(model, piece, 4, "sequence", 0, NULL) : NULL;

    const Piece *function = piece->family->integer ? choose(model, piece, 4, "function", 0, returns_integer) : NULL;

    if (value)
        strbuf_printf(out, " = %s", literal(model, value->name));
    else if (function && rarely(piece, 4, 4))
        strbuf_printf(out, " = %s(1)", piece_qualified(model, function));
    else if (sequence && rarely(piece, 4, 3))
        strbuf_printf(out, " = nextval(%s)", literal(model, piece_qualified(model, sequence)));
    else if (count)
        strbuf_printf(out, " = %s", piece->family->defaults[roll(piece, 4, count)]);
    return value || count;
}

/* Serials and identities: integers that number themselves. */
static bool put_numbered(const Model *model, Piece *piece, StrBuf *out)
{
    static const char *const forms[] = {
        "bigint identity always", "serial", "bigserial", "integer identity by default",
        "smallint identity always (start 5 increment 2)", "smallserial",
    };
    static const char *const types[] = {"bigint", "integer", "bigint", "integer", "smallint", "smallint"};
    unsigned form = roll(piece, 4, 6);

    /* Before 17 partitions have no part in an identity, and none can be added to a table that has some. */
    if (strstr(forms[form], "identity") && model->major < 17
        && kind_among(model_find(model, piece->parent), "parted"))
        return false;
    if (!piece->family->integer || is_own_type(piece) || !rarely(piece, 3, 4)
        || is_unlogged(model_find(model, piece->parent)))
        return false;
    piece->type = types[form];
    piece->nullable = false;
    piece->given = false;
    strbuf_printf(out, " %s", forms[form]);
    return true;
}

/* What a column has besides. */
static void put_modifiers(Model *model, const Piece *piece, StrBuf *out)
{
    static const char *const kept[] = {" storage external", " statistics 100", " compression pglz", " statistics 0"};
    const bool is_texty = strcmp(piece->type, "text") == 0 || strncmp(piece->type, "varchar(", 8) == 0;
    const Piece *collation = is_texty ? choose(model, piece, 5, "collation", 0, NULL) : NULL;

    if (collation && rarely(piece, 5, 3))
        strbuf_printf(out, " collate %s", piece_qualified(model, collation));
    if (rarely(piece, 6, 8) && kind_is_there(&option_pieces))
        strbuf_puts(out, kept[is_texty ? roll(piece, 6, 4) : 1]);
}

static bool put_column(Model *model, Piece *piece, StrBuf *out)
{
    Piece *value = NULL;

    if (!choose_type(model, piece, &value))
        return false;
    piece->given = true;
    piece->nullable = !is_key_column(model, piece) && roll(piece, 2, 2) == 1;
    strbuf_puts(out, piece_name(model, piece));
    if (!put_numbered(model, piece, out)) {
        strbuf_printf(out, " %s%s", piece->type, piece->nullable ? "?" : "");
        put_modifiers(model, piece, out);
        piece->has_default = roll(piece, 3, 3) == 1 && put_default(model, piece, value, out);
    }
    put_was(model, piece, out);
    return true;
}

const PieceKind column_pieces = {
    .name = "column", .parent = "table|parted|heir", .least = 1, .most = 5, .fixed = 1, .dice = 7, .has_was = true,
    .names = "c",
    .put = put_column,
};

/* A column that refers to another table: of the type of what it refers to. */

static bool is_of_family(const Model *model, const Piece *chooser, const Piece *key)
{
    return can_be_target(model, chooser, key) && key->target->family == families[roll(chooser, 0, 2)];
}

static bool put_reference(Model *model, Piece *piece, StrBuf *out)
{
    static const char *const actions[] = {"", " on delete cascade", " on update cascade", " deferrable",
                                          " on delete restrict deferrable initially deferred",
                                          " on delete set null"};
    Piece *key = choose(model, piece, 3, "primary|unique", 0, is_of_family);

    if (!key)
        return false;
    piece->target = key->target;
    piece->type = key->target->type;
    piece->family = key->target->family;
    piece->nullable = !is_key_column(model, piece) && roll(piece, 1, 3) != 1;
    piece->given = true;
    strbuf_printf(out, "%s %s%s", piece_name(model, piece), piece->type, piece->nullable ? "?" : "");
    put_was(model, piece, out);
    strbuf_printf(out, " references %s (%s)%s",
                  piece_qualified(model, model_find(model, key->target->parent)), piece_name(model, key->target),
                  actions[roll(piece, 2, piece->nullable ? 6 : 5)]);
    return true;
}

const PieceKind reference_pieces = {
    .name = "reference", .parent = "table", .least = 0, .most = 1, .fixed = 1, .dice = 4, .has_was = true, .names = "r",
    .put = put_reference,
};

static bool is_given_number(const Model *model, const Piece *chooser, const Piece *column)
{
    (void)model;
    (void)chooser;
    return column->family->integer;
}

static bool put_generated(Model *model, Piece *piece, StrBuf *out)
{
    Chosen of = choose_some(model, piece, 0, "column", piece->parent, is_given_number, 1 + roll(piece, 1, 2));
    bool is_virtual = model->major >= 18 && rarely(piece, 2, 2);

    for (size_t i = 0; i < of.count; i++)       /* which uses no types of users */
        is_virtual &= !is_own_type(of.items[i]);

    if (!of.count)
        return false;
    piece->type = "numeric";
    piece->family = families[0];
    piece->nullable = true;
    strbuf_printf(out, "%s numeric?", piece_name(model, piece));
    put_was(model, piece, out);
    strbuf_puts(out, " generated (");
    for (size_t i = 0; i < of.count; i++)
        strbuf_printf(out, "%s%s", i ? " + " : "", piece_name(model, of.items[i]));
    strbuf_printf(out, " * %u) %s", roll(piece, 1, 4) + 1, is_virtual ? "virtual" : "stored");
    return true;
}

const PieceKind generated_pieces = {
    .name = "generated", .parent = "table", .least = 0, .most = 1, .dice = 3, .has_was = true, .names = "g",
    .put = put_generated,
};
