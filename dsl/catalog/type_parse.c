#include "dsl/base/strbuf.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"
#include "dsl/catalog/type_read.h"

#include <stdlib.h>
#include <string.h>

enum { SCALE_LIMIT = 1000, FLOAT_LIMIT = 53, REAL_LIMIT = 24 };

/* What follows "interval", and whether seconds are among it: only they have a precision. */
static const struct Fields {
    const char *words;
    bool seconds;
} interval_fields[] = {
    {"year", false},           {"month", false},        {"day", false},           {"hour", false},
    {"minute", false},         {"second", true},        {"year to month", false}, {"day to hour", false},
    {"day to minute", false},  {"day to second", true}, {"hour to minute", false}, {"hour to second", true},
    {"minute to second", true},
};

/* Types that are another one when something stands, or nothing stands, in parentheses after them. */
static const struct Sized {
    const char *without, *with;
} sized[] = {
    {"bpchar", "character"},
    {"\"bit\"", "bit"},
};

typedef struct Parse {
    Arena *arena;
    const TypeText *text;
    Type *type;
    const char *fields;             /* of an interval, or NULL */
    const char *error;
} Parse;

static bool fail(Parse *parse, const char *error)
{
    parse->error = error;
    return false;
}

static const char *modifier(const Parse *parse, size_t i)
{
    return parse->text->modifiers.items[i];
}

/* A whole number, with "-" if there may be one below zero. */
static bool read_number(const char *text, int64_t from, int64_t to, int64_t *value)
{
    size_t sign = *text == '-', digits = strspn(text + sign, "0123456789");

    if (digits == 0 || digits > 18 || text[sign + digits])
        return false;
    *value = strtoll(text, NULL, 10);
    return *value >= from && *value <= to;
}

static bool number_modifier(Parse *parse, size_t i, int64_t from, int64_t to, int64_t *value)
{
    if (read_number(modifier(parse, i), from, to, value))
        return true;
    return fail(parse, arena_printf(parse->arena, "\"%s\" of type \"%s\" must be a whole number from %lld to %lld",
                                    modifier(parse, i), parse->text->name, (long long)from, (long long)to));
}

static bool check_count(Parse *parse, int most)
{
    if (parse->text->modifiers.count <= (size_t)most)
        return true;
    if (most == 0)
        return fail(parse, arena_printf(parse->arena, "type \"%s\" takes nothing in parentheses", parse->text->name));
    return fail(parse, arena_printf(parse->arena, "type \"%s\" takes at most %d value%s in parentheses",
                                    parse->text->name, most, most == 1 ? "" : "s"));
}

/* PostgreSQL shows the scale of numeric even if it was not written. */
static bool put_scale(Parse *parse, StrBuf *text)
{
    int64_t scale = 0;

    if (parse->text->modifiers.count > 1 && !number_modifier(parse, 1, -SCALE_LIMIT, SCALE_LIMIT, &scale))
        return false;
    strbuf_printf(text, ",%lld", (long long)scale);
    return true;
}

static bool put_modifiers(Parse *parse, const BuiltinType *builtin)
{
    StrBuf text = {.arena = parse->arena};
    int64_t value;

    if (!check_count(parse, builtin->modifiers))
        return false;
    if (parse->text->modifiers.count == 0)
        return true;
    if (!number_modifier(parse, 0, builtin->from, builtin->to, &value))
        return false;
    strbuf_printf(&text, "%lld", (long long)value);
    if (builtin->modifiers > 1 && !put_scale(parse, &text))
        return false;
    parse->type->modifiers = strbuf_text(&text);
    return true;
}

/* format_type(): the modifiers stand before "with time zone", after everything else. */
static const char *canonical(const Parse *parse, const char *name)
{
    const Type *type = parse->type;
    const char *zone = strstr(name, " with");
    size_t head = type->modifiers && zone && !type->schema ? (size_t)(zone - name) : strlen(name);
    StrBuf text = {.arena = parse->arena};

    strbuf_putn(&text, name, head);
    if (parse->fields)
        strbuf_printf(&text, " %s", parse->fields);
    if (type->modifiers)
        strbuf_printf(&text, "(%s)", type->modifiers);
    strbuf_puts(&text, name + head);
    if (type->array)
        strbuf_puts(&text, "[]");
    return strbuf_text(&text);
}

static bool builtin_type(Parse *parse, const char *name)
{
    bool has_modifiers = parse->text->modifiers.count > 0;

    for (size_t i = 0; i < sizeof sized / sizeof *sized; i++)
        if (has_modifiers && strcmp(sized[i].without, name) == 0)
            name = sized[i].with;
    parse->type->name = name;
    if (!put_modifiers(parse, type_builtin(name)))
        return false;
    if (!has_modifiers && (strcmp(name, "bit") == 0 || strcmp(name, "character") == 0))
        parse->type->modifiers = "1";
    parse->type->text = canonical(parse, name);
    return true;
}

/* float(24) is real, float(25) double precision. */
static bool float_type(Parse *parse)
{
    int64_t bits;

    if (!check_count(parse, 1) || !number_modifier(parse, 0, 1, FLOAT_LIMIT, &bits))
        return false;
    parse->type->name = bits <= REAL_LIMIT ? "real" : "double precision";
    parse->type->text = canonical(parse, parse->type->name);
    return true;
}

static bool interval_type(Parse *parse, const char *fields)
{
    for (size_t i = 0; i < sizeof interval_fields / sizeof *interval_fields; i++) {
        if (strcmp(interval_fields[i].words, fields) != 0)
            continue;
        if (!interval_fields[i].seconds && !check_count(parse, 0))
            return false;
        parse->fields = interval_fields[i].words;
        return builtin_type(parse, "interval");
    }
    return fail(parse, arena_printf(parse->arena, "\"%s\" are no fields of an interval", fields));
}

static bool users_type(Parse *parse)
{
    const TypeText *text = parse->text;
    StrBuf modifiers = {.arena = parse->arena};

    for (size_t i = 0; i < text->modifiers.count; i++)
        strbuf_printf(&modifiers, "%s%s", i > 0 ? "," : "", modifier(parse, i));
    if (modifiers.length)
        parse->type->modifiers = strbuf_text(&modifiers);
    parse->type->schema = text->schema ? text->schema : "public";
    parse->type->name = text->name;

    const char *schema = quote_name(parse->arena, parse->type->schema);
    const char *name = quote_name(parse->arena, text->name);
    parse->type->text = canonical(parse, arena_printf(parse->arena, "%s.%s", schema, name));
    return true;
}

/* The words of a type that PostgreSQL does not know, and that cannot be the name of one. */
static bool no_type(Parse *parse)
{
    const char *name = parse->text->name;

    if (parse->text->schema)
        return fail(parse, arena_printf(parse->arena, "there is no type \"%s\" in pg_catalog", name));
    if (strchr(name, ' '))
        return fail(parse, arena_printf(parse->arena, "\"%s\" is no type", name));
    return fail(parse, arena_printf(parse->arena, "\"%s\" is a key word: as the name of a type it needs quotes", name));
}

static bool is_no_type(const TypeText *text)
{
    Keyword category = text->bare ? keyword(text->name) : KEYWORD_NONE;

    return (text->schema && strcmp(text->schema, "pg_catalog") == 0) || (text->bare && strchr(text->name, ' ')) ||
           category == KEYWORD_RESERVED || category == KEYWORD_COLUMN;
}

static bool understand(Parse *parse)
{
    const TypeText *text = parse->text;
    bool builtin = !text->schema || strcmp(text->schema, "pg_catalog") == 0;
    const char *spelled = builtin ? type_spelled(text->name, text->bare) : NULL;

    if (builtin && !spelled && *text->name == '_') {            /* what pg_type calls an array */
        spelled = type_spelled(text->name + 1, false);
        parse->type->array |= spelled != NULL;
    }
    if (text->bare && strcmp(text->name, "float") == 0 && text->modifiers.count > 0)
        return float_type(parse);
    if (text->bare && strncmp(text->name, "interval ", strlen("interval ")) == 0)
        return interval_type(parse, text->name + strlen("interval "));
    if (spelled)
        return builtin_type(parse, spelled);
    return is_no_type(text) ? no_type(parse) : users_type(parse);
}

bool type_parse(Arena *arena, const char *text, Type *type, const char **error)
{
    TypeText read = {0};

    if (!type_read(arena, text, &read, error))
        return false;

    *type = (Type){.array = read.array};
    Parse parse = {.arena = arena, .text = &read, .type = type};
    if (understand(&parse))
        return true;
    *error = parse.error;
    return false;
}
