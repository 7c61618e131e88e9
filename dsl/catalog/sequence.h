#ifndef ECO_DSL_CATALOG_SEQUENCE_H
#define ECO_DSL_CATALOG_SEQUENCE_H

#include "dsl/catalog/catalog.h"

/*
 * A sequence. Parent: its schema. A serial column is, as in PostgreSQL, an integer column, a sequence, its ownership
 * and a default; printing and SQL put the three back together where they match (sequence_of_serial).
 */
typedef struct Sequence {
    Object object;
    Type type;
    Counting counting;
    bool unlogged;                  /* though no unlogged table owns it: one that does makes it so anyway */
} Sequence;

/* OWNED BY: the sequence goes when that column goes. Parent: the sequence. Name: "". */
typedef struct SequenceOwner {
    Object object;
    QName table;
    const char *column;
} SequenceOwner;

static inline const Sequence *as_sequence(const Object *object)
{
    return (const Sequence *)object;
}

static inline const SequenceOwner *as_sequence_owner(const Object *object)
{
    return (const SequenceOwner *)object;
}

/* The column that owns a sequence; NULL if none does. */
const Object *sequence_owner(const Catalog *catalog, const Object *sequence);

/* Fill in what PostgreSQL would for a sequence of that integer type declared without options. */
void sequence_defaults(Sequence *sequence, const char *type_name);

/* How it counts if nothing but the increment is said. Downwards that is from -1 to the lowest value of the type. */
Counting counting_defaults(const char *type_name, int64_t increment);

/* Where it begins if nothing is said: at the bound it counts away from. */
int64_t counting_usual_start(const Counting *counting);

/*
 * Its next value as a server prints the default when no schema goes without saying:
 * nextval('public."My seq"'::regclass).
 */
const char *sequence_nextval(const Sequence *sequence, Arena *arena);

/* The sequence behind a column that could have been written "serial"; NULL if it is no such column. */
const Sequence *sequence_of_serial(const Catalog *catalog, const Object *column);

#endif
