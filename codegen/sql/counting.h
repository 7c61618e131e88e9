/*
 * How a sequence, or the one behind an identity, is told to count.
 */
#ifndef ECO_CODEGEN_SQL_COUNTING_H
#define ECO_CODEGEN_SQL_COUNTING_H

#include "codegen/sql/sql.h"

/* " START 1000 INCREMENT 5 …": what differs from how a new sequence of that type counts anyway. */
void put_counting(StrBuf *sql, const Counting *counting, const char *type);

bool counting_same(const Counting *one, const Counting *other);

/* What the server makes of it when the type changes: bounds that were the type's own become those of the new one. */
Counting counting_retyped(const Counting *before, const char *old_type, const char *new_type);

/* The options that differ, each behind `set` ("" or "SET "). None of them touches how far the sequence has counted. */
void put_counting_change(StrBuf *sql, const Counting *before, const Counting *after, const char *set);

/* "greatest(max(id) + 1, 1)": where to go on behind the rows that a table has; the start if it has none. */
const char *next_number(const StrBuf *sql, const Counting *counting, const char *column);

#endif
