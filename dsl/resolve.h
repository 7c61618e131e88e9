/*
 * Resolve: from trees to a catalog. Looks up names and types, expands mixins and serials, gives PostgreSQL's own
 * names to what was given none, fills in what PostgreSQL would, and runs the checks.
 */
#ifndef ECO_DSL_RESOLVE_H
#define ECO_DSL_RESOLVE_H

#include "dsl/ast.h"
#include "dsl/catalog/catalog.h"
#include "dsl/diag.h"

/* "project … { … }": every setting has a default. Paths are as written, relative to the file that holds them. */
typedef struct Project {
    const char *name;               /* default: the file's name without ".eco" */
    int postgres;                   /* oldest major version the SQL must run on; default 14 */
    const char *migrations;         /* folder, from where the program runs; NULL: not set */
    const char *models;             /* likewise */
    const char *prefix;             /* of generated C names; default "" */
    bool online;                    /* online recipes for tables that may hold data; default true */
    Span at;
} Project;

typedef struct Resolved {
    Catalog catalog;
    Project project;
} Resolved;

/* What could be resolved, even if diags say that something could not: ask diag_failed() before using it. */
Resolved resolve(const Node *files, Arena *arena, Diags *diags);

#endif
