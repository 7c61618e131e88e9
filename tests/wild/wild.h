/*
 * Wild: what happens to a schema in its life, done to its catalog: a column goes with all that needs it, a table gets
 * another name, a view another query, at random.
 *
 * A draft is a catalog whose objects may be changed. Changes that make no schema are left to the compiler to find.
 */
#ifndef ECO_TESTS_WILD_WILD_H
#define ECO_TESTS_WILD_WILD_H

#include "dsl/base/strbuf.h"
#include "dsl/catalog/catalog.h"
#include "tests/soak/random.h"

typedef struct Draft {
    Arena *arena;
    Catalog catalog;
    StrBuf told;                    /* what was done: a line each */
} Draft;

/* A copy of a schema, to be changed. */
Draft draft_begin(const Catalog *schema, Arena *arena);

/* Change one thing, whatever it is; false if the change that was drawn finds nothing to change. */
bool draft_mutate(Draft *draft, Random *random);

/* Take an object away, with all that needs it. */
void draft_drop(Draft *draft, const Object *object);

/*
 * Give it another name, or with `schema` its own name there, and say so by "was". NULL if bodies in quotes speak of it
 * in ways that cannot be followed. Other pointers into the draft are no longer good.
 */
Object *draft_rename(Draft *draft, const Object *object, const char *name, const char *schema);

/* Add a copy of an object, with all that is in it, by another name; NULL if there is one of that name. */
Object *draft_duplicate(Draft *draft, const Object *object, const char *name);

/* A text with another word in place of one. */
const char *draft_replace(Arena *arena, const char *text, const char *word, const char *with);

/*
 * What must survive between two schemas: a query for each that gives the same answer, as long as the rows do. NULL:
 * nothing is in both.
 */
const char *wild_look(const Catalog *before, const Catalog *after, bool from_after, Arena *arena);

#endif
