/*
 * What a run that was killed left behind. It had written every file beside the one it was to replace before it
 * replaced the first, and eco.sum comes last: so what is left of the new eco.sum says what the folder was to hold, and
 * what is not there yet lies beside it. Either all of it is brought about, or nothing of it had been.
 */
#define _POSIX_C_SOURCE 200809L
#include "codegen/command/command.h"
#include "dsl/migration_sum.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

List unfinished_files(Session *session, const char *folder)
{
    DIR *listing = opendir(folder);
    List found = {0};

    for (const struct dirent *entry; listing && (entry = readdir(listing));)
        if (file_unfinished(&session->arena, entry->d_name))
            list_add(&found, &session->arena,
                     (void *)(uintptr_t)file_join(&session->arena, folder,
                                                  arena_strdup(&session->arena, entry->d_name)));
    if (listing)
        closedir(listing);
    return found;
}

static bool is_for(Session *session, const char *path, const char *name)
{
    const char *slash = strrchr(path, '/'), *of = file_unfinished(&session->arena, slash ? slash + 1 : path);

    return of && strcmp(of, name) == 0;
}

static bool has_hash(Session *session, const char *path, const char *sha256)
{
    char hash[SHA256_HEX + 1];
    const char *ignored;
    Bytes text;

    if (!file_read(&session->arena, path, SOURCE_LIMIT, &text, &ignored))
        return false;
    sha256_hex(text.text, text.length, hash);
    return strcmp(hash, sha256) == 0;
}

/* A file that is to be moved to its place. */
typedef struct Move {
    const char *from, *to;
} Move;

static void add_move(Session *session, List *moves, const char *from, const char *to)
{
    Move *move = arena_new(&session->arena, Move);

    *move = (Move){.from = from, .to = to};
    list_add(moves, &session->arena, move);
}

/* What makes one line of the new eco.sum true; false if nothing does. */
static bool plan_line(Session *session, const char *folder, const List *left, const SumLine *line, List *moves)
{
    const char *path = file_join(&session->arena, folder, line->name);

    if (has_hash(session, path, line->sha256))
        return true;
    for (size_t i = 0; i < left->count; i++)
        if (is_for(session, left->items[i], line->name) && has_hash(session, left->items[i], line->sha256)) {
            add_move(session, moves, left->items[i], path);
            return true;
        }
    return false;
}

/* All moves that are left to make the folder what this eco.sum says. */
static bool plan_moves(Session *session, const char *folder, const List *left, const char *sum_path, List *moves)
{
    Sources sources = {.arena = &session->arena};
    Diags aside = {.arena = &session->arena, .sources = &sources};
    const char *ignored;
    Sum sum = {0};
    Bytes text;

    if (!file_read(&session->arena, sum_path, SOURCE_LIMIT, &text, &ignored))
        return false;
    sum_read(sources_add(&sources, sum_path, text.text, text.length), &aside, &sum);
    for (size_t i = 0; i < sum.lines.count; i++)
        if (!plan_line(session, folder, left, sum.lines.items[i], moves))
            return false;
    add_move(session, moves, sum_path, file_join(&session->arena, folder, "eco.sum"));
    return sum.lines.count && !sum.garbled;
}

static bool make_moves(Session *session, const char *folder, const List *moves)
{
    for (size_t i = 0; i < moves->count; i++) {
        const Move *move = moves->items[i];

        if (rename(move->from, move->to) != 0)
            return session_fail(session, DIAG_UNWRITABLE,
                                arena_printf(&session->arena, "cannot write %s: %s", move->to, strerror(errno)));
    }
    diag(&session->diags, DIAG_WRITE_FINISHED, (Span){0},
         "a run of ecogen was stopped while it wrote to %s: what it had begun is finished now", folder);
    return true;
}

static bool is_whole(Session *session, const char *folder)
{
    Sources sources = {.arena = &session->arena};
    Diags aside = {.arena = &session->arena, .sources = &sources};
    Migrations present;

    return migrations_read(folder, &sources, &session->arena, &aside, &present);
}

bool unfinished_settle(Session *session, const char *migrations)
{
    List left = unfinished_files(session, migrations);

    if (!left.count)
        return true;
    for (size_t i = 0; i < left.count && !is_whole(session, migrations); i++) {
        List moves = {0};

        if (is_for(session, left.items[i], "eco.sum") && plan_moves(session, migrations, &left, left.items[i], &moves)
            && !make_moves(session, migrations, &moves))
            return false;
    }
    left = unfinished_files(session, migrations);
    return !is_whole(session, migrations) || session_remove(session, &left);
}
