/*
 * Options: what can stand in WITH (…), and which values it takes.
 */
#ifndef ECO_DSL_CHECKS_OPTIONS_H
#define ECO_DSL_CHECKS_OPTIONS_H

#include "dsl/resolve/scope.h"

typedef struct StorageOption {
    const char *name;
    long lowest, highest;           /* of a number; both 0: on or off, or a word */
    const char *word;               /* what else it can be, or NULL */
    const char *other_word;         /* not NULL: it is one of the two words and nothing else */
    bool fraction;                  /* the number need not be whole */
} StorageOption;

/* What tables and materialized views take, as far as they are stored as heaps; ends with a zero one. */
extern const StorageOption heap_options[];

/*
 * The OPTION children of a node: each must be one of `options`, with a value that it takes, and none may stand twice
 * (`seen` keeps them, for several nodes). `whose` is for people: "gin indexes".
 */
void check_options(Scope *scope, const Node *with, const StorageOption *options, const char *whose, Map *seen);

#endif
