/*
 * Plan: from changes to migrations: steps in an order that works, cut where a transaction has to end.
 */
#ifndef ECO_CODEGEN_PLAN_PLAN_H
#define ECO_CODEGEN_PLAN_PLAN_H

#include "dsl/diff.h"

typedef struct PlanOptions {
    bool online;                    /* forms that let others work, on tables that may hold data */
    int oldest;                     /* the oldest PostgreSQL the SQL has to run on; 0: no matter */
    bool backwards;                 /* a down: losses need no warning, lost values are made up */
    bool apart;                     /* no folding: CREATE TABLE and DROP TABLE carry nothing (a test of folding) */
} PlanOptions;

/* Steps that run together: one transaction, or a list of statements outside any. */
typedef struct Batch {
    bool transaction;
    const char *sql;                /* statements in paragraphs; no header */
    const char *name;               /* what it does, fit for a file name: "add_column_users_phone" */
    List changes;                   /* of Change */
    size_t statements;
} Batch;

typedef struct Plan {
    List batches;                   /* of Batch; the first one holds all renames */
} Plan;

/* What cannot be done, and what loses data, is reported; after an error the plan is not to be used. */
Plan plan_changes(const Changes *changes, PlanOptions options, Arena *arena, Diags *diags);

/* A migration: one batch of the plan, and the way back. */
typedef struct PlannedMigration {
    const char *name;
    const char *up, *down;          /* SQL without headers */
    bool up_transaction, down_transaction;
} PlannedMigration;

/*
 * All migrations from one catalog to another. Each down is the plan between the two states its up leads from and to,
 * with the sides swapped.
 */
List plan_migrations(const Catalog *before, const Catalog *after, PlanOptions options, Arena *arena, Diags *diags);

/* A message of the user as part of a file name: "Add phone!" gives "add_phone". */
const char *plan_file_name(Arena *arena, const char *message);

/* The name of a batch; "initial_schema" if there was nothing before. */
const char *plan_name(const Changes *changes, const List *batch_changes, bool first, Arena *arena);

#endif
