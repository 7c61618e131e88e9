/*
 * Law: what must hold for every pair of schemas, on a real server.
 *
 * Up leads to what a fresh build of the second gives; down leads back; up works again; rows survive. Two observers
 * judge: our own reader after every leg, and pg_dump, from outside, after the first up and the down (of which rows,
 * says law_table.h). The order of columns is not compared: a column that is added comes last.
 */
#ifndef ECO_TESTS_LAW_H
#define ECO_TESTS_LAW_H

#include "dsl/base/map.h"
#include "dsl/catalog/catalog.h"
#include "runtime/pg/db.h"

#include <stdbool.h>

typedef struct Law {
    Arena *arena;                   /* keeps what is known of schemas that were built already */
    const char *database;           /* conninfo; emptied before each use */
    Db *db;                         /* a connection to it, for all cases; NULL: one is opened when it is needed */
    const char *holds;              /* the schema text that the database was just built from; NULL: it holds another */
    Map built;                      /* schema text -> what a fresh build of it looks like */

    /* Called with what is about to be tried, once it is planned. NULL: nobody wants to know. */
    void (*watch)(void *watcher, const Catalog *before, const Catalog *after);
    void *watcher;
} Law;

typedef struct LawCase {
    const char *name;
    const char *before, *after;     /* .eco texts */
    const char *rows;               /* SQL that fills the first schema; NULL: none */
    const char *look;               /* a query that answers the same before, after up and after down; NULL: none */
    const char *up;                 /* what the SQL of the way up holds; NULL: anything */
    const char *look_after;         /* the same, as it has to be asked after up; NULL: in the same words */
    const char *held, *held_after;  /* queries that answer as in a fresh build of that side; NULL: none */
    int since;                      /* the first major version of PostgreSQL that has all of it; 0: any */
    bool undumped;                  /* our own reader is enough */
    bool apart;                     /* plan without folding: each change stands by itself */
} LawCase;

Law law_begin(Arena *arena);

/* Connect to the database of a law. */
Db *law_connect(const Law *law, Arena *arena);

/* NULL if the law holds; else what broke it, in the arena of the case. */
const char *law_broken(Law *law, const LawCase *c, Arena *arena);

/*
 * The same for cases that share a database, none of which uses a name of another's: each is planned by itself and goes
 * each leg by itself, and what all have come to is looked at once. All are dumped and planned apart as the first is.
 * `which` is told the case that broke it, or `count` where that is not known.
 */
const char *law_broken_together(Law *law, const LawCase *cases, size_t count, Arena *arena, size_t *which);

#endif
