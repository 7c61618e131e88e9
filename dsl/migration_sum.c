#include "dsl/migration_sum.h"

#include "dsl/base/map.h"
#include "dsl/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

static bool is_hash(const char *text)
{
    return strspn(text, "0123456789abcdef") >= SHA256_HEX;
}

/* "<64 hex> <64 hex> <name>", length without its line end. */
static bool read_line(const char *line, size_t length, Arena *arena, SumLine *into)
{
    enum { NAME_AT = 2 * (SHA256_HEX + 1) };

    if (length <= NAME_AT || !is_hash(line) || line[SHA256_HEX] != ' ' || !is_hash(line + SHA256_HEX + 1)
        || line[NAME_AT - 1] != ' ')
        return false;
    into->chain = arena_strndup(arena, line, SHA256_HEX);
    into->sha256 = arena_strndup(arena, line + SHA256_HEX + 1, SHA256_HEX);
    into->name = arena_strndup(arena, line + NAME_AT, length - NAME_AT);
    return true;
}

static bool conflict_marker(const char *line, size_t length)
{
    return length >= 7
        && (memcmp(line, "<<<<<<<", 7) == 0 || memcmp(line, "=======", 7) == 0 || memcmp(line, ">>>>>>>", 7) == 0);
}

static void report_garbled(Diags *diags, Span at, const char *line, size_t length)
{
    if (conflict_marker(line, length))
        diag_hint(diags, diag(diags, DIAG_SUM_BROKEN, at, "eco.sum holds the marks of a merge conflict"),
                  "remove the files of your migration, take head.eco and eco.sum of theirs, and run ecogen again: it "
                  "writes yours anew behind theirs");
    else
        diag_hint(diags, diag(diags, DIAG_SUM_BROKEN, at, "this line of eco.sum cannot be read"),
                  "bring the file back as it was committed; it is not meant to be edited");
}

void sum_read(const Source *source, Diags *diags, Sum *sum)
{
    const char *text = source->text, *end = text + source->length;

    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t length = (size_t)((newline ? newline : end) - text);
        uint32_t start = source->base + (uint32_t)(text - source->text);
        SumLine *line = arena_new(diags->arena, SumLine);

        length -= length && text[length - 1] == '\r';
        line->at = (Span){start, start + (uint32_t)length};
        if (read_line(text, length, diags->arena, line)) {
            list_add(&sum->lines, diags->arena, line);
        } else {
            if (!sum->garbled)
                report_garbled(diags, line->at, text, length);
            sum->garbled = true;
        }
        text = newline ? newline + 1 : end;
    }
}

const SumLine *sum_find(const Sum *sum, const char *name)
{
    for (size_t i = 0; i < sum->lines.count; i++) {
        const SumLine *line = sum->lines.items[i];

        if (strcmp(line->name, name) == 0)
            return line;
    }
    return NULL;
}

bool sum_has_number(const Sum *sum, long number)
{
    for (size_t i = 0; i < sum->lines.count; i++)
        if (strtol(((const SumLine *)sum->lines.items[i])->name, NULL, 10) == number)
            return true;
    return false;
}

/* The hash of a text as it would be with plain line ends and no byte order mark. */
static void plain_hash(Bytes text, Arena *arena, char hex[SHA256_HEX + 1])
{
    StrBuf plain = {.arena = arena};
    size_t i = text.length >= 3 && memcmp(text.text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

    strbuf_puts(&plain, "");
    for (; i < text.length; i++)
        if (text.text[i] != '\r' || i + 1 == text.length || text.text[i + 1] != '\n')
            strbuf_putc(&plain, text.text[i]);
    sha256_hex(strbuf_text(&plain), plain.length, hex);
}

static void report_edited(const MigrationFile *file, const SumLine *line, bool head, Diags *diags)
{
    Diag *d = diag(diags, DIAG_MIGRATION_EDITED, (Span){0}, "%s was changed after it was sealed", file->path);
    char plain[SHA256_HEX + 1];

    plain_hash(file->text, diags->arena, plain);
    diag_note(diags, d, (Span){0}, "its SHA-256 is %.12s…, eco.sum says %.12s…", file->sha256, line->sha256);
    if (strcmp(plain, line->sha256) == 0)
        diag_hint(diags, d, "only its line ends or byte order mark differ: write \"* -text\" into %s/.gitattributes "
                  "and check the file out again", file_folder(diags->arena, file->path));
    else if (head)
        diag_hint(diags, d, "bring it back as it was committed: it is the schema after the newest migration, "
                  "written by ecogen alone");
    else
        diag_hint(diags, d, "bring it back as it was (git checkout %s) and put the change into a new migration; if it "
                  "was not applied anywhere yet, `ecogen seal` accepts the edit", file->path);
}

typedef struct Comparison {
    const Sum *sum;
    Diags *diags;
    Map lines;                      /* file name to SumLine */
    Map files;                      /* file name to MigrationFile */
    size_t unordered;
    bool unread;                    /* a file could not be read, which was reported: the whole cannot fit */
} Comparison;

static void compare_file(Comparison *with, const MigrationFile *file, bool head)
{
    if (!file->name || (head && !file->text.text))
        return;

    const SumLine *line = map_get(&with->lines, file->name);
    map_put(&with->files, with->diags->arena, file->name, (void *)(uintptr_t)file);
    with->unread = with->unread || !file->text.text;
    if (!file->text.text)
        return;
    if (line && strcmp(line->sha256, file->sha256) != 0)
        report_edited(file, line, head, with->diags);
    if (!line && !with->sum->garbled && !with->sum->twice)
        diag_hint(
            with->diags,
            diag(with->diags, DIAG_MIGRATION_UNSEALED, (Span){0}, "%s does not stand in eco.sum", file->path),
            "if you wrote it, `ecogen seal` accepts it; if it came by a merge, take eco.sum of theirs and run ecogen "
            "again for yours");
}

/* The lines' own chain, and that no line comes twice: a line that was moved, removed or forged breaks it. */
static void check_chain(Comparison *with)
{
    const char *before = "";

    for (size_t i = 0; i < with->sum->lines.count; i++) {
        const SumLine *line = with->sum->lines.items[i];
        const char *text = arena_printf(with->diags->arena, "%s%s%s", before, line->sha256, line->name);
        char chain[SHA256_HEX + 1];

        sha256_hex(text, strlen(text), chain);
        if (strcmp(chain, line->chain) != 0) {
            diag_hint(
                with->diags,
                diag(with->diags, DIAG_SUM_BROKEN, line->at,
                     "this line of eco.sum does not follow from those "
                     "before it"),
                "a line was moved, removed or edited: bring the file back as it was committed; after a merge, take "
                "theirs and run ecogen again");
            return;
        }
        before = line->chain;
    }
}

void sum_compare(const Sum *sum, const Migrations *migrations, Diags *diags)
{
    Comparison with = {.sum = sum, .diags = diags};
    size_t errors = diags->errors;

    for (size_t i = 0; i < sum->lines.count; i++)
        map_put(&with.lines, diags->arena, ((SumLine *)sum->lines.items[i])->name, sum->lines.items[i]);
    for (size_t i = 0; i < migrations->count; i++) {
        compare_file(&with, &migrations->items[i].up, false);
        compare_file(&with, &migrations->items[i].down, false);
    }
    compare_file(&with, &migrations->head, true);

    for (size_t i = 0; i < sum->lines.count; i++) {
        const SumLine *line = sum->lines.items[i];

        if (!map_get(&with.files, line->name))
            diag_hint(diags,
                      diag(diags, DIAG_MIGRATION_LOST, (Span){0}, "%s is not there",
                           file_join(diags->arena, migrations->folder, line->name)),
                      "bring it back (git checkout %s)", file_join(diags->arena, migrations->folder, line->name));
    }
    if (!sum->garbled)
        check_chain(&with);
    if (diags->errors == errors && !sum->garbled && !sum->twice && !with.unread)
        diag(diags, DIAG_SUM_BROKEN, (Span){0}, "%s does not have the order or the layout in which ecogen writes it",
             file_join(diags->arena, migrations->folder, "eco.sum"));
}
