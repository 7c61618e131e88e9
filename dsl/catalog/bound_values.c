/* Bounds of partitions as they are written: which rows two of them have in common, as far as that can be read. */
#include "dsl/catalog/partition.h"
#include "dsl/sqltext.h"

#include <stdlib.h>
#include <string.h>

/* The place behind a string, a quoted name or a bracket that begins at `at`, or behind one byte. */
static const char *behind(const char *at)
{
    static const char opening[] = "([", closing[] = ")]";
    const char *bracket = *at ? strchr(opening, *at) : NULL;

    if (*at == '\'' || *at == '"') {
        const char *end = strchr(at + 1, *at);

        return end ? end + 1 : at + strlen(at);
    }
    if (!bracket)
        return at + (*at != '\0');
    for (at++; *at && *at != closing[bracket - opening];)
        at = behind(at);
    return at + (*at != '\0');
}

/* "('a', 2)": the texts between the commas. */
static List values_of(const char *open, Arena *arena)
{
    const char *end = behind(open), *start = open + 1;
    List values = {0};

    for (const char *at = start; at < end; at = behind(at)) {
        if (*at != ',' && at + 1 != end)
            continue;
        while (*start == ' ')
            start++;
        list_add(&values, arena, arena_strndup(arena, start, (size_t)(at - start)));
        start = at + 1;
    }
    return values;
}

/* -1, 0 or 1; UNKNOWN for what only the server can tell. */
enum { UNKNOWN = 2 };

static int sign(int order)
{
    return order < 0 ? -1 : order > 0;
}

static int infinity(const char *text)
{
    return strcmp(text, "MINVALUE") == 0 ? -1 : strcmp(text, "MAXVALUE") == 0 ? 1 : 0;
}

/* "2026-01-01 00:00:00": in the order of what it means, among texts of the same length and zone. */
static bool is_time(const char *text)
{
    return strspn(text, "0123456789-:. ") == strlen(text) && strlen(text) >= 10 && text[4] == '-' && text[7] == '-';
}

static const char *without_zone(const char *text, Arena *arena)
{
    size_t length = strlen(text);
    const char *utc = "+00";

    return length > strlen(utc) && strcmp(text + length - strlen(utc), utc) == 0
             ? arena_strndup(arena, text, length - strlen(utc))
             : text;
}

static int compare_constants(const SqlParse *one, const SqlParse *other, Arena *arena)
{
    char *end, *other_end;

    if (!one->constant || !other->constant || one->constant_is_null || other->constant_is_null)
        return UNKNOWN;

    const char *left = without_zone(one->constant, arena), *right = without_zone(other->constant, arena);
    if (is_time(left) && is_time(right) && strlen(one->constant) == strlen(other->constant))
        return sign(strcmp(left, right));
    double low = strtod(left, &end), high = strtod(right, &other_end);
    if (one->constant_is_string || other->constant_is_string || *end || *other_end)
        return UNKNOWN;
    return low < high ? -1 : low > high;
}

static int compare(const char *one, const char *other, Arena *arena)
{
    if (infinity(one) || infinity(other))
        return sign(infinity(one) - infinity(other));
    return strcmp(one, other) == 0 ? 0
                                   : compare_constants(sql_expression(sql_cache(arena), one),
                                                       sql_expression(sql_cache(arena), other), arena);
}

static int compare_lists(List one, List other, Arena *arena)
{
    for (size_t i = 0; i < one.count && i < other.count; i++) {
        int order = compare(one.items[i], other.items[i], arena);

        if (order)
            return order;
    }
    return 0;
}

/* The list behind a word; empty if that is not there. */
static List list_behind(const char *values, const char *word, Arena *arena)
{
    const char *at = values;

    while (*at && strncmp(at, word, strlen(word)) != 0)
        at = behind(at);
    return *at ? values_of(at + strlen(word), arena) : (List){0};
}

static bool ends_before(const char *one, const char *other, Arena *arena)
{
    int order = compare_lists(list_behind(one, "TO ", arena), list_behind(other, "FROM ", arena), arena);

    return order == -1 || order == 0;
}

static bool lists_are_apart(const char *one, const char *other, Arena *arena)
{
    List left = list_behind(one, "IN ", arena), right = list_behind(other, "IN ", arena);

    for (size_t i = 0; i < left.count; i++)
        for (size_t k = 0; k < right.count; k++) {
            int order = compare(left.items[i], right.items[k], arena);

            if (order == 0 || order == UNKNOWN)
                return false;
        }
    return true;
}

bool bounds_are_apart(const Bound *one, const Bound *other, Arena *arena)
{
    if (strncmp(one->values, "FROM ", 5) == 0 && strncmp(other->values, "FROM ", 5) == 0)
        return ends_before(one->values, other->values, arena) || ends_before(other->values, one->values, arena);
    if (strncmp(one->values, "IN ", 3) == 0 && strncmp(other->values, "IN ", 3) == 0)
        return lists_are_apart(one->values, other->values, arena);
    return false;
}

/* Whatever lies from the lower edge of a range on, as far as the others reach without a gap. */
static bool ranges_cover(const char *values, const List *others, Arena *arena)
{
    List at = list_behind(values, "FROM ", arena), end = list_behind(values, "TO ", arena);

    for (size_t i = 0; i <= others->count; i++) {
        int order = compare_lists(at, end, arena);

        if (order == 0 || order == 1)
            return true;
        for (size_t k = 0; k < others->count; k++) {
            const char *other = table_bound(others->items[k])->values;
            int below = compare_lists(list_behind(other, "FROM ", arena), at, arena);
            List upper = list_behind(other, "TO ", arena);

            if ((below == 0 || below == -1) && compare_lists(upper, at, arena) == 1)
                at = upper;
        }
    }
    return false;
}

static bool has_value(const char *values, const char *value, Arena *arena)
{
    List list = list_behind(values, "IN ", arena);

    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], value) == 0 || compare(list.items[i], value, arena) == 0)
            return true;
    return false;
}

static bool lists_cover(const char *values, const List *others, Arena *arena)
{
    List list = list_behind(values, "IN ", arena);

    for (size_t i = 0; i < list.count; i++) {
        bool found = false;

        for (size_t k = 0; k < others->count && !found; k++)
            found = has_value(table_bound(others->items[k])->values, list.items[i], arena);
        if (!found)
            return false;
    }
    return true;
}

bool bounds_cover(const Bound *bound, const List *others, Arena *arena)
{
    for (size_t i = 0; i < others->count; i++)
        if (bound_is_default(table_bound(others->items[i])))
            return true;
    if (strncmp(bound->values, "FROM ", 5) == 0)
        return ranges_cover(bound->values, others, arena);
    return strncmp(bound->values, "IN ", 3) == 0 && lists_cover(bound->values, others, arena);
}
