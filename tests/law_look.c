/* How cases of a law are looked at, and what is found is compared. */
#include "tests/law_private.h"

#include "dsl/base/strbuf.h"
#include "dsl/print.h"
#include "runtime/introspect/introspect.h"
#include "tests/lines.h"
#include "tests/server.h"

#include <string.h>

const char *trial_answer(Trial *trial, const char *look)
{
    StrBuf text = {.arena = trial->arena};
    PGresult *result = look ? db_query(trial->db, trial->arena, look) : NULL;

    for (int row = 0; result && row < PQntuples(result); row++)
        for (int column = 0; column < PQnfields(result); column++)
            strbuf_printf(&text, "%s%c", PQgetvalue(result, row, column), column + 1 < PQnfields(result) ? '|' : '\n');
    if (db_failed(trial->db))
        trial_fail(trial, "%s: %s", look, db_error(trial->db)->message);
    return strbuf_text(&text);
}

bool trial_look(Trial *trial, Arena *arena, bool is_after, List *lines)
{
    StrBuf text = {.arena = trial->arena};
    Introspection found;

    if (!introspect(trial->db, trial->arena, &found))
        return trial_fail(trial, "introspection failed: %s", db_error(trial->db)->message);
    if (found.unmanaged.count)
        return trial_fail(trial, "the reader has no word for %s",
                          ((const Unmanaged *)found.unmanaged.items[0])->identity);
    strbuf_puts(&text, print_eco(&found.catalog, trial->arena));
    for (size_t i = 0; i < trial->count; i++)
        strbuf_puts(&text, trial_answer(trial, is_after ? trial->ways[i].c->held_after : trial->ways[i].c->held));
    *lines = lines_of(arena, strbuf_text(&text));
    return !trial->broken;
}

/* From outside. What pg_dump sees is not the matter of the sanitizers: the plain pass has looked at it. */
bool trial_is_observed(const Trial *trial)
{
#ifdef __SANITIZE_ADDRESS__
    return (void)trial, false;
#else
    return trial->dumped && server_can_dump();
#endif
}

bool trial_is_ours(Trial *trial, const char *leg, bool is_after, const Seen *expected)
{
    List lines = {0};

    if (!trial_look(trial, trial->arena, is_after, &lines))
        return false;

    const char *unlike = lines_difference(trial->arena, &expected->ours, &lines);
    return !*unlike || trial_fail(trial, "%s: our reader sees something else (- expected)\n%s", leg, unlike);
}

bool trial_is_dumped_alike(Trial *trial, const char *leg, const Seen *expected)
{
    if (trial->apart || !trial_is_observed(trial))
        return true;

    List lines = trial_dump(trial, trial->arena);
    const char *unlike = lines_difference(trial->arena, &expected->dump, &lines);

    return !*unlike || trial_fail(trial, "%s: pg_dump sees something else (- expected)\n%s", leg, unlike);
}

bool trial_answers(Trial *trial, const char *leg, const char *look, const char *expected)
{
    const char *now = trial_answer(trial, look);

    return !trial->broken
        && (strcmp(now, expected) == 0 || trial_fail(trial, "%s: rows changed from\n%sto\n%s", leg, expected, now));
}
