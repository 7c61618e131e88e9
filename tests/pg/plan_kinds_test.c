/* And of the kinds that have rows of their own: functions, views, types, rights, partitions. */
#include "tests/law_suite.h"

static const LawCase cases[] = {
#include "tests/pg/plan_function_cases.def"
#include "tests/pg/plan_rights_cases.def"
#include "tests/pg/plan_raw_cases.def"
#include "tests/pg/plan_view_cases.def"
#include "tests/pg/plan_tables_cases.def"
#include "tests/pg/plan_types_cases.def"
#include "tests/pg/plan_partitions_cases.def"
};

int main(int count, char **words)
{
    return law_suite("plan of kinds", cases, sizeof cases / sizeof *cases, count, words);
}
