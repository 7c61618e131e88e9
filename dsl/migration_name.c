#define _POSIX_C_SOURCE 200809L
#include "dsl/migration_name.h"

#include "dsl/base/utf8.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIGITS = 9 };           /* of a number: more would not fit an int */

static bool ends_with(const char *text, const char *end, size_t *rest)
{
    size_t length = strlen(text), tail = strlen(end);

    *rest = length - tail;
    return length > tail && strcmp(text + length - tail, end) == 0;
}

/* File names reach terminals, eco.sum and the database: valid UTF-8 without control characters. */
static bool plain(const char *name)
{
    for (const char *c = name; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            return false;
    return utf8_fault(name, strlen(name)) == strlen(name);
}

static const char *printable(const char *name, Arena *arena)
{
    char *copy = arena_strdup(arena, name);

    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < 0x20 || (unsigned char)*c >= 0x7f)
            *c = '?';
    return copy;
}

/* Good for names of few enough digits. */
static int number_of(const char *file)
{
    return (int)strtol(file, NULL, 10);
}

/* False if the file is none of ours, or its name is at fault (which is reported). */
static bool take_apart(const char *folder, const char *file, Arena *arena, Diags *diags, MigrationName *name)
{
    size_t digits = strspn(file, "0123456789"), end;
    bool up = ends_with(file, ".up.sql", &end), down = !up && ends_with(file, ".down.sql", &end);

    if (!digits || (!up && !down))
        return false;

    const char *fault = !plain(file)                                  ? "has characters that cannot be printed"
                      : file[digits] != '_' || end <= digits + 1      ? "has no \"_name\" after its number"
                      : digits < MIGRATION_DIGITS                     ? "has fewer than four digits"
                      : digits > MIGRATION_DIGITS && file[0] == '0'   ? "has more zeros than it needs"
                      : digits > MOST_DIGITS || !number_of(file)           ? "has a number out of range"
                                                                      : NULL;

    if (fault) {
        Diag *d = diag(diags, DIAG_MIGRATION_NAME, (Span){0}, "%s: the name of this migration %s",
                       file_join(arena, folder, printable(file, arena)), fault);

        diag_hint(diags, d, "migrations are called like 0001_add_users.up.sql; rename the file, or move it away");
        return false;
    }
    *name = (MigrationName){
        .file = file,
        .name = arena_strndup(arena, file + digits + 1, end - digits - 1),
        .number = number_of(file),
        .up = up,
    };
    return true;
}

static int by_number(const void *left, const void *right)
{
    const MigrationName *a = left, *b = right;
    int order = a->number < b->number ? -1 : a->number > b->number;

    order = order ? order : strcmp(a->name, b->name);
    return order ? order : (int)b->up - (int)a->up;
}

MigrationName *migration_names(const char *folder, Arena *arena, Diags *diags, size_t *count)
{
    DIR *entries = opendir(folder);
    MigrationName *names = arena_array(arena, MigrationName, 16);
    size_t room = 16;

    *count = 0;
    if (!entries && errno == ENOENT)
        return names;
    if (!entries) {
        diag(diags, DIAG_UNREADABLE, (Span){0}, "cannot read folder %s: %s", folder, strerror(errno));
        return NULL;
    }
    for (struct dirent *entry; (entry = readdir(entries));) {
        if (*count == room) {
            MigrationName *larger = arena_array(arena, MigrationName, room * 2);

            memcpy(larger, names, room * sizeof *names);
            names = larger;
            room *= 2;
        }
        *count += take_apart(folder, arena_strdup(arena, entry->d_name), arena, diags, &names[*count]);
    }
    closedir(entries);
    qsort(names, *count, sizeof *names, by_number);
    return names;
}

static const char transaction_mark[] = "-- ecogen: transaction";

/* The mark among the comments at the top of a text; its length goes to the end of the line. NULL: there is none. */
static const char *find_mark(const char *text, size_t *length)
{
    const size_t mark = sizeof transaction_mark - 1;

    if (strncmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3;
    for (;;) {
        text += strspn(text, " \t\r\n\f\v");
        *length = strcspn(text, "\n");
        if (strncmp(text, "--", 2) != 0)
            return NULL;
        if (strncmp(text, transaction_mark, mark) == 0)
            break;
        text += *length;
    }
    while (isspace((unsigned char)text[*length - 1]))
        --*length;
    return text;
}

static bool says_off(const char *mark, size_t length)
{
    static const char off[] = " off";
    const size_t before = sizeof transaction_mark - 1;

    return length == before + sizeof off - 1 && memcmp(mark + before, off, sizeof off - 1) == 0;
}

bool migration_transaction(const char *text)
{
    size_t length;
    const char *mark = find_mark(text, &length);

    return !mark || !says_off(mark, length);
}

void migration_check_mark(const Source *source, Diags *diags)
{
    size_t length;
    const char *mark = find_mark(source->text, &length);

    if (!mark || says_off(mark, length))
        return;

    uint32_t start = source->base + (uint32_t)(mark - source->text);
    diag_hint(diags,
              diag(diags, DIAG_MIGRATION_MARK, (Span){start, start + (uint32_t)length},
                   "the runner does not understand this comment"),
              "write \"-- ecogen: transaction off\", or leave it out");
}
