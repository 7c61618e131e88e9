/* libFuzzer's entry: what parses says the same when it is laid out, and is laid out already then. */
#include "grammar/fmt.h"
#include "grammar/parse.h"
#include "tests/tree.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

typedef struct Reading {
    bool good;
    Bytes formatted;
    const Node *file;
} Reading;

static Reading read_text(const char *text, size_t length, Arena *arena)
{
    Sources sources = {.arena = arena};
    Diags diags = {.arena = arena, .sources = &sources}, again = diags;
    const Source *source = sources_add(&sources, "fuzz.eco", text, length);
    Reading reading = {0};

    reading.good = fmt_source(source, NULL, arena, &diags, &reading.formatted);
    reading.file = parse(source, arena, &again);
    return reading;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena arena = {0};
    Reading before = read_text(arena_strndup(&arena, (const char *)bytes, size), size, &arena);

    if (before.good) {
        Reading after = read_text(before.formatted.text, before.formatted.length, &arena);

        if (!after.good || !tree_same(before.file->first, after.file->first)
            || strcmp(before.formatted.text, after.formatted.text) != 0) {
            fprintf(stderr, "laid out:\n%s\nagain:\n%s\n", before.formatted.text,
                    after.good ? after.formatted.text : "(errors)");
            abort();
        }
    }
    arena_free(&arena);
    return 0;
}
