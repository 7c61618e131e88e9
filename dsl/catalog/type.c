#include "dsl/catalog/type.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"

#include <stdlib.h>
#include <string.h>

#define SPELLING(words, bare, quoted)
static const BuiltinType builtins[] = {
#define TYPE(name, shortest, class, modifiers, from, to, lowest, highest) \
    {name, shortest, TYPE_CLASS_##class, modifiers, from, to, lowest, highest},
#include "dsl/catalog/types.def"
#undef TYPE
};
#undef SPELLING

#define TYPE(name, shortest, class, modifiers, from, to, lowest, highest)
static const struct Spelling {
    const char *words, *bare, *quoted;
} spellings[] = {
#define SPELLING(words, bare, quoted) {words, bare, quoted},
#include "dsl/catalog/types.def"
#undef SPELLING
};

/* The words alone, for those who suggest. */
static const char *const names[] = {
#define SPELLING(words, bare, quoted) words,
#include "dsl/catalog/types.def"
#undef SPELLING
};
#undef TYPE

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int compare_builtin(const void *name, const void *entry)
{
    return strcmp(name, ((const BuiltinType *)entry)->name);
}

static int compare_spelling(const void *words, const void *entry)
{
    return strcmp(words, ((const struct Spelling *)entry)->words);
}

const BuiltinType *type_builtin(const char *name)
{
    return bsearch(name, builtins, COUNT(builtins), sizeof *builtins, compare_builtin);
}

const BuiltinType *type_plain(const Type *type)
{
    return type->text && !type->array && !type->schema ? type_builtin(type->name) : NULL;
}

TypeClass type_class(const Type *type)
{
    const BuiltinType *builtin = type_plain(type);

    return builtin ? builtin->class : TYPE_CLASS_OTHER;
}

const char *type_spelled(const char *words, bool bare)
{
    const struct Spelling *found = bsearch(words, spellings, COUNT(spellings), sizeof *spellings, compare_spelling);

    return !found ? NULL : bare ? found->bare : found->quoted;
}

const char *const *type_names(size_t *count)
{
    *count = COUNT(names);
    return names;
}

bool type_is_hidden(const char *name)
{
    return type_spelled(name, false) || (*name == '_' && type_spelled(name + 1, false));
}

const char *quote_type_name(Arena *arena, const char *schema, const char *name)
{
    if (schema && strcmp(schema, "public") == 0 && type_is_hidden(name))
        return arena_printf(arena, "public.%s", quote_name(arena, name));
    return quote_qname(arena, schema, name);
}

static const char *short_name(Arena *arena, const Type *type)
{
    if (!type->schema)
        return type_builtin(type->name)->shortest;
    return quote_type_name(arena, type->schema, type->name);
}

const char *type_short(Arena *arena, const Type *type)
{
    StrBuf text = {.arena = arena};

    if (!type->schema && strcmp(type->name, "interval") == 0)   /* its fields stand in the text alone */
        return type->text;
    strbuf_puts(&text, short_name(arena, type));
    if (type->modifiers)
        strbuf_printf(&text, "(%s)", type->modifiers);
    if (type->array)
        strbuf_puts(&text, "[]");
    return strbuf_text(&text);
}

/* What is called by two names, with and without a length, is called by the first of them here. */
static const struct {
    const char *with, *without;
} sized[] = {{"character", "bpchar"}, {"bit", "\"bit\""}};

Type type_bare(Arena *arena, Type type)
{
    if (!type.text || !type.name)
        return type;
    type.modifiers = NULL;
    for (size_t i = 0; !type.schema && i < COUNT(sized); i++)
        if (strcmp(sized[i].without, type.name) == 0)
            type.name = sized[i].with;
    type.text = type.schema ? arena_printf(arena, "%s.%s", quote_name(arena, type.schema), quote_name(arena, type.name))
                            : type.name;
    if (type.array)
        type.text = arena_printf(arena, "%s[]", type.text);
    return type;
}

/* A serial type: the word first of a pair is how it is written by us. */
static const struct Serial {
    const char *word, *type;
} serials[] = {
    {"smallserial", "smallint"}, {"serial", "integer"},  {"bigserial", "bigint"},
    {"serial2", "smallint"},     {"serial4", "integer"}, {"serial8", "bigint"},
};

const char *serial_type(const char *word)
{
    for (size_t i = 0; i < COUNT(serials); i++)
        if (strcmp(serials[i].word, word) == 0)
            return serials[i].type;
    return NULL;
}

const char *serial_word(const char *type_name)
{
    for (size_t i = 0; i < COUNT(serials); i++)
        if (strcmp(serials[i].type, type_name) == 0)
            return serials[i].word;
    return NULL;
}
