/*
 * Migrations: a folder of numbered SQL files, and its seal.
 *
 *     0001_initial_schema.up.sql  0001_initial_schema.down.sql  …  head.eco  eco.sum
 *
 * eco.sum has a line for each file, in order of number, up before down:
 *
 *     <chain> <sha256 of the file> <file name>
 *
 * where chain = SHA-256(chain of the line before, or nothing · sha256 · file name), all in lower-case hex; head.eco is
 * the last line. An edit, a gap, a duplicate, a lost file or a bad merge is seen before a database is touched,
 * and the chain of one line vouches for all lines before it.
 *
 * Numbers have four digits and simply grow to five. A first-lines comment "-- ecogen: transaction off" marks a
 * file whose statements cannot run in a transaction.
 */
#ifndef ECO_DSL_MIGRATIONS_H
#define ECO_DSL_MIGRATIONS_H

#include "dsl/base/file.h"
#include "dsl/diag.h"

enum { SHA256_HEX = 64 };

typedef struct MigrationFile {
    const char *path;               /* folder and name */
    const char *name;               /* file name alone */
    Bytes text;
    bool transaction;               /* false: "transaction off" */
    char sha256[SHA256_HEX + 1];
    char chain[SHA256_HEX + 1];
} MigrationFile;

typedef struct Migration {
    int number;                     /* from 1 */
    const char *name;               /* "initial_schema" */
    MigrationFile up, down;
} Migration;

typedef struct Migrations {
    const char *folder;
    Migration *items;               /* by number, without gaps: items[n - 1] is number n */
    size_t count;
    MigrationFile head;             /* head.eco; text.text is NULL if there is none */
} Migrations;

/*
 * Read a folder and hold it against its eco.sum. False if anything is wrong (every fault is reported, each with what
 * to do about it). A folder that does not exist, or is empty, is no fault: count is 0. Files that do not look like a
 * migration are left alone.
 */
bool migrations_read(const char *folder, Sources *sources, Arena *arena, Diags *diags, Migrations *migrations);

/* The same without a look at eco.sum, for who is about to write it anew; but head.eco must be there. */
bool migrations_read_unsealed(const char *folder, Sources *sources, Arena *arena, Diags *diags, Migrations *migrations);

/* The text of eco.sum for these files; fills in every sha256 and chain. */
const char *migrations_seal(Migrations *migrations, Arena *arena);

/* False if the comments at the top of an SQL text say "-- ecogen: transaction off". */
bool migration_transaction(const char *text);

/* "0001_initial_schema.up.sql" and ".down.sql" of a number and a name. */
const char *migration_file_name(Arena *arena, int number, const char *name, const char *direction);

/* SHA-256 in lower-case hex (libcrypto). */
void sha256_hex(const void *bytes, size_t length, char hex[SHA256_HEX + 1]);

#endif
