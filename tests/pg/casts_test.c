/* What codegen/sql/casts.c says of casts, against what the server says: nothing is refused that a server can do. */
#include "codegen/sql/casts.h"
#include "runtime/pg/db.h"
#include "tests/server.h"
#include "tests/suite.h"

#include <string.h>

static Type type_of(Arena *arena, const char *text)
{
    const char *error;
    Type type;

    if (!type_parse(arena, text, &type, &error))
        fail_msg("%s: %s", text, error);
    return type;
}

static void each_cast_of_the_server_may_be(void **state)
{
    Arena arena = {0};
    Db *db = db_open(&arena, &(DbOptions){.conninfo = server_new_database(&arena)});
    PGresult *casts = db_query(db, &arena, "select format_type(castsource, null), format_type(casttarget, null) "
                                           "from pg_cast where castsource <> casttarget");

    (void)state;
    assert_non_null(casts);
    assert_true(PQntuples(casts) > 100);
    for (int row = 0; row < PQntuples(casts); row++) {
        Type from = type_of(&arena, PQgetvalue(casts, row, 0)), to = type_of(&arena, PQgetvalue(casts, row, 1));

        if (!cast_may_exist(&from, &to))
            fail_msg("there is a cast from %s to %s", from.text, to.text);
    }
    db_close(db);
    arena_free(&arena);
}

static const struct Case {
    const char *from, *to;
    bool may;
} cases[] = {
    {"integer", "uuid", false},  {"integer", "bigint", true},      {"text", "uuid", true},      {"uuid", "text", true},
    {"uuid", "bytea", false},    {"bigint", "timestamptz", false}, {"date", "timestamp", true}, {"date", "time", false},
    {"int", "int[]", false}, {"int[]", "bigint[]", true}, {"int[]", "text", true}, {"int[]", "uuid[]", false},
    {"json", "jsonb", true}, {"jsonb", "text[]", true}, {"status", "int", true}, {"int", "app.uuid", true},
    {"varchar(3)", "int", true}, {"bit(3)", "int", true},          {"point", "int", false},     {"xml", "json", false},
};

/* And what it says cannot be, the server refuses. */
static void what_may_not_be_is_refused(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Type from = type_of(&arena, c->from), to = type_of(&arena, c->to);

    assert_int_equal(cast_may_exist(&from, &to), c->may);
    if (!c->may) {
        Db *db = db_open(&arena, &(DbOptions){.conninfo = server_new_database(&arena)});

        assert_null(db_query(db, &arena, arena_printf(&arena, "select null::%s::%s", c->from, c->to)));
        assert_string_equal(db_error(db)->sqlstate, "42846");
        db_close(db);
    }
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("casts", count, words);

    SUITE_ROWS(&suite, cases, to, what_may_not_be_is_refused);
    SUITE_TEST(&suite, each_cast_of_the_server_may_be);
    return suite_run(&suite, server_start, server_stop);
}
