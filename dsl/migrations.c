#define _POSIX_C_SOURCE 200809L
#include "dsl/migrations.h"

#include "dsl/base/strbuf.h"
#include "dsl/base/utf8.h"
#include "dsl/migration_sum.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { NUMBER_DIGITS = 4, NUMBER_MOST_DIGITS = 9 };

/* One folder being read. */
typedef struct Reader {
    const char *folder;
    Sources *sources;
    Arena *arena;
    Diags *diags;
} Reader;

/* A file name taken apart. */
typedef struct Name {
    const char *file, *name;
    int number;
    bool up;
} Name;

void sha256_hex(const void *bytes, size_t length, char hex[SHA256_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[SHA256_DIGEST_LENGTH];

    SHA256(bytes, length, hash);
    for (size_t i = 0; i < sizeof hash; i++) {
        hex[2 * i] = digits[hash[i] >> 4];
        hex[2 * i + 1] = digits[hash[i] & 15];
    }
    hex[SHA256_HEX] = '\0';
}

const char *migration_file_name(Arena *arena, int number, const char *name, const char *direction)
{
    return arena_printf(arena, "%0*d_%s.%s.sql", NUMBER_DIGITS, number, name, direction);
}

static void seal(MigrationFile *file, const char *before, Arena *arena)
{
    StrBuf chained = {.arena = arena};

    sha256_hex(file->text.text, file->text.length, file->sha256);
    strbuf_printf(&chained, "%s%s%s", before, file->sha256, file->name);
    sha256_hex(chained.text, chained.length, file->chain);
}

const char *migrations_seal(Migrations *migrations, Arena *arena)
{
    StrBuf sum = {.arena = arena};
    const char *before = "";

    for (size_t i = 0; i <= migrations->count; i++) {
        Migration *migration = i < migrations->count ? &migrations->items[i] : NULL;
        MigrationFile *files[] = {migration ? &migration->up : &migrations->head, migration ? &migration->down : NULL};

        for (size_t k = 0; k < 2; k++) {
            if (!files[k] || !files[k]->text.text)
                continue;
            seal(files[k], before, arena);
            strbuf_printf(&sum, "%s %s %s\n", files[k]->chain, files[k]->sha256, files[k]->name);
            before = files[k]->chain;
        }
    }
    return strbuf_text(&sum);
}

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

/* False if the file is none of ours, or its name is at fault (which is reported). */
static bool take_apart(Reader *reader, const char *file, Name *name)
{
    size_t digits = strspn(file, "0123456789"), end;
    bool up = ends_with(file, ".up.sql", &end), down = !up && ends_with(file, ".down.sql", &end);

    if (!digits || (!up && !down))
        return false;

    const char *fault = !plain(file)                                      ? "has characters that cannot be printed"
                        : file[digits] != '_' || end <= digits + 1        ? "has no \"_name\" after its number"
                        : digits < NUMBER_DIGITS                          ? "has fewer than four digits"
                        : digits > NUMBER_DIGITS && file[0] == '0'        ? "has more zeros than it needs"
                        : digits > NUMBER_MOST_DIGITS || !atoi(file)      ? "has a number out of range"
                                                                          : NULL;
    if (fault) {
        Diag *d = diag(reader->diags, DIAG_MIGRATION_NAME, (Span){0}, "%s: the name of this migration %s",
                       file_join(reader->arena, reader->folder, printable(file, reader->arena)), fault);

        diag_hint(reader->diags, d, "migrations are called like 0001_add_users.up.sql; rename the file, or move it away");
        return false;
    }
    *name = (Name){
        .file = file,
        .name = arena_strndup(reader->arena, file + digits + 1, end - digits - 1),
        .number = atoi(file),
        .up = up,
    };
    return true;
}

static int by_number(const void *left, const void *right)
{
    const Name *a = left, *b = right;
    int order = a->number < b->number ? -1 : a->number > b->number;

    order = order ? order : strcmp(a->name, b->name);
    return order ? order : (int)b->up - (int)a->up;
}

/* Names of the migration files in the folder, sorted. NULL if it cannot be read; that is reported. */
static Name *list_folder(Reader *reader, size_t *count)
{
    DIR *folder = opendir(reader->folder);
    Name *names = arena_array(reader->arena, Name, 16);
    size_t room = 16;

    *count = 0;
    if (!folder && errno == ENOENT)
        return names;
    if (!folder) {
        diag(reader->diags, DIAG_UNREADABLE, (Span){0}, "cannot read folder %s: %s", reader->folder, strerror(errno));
        return NULL;
    }
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (*count == room) {
            Name *larger = arena_array(reader->arena, Name, room * 2);

            memcpy(larger, names, room * sizeof *names);
            names = larger;
            room *= 2;
        }
        *count += take_apart(reader, arena_strdup(reader->arena, entry->d_name), &names[*count]);
    }
    closedir(folder);
    qsort(names, *count, sizeof *names, by_number);
    return names;
}

/* The text of a file of the folder; NULL if there is none, or if it cannot be used, which is reported. */
static Source *read_source(Reader *reader, const char *path)
{
    Diags *diags = reader->diags;
    const char *error = NULL;
    struct stat status;
    Bytes text = {0};

    if (stat(path, &status) != 0 && errno == ENOENT)
        return NULL;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        diag(diags, DIAG_UNREADABLE, (Span){0}, "cannot read %s: it is not a regular file", path);
        return NULL;
    }
    if (!file_read(reader->arena, path, SOURCE_LIMIT, &text, &error)) {
        diag(diags, DIAG_UNREADABLE, (Span){0}, "%s", error);
        return NULL;
    }

    Source *source = sources_add(reader->sources, path, text.text, text.length);
    if (!source) {
        diag(diags, DIAG_UNREADABLE, (Span){0}, "cannot read %s: all files together are larger than 4 GB", path);
        return NULL;
    }

    size_t fault = utf8_fault(text.text, text.length);
    const char *zero = memchr(text.text, '\0', text.length);
    if (fault < text.length) {
        Span at = {source->base + (uint32_t)fault, source->base + (uint32_t)fault + 1};

        diag(diags, DIAG_BAD_UTF8, at, "byte 0x%02x is not valid UTF-8", (unsigned char)text.text[fault]);
    }
    if (zero) {
        Span at = {source->base + (uint32_t)(zero - text.text), source->base + (uint32_t)(zero - text.text) + 1};

        diag(diags, DIAG_NUL_BYTE, at, "the file contains a zero byte");
    }
    return source;
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

static void check_mark(Reader *reader, const Source *source)
{
    size_t length;
    const char *mark = find_mark(source->text, &length);

    if (!mark || says_off(mark, length))
        return;

    uint32_t start = source->base + (uint32_t)(mark - source->text);
    diag_hint(reader->diags,
              diag(reader->diags, DIAG_MIGRATION_MARK, (Span){start, start + (uint32_t)length},
                   "the runner does not understand this comment"),
              "write \"-- ecogen: transaction off\", or leave it out");
}

static MigrationFile read_file(Reader *reader, const char *name)
{
    const char *path = file_join(reader->arena, reader->folder, name);
    Source *source = read_source(reader, path);

    if (!source)
        return (MigrationFile){.path = path, .name = name};
    check_mark(reader, source);
    return (MigrationFile){
        .path = path,
        .name = name,
        .text = {.text = source->text, .length = source->length},
        .transaction = migration_transaction(source->text),
    };
}

/* Sorted names to migrations. Two of one number stay two items: they were reported, and nobody goes on with them. */
static void pair_up(Reader *reader, const Name *names, size_t count, Migrations *migrations)
{
    migrations->items = arena_array(reader->arena, Migration, count + 1);
    for (size_t i = 0; i < count; i++) {
        Migration *last = migrations->count ? &migrations->items[migrations->count - 1] : NULL;

        if (!last || last->number != names[i].number || strcmp(last->name, names[i].name) != 0) {
            last = &migrations->items[migrations->count++];
            *last = (Migration){.number = names[i].number, .name = names[i].name};
        }
        *(names[i].up ? &last->up : &last->down) = read_file(reader, names[i].file);
    }
}

static void check_halves(Reader *reader, const Sum *sum, const Migration *migration)
{
    const char *missing = !migration->up.name ? "up" : !migration->down.name ? "down" : NULL;

    if (!missing)
        return;

    const char *file = migration_file_name(reader->arena, migration->number, migration->name, missing);
    if (sum_find(sum, file))
        return;
    diag_hint(reader->diags,
              diag(reader->diags, DIAG_MIGRATION_HALF, (Span){0}, "migration %04d \"%s\" has no %s file",
                   migration->number, migration->name, missing),
              "write %s; a file with a comment alone says that there is nothing to do",
              file_join(reader->arena, reader->folder, file));
}

static void check_numbers(Reader *reader, const Sum *sum, const Migration *before, const Migration *migration)
{
    int expected = before ? before->number + 1 : 1;

    if (before && before->number == migration->number)
        diag_hint(reader->diags,
                  diag(reader->diags, DIAG_MIGRATION_TWICE, (Span){0},
                       "two migrations have the number %04d: \"%s\" and \"%s\"", migration->number, before->name,
                       migration->name),
                  "two branches added one each: remove the files of yours, take head.eco and eco.sum of theirs, and run "
                  "ecogen again: it writes yours anew behind theirs");
    if (migration->number > expected && !sum_has_number(sum, expected))
        diag_hint(reader->diags,
                  diag(reader->diags, DIAG_MIGRATION_GAP, (Span){0}, "nothing has the numbers %04d to %04d, but %04d "
                       "\"%s\" comes after them", expected, migration->number - 1, migration->number, migration->name),
                  "bring the missing files back");
}

static void check_files(Reader *reader, const Sum *sum, const Migrations *migrations)
{
    for (size_t i = 0; i < migrations->count; i++) {
        check_halves(reader, sum, &migrations->items[i]);
        check_numbers(reader, sum, i ? &migrations->items[i - 1] : NULL, &migrations->items[i]);
    }
}

/* Equal to the byte is the ordinary case, and quick; anything else is looked into line by line. */
static void check_sum(Reader *reader, Migrations *migrations)
{
    const char *path = file_join(reader->arena, reader->folder, "eco.sum");
    const char *expected = migrations_seal(migrations, reader->arena);
    size_t errors = reader->diags->errors;
    Source *source = read_source(reader, path);
    Sum sum = {.garbled = reader->diags->errors > errors};

    if (source && !sum.garbled && strcmp(source->text, expected) != 0)
        sum_read(source, reader->diags, &sum);
    check_files(reader, &sum, migrations);
    if (!source && !sum.garbled && (migrations->count || migrations->head.text.text))
        diag_hint(reader->diags, diag(reader->diags, DIAG_SUM_MISSING, (Span){0}, "%s is not there", path),
                  "bring it back; if the files are as they should be, `ecogen seal` writes it anew");
    if (source && strcmp(source->text, expected) != 0)
        sum_compare(&sum, migrations, reader->diags);
}

static bool read_folder(Reader *reader, Migrations *migrations)
{
    size_t count;
    Name *names = list_folder(reader, &count);

    *migrations = (Migrations){.folder = reader->folder};
    if (!names)
        return false;
    pair_up(reader, names, count, migrations);
    migrations->head = read_file(reader, "head.eco");
    return true;
}

bool migrations_read(const char *folder, Sources *sources, Arena *arena, Diags *diags, Migrations *migrations)
{
    Reader reader = {.folder = folder, .sources = sources, .arena = arena, .diags = diags};
    size_t errors = diags->errors;

    if (!read_folder(&reader, migrations))
        return false;
    check_sum(&reader, migrations);
    return diags->errors == errors;
}

bool migrations_read_unsealed(const char *folder, Sources *sources, Arena *arena, Diags *diags, Migrations *migrations)
{
    Reader reader = {.folder = folder, .sources = sources, .arena = arena, .diags = diags};
    size_t errors = diags->errors;

    if (!read_folder(&reader, migrations))
        return false;
    check_files(&reader, &(Sum){0}, migrations);
    return diags->errors == errors;
}
