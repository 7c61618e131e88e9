/* What pg_dump sees of a database, without what nobody named. */
#include "tests/law_private.h"

#include "dsl/base/strbuf.h"
#include "tests/lines.h"
#include "tests/server.h"

#include <string.h>

/*
 * The server calls the indexes of partitions by what their columns are called when it makes them, and by what is free:
 * that is no part of a schema.
 */
static const char shares[] =
    "select quote_ident(c.relname), c.oid::regclass,"
    "       format('<%s in %s>', pg_partition_root(c.oid)::regclass, x.indrelid::regclass)"
    "  from pg_inherits i join pg_class c on c.oid = i.inhrelid and c.relkind in ('i', 'I')"
    "  join pg_index x on x.indexrelid = c.oid";

/* Where in a dump such a name stands: behind the first, before the second. */
static const struct {
    const char *behind, *before;
    bool qualified;
} places[] = {
    {" INDEX ", " ON ", false},
    {" ADD CONSTRAINT ", " ", false},
    {" ATTACH PARTITION ", ";", true},
    {"ALTER INDEX ", " ATTACH ", true},
};

static const char *replaced(Arena *arena, const char *text, const char *old, const char *new)
{
    StrBuf out = {.arena = arena};
    size_t length = strlen(old);

    for (const char *next; (next = strstr(text, old)); text = next + length)
        strbuf_printf(&out, "%.*s%s", (int)(next - text), text, new);
    strbuf_puts(&out, text);
    return strbuf_text(&out);
}

static const char *without_name(Arena *arena, const char *dump, const PGresult *found, int row)
{
    const char *share = PQgetvalue(found, row, 2);

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *name = PQgetvalue(found, row, places[i].qualified);

        dump = replaced(arena, dump, arena_printf(arena, "%s%s%s", places[i].behind, name, places[i].before),
                        arena_printf(arena, "%s%s%s", places[i].behind, share, places[i].before));
    }
    return dump;
}

List trial_dump(Trial *trial, Arena *arena)
{
    const char *dump = server_dump(trial->arena, trial->law->database);

    db_run(trial->db, "set search_path = pg_catalog");

    PGresult *found = db_query(trial->db, trial->arena, shares);

    for (int row = 0; found && row < PQntuples(found); row++)
        dump = without_name(trial->arena, dump, found, row);
    db_run(trial->db, "set search_path = public, pg_temp");
    return lines_of(arena, dump);
}
