/* Schemas, tables, columns, constraints, indexes: every change, both ways, on a real server. */
#include "tests/law_table.h"

static const LawCase cases[] = {
#include "tests/pg/plan_cases.def"
#include "tests/pg/plan_odd_cases.def"
#include "tests/pg/plan_move_cases.def"
#include "tests/pg/plan_hidden_cases.def"
#include "tests/pg/plan_retype_cases.def"
#include "tests/pg/plan_rest_cases.def"
};

int main(int count, char **words)
{
    return law_table("plan", cases, sizeof cases / sizeof *cases, count, words);
}
