/*
 * Source: a schema, wherever a command takes one, by one word:
 *
 *     schema/shop.eco            compiled
 *     out/migrations             a folder of migrations: its newest state, head.eco, checked against eco.sum
 *     dump.sql                   DDL, as people hand it to psql: loaded into a throwaway server and read back
 *     postgresql://…, "dbname=x" a database: a URL or what libpq takes for one
 *     ephemeral:                 an empty throwaway server
 *     empty                      nothing
 */
#ifndef ECO_CODEGEN_COMMAND_SOURCE_H
#define ECO_CODEGEN_COMMAND_SOURCE_H

#include "codegen/command/command.h"

typedef struct SchemaSource {
    const char *label;              /* for people: a path, "postgres@db.example:5432/shop"; never a password */
    Catalog catalog;
    bool live;                      /* as a server prints it; else as somebody wrote it */
    bool nothing;                   /* "empty" */
    const Schema *file;             /* the .eco file it was compiled from; NULL: it was not */
    int version;                    /* of the server it was read from: 150020; else 0 */
    List unmanaged, shadowed;       /* as runtime/introspect has them; only if live */
} SchemaSource;

/* Load it. False if that cannot be done: reported, without any part of a connection string. */
bool source_load(Session *session, const char *word, SchemaSource *source);

/* As a person would have written it, if a server wrote it (dsl/tidy.h). */
void source_tidy(Session *session, SchemaSource *source);

/*
 * It as a schema, with the folders its files go to. What was not compiled is, from the text that ecogen import would
 * write: so all that can be said of a .eco file is said of it, too. False if there are errors.
 */
bool source_schema(Session *session, SchemaSource *source, Schema *schema);

/* What a word names, if that is no .eco file: "a database", "a folder", "DDL" …; else NULL. */
const char *source_other(const char *word);

/* False, and reported without the word, if a word names something else than the .eco file that `work` is done with. */
bool source_is_file(Session *session, const char *word, const char *work);

/* The same where `work` is done with a folder, which need not be there yet. */
bool source_is_folder(Session *session, const char *word, const char *work);

/*
 * Have PostgreSQL judge what is equal: if one of two is as a server prints it and the other as somebody wrote it, the
 * other is built on a throwaway server and read back, and what turns out the same there is made the same here. SQL
 * is still written from the text of the user. Where that cannot be done a warning says so. What it says of rows is left
 * out: nobody can read that from a server.
 */
void source_judge(Session *session, SchemaSource *before, SchemaSource *after);

/* Name on stderr what it holds that no catalog has words for, and count it; how many there are. */
size_t source_tell_unmanaged(Session *session, const SchemaSource *source);

#endif
