#include "dsl/sqlscript.h"

#include <pg_query.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A token's bytes in the text. */
typedef struct Token {
    size_t start, end;
} Token;

typedef struct Tokens {
    Token *items;
    size_t count;
    const char *error;              /* NULL if all was read */
    size_t error_at;
} Tokens;

/* A statement being read. */
typedef struct Splitter {
    const Source *source;
    Diags *diags;
    const char *text;
    const Token *tokens;            /* of the whole file, without comments */
    size_t count;
    SqlScript *script;
} Splitter;

/* Varint of the protocol buffers format. */
static uint64_t read_varint(const unsigned char **at, const unsigned char *end)
{
    uint64_t value = 0;

    for (unsigned shift = 0; *at < end && shift < 64; shift += 7) {
        unsigned char byte = *(*at)++;

        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            break;
    }
    return value;
}

/* ScanToken: field 1 is the start, field 2 the end; all its fields are varints, and zeros are left out. */
static Token read_token(const unsigned char *at, const unsigned char *end)
{
    Token token = {0};

    while (at < end) {
        uint64_t tag = read_varint(&at, end), value = read_varint(&at, end);

        if (tag >> 3 == 1)
            token.start = (size_t)value;
        if (tag >> 3 == 2)
            token.end = (size_t)value;
    }
    return token;
}

/* ScanResult: field 1 is a version (varint), field 2 repeats ScanToken (length, bytes). */
static void read_tokens(const char *text, PgQueryProtobuf message, Arena *arena, Tokens *tokens)
{
    enum { VARINT = 0, TOKEN_TAG = 2 << 3 | 2 };
    const unsigned char *at = (const unsigned char *)message.data, *end = at + message.len;

    tokens->items = arena_array(arena, Token, message.len / 4 + 1);
    while (at < end) {
        uint64_t tag = read_varint(&at, end), value = read_varint(&at, end);

        if ((tag & 7) == VARINT)
            continue;
        if (value > (uint64_t)(end - at))
            return;
        if (tag == TOKEN_TAG) {
            Token token = read_token(at, at + value);
            bool comment = strncmp(text + token.start, "--", 2) == 0 || strncmp(text + token.start, "/*", 2) == 0;

            if (!comment)
                tokens->items[tokens->count++] = token;
        }
        at += value;
    }
}

/* libpg_query counts characters, from 1. */
static size_t byte_of(const char *text, int position)
{
    size_t at = 0;

    for (int passed = 1; passed < position && text[at]; passed++)
        do
            at++;
        while (((unsigned char)text[at] & 0xc0) == 0x80);
    return at;
}

static Tokens scan(const char *text, Arena *arena)
{
    PgQueryScanResult result = pg_query_scan(text);
    Tokens tokens = {0};

    if (result.error) {
        tokens.error = arena_strdup(arena, result.error->message);
        tokens.error_at = byte_of(text, result.error->cursorpos);
    } else {
        read_tokens(text, result.pbuf, arena, &tokens);
    }
    pg_query_free_scan_result(result);
    return tokens;
}

static bool is_character(const Splitter *in, size_t i, char character)
{
    return in->tokens[i].end == in->tokens[i].start + 1 && in->text[in->tokens[i].start] == character;
}

static bool is_word(const Splitter *in, size_t i, const char *word)
{
    size_t length = strlen(word);

    return i < in->count && in->tokens[i].end - in->tokens[i].start == length
        && strncasecmp(in->text + in->tokens[i].start, word, length) == 0;
}

static bool is_any(const Splitter *in, size_t i, const char *const *words)
{
    for (; *words; words++)
        if (is_word(in, i, *words))
            return true;
    return false;
}

static Span span(const Splitter *in, size_t first, size_t last)
{
    return (Span){in->source->base + (uint32_t)in->tokens[first].start, in->source->base + (uint32_t)in->tokens[last].end};
}

/* "COPY … FROM STDIN" and "COPY … TO STDOUT" outside parentheses. */
static bool copies_to_client(const Splitter *in, size_t first, size_t end)
{
    static const char *const client[] = {"stdin", "stdout", NULL};
    static const char *const directions[] = {"from", "to", NULL};

    if (!is_word(in, first, "copy"))
        return false;
    for (size_t i = first + 1, depth = 0; i + 1 < end; i++) {
        depth += is_character(in, i, '(');
        depth -= depth && is_character(in, i, ')');
        if (!depth && is_any(in, i, directions) && is_any(in, i + 1, client))
            return true;
    }
    return false;
}

static bool controls_transaction(const Splitter *in, size_t first)
{
    static const char *const words[] = {"begin", "commit", "rollback", "abort", "end", "savepoint", "release", NULL};

    return is_any(in, first, words) || (is_word(in, first, "start") && is_word(in, first + 1, "transaction"))
        || (is_word(in, first, "prepare") && is_word(in, first + 1, "transaction"));
}

static void check_statement(const Splitter *in, size_t first, size_t end)
{
    if (controls_transaction(in, first))
        diag_hint(in->diags,
                  diag(in->diags, DIAG_SCRIPT_TRANSACTION, span(in, first, first),
                       "a migration cannot begin or end a transaction"),
                  "leave it out: the runner wraps the file in a transaction; \"-- ecogen: transaction off\" in its first "
                  "lines turns that off");
    if (copies_to_client(in, first, end))
        diag_hint(in->diags,
                  diag(in->diags, DIAG_SCRIPT_CLIENT, span(in, first, first), "COPY from or to the client is not possible "
                       "in a migration"), "use INSERT … VALUES");
}

static void add_statement(Splitter *in, size_t first, size_t end)
{
    if (first == end)
        return;
    check_statement(in, first, end);
    in->script->statements[in->script->count++] = span(in, first, end - 1);
}

/* True if a BEGIN here opens the body of CREATE [OR REPLACE] FUNCTION or PROCEDURE. */
static bool opens_body(const Splitter *in, size_t first, size_t i)
{
    static const char *const routines[] = {"function", "procedure", NULL};
    size_t kind = is_word(in, first + 1, "or") && is_word(in, first + 2, "replace") ? first + 3 : first + 1;

    return is_word(in, i, "begin") && is_word(in, i + 1, "atomic") && is_word(in, first, "create")
        && is_any(in, kind, routines);
}

/* A semicolon ends a statement unless it stands in parentheses or in the body of an SQL function (BEGIN ATOMIC … END). */
static void split(Splitter *in)
{
    size_t first = 0, depth = 0, inside = 0;

    in->script->statements = arena_array(in->diags->arena, Span, in->count + 1);
    for (size_t i = 0; i < in->count; i++) {
        depth += is_character(in, i, '(');
        depth -= depth && is_character(in, i, ')');
        inside += inside ? is_word(in, i, "case") : !depth && opens_body(in, first, i);
        inside -= inside && is_word(in, i, "end");
        if (is_character(in, i, '\\')) {
            diag_hint(in->diags,
                      diag(in->diags, DIAG_SCRIPT_CLIENT, span(in, i, i), "backslash commands are psql's own"),
                      "write it in SQL; only what the server understands can stand in a migration");
            return;
        }
        if (is_character(in, i, ';') && !depth && !inside) {
            add_statement(in, first, i);
            first = i + 1;
        }
    }
    add_statement(in, first, in->count);
}

bool sqlscript_read(const Source *source, Diags *diags, SqlScript *script)
{
    Splitter in = {.source = source, .diags = diags, .text = source->text, .script = script};
    size_t errors = diags->errors, bom = strncmp(source->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    Tokens tokens;

    *script = (SqlScript){0};
    in.text += bom;
    tokens = scan(in.text, diags->arena);
    const char *error = tokens.error;
    size_t error_at = tokens.error_at + bom;

    /* What comes before may say better what is wrong: data of a COPY, a backslash command. */
    if (error)
        tokens = scan(arena_strndup(diags->arena, in.text, tokens.error_at), diags->arena);
    for (size_t i = 0; i < tokens.count; i++)
        tokens.items[i] = (Token){tokens.items[i].start + bom, tokens.items[i].end + bom};
    in.text = source->text;
    in.tokens = tokens.items;
    in.count = tokens.count;
    split(&in);
    if (error && diags->errors == errors) {
        uint32_t at = source->base + (uint32_t)error_at;

        diag(diags, DIAG_SCRIPT_TEXT, (Span){at, at + 1}, "%s", error);
    }
    return diags->errors == errors;
}
