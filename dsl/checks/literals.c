#include "dsl/checks/checks.h"

#include "dsl/base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <jansson.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/*
 * What a literal cannot be. Only what PostgreSQL refuses for certain is refused here: where its own reading of a text
 * is generous (dates above all), so is this.
 */

static const char *trimmed(Arena *arena, const char *text)
{
    static const char blanks[] = " \t\n\r\f\v";
    size_t length;

    text += strspn(text, blanks);
    length = strlen(text);
    while (length > 0 && strchr(blanks, text[length - 1]))
        length--;
    return arena_strndup(arena, text, length);
}

static const char *not_a(Arena *arena, const char *text, const Type *type)
{
    return arena_printf(arena, "'%s' is no value of type %s", text, type_short(arena, type));
}

/* Since PostgreSQL 16 numbers may be written 0xFF and 1_000: those are not judged. */
static bool written_anew(const char *text)
{
    text += *text == '-' || *text == '+';
    return strchr(text, '_') || (text[0] == '0' && strchr("xXoObB", text[1]) && text[1]);
}

static const char *integer_fault(Arena *arena, const Type *type, const BuiltinType *builtin, const char *text)
{
    char *end = NULL;

    if (!*text)
        return not_a(arena, text, type);
    if (written_anew(text))
        return NULL;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (*end || (!isdigit((unsigned char)text[strlen(text) - 1])))
        return not_a(arena, text, type);
    if (errno == ERANGE || value < builtin->lowest || value > builtin->highest)
        return arena_printf(arena, "%s is out of the range of type %s, which is %lld to %lld", text, builtin->shortest,
                            (long long)builtin->lowest, (long long)builtin->highest);
    return NULL;
}

/* A bare number is rounded to the integer: only its size counts. */
static const char *rounded_fault(Arena *arena, const Type *type, const BuiltinType *builtin, const char *text)
{
    if (text[strspn(text, "+-0123456789")] == '\0')
        return integer_fault(arena, type, builtin, text);

    double value = strtod(text, NULL);
    if (written_anew(text) || (value >= (double)builtin->lowest - 0.5 && value <= (double)builtin->highest + 0.5))
        return NULL;
    return arena_printf(arena, "%s is out of the range of type %s, which is %lld to %lld", text, builtin->shortest,
                        (long long)builtin->lowest, (long long)builtin->highest);
}

static bool is_word(const char *text, const char *const *words)
{
    text += *text == '-' || *text == '+';
    for (; *words; words++)
        if (strcasecmp(text, *words) == 0)
            return true;
    return false;
}

/* numeric(5,2) holds three digits before the point. */
static const char *precision_fault(Arena *arena, const Type *type, const char *text)
{
    long precision = type->modifiers ? strtol(type->modifiers, NULL, 10) : 0;
    const char *comma = type->modifiers ? strchr(type->modifiers, ',') : NULL;
    long scale = comma ? strtol(comma + 1, NULL, 10) : 0;
    const char *whole = text + (*text == '-' || *text == '+');

    whole += strspn(whole, "0");
    long digits = (long)strspn(whole, "0123456789");
    if (!type->modifiers || strpbrk(text, "eE") || digits == 0 || digits <= precision - scale)
        return NULL;
    return arena_printf(arena, "%s is too large for type %s", text, type_short(arena, type));
}

static const char *number_fault(Arena *arena, const Type *type, const char *text)
{
    static const char *const words[] = {"nan", "infinity", "inf", NULL};
    bool is_numeric = strcmp(type->name, "numeric") == 0;
    char *end = NULL;
    double value = strtod(text, &end);

    if (is_word(text, words))
        return is_numeric && type->modifiers && strcasecmp(text, "nan") != 0
                 ? arena_printf(arena, "%s is too large for type %s", text, type_short(arena, type))
                 : NULL;
    if (written_anew(text))
        return NULL;
    if (!*text || *end || text[strspn(text, "+-0123456789.eE")])
        return not_a(arena, text, type);
    if (is_numeric)
        return precision_fault(arena, type, text);
    if (isinf(value) || (strcmp(type->name, "real") == 0 && (value > FLT_MAX || value < -FLT_MAX)))
        return arena_printf(arena, "%s is too large for type %s", text, type_short(arena, type));
    return NULL;
}

/* Any beginning of these words, as far as it tells them apart. */
static const char *boolean_fault(Arena *arena, const Type *type, const char *text)
{
    static const struct {
        const char *word;
        size_t least;
    } words[] = {{"true", 1}, {"false", 1}, {"yes", 1}, {"no", 1}, {"on", 2}, {"off", 2}, {"1", 1}, {"0", 1}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(text) >= words[i].least && strncasecmp(text, words[i].word, strlen(text)) == 0)
            return NULL;
    return not_a(arena, text, type);
}

/* Blanks at the end do not count: PostgreSQL cuts them off. */
static const char *length_fault(Arena *arena, const Type *type, const char *text)
{
    size_t length = strlen(text), characters, most = type->modifiers ? strtoul(type->modifiers, NULL, 10) : 0;

    while (length > 0 && text[length - 1] == ' ')
        length--;
    characters = utf8_count(text, length);
    if (!type->modifiers || characters <= most)
        return NULL;
    return arena_printf(arena, "'%s' has %zu characters, type %s holds %zu", text, characters, type_short(arena, type),
                        most);
}

static bool is_day(long year, long month, long day)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1] && (month != 2 || day < 29 || leap);
}

/* Dates are read in many ways; sure is that there is a digit or a known word, and that 2024-02-30 is no day. */
static const char *time_fault(Arena *arena, const Type *type, const char *text)
{
    static const char *const words[] = {"now", "today", "tomorrow", "yesterday", "epoch", "infinity", "allballs", NULL};
    size_t year = strspn(text, "0123456789");
    char *end = NULL;

    if (is_word(text, words))
        return NULL;
    if (text[strcspn(text, "0123456789")] == '\0')
        return not_a(arena, text, type);
    if (year < 4 || text[year] != '-' || !isdigit((unsigned char)text[year + 1])
        || strcmp(type->name, "interval") == 0 || strncmp(type->name, "time ", 5) == 0)
        return NULL;

    long month = strtol(text + year + 1, &end, 10);
    if (*end != '-' || !isdigit((unsigned char)end[1]) || strstr(text, "BC"))
        return NULL;
    return is_day(strtol(text, NULL, 10), month, strtol(end + 1, NULL, 10)) ? NULL : not_a(arena, text, type);
}

/* 32 hex digits; a hyphen may follow any four of them; braces around the whole. */
static const char *uuid_fault(Arena *arena, const Type *type, const char *text)
{
    const char *at = text + (*text == '{');
    int digits = 0;

    for (; digits < 32 && isxdigit((unsigned char)*at); at++) {
        digits++;
        if (digits % 4 == 0 && digits < 32 && at[1] == '-')
            at++;
    }
    at += *text == '{' && *at == '}';
    return digits == 32 && !*at && (*text == '{') == (at[-1] == '}') ? NULL : not_a(arena, text, type);
}

static const char *json_fault(Arena *arena, const Type *type, const char *text)
{
    json_error_t error;
    json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    enum json_error_code code = value ? json_error_unknown : json_error_code(&error);

    json_decref(value);
    if (value || code == json_error_numeric_overflow || code == json_error_stack_overflow
        || code == json_error_invalid_utf8)
        return NULL;
    return arena_printf(arena, "'%s' is no value of type %s: %s", text, type->name, error.text);
}

/*
 * "\x" and pairs of hex digits, with blanks between; else text, in which a backslash begins "\\" or three octal digits.
 */
static const char *bytea_fault(Arena *arena, const Type *type, const char *text)
{
    if (text[0] == '\\' && text[1] == 'x') {
        for (text += 2; *text; text++) {
            if (strchr(" \t\n\r", *text))
                continue;
            if (!isxdigit((unsigned char)text[0]) || !isxdigit((unsigned char)text[1]))
                return arena_printf(arena, "what follows '\\x' is no sequence of pairs of hex digits, as type %s needs",
                                    type_short(arena, type));
            text++;
        }
        return NULL;
    }
    for (const char *at = text; (at = strchr(at, '\\')); at += at[1] == '\\' ? 2 : 4)
        if (at[1] != '\\' && (strspn(at + 1, "01234567") < 3 || at[1] > '3'))
            return not_a(arena, text, type);
    return NULL;
}

/* Digits, or hex digits behind an "x"; bit(n) takes n of them, bit varying(n) as many at most. */
static const char *bits_fault(Arena *arena, const Type *type, const char *text)
{
    bool hex = *text && strchr("xX", *text), varying = strcmp(type->name, "bit varying") == 0;
    const char *digits = text + (*text && strchr("bBxX", *text));
    size_t count = strspn(digits, hex ? "0123456789abcdefABCDEF" : "01"), bits = count * (hex ? 4 : 1);
    size_t most = type->modifiers ? strtoul(type->modifiers, NULL, 10) : varying ? SIZE_MAX : 1;

    if (digits[count])
        return not_a(arena, text, type);
    if (varying ? bits <= most : bits == most)
        return NULL;
    return arena_printf(arena, "'%s' has %zu bits, type %s holds %zu", text, bits, type_short(arena, type), most);
}

/* Sure is that an address is made of these characters, and that no part with dots is over 255. */
static const char *address_fault(Arena *arena, const Type *type, const char *text)
{
    bool wrong = !*text || text[strspn(text, "0123456789abcdefABCDEF.:/")];

    for (const char *at = text; !wrong && !strchr(text, ':') && *at; at += strcspn(at, "./"), at += *at != '\0')
        wrong = !isdigit((unsigned char)*at) || strtoul(at, NULL, 10) > 255;
    return wrong ? not_a(arena, text, type) : NULL;
}

static const char *enum_fault(Arena *arena, const Catalog *catalog, const Type *type, const char *text)
{
    const Object *declared = catalog_in_schema(catalog, KIND_ENUM, type->schema, type->name);

    if (!declared || catalog_find(catalog, KIND_ENUM_VALUE, declared, text))
        return NULL;
    return arena_printf(arena, "'%s' is no value of enum \"%s\"", text, declared->name);
}

static const struct {
    const char *type;
    const char *(*fault)(Arena *arena, const Type *type, const char *text);
} by_name[] = {
    {"uuid", uuid_fault},
    {"json", json_fault},
    {"jsonb", json_fault},
    {"bytea", bytea_fault},
    {"bit", bits_fault},
    {"bit varying", bits_fault},
    {"inet", address_fault},
    {"cidr", address_fault},
};

static const char *string_fault(Arena *arena, const Type *type, const BuiltinType *builtin, const char *text)
{
    const char *bare = trimmed(arena, text);

    if (builtin->class == TYPE_CLASS_INTEGER)
        return integer_fault(arena, type, builtin, bare);
    if (builtin->class == TYPE_CLASS_NUMERIC)
        return number_fault(arena, type, bare);
    if (builtin->class == TYPE_CLASS_BOOLEAN)
        return boolean_fault(arena, type, bare);
    if (builtin->class == TYPE_CLASS_TEXT)
        return length_fault(arena, type, text);
    if (builtin->class == TYPE_CLASS_TIME)
        return time_fault(arena, type, bare);
    for (size_t i = 0; i < sizeof by_name / sizeof *by_name; i++)
        if (strcmp(builtin->name, by_name[i].type) == 0)
            return by_name[i].fault(arena, type, text);
    return NULL;
}

static bool takes_numbers(const BuiltinType *type)
{
    return type->class == TYPE_CLASS_NUMERIC || type->class == TYPE_CLASS_TEXT || strcmp(type->name, "money") == 0
        || strcmp(type->name, "oid") == 0 || strncmp(type->name, "reg", 3) == 0;
}

static const char *bare_fault(Arena *arena, const Type *type, const BuiltinType *builtin, const char *text,
                              LiteralKind kind)
{
    bool fits = kind == LITERAL_BOOLEAN
                  ? builtin && (builtin->class == TYPE_CLASS_BOOLEAN || builtin->class == TYPE_CLASS_TEXT)
                  : builtin && (builtin->class == TYPE_CLASS_INTEGER || takes_numbers(builtin));

    if (!fits)
        return arena_printf(arena, "%s is no value of type %s", text, type_short(arena, type));
    if (builtin->class == TYPE_CLASS_INTEGER)
        return rounded_fault(arena, type, builtin, text);
    if (builtin->class == TYPE_CLASS_NUMERIC)
        return number_fault(arena, type, text);
    return builtin->class == TYPE_CLASS_TEXT ? length_fault(arena, type, text) : NULL;
}

const char *literal_fault(Arena *arena, const Catalog *catalog, const Type *type, const char *text, LiteralKind kind)
{
    const BuiltinType *builtin = type_plain(type);
    bool is_enum = type->text && type->schema && catalog_in_schema(catalog, KIND_ENUM, type->schema, type->name);

    if (!type->text || (type->schema && !is_enum) || kind == LITERAL_BITS)
        return NULL;
    if (kind != LITERAL_STRING)
        return bare_fault(arena, type, builtin, text, kind);
    if (type->array)
        return strchr("{[", *trimmed(arena, text)) && *trimmed(arena, text) ? NULL : not_a(arena, text, type);
    return is_enum ? enum_fault(arena, catalog, type, text) : string_fault(arena, type, builtin, text);
}
