#include "runtime/pg/error.h"

#include "dsl/base/strbuf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Which code an error gets, by how it failed. */
static const DiagCode codes[] = {
    [DB_FINE] = DIAG_SQL_REJECTED,
    [DB_MISUSED] = DIAG_BAD_CONNINFO,
    [DB_UNREACHABLE] = DIAG_UNREACHABLE,
    [DB_DENIED] = DIAG_DENIED,
    [DB_LOST] = DIAG_CONNECTION_LOST,
    [DB_REJECTED] = DIAG_SQL_REJECTED,
    [DB_INTERRUPTED] = DIAG_INTERRUPTED,
    [DB_UNSUITABLE] = DIAG_SERVER_OLD,
};

/* What helps where the server gives no hint of its own; NULL: the message says it, or whoever reports it. */
static const char *const hints[] = {
    [DB_DENIED] = "what the connection string does not say comes from PGUSER, PGDATABASE, PGPASSWORD and ~/.pgpass",
    [DB_UNSUITABLE] = "upgrade it; of its schema alone, ecogen reads what pg_dump -s writes",
};

/* Only a database that is SQL_ASCII lets such text in. */
static const char no_utf8[] =
    "a name, comment, default or body in the database is not UTF-8, which SQL_ASCII allows: show them with "
    "PGCLIENTENCODING=SQL_ASCII psql or pg_dump -s, and say them again in UTF-8";

static const char *hint_of(const DbError *error)
{
    if (error->hint[0])
        return error->hint;
    if (strcmp(error->sqlstate, "22021") == 0)
        return no_utf8;
    return error->failure < sizeof hints / sizeof *hints ? hints[error->failure] : NULL;
}

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static bool is_word(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || byte == '$' || (unsigned char)byte >= 0x80;
}

/* A word, something in quotes (on one line), or one character. */
static uint32_t token_length(const char *text, uint32_t room)
{
    uint32_t length = 1;

    if (room == 0)
        return 0;
    if (is_word(*text)) {
        while (length < room && is_word(text[length]))
            length++;
    } else if (*text == '"' || *text == '\'') {
        while (length < room && text[length] != *text && text[length] != '\n')
            length++;
        length += length < room && text[length] == *text;
    }
    return length;
}

/* Where the `position`-th character (from 1) of a statement is; the word that begins there. */
static Span place_of(const Sources *sources, Span statement, uint32_t position)
{
    const Source *source = sources_find(sources, statement);

    if (!source)
        return statement;

    uint32_t at = statement.start - source->base, end = statement.end - source->base;
    if (end > source->length)
        end = source->length;
    for (uint32_t passed = 1; passed < position && at < end; passed++)
        do
            at++;
        while (at < end && is_continuation(source->text[at]));
    return (Span){source->base + at, source->base + at + token_length(source->text + at, end - at)};
}

/* Texts of the server may hold what users stored. */
const char *error_tame(Arena *arena, const char *text, const char *newline)
{
    StrBuf out = {.arena = arena};
    size_t length = strlen(text);

    while (length && text[length - 1] == '\n')
        length--;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool c1 = byte == 0xc2 && (unsigned char)text[i + 1] >= 0x80 && (unsigned char)text[i + 1] < 0xa0;

        if (byte == '\n')
            strbuf_puts(&out, newline);
        else
            strbuf_putc(&out, byte < 0x20 || byte == 0x7f || c1 ? '?' : text[i]);
        i += c1;
    }
    return strbuf_text(&out);
}

Diag *error_report(Diags *diags, Span statement, const DbError *error)
{
    static const Span nowhere = {0, 0};
    const char *newline = "\n            ";
    const char *message = error_tame(diags->arena, error->message, "\n      ");
    Span at = statement.start ? place_of(diags->sources, statement, error->position) : nowhere;
    Diag *d = error->sqlstate[0] ? diag(diags, codes[error->failure], at, "%s (SQLSTATE %s)", message, error->sqlstate)
                                 : diag(diags, codes[error->failure], at, "%s", message);

    if (error->detail[0])
        diag_note(diags, d, nowhere, "detail: %s", error_tame(diags->arena, error->detail, newline));
    if (error->internal_query[0])
        diag_note(diags, d, nowhere, "in: %s", error_tame(diags->arena, error->internal_query, newline));
    if (error->context[0])
        diag_note(diags, d, nowhere, "context: %s", error_tame(diags->arena, error->context, newline));
    if (hint_of(error))
        diag_hint(diags, d, "%s", error_tame(diags->arena, hint_of(error), newline));
    return d;
}
