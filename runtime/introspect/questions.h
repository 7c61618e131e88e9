/*
 * Questions: all that a database is asked, as statements for one round trip. Private to introspect.c and ask.c.
 */
#ifndef ECO_RUNTIME_INTROSPECT_QUESTIONS_H
#define ECO_RUNTIME_INTROSPECT_QUESTIONS_H

#include "dsl/base/arena.h"
#include "dsl/catalog/object.h"

enum { MOST_STATEMENTS = 2 * KIND_COUNT + 12 };

/* Which statement's answer is the one to a question: its place among them. */
typedef struct Questions {
    const char *statements[MOST_STATEMENTS];
    size_t count;

    struct {
        KindId kind;
        size_t all, more;           /* fields that few have; 0: the kind has no such */
    } of_kind[KIND_COUNT];
    size_t kinds;

    size_t unmanaged, shadowed;     /* kind and identity; names */
    size_t changed;                 /* "t" if somebody changed what was asked for meanwhile; the last one of them */
} Questions;

/*
 * `inside`: a transaction is under way; it is left as it was, and nobody watches what changes. Else they begin and end
 * one. `history`: the schema that is left out. `version` of the server, as 150020. The texts live in the arena.
 */
Questions questions_gather(Arena *arena, bool inside, const char *history, int version);

#endif
