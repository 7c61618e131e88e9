/* Every change of schemas, tables and what is in them, both ways, on a real server: tests/law_suite.h. */
#include "tests/law_suite.h"

static const LawCase cases[] = {
#include "tests/pg/plan_cases.def"
#include "tests/pg/plan_odd_cases.def"
#include "tests/pg/plan_move_cases.def"
#include "tests/pg/plan_retype_cases.def"
#include "tests/pg/plan_rest_cases.def"
#include "tests/pg/plan_data_cases.def"
};

int main(int count, char **words)
{
    return law_suite("plan", cases, sizeof cases / sizeof *cases, count, words);
}
