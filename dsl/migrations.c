#define _POSIX_C_SOURCE 200809L
/*
 * OpenSSL 3 would rather find "SHA256" by its name, among providers: that takes longer than `ecorun up` without work.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "dsl/migrations.h"

#include "dsl/base/strbuf.h"
#include "dsl/base/utf8.h"
#include "dsl/migration_name.h"
#include "dsl/migration_sum.h"

#include <dirent.h>
#include <errno.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* One folder being read. */
typedef struct Reader {
    const char *folder;
    Sources *sources;
    Arena *arena;
    Diags *diags;
} Reader;

void sha256_hex(const void *bytes, size_t length, char hex[SHA256_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256_CTX context;

    SHA256_Init(&context);
    SHA256_Update(&context, bytes, length);
    SHA256_Final(hash, &context);
    for (size_t i = 0; i < sizeof hash; i++) {
        hex[2 * i] = digits[hash[i] >> 4];
        hex[2 * i + 1] = digits[hash[i] & 15];
    }
    hex[SHA256_HEX] = '\0';
}

const char *migration_file_name(Arena *arena, int number, const char *name, const char *direction)
{
    return arena_printf(arena, "%0*d_%s.%s.sql", MIGRATION_DIGITS, number, name, direction);
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

static MigrationFile read_file(Reader *reader, const char *name)
{
    const char *path = file_join(reader->arena, reader->folder, name);
    Source *source = read_source(reader, path);

    if (!source)
        return (MigrationFile){.path = path, .name = name};
    migration_check_mark(source, reader->diags);
    return (MigrationFile){
        .path = path,
        .name = name,
        .text = {.text = source->text, .length = source->length},
        .transaction = migration_transaction(source->text),
    };
}

/* Sorted names to migrations. Two of one number stay two items: they were reported, and nobody goes on with them. */
static void pair_up(Reader *reader, const MigrationName *names, size_t count, Migrations *migrations)
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

static void check_numbers(Reader *reader, Sum *sum, const Migration *before, const Migration *migration)
{
    int expected = before ? before->number + 1 : 1;

    if (before && before->number == migration->number) {
        sum->twice = true;
        diag_hint(
            reader->diags,
            diag(reader->diags, DIAG_MIGRATION_TWICE, (Span){0},
                 "two migrations have the number %04d: \"%s\" and \"%s\"", migration->number, before->name,
                 migration->name),
            "two branches added one each: remove the files of yours, take head.eco and eco.sum of theirs, and run "
            "ecogen again: it writes yours anew behind theirs");
    }
    if (migration->number > expected && !sum_has_number(sum, expected))
        diag_hint(reader->diags,
                  diag(reader->diags, DIAG_MIGRATION_GAP, (Span){0}, "nothing has the number%s, but %04d \"%s\" comes "
                       "after", migration->number - 1 == expected
                           ? arena_printf(reader->arena, " %04d", expected)
                           : arena_printf(reader->arena, "s %04d to %04d", expected, migration->number - 1),
                       migration->number, migration->name),
                  "bring the missing files back");
}

static void check_files(Reader *reader, Sum *sum, const Migrations *migrations)
{
    for (size_t i = 0; i < migrations->count; i++) {
        check_halves(reader, sum, &migrations->items[i]);
        check_numbers(reader, sum, i ? &migrations->items[i - 1] : NULL, &migrations->items[i]);
    }
}

/* Without it the next run would take everything for new. */
static void check_head(Reader *reader, const Migrations *migrations)
{
    if (!migrations->count || migrations->head.text.text)
        return;
    diag_hint(reader->diags, diag(reader->diags, DIAG_MIGRATION_LOST, (Span){0}, "%s is not there",
                                  migrations->head.path),
              "bring it back (git checkout %s): it is the schema after the newest migration; where all SQL is written "
              "by hand it is an empty file", migrations->head.path);
}

/* After faults were found: is it that ecogen was killed between two files? */
static void check_unfinished(Reader *reader)
{
    DIR *listing = opendir(reader->folder);

    for (const struct dirent *entry; listing && (entry = readdir(listing));) {
        const char *name = file_unfinished(reader->arena, entry->d_name);

        if (!name || strcmp(name, "eco.sum") != 0)
            continue;
        diag_hint(reader->diags,
                  diag(reader->diags, DIAG_WRITE_UNFINISHED, (Span){0},
                       "a run of ecogen was stopped while it wrote to %s, or is writing now", reader->folder),
                  "run ecogen again: it finishes that first, and the other errors of this folder go with it; should "
                  "they stay, remove .*.eco-* and what does not stand in eco.sum, and run it once more");
        break;
    }
    if (listing)
        closedir(listing);
}

/* Equal to the byte is the ordinary case, and quick; anything else is looked into line by line. */
static void check_sum(Reader *reader, Migrations *migrations)
{
    const char *path = file_join(reader->arena, reader->folder, "eco.sum");
    const char *expected = migrations_seal(migrations, reader->arena);
    size_t errors = reader->diags->errors;
    Source *source = read_source(reader, path);
    Sum sum = {.garbled = reader->diags->errors > errors};
    bool blank = !source || !source->length;

    if (source && !sum.garbled && strcmp(source->text, expected) != 0)
        sum_read(source, reader->diags, &sum);
    check_files(reader, &sum, migrations);
    if (blank && !sum.garbled && (migrations->count || migrations->head.text.text))
        diag_hint(reader->diags, diag(reader->diags, DIAG_SUM_MISSING, (Span){0}, "%s is %s", path,
                                      source ? "empty" : "not there"),
                  "bring it back; if the files are as they should be, `ecogen seal` writes it anew");
    if (!blank && strcmp(source->text, expected) != 0)
        sum_compare(&sum, migrations, reader->diags);
}

static bool read_folder(Reader *reader, Migrations *migrations)
{
    size_t count;
    MigrationName *names = migration_names(reader->folder, reader->arena, reader->diags, &count);

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
    if (diags->errors > errors)
        check_unfinished(&reader);
    return diags->errors == errors;
}

bool migrations_read_unsealed(const char *folder, Sources *sources, Arena *arena, Diags *diags, Migrations *migrations)
{
    Reader reader = {.folder = folder, .sources = sources, .arena = arena, .diags = diags};
    size_t errors = diags->errors;

    if (!read_folder(&reader, migrations))
        return false;
    check_files(&reader, &(Sum){0}, migrations);
    check_head(&reader, migrations);
    return diags->errors == errors;
}
