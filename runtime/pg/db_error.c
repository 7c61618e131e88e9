/*
 * What libpq and the server say, as a DbError.
 */
#include "dsl/base/strbuf.h"
#include "runtime/pg/db_private.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r\v\f"

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

static void fill_in(DbError *error)
{
    const char **texts[] = {&error->severity, &error->message, &error->detail, &error->hint, &error->context,
                            &error->source_function, &error->internal_query};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = or_nothing(*texts[i]);
}

bool db_fail(Db *db, DbError error)
{
    fill_in(&error);
    if (db->error.failure == DB_FINE)
        db->error = error;
    return false;
}

bool db_fail_text(Db *db, DbFailure failure, const char *message)
{
    return db_fail(db, (DbError){.failure = failure, .severity = "ERROR", .message = message});
}

DbError db_error_of_result(Arena *arena, const PGresult *result)
{
    const char *state = or_nothing(PQresultErrorField(result, PG_DIAG_SQLSTATE));
    const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    struct {
        int field;
        const char *text;
    } texts[] = {{PG_DIAG_SEVERITY_NONLOCALIZED}, {PG_DIAG_MESSAGE_DETAIL}, {PG_DIAG_MESSAGE_HINT}, {PG_DIAG_CONTEXT},
                 {PG_DIAG_SOURCE_FUNCTION}, {PG_DIAG_INTERNAL_QUERY}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        texts[i].text = arena_strdup(arena, or_nothing(PQresultErrorField(result, texts[i].field)));
    DbError error = {
        .failure = DB_REJECTED,
        .severity = texts[0].text,
        .message = arena_strdup(arena, message ? message : PQresultErrorMessage(result)),
        .detail = texts[1].text,
        .hint = texts[2].text,
        .context = texts[3].text,
        .source_function = texts[4].text,
        .internal_query = texts[5].text,
        .position = position ? (uint32_t)strtoul(position, NULL, 10) : 0,
    };
    strncpy(error.sqlstate, state, sizeof error.sqlstate - 1);
    return error;
}

/* "FATAL:  28P01: password …": a state stands after the severity. */
static bool state_at(const char *text)
{
    if (strncmp(text, ":  ", 3) != 0)
        return false;
    for (int i = 3; i < 8; i++)
        if (!isdigit((unsigned char)text[i]) && !isupper((unsigned char)text[i]))
            return false;
    return strncmp(text + 8, ": ", 2) == 0;
}

/*
 * libpq tells the state of a failed connection attempt in its most wordy text only: take the state out, and leave out
 * the lines that say where in the server's source it happened. Lines lose their indentation, which is libpq's layout.
 */
static const char *take_state(Arena *arena, const char *text, char state[6])
{
    StrBuf out = {.arena = arena};

    for (size_t length; *(text += strspn(text, BLANKS)); text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        if (strncmp(text, "LOCATION:", 9) == 0 || length == 0)
            continue;
        if (out.length)
            strbuf_putc(&out, '\n');
        for (size_t i = 0; i < length; i++) {
            strbuf_putc(&out, strchr(BLANKS, text[i]) ? ' ' : text[i]);
            if (state_at(text + i)) {
                memcpy(state, text + i + 3, 5);
                strbuf_puts(&out, "  ");
                i += 9;
            }
        }
    }
    return strbuf_text(&out);
}

/* Which answers of a server mean "not now"; every other one means "no". A server that said nothing may come yet. */
static bool may_pass(const char *state)
{
    static const char *const passing[] = {"", "57P", "53", "08"};

    if (!*state)
        return true;
    for (size_t i = 1; i < sizeof passing / sizeof *passing; i++)
        if (strncmp(state, passing[i], strlen(passing[i])) == 0)
            return true;
    return false;
}

DbError db_error_of_connecting(Arena *arena, PGconn *connection)
{
    DbError error = {.severity = "FATAL"};

    error.message = take_state(arena, PQerrorMessage(connection), error.sqlstate);
    error.failure = may_pass(error.sqlstate) && !PQconnectionNeedsPassword(connection) ? DB_UNREACHABLE : DB_DENIED;
    return error;
}
