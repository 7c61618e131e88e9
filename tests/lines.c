#define _POSIX_C_SOURCE 200809L
#include "tests/lines.h"

#include "dsl/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

static int by_line(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* Statistics name their columns in the order in which the table has them. */
static const char *sorted_words(Arena *arena, const char *line)
{
    StrBuf text = {.arena = arena};
    List words = {0};

    for (char *rest = arena_strdup(arena, line), *word; (word = strtok_r(rest, " ,", &rest));)
        list_add(&words, arena, word);
    if (words.count)
        qsort(words.items, words.count, sizeof(void *), by_line);
    for (size_t i = 0; i < words.count; i++)
        strbuf_printf(&text, "%s ", (const char *)words.items[i]);
    return strbuf_text(&text);
}

List lines_of(Arena *arena, const char *text)
{
    char *rest = arena_strdup(arena, text);
    static const char identity[] = "    SEQUENCE NAME ";      /* it keeps its name where its table gets another */
    List lines = {0};

    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        size_t length = strlen(line);

        if (strncmp(line, identity, sizeof identity - 1) == 0)
            continue;
        if (length && line[length - 1] == ',')
            line[length - 1] = '\0';
        list_add(&lines, arena, strncmp(line, "CREATE STATISTICS ", 18) ? line : sorted_words(arena, line));
    }
    if (lines.count)
        qsort(lines.items, lines.count, sizeof(void *), by_line);
    return lines;
}

const char *lines_difference(Arena *arena, const List *expected, const List *actual)
{
    StrBuf text = {.arena = arena};

    for (size_t e = 0, a = 0; e < expected->count || a < actual->count;) {
        int order = e == expected->count ? 1
                  : a == actual->count   ? -1
                                         : strcmp(expected->items[e], actual->items[a]);

        if (order)
            strbuf_printf(&text, "%c %s\n", order < 0 ? '-' : '+',
                          (const char *)(order < 0 ? expected->items[e] : actual->items[a]));
        e += order <= 0;
        a += order >= 0;
    }
    return strbuf_text(&text);
}
