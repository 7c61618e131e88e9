/* What migrations are called when nobody says, and what becomes of what somebody said. */
#include "codegen/plan/plan.h"
#include "tests/compile.h"
#include "tests/suite.h"

#include <string.h>

#define T(items) "table t { id bigint primary key; " items " }\n"

static const struct Case {
    const char *name, *before, *after;  /* after NULL: `before` is a message */
    const char *called;
} cases[] = {
    {"the first", "", T(""), "initial_schema"},
    {"one column", T(""), T("a int?"), "add_column_t_a"},
    {"two columns of one table", T(""), T("a int?; b int?"), "add_columns_t"},
    {"indexes of several tables", "table a { x int? }\ntable b { x int? }",
     "table a { x int?; index (x) }\ntable b { x int?; index (x) }", "add_indexes"},
    {"this and that on one table", T("a int?"), T("b text?"), "change_t"},
    {"a rename alone", T("a int?"), T("b int? was a"), "rename_t_a_to_b"},
    {"hostile names", T(""), T("") "table \"../../etc/x y\" {}", "add_table_etc_x_y"},
    {"a message", "Add phone!", NULL, "add_phone"},
    {"a message with nothing in it for a file name", "../..", NULL, "change"},
    {"a message that is long", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL,
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
};

static const char *planned_name(const struct Case *c, Arena *arena)
{
    Compiled *before = compile_text(arena, c->before), *after = compile_text(arena, c->after);
    List planned = plan_migrations(&before->resolved.catalog, &after->resolved.catalog, (PlanOptions){.online = true},
                                   arena, &after->diags);

    return planned.count ? ((const PlannedMigration *)planned.items[0])->name : "";
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};

    assert_string_equal(c->after ? planned_name(c, &arena) : plan_file_name(&arena, c->before), c->called);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("plan names", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
