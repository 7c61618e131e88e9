/*
 * The committed migrations of EcoMind, loaded by plain psql as a DBA would: they come to the DDL the project started
 * from (ecomind_seed.sql), the comments aside, and back.
 */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/file.h"
#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "runtime/introspect/introspect.h"
#include "tests/server.h"
#include "tests/suite.h"

#include <string.h>

#define INITIAL "out/migrations/0001_initial_schema"
#define INDEXES "out/migrations/0002_add_performance_indexes"

static const char composite[] = "create index idx_events_org_id_ts on events_enriched (org_id, ts);\n"
                                "create index idx_daily_user_agg_org_id_date on daily_user_agg (org_id, date);\n"
                                "create index idx_audit_logs_org_id_timestamp on audit_logs (org_id, timestamp);\n";

static const char *content_of(Arena *arena, const char *path)
{
    Bytes content;
    const char *error;

    if (!file_read(arena, path, 0, &content, &error))
        fail_msg("%s", error);
    return content.text;
}

static void load(Arena *arena, const char *database, const char *path)
{
    server_psql(arena, database, content_of(arena, path));
}

/* A dump, or a printed schema, without the lines that are comments on something. */
static const char *without_comments(Arena *arena, const char *text, const char *comment)
{
    StrBuf kept = {.arena = arena};

    for (size_t length; *text; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        if (strncmp(text + strspn(text, " "), comment, strlen(comment)) != 0)
            strbuf_printf(&kept, "%.*s\n", (int)length, text);
    }
    return strbuf_text(&kept);
}

static const char *dump(Arena *arena, const char *database)
{
    return without_comments(arena, server_dump(arena, database), "COMMENT ON ");
}

static const char *ours(Arena *arena, const char *database)
{
    Db *db = db_open(arena, &(DbOptions){.conninfo = database});
    Introspection found;

    if (!introspect(db, arena, &found))
        fail_msg("%s", db_error(db)->message);
    assert_int_equal(found.unmanaged.count, 0);
    db_close(db);
    return without_comments(arena, print_eco(&found.catalog, arena), "///");
}

static void assert_alike(Arena *arena, const char *database, const char *expected)
{
    if (server_can_dump())
        assert_string_equal(dump(arena, database), dump(arena, expected));
    assert_string_equal(ours(arena, database), ours(arena, expected));
}

static const struct Case {
    const char *name;
    const char *scripts[7];         /* loaded one after another; NULL ends them */
    bool tables, composite;         /* what is there then */
} cases[] = {
    {"0001 up", {INITIAL ".up.sql"}, true},
    {"0001 up, down", {INITIAL ".up.sql", INITIAL ".down.sql"}},
    {"0001 up, down, up", {INITIAL ".up.sql", INITIAL ".down.sql", INITIAL ".up.sql"}, true},
    {"0002 up", {INITIAL ".up.sql", INDEXES ".up.sql"}, true, true},
    {"0002 up, down", {INITIAL ".up.sql", INDEXES ".up.sql", INDEXES ".down.sql"}, true},
    {"0002 up, down, up", {INITIAL ".up.sql", INDEXES ".up.sql", INDEXES ".down.sql", INDEXES ".up.sql"}, true, true},
    {"both up, both down, both up",
     {INITIAL ".up.sql", INDEXES ".up.sql", INDEXES ".down.sql", INITIAL ".down.sql", INITIAL ".up.sql",
      INDEXES ".up.sql"},
     true, true},
};

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    const char *database = server_new_database(&arena), *expected = server_new_database(&arena);

    for (size_t i = 0; c->scripts[i]; i++)
        load(&arena, database, c->scripts[i]);
    if (c->tables)
        load(&arena, expected, "tests/pg/ecomind_seed.sql");
    if (c->composite)
        server_psql(&arena, expected, composite);
    assert_alike(&arena, database, expected);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("ecomind", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, server_start, server_stop);
}
