/* Types of columns: families within which PostgreSQL converts by itself, both ways. */
#ifndef ECO_TESTS_SOAK_TYPES_H
#define ECO_TESTS_SOAK_TYPES_H

#include "tests/soak/model.h"

enum { MOST_TYPES = 8 };

struct Family {
    const char *types[MOST_TYPES];
    const char *defaults[MOST_TYPES];
    const char *checks[MOST_TYPES]; /* over %s; what the values below pass */
    const char *value;              /* SQL over n = 1, 2, …; NULL: a column of it is left null */
    const char *constant;           /* another such value, of a number for %s; NULL: none is known */
    const char *expression;         /* of an index, over %s; NULL: none */
    bool sorted;                    /* has a btree operator class: can be in keys */
    bool integer;
    bool unhashed;                  /* it has no hash operator class */
};

extern const Family *const families[];              /* NULL after the last; the first is the plainest */

/* One whose types are made by the schema itself. */
extern const Family enum_family, domain_family, composite_family, range_family;

#endif
