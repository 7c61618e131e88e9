#include "dsl/sqltext/text.h"

#include <stdint.h>
#include <string.h>

/*
 * pg_query_scan() answers in protobuf. Of it two messages are needed, and of the second one number:
 *
 *     message ScanResult { repeated ScanToken tokens = 2; }
 *     message ScanToken { int32 start = 1; … }                     start: a byte of the text
 *
 * Its `end` is wrong for U&"…"; but comments are tokens too, so that a token ends where blanks before the next begin.
 * The numbers of kinds of tokens change with each PostgreSQL: tokens are told apart by their text.
 */
enum { WIRE_BYTES = 2 };

typedef struct Wire {
    const unsigned char *at, *end;
} Wire;

static uint64_t read_number(Wire *wire)
{
    uint64_t number = 0;

    for (unsigned shift = 0; wire->at < wire->end && shift < 64; shift += 7) {
        unsigned char byte = *wire->at++;

        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    return number;
}

/* The next field: its number, and its value or its bytes. Zero at the end. */
static unsigned read_field(Wire *wire, uint64_t *value, Wire *bytes)
{
    if (wire->at >= wire->end)
        return 0;

    uint64_t tag = read_number(wire);
    *value = read_number(wire);
    *bytes = (Wire){wire->at, wire->at};
    if ((tag & 7) == WIRE_BYTES && *value <= (size_t)(wire->end - wire->at)) {
        bytes->end = wire->at + *value;
        wire->at = bytes->end;
    }
    return (unsigned)(tag >> 3);
}

static size_t read_start(Wire wire)
{
    uint64_t value;
    Wire bytes;

    for (unsigned field; (field = read_field(&wire, &value, &bytes)) != 0;)
        if (field == 1)
            return (size_t)value;
    return 0;
}

static bool is_comment(const char *at)
{
    return strncmp(at, "--", 2) == 0 || strncmp(at, "/*", 2) == 0;
}

static size_t without_blanks(const char *text, size_t start, size_t end)
{
    while (end > start && strchr(" \t\r\n\f\v", text[end - 1]))
        end--;
    return end;
}

/* Count the tokens; keep those that are no comments if there is an array for them. */
static size_t read_tokens(Wire wire, const char *text, SqlToken *items)
{
    size_t count = 0;
    uint64_t value;
    Wire bytes;
    SqlToken *last = NULL;

    for (unsigned field; (field = read_field(&wire, &value, &bytes)) != 0;) {
        if (field != 2)
            continue;
        size_t start = read_start(bytes);
        if (last)
            last->end = without_blanks(text, last->start, start);
        last = NULL;
        if (is_comment(text + start))
            continue;
        if (items)
            *(last = &items[count]) = (SqlToken){.start = start};
        count++;
    }
    if (last)
        last->end = without_blanks(text, last->start, strlen(text));
    return count;
}

SqlTokens sql_tokens(Arena *arena, const char *text)
{
    PgQueryScanResult scan = pg_query_scan(text);
    SqlTokens tokens = {0};

    if (scan.error) {
        tokens.error_at = sql_byte_of(text, scan.error->cursorpos);
        tokens.error = sql_message(arena, scan.error, text + tokens.error_at);
    } else {
        const unsigned char *bytes = (const unsigned char *)scan.pbuf.data;
        Wire wire = {bytes, bytes + scan.pbuf.len};

        tokens.count = read_tokens(wire, text, NULL);
        tokens.items = arena_array(arena, SqlToken, tokens.count + 1);
        read_tokens(wire, text, tokens.items);
    }
    pg_query_free_scan_result(scan);
    return tokens;
}

size_t sql_end(Arena *arena, const char *text)
{
    SqlTokens tokens = sql_tokens(arena, text);

    return tokens.count ? tokens.items[tokens.count - 1].end : strlen(text);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool sql_token_is(const char *text, SqlToken token, const char *word)
{
    size_t length = strlen(word);

    if (token.end - token.start != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (lower(text[token.start + i]) != word[i])
            return false;
    return true;
}
