#ifndef ECO_DSL_CATALOG_SEQUENCE_H
#define ECO_DSL_CATALOG_SEQUENCE_H

#include "dsl/catalog/catalog.h"

/*
 * A sequence. Parent: its schema. A serial column is, as in PostgreSQL, an integer column, a sequence owned by it and a
 * default; printing and SQL put the three back together where they match (sequence_of_serial).
 */
typedef struct Sequence {
    Object object;
    Type type;
    int64_t start, increment, minimum, maximum, cache;
    bool cycle;
    QName owner_table;              /* owned by that column; name NULL if owned by none */
    const char *owner_column;
} Sequence;

static inline const Sequence *as_sequence(const Object *object)
{
    return (const Sequence *)object;
}

/* Fill in what PostgreSQL would for a sequence of that type declared without options. */
void sequence_defaults(Sequence *sequence, const char *type_name);

/* True if everything but the owner and the name is what sequence_defaults() gives. */
bool sequence_is_default(const Sequence *sequence);

/* The sequence behind a column that could have been written "serial"; NULL if it is no such column. */
const Sequence *sequence_of_serial(const Catalog *catalog, const Object *column);

#endif
