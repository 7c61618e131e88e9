/* libFuzzer's entry: what compiles without an error is printed, compiled again, and gives the same text once more. */
#include "dsl/print.h"
#include "dsl/resolve.h"
#include "grammar/load.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The canonical text of a text, or NULL if it has errors. */
static const char *print_again(const char *text, size_t length, Arena *arena, bool must_compile)
{
    Sources sources = {.arena = arena};
    Diags diags = {.arena = arena, .sources = &sources};
    const Node *file = load_text("fuzz.eco", text, length, &sources, arena, &diags);

    if (!file || diag_failed(&diags)) {
        if (must_compile)
            diag_print(&diags, stderr, (DiagStyle){0});
        return NULL;
    }
    Resolved resolved = resolve(file, arena, &diags);
    if (diag_failed(&diags)) {
        if (must_compile)
            diag_print(&diags, stderr, (DiagStyle){0});
        return NULL;
    }
    return print_eco(&resolved.catalog, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Arena arena = {0};
    const char *text = arena_strndup(&arena, (const char *)bytes, size);
    const char *printed = print_again(text, size, &arena, false);

    if (printed) {
        const char *again = print_again(printed, strlen(printed), &arena, true);

        if (!again || strcmp(printed, again) != 0) {
            fprintf(stderr, "printed:\n%s\nagain:\n%s\n", printed, again ? again : "(errors)");
            abort();
        }
    }
    arena_free(&arena);
    return 0;
}
