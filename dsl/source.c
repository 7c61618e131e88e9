#include "dsl/source.h"

#include "dsl/base/utf8.h"

#include <string.h>

Source *sources_add(Sources *sources, const char *path, const char *text, size_t length)
{
    uint64_t base = 1;

    if (sources->files.count) {
        const Source *last = sources->files.items[sources->files.count - 1];

        base = (uint64_t)last->base + last->length + 1;
    }
    if (base + length >= UINT32_MAX)
        return NULL;

    Source *source = arena_new(sources->arena, Source);
    *source = (Source){.path = path, .text = text, .length = (uint32_t)length, .base = (uint32_t)base};
    list_add(&sources->files, sources->arena, source);
    return source;
}

const Source *sources_find(const Sources *sources, Span at)
{
    const Source *found = NULL;

    for (size_t low = 0, high = sources->files.count; at.start && low < high;) {
        size_t middle = (low + high) / 2;
        const Source *source = sources->files.items[middle];

        if (source->base <= at.start) {
            found = source;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return found;
}

static void find_lines(Source *source, Arena *arena)
{
    uint32_t count = 1;

    for (uint32_t i = 0; i < source->length; i++)
        count += source->text[i] == '\n';
    source->lines = arena_array(arena, uint32_t, count);
    source->line_count = count;

    uint32_t line = 1;
    for (uint32_t i = 0; i < source->length; i++)
        if (source->text[i] == '\n')
            source->lines[line++] = i + 1;
}

bool sources_place(Sources *sources, Span at, Place *place)
{
    Source *source = (Source *)sources_find(sources, at);

    if (!source)
        return false;
    if (!source->lines)
        find_lines(source, sources->arena);

    uint32_t offset = at.start - source->base, line = 0;
    if (offset > source->length)
        offset = source->length;
    for (uint32_t low = 0, high = source->line_count; low < high;) {
        uint32_t middle = (low + high) / 2;

        if (source->lines[middle] <= offset) {
            line = middle;
            low = middle + 1;
        } else {
            high = middle;
        }
    }

    uint32_t begin = source->lines[line];
    const char *newline = memchr(source->text + begin, '\n', source->length - begin);
    uint32_t end = newline ? (uint32_t)(newline - source->text) : source->length;
    if (end > begin && source->text[end - 1] == '\r')
        end--;
    *place = (Place){
        .source = source,
        .line = line + 1,
        .column = utf8_count(source->text + begin, offset - begin) + 1,
        .line_text = source->text + begin,
        .line_length = end - begin,
        .line_start = source->base + begin,
    };
    return true;
}

const char *sources_text(const Sources *sources, Span at, Arena *arena)
{
    const Source *source = sources_find(sources, at);

    if (!source)
        return "";

    uint32_t start = at.start - source->base, end = at.end - source->base;
    if (start > source->length)
        start = source->length;
    if (end > source->length)
        end = source->length;
    return arena_strndup(arena, source->text + start, end > start ? end - start : 0);
}
