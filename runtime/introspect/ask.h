/*
 * Ask: all questions at once, again until nobody changed the schema meanwhile. Private to introspect.c.
 */
#ifndef ECO_RUNTIME_INTROSPECT_ASK_H
#define ECO_RUNTIME_INTROSPECT_ASK_H

#include "runtime/introspect/questions.h"
#include "runtime/pg/db.h"

typedef struct Answers {
    Questions questions;
    PGresult *results[MOST_STATEMENTS];         /* of the arena */
} Answers;

/* False if the database failed, or others change the schema again and again: see db_error(). */
bool ask(Db *db, Arena *arena, const char *history, Answers *answers);

#endif
