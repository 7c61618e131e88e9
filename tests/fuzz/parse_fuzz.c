/* libFuzzer's entry: any bytes are parsed, reported and released, and no place lies outside them. */
#include "grammar/load.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_places(const Node *node, const Source *source)
{
    for (; node; node = node->next) {
        if (node->at.start < source->base || node->at.end > source->base + source->length
            || node->at.end < node->at.start)
            abort();
        check_places(node->first, source);
    }
}

static void check_diags(const Diags *diags, const Source *source)
{
    for (size_t i = 0; i < diags->all.count; i++) {
        const Diag *d = diags->all.items[i];

        if (d->at.start < source->base || d->at.end > source->base + source->length)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    const char *text = arena_strndup(&arena, (const char *)bytes, size);
    const Node *file = load_text("fuzz.eco", text, size, &sources, &arena, &diags);
    FILE *nowhere = fopen("/dev/null", "w");

    if (file) {
        check_places(file, sources.files.items[0]);
        check_diags(&diags, sources.files.items[0]);
    }
    if (nowhere) {
        diag_print(&diags, nowhere, (DiagStyle){0});
        fclose(nowhere);
    }
    arena_free(&arena);
    return 0;
}
