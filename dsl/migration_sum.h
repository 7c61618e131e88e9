/*
 * Migration sum: holding a folder of migrations against its eco.sum. For migrations.c, and for who mends a folder.
 */
#ifndef ECO_DSL_MIGRATION_SUM_H
#define ECO_DSL_MIGRATION_SUM_H

#include "dsl/migrations.h"

typedef struct SumLine {
    Span at;
    const char *chain, *sha256, *name;
} SumLine;

typedef struct Sum {
    bool garbled;                   /* it, or a line of it, could not be read: reported; trust no line */
    bool twice;                     /* a number is there twice, which was reported: not every file can have its line */
    List lines;                     /* of SumLine */
} Sum;

/* Read eco.sum; lines that cannot be read are reported. */
void sum_read(const Source *source, Diags *diags, Sum *sum);

/* The line that speaks of a file; NULL if there is none. */
const SumLine *sum_find(const Sum *sum, const char *name);

/* True if it speaks of a migration of this number. */
bool sum_has_number(const Sum *sum, long number);

/*
 * For an eco.sum that differs from what migrations_seal() makes of the files: report every file that is not as its line
 * says, every line without a file, and if it is nothing of that, that it differs.
 */
void sum_compare(const Sum *sum, const Migrations *migrations, Diags *diags);

#endif
