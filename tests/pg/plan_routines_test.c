/* Functions, triggers, views, rights, raw SQL: every change, both ways, on a real server. */
#include "tests/law_table.h"

static const LawCase cases[] = {
#include "tests/pg/plan_function_cases.def"
#include "tests/pg/plan_view_cases.def"
#include "tests/pg/plan_rights_cases.def"
#include "tests/pg/plan_raw_cases.def"
#include "tests/pg/plan_columns_cases.def"
#include "tests/pg/plan_distribution_cases.def"
};

int main(int count, char **words)
{
    return law_table("plan_routines", cases, sizeof cases / sizeof *cases, count, words);
}
