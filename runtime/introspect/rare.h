/*
 * Rare: queries that are planned only where they find something.
 *
 * Planning a query over the catalogs takes longer than most catalogs take to read, and most databases have few of the
 * things there are. So one statement asks for all conditions, the next opens a cursor for each query: of nothing where
 * no condition holds. Still all of it goes to the server at once.
 *
 *     const char *fetch = rare_add(&rare, "policy", (RareQuery){.parts = &(RarePart){query, condition}, .count = 1});
 *     … send rare_conditions(&rare), rare_opening(&rare), and only then fetch; all in one transaction
 */
#ifndef ECO_RUNTIME_INTROSPECT_RARE_H
#define ECO_RUNTIME_INTROSPECT_RARE_H

#include "dsl/base/arena.h"
#include "dsl/base/list.h"

#include <stddef.h>

typedef struct Rare {
    Arena *arena;
    List conditions;                /* of const char *, each once */
    List names, queries;            /* of const char *: of cursors, and what they are opened for */
} Rare;

typedef struct RarePart {
    const char *query, *when;       /* and the condition without which it finds nothing */
} RarePart;

/* The parts whose conditions hold, with "union all" between them. No text may hold "$query$". */
typedef struct RareQuery {
    const char *head, *tail;        /* around them, if there are any; NULL: nothing */
    const RarePart *parts;
    size_t count;
} RareQuery;

/* The statement that fetches the rows; where no condition holds, none, without columns. */
const char *rare_add(Rare *rare, const char *name, RareQuery query);

/* The two statements that go before, when all was added. */
const char *rare_conditions(const Rare *rare);
const char *rare_opening(const Rare *rare);

#endif
