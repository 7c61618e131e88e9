/*
 * Changes: what a mutation can do to an object or to one of its fields. Each says false if there is
 * nothing of that sort to do.
 */
#ifndef ECO_TESTS_WILD_CHANGES_H
#define ECO_TESTS_WILD_CHANGES_H

#include "tests/wild/wild.h"

enum { MOST_WORDS = 8 };

struct Mutation;
typedef bool Change(Draft *draft, Object *object, void *field, const struct Mutation *self, Random *random);

/*
 * A change to objects of a kind. `field` is one of the kind's fields, or "parts.descending": one of a random record's.
 * What `words` say is up to the change: values to choose from, or formats over what was there.
 */
typedef struct Mutation {
    const char *kind, *field;
    Change *change;
    const char *words[MOST_WORDS];
} Mutation;

/* Of any object; `field` is NULL. Two siblings trade their names. */
Change change_drop, change_rename, change_duplicate, change_trade, change_move;

/* Of a field: a bool, a text ("" among the words stands for none), a number, an Sql, Names, a Type. */
Change change_toggle, change_word, change_number, change_sql, change_names, change_type;

/* A text in place of one that is there; Names of columns of the object's table, in or out. */
Change change_instead, change_column_names;

/* Of the labels of an enum: a value more, anywhere, or all in each other's places. */
Change change_add_label, change_swap_labels;

/* Of a function: one of its arguments, or one more. */
Change change_rename_argument, change_add_argument;

#endif
