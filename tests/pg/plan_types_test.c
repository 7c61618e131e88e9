/* Types, partitions, how tables are stored, reference rows: every change, both ways, on a real server. */
#include "tests/law_table.h"

static const LawCase cases[] = {
#include "tests/pg/plan_types_cases.def"
#include "tests/pg/plan_tables_cases.def"
#include "tests/pg/plan_typed_cases.def"
#include "tests/pg/plan_partitions_cases.def"
#include "tests/pg/plan_data_cases.def"
};

int main(int count, char **words)
{
    return law_table("plan_types", cases, sizeof cases / sizeof *cases, count, words);
}
