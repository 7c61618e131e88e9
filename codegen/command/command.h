/*
 * Command: the subcommands of ecogen, and what they share. Together with ecogen.c this is the command line: it alone
 * sees grammar, dsl, codegen and runtime at once.
 */
#ifndef ECO_CODEGEN_COMMAND_COMMAND_H
#define ECO_CODEGEN_COMMAND_COMMAND_H

#include "dsl/base/file.h"
#include "dsl/base/options.h"
#include "dsl/diag.h"
#include "dsl/migrations.h"
#include "dsl/resolve.h"
#include "runtime/pg/ephemeral.h"

/* What the command line said. */
typedef struct Settings {
    const char *message, *out, *from, *to, *format, *split, *file;
    bool dry_run, frozen, exit_code, strict, quiet, check, to_stdout, strip_hints;
} Settings;

/* One run: its memory, the files it read, what it found wrong. */
typedef struct Session {
    Arena arena;
    Sources sources;
    Diags diags;
    const Settings *settings;
    int lock;                       /* held until the end; -1: none */
    Ephemeral server;               /* throwaway.h; not there until it is asked for */
    unsigned databases;             /* made on it */
} Session;

void session_begin(Session *session, const Settings *settings);

/* Print what was found, release everything; `code`, unless there was an error (diag_exit_code()). */
int session_end(Session *session, int code);

/* Report a failure that has no place in a file ("cannot write out/x: …"); returns false. */
bool session_fail(Session *session, DiagCode code, const char *text);

/*
 * Keep other runs out until the end: before anything is read that will be written anew. What is locked is the folder of
 * the schema file, because it is always there. False if another run does not end.
 */
bool session_lock(Session *session, const char *folder);

/* Have files (of FileContent) written, all or none; folders are made. A signal waits until that is done. */
bool session_write(Session *session, const List *files, size_t *count_written);

/* Remove files (of const char *, paths). */
bool session_remove(Session *session, const List *paths);

/* Temporary files that a killed run left in a folder: of const char *, paths. */
List unfinished_files(Session *session, const char *folder);

/*
 * Finish what they belong to, or clear them away, in a migrations folder, under the lock. False if that cannot be done.
 */
bool unfinished_settle(Session *session, const char *migrations);

/* A schema with where its files go. */
typedef struct Schema {
    const char *path;               /* or what else tells people where it comes from */
    const Node *file;               /* what it was read from; the files it imports are not in it. NULL: no .eco file */
    Catalog catalog;
    Project project;
    const char *migrations, *models;    /* folders */
} Schema;

/* FILE, or, with NULL, the one .eco file of schema/ or of this folder; NULL if there is none. */
const char *schema_find(Session *session, const char *path);

/* True if a folder holds .eco files. */
bool schema_in_folder(Session *session, const char *folder);

/* Where the files of a schema go: where its project says, unless the command line does. */
void schema_place(Session *session, Schema *schema);

/* Compile it. False if it has errors. */
bool schema_compile(Session *session, const char *path, Schema *schema);

/* The state after the newest migration: head.eco compiled; the empty catalog if it is not there, or NULL. */
bool schema_head(Session *session, const MigrationFile *head, Catalog *catalog);

/*
 * The hints (was, using, fill) of one of the schema's files that have been carried out, as far as `head`, the state
 * after the newest migration, knows: of Span, by rising place.
 */
void hints_find_stale(Session *session, const Schema *schema, const Node *file, const Catalog *head, List *spans);

/* How many objects of a kind; and "1 table", "8 tables". */
size_t count_kind(const Catalog *catalog, KindId kind);
const char *counted(Session *session, size_t count, const char *noun);

/* What an import wrote was read again: what differs from its source is an error, not a surprise for later. */
void import_report_lost(Diags *diags, const Catalog *source, const Catalog *read);

/* Subcommands (Command.run). */
int command_generate(void *settings, int count, char **words);
int command_check(void *settings, int count, char **words);
int command_diff(void *settings, int count, char **words);
int command_fmt(void *settings, int count, char **words);
int command_import(void *settings, int count, char **words);
int command_models(void *settings, int count, char **words);
int command_new(void *settings, int count, char **words);
int command_seal(void *settings, int count, char **words);

#endif
