#include "tests/soak/model.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

Piece *model_find(const Model *model, unsigned id)
{
    for (size_t i = 0; id && i < model->pieces.count; i++)
        if (((Piece *)model->pieces.items[i])->id == id)
            return model->pieces.items[i];
    return NULL;
}

bool kind_lives_in(const PieceKind *kind, const Piece *parent)
{
    return kind->parent && kind_among(parent, kind->parent);
}

unsigned roll(const Piece *piece, unsigned die, unsigned sides)
{
    return piece->dice[die] % sides;
}

bool rarely(const Piece *piece, unsigned die, unsigned sides)
{
    return piece->dice[die] && random_mix(piece->dice[die] ^ sides) % sides == 0;
}

/* Names. */

const char *quoted(Arena *arena, const char *name)
{
    StrBuf text = {.arena = arena};

    strbuf_putc(&text, '"');
    for (const char *at = name; *at; at++)
        strbuf_puts(&text, *at == '"' ? "\"\"" : (char[]){*at, '\0'});
    strbuf_putc(&text, '"');
    return strbuf_text(&text);
}

static bool is_plain(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");

    /* Words of both languages end in letters; names made here that need no quotes end in a digit. */
    return !name[length] && isalpha((unsigned char)*name) && isdigit((unsigned char)name[length - 1]);
}

const char *piece_name(const Model *model, const Piece *piece)
{
    return is_plain(piece->name) ? piece->name : quoted(model->arena, piece->name);
}

const char *piece_qualified(const Model *model, const Piece *piece)
{
    const Piece *schema = model_find(model, piece->parent);

    return arena_printf(model->arena, "%s.%s", schema ? piece_name(model, schema) : "public", piece_name(model, piece));
}

void put_was(const Model *model, const Piece *piece, StrBuf *out)
{
    if (piece->was)
        strbuf_printf(out, " was %s", quoted(model->arena, piece->was));
}

void put_chosen(const Model *model, const Chosen *chosen, StrBuf *out)
{
    for (size_t i = 0; i < chosen->count; i++)
        strbuf_printf(out, "%s%s", i ? ", " : "(", piece_name(model, chosen->items[i]));
    strbuf_putc(out, ')');
}

/* Writing. */

static bool parent_is_there(Model *model, const Piece *piece)
{
    Piece *parent = model_find(model, piece->parent);

    return !piece->parent || (parent && (parent->state == WRITING || piece_usable(model, parent)));
}

static void put_doc(const Piece *piece, StrBuf *out)
{
    static const char *const docs[] = {
        "plain", "it's \"quoted\" and $$ odd $$", "two\n/// lines", "%s ${name} \\n", "ü 😀 */ /*", "--; drop",
    };

    if (rarely(piece, LAST_DIE, 6) && !piece->kind->undocumented)
        strbuf_printf(out, "/// %s\n", docs[roll(piece, LAST_DIE, sizeof docs / sizeof *docs)]);
}

bool piece_usable(Model *model, Piece *piece)
{
    StrBuf out = {.arena = model->arena};

    if (piece->state != UNKNOWN)
        return piece->state == WRITTEN;
    piece->state = WRITING;

    bool written = parent_is_there(model, piece);
    if (written) {
        put_doc(piece, &out);
        written = piece->kind->put(model, piece, &out);
    }
    piece->text = strbuf_text(&out);
    piece->state = written ? WRITTEN : MISSING;
    return written;
}

static bool is_item(const Piece *piece)
{
    return piece->kind->parent && !piece->kind->outside;
}

static int by_place(const void *left, const void *right)
{
    const Piece *one = *(Piece *const *)left, *other = *(Piece *const *)right;

    return one->place != other->place ? (one->place < other->place ? -1 : 1) : one->id < other->id ? -1 : 1;
}

static List items_of(Model *model, const Piece *parent)
{
    List items = {0};

    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *piece = model->pieces.items[i];

        if (is_item(piece) && piece->parent == parent->id && piece_usable(model, piece))
            list_add(&items, model->arena, piece);
    }
    if (items.count)
        qsort(items.items, items.count, sizeof(void *), by_place);
    return items;
}

static void put_indented(StrBuf *out, const char *text)
{
    strbuf_puts(out, "    ");
    for (; *text; text++)
        strbuf_puts(out, *text == '\n' && text[1] == '/' ? "\n    " : (char[]){*text, '\0'});
    strbuf_putc(out, '\n');
}

static void put_object(Model *model, Piece *piece, StrBuf *out)
{
    List items = {0};

    if (!piece_usable(model, piece))
        return;
    if (piece->kind->has_block || piece->kind->may_have_block)
        items = items_of(model, piece);
    strbuf_puts(out, piece->text);
    if (piece->kind->has_block || items.count) {
        strbuf_puts(out, " {\n");
        for (size_t i = 0; i < items.count; i++)
            put_indented(out, ((const Piece *)items.items[i])->text);
        strbuf_puts(out, "}");
    }
    strbuf_puts(out, "\n");
}

typedef struct Place {
    uint64_t key;
    Piece *piece;
} Place;

static int by_key(const void *left, const void *right)
{
    const Place *one = left, *other = right;

    return one->key != other->key ? (one->key < other->key ? -1 : 1) : 0;
}

const char *model_text(Model *model)
{
    Place *places = arena_array(model->arena, Place, model->pieces.count + 1);
    StrBuf out = {.arena = model->arena};

    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *piece = model->pieces.items[i];

        piece->state = UNKNOWN;
        piece->type = NULL;
        piece->family = NULL;
        piece->target = NULL;
        piece->columns = (Chosen){.count = 0};
        piece->nullable = piece->has_default = piece->given = false;
        places[i] = (Place){model->order ? random_mix(model->order + piece->id) : piece->id, piece};
    }
    for (size_t i = 0; i < model->pieces.count; i++)
        piece_usable(model, model->pieces.items[i]);
    for (size_t i = 0; i < model->pieces.count; i++) {
        Piece *piece = model->pieces.items[i];

        if (piece->state == WRITTEN && piece->kind->stays && !piece->kind->stays(model, piece))
            piece->state = MISSING;
    }
    qsort(places, model->pieces.count, sizeof *places, by_key);
    strbuf_printf(&out, "project { postgres %d }\n", model->major);
    for (size_t i = 0; i < model->pieces.count; i++)
        if (!is_item(places[i].piece))
            put_object(model, places[i].piece, &out);
    return strbuf_text(&out);
}
