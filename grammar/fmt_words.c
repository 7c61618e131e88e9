/* How a token is written, and whether a blank stands between two of them. */
#include "grammar/fmt_parts.h"
#include "grammar/raw.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void put_folded(const char *text, size_t length, StrBuf *out)
{
    for (size_t i = 0; i < length; i++)
        strbuf_putc(out, text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] + ('a' - 'A')) : text[i]);
}

/* Line ends as they should be. */
static void put_lines(const char *text, size_t length, StrBuf *out)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
            continue;
        strbuf_putc(out, text[i] == '\r' ? '\n' : text[i]);
    }
}

/* The same for SQL: what is quoted keeps its bytes, they are its value. */
static void put_sql(const char *text, size_t length, StrBuf *out)
{
    Raw raw = {.text = text, .length = (uint32_t)length};

    if (!memchr(text, '\r', length)) {
        strbuf_putn(out, text, length);
        return;
    }
    for (uint32_t i = 0, next; i < raw.length; i = next) {
        next = raw_token_end(raw, i);
        if (next > raw.length)
            next = raw.length;
        bool crlf = text[i] == '\r' && next < raw.length && text[next] == '\n';

        if (crlf)
            next++;
        if (strchr("'\"$eE", text[i]))
            strbuf_putn(out, text + i, next - i);
        else
            put_lines(text + i, next - i, out);
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\v';
}

/* Between parentheses: blanks at the ends go, unless a line begins or ends there. */
static void put_raw(const char *text, size_t length, StrBuf *out)
{
    size_t from = 0, end = length;

    while (from < length && is_blank(text[from]))
        from++;
    while (end > from && is_blank(text[end - 1]))
        end--;
    if (end > from && (text[end - 1] == '\n' || text[end - 1] == '\r'))
        end = length;
    put_sql(text + from, end - from, out);
}

/* "12, 2" of a type. */
static void put_modifiers(const char *text, size_t length, StrBuf *out)
{
    for (size_t i = 0; i < length; i++)
        if (!is_blank(text[i]))
            strbuf_putc(out, text[i]);
}

static bool is_plain_list(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_letter(text[i]) && !strchr("0123456789,.- \t", text[i]))
            return false;
    return true;
}

static bool is_folded(const FmtToken *token, const char *text)
{
    bool word = is_letter(*text) && token->kind != STRING && token->kind != RAW;

    if (!word || token->marks & (MARK_NAME | MARK_SQL))
        return false;
    if (token->marks & MARK_LABEL)
        return token->kind == WAS;
    return token->kind != IDENTIFIER || token->marks & MARK_IN_TYPE;
}

void fmt_put_token(const FmtText *text, const FmtToken *token, StrBuf *out)
{
    const char *bytes = text->source->text + token->begin;
    size_t length = token->end - token->begin;

    if (is_folded(token, bytes))
        put_folded(bytes, length, out);
    else if (token->kind == RAW && token->marks & MARK_SQL)
        put_sql(bytes, length, out);
    else if (token->kind == RAW && token->marks & MARK_IN_TYPE && is_plain_list(bytes, length))
        put_modifiers(bytes, length, out);
    else if (token->kind == RAW)
        put_raw(bytes, length, out);
    else
        strbuf_putn(out, bytes, length);
}

/* A blank follows the slashes; it is no part of the text. */
static void put_doc(const char *bytes, size_t length, StrBuf *out)
{
    bool empty = length == 3 || (length == 4 && bytes[3] == ' ');

    strbuf_puts(out, empty || bytes[3] == '\\' || bytes[3] == ' ' ? "///" : "/// ");
    strbuf_putn(out, bytes + 3, empty ? 0 : length - 3);
}

void fmt_put_piece(const FmtText *text, const Piece *piece, StrBuf *out)
{
    bool plain = piece->kind == PIECE_LINE || piece->lost;
    const char *bytes = text->source->text + piece->begin + piece->lost;    /* "//" where "///" would count */
    size_t length = piece->end - piece->begin - piece->lost;

    while (plain && is_blank(bytes[length - 1]))
        length--;
    if (piece->kind == PIECE_DOC && !piece->lost)
        put_doc(bytes, length, out);
    else
        put_lines(bytes, length, out);
}

static bool is_operator(int kind)
{
    return kind == OTHER || kind == EQUALS || kind == MINUS || kind == PLUS;
}

static bool is_one_of(int kind, const int *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

/* "function f(", "execute app.f(": as in a call. */
static bool is_routine(const FmtText *text, size_t name)
{
    static const int before[] = {FUNCTION, PROCEDURE, EXECUTE};
    const FmtToken *tokens = text->tokens;

    if (name >= 3 && tokens[name - 1].kind == DOT)
        name -= 2;
    return name >= 1 && is_one_of(tokens[name - 1].kind, before, sizeof before / sizeof *before);
}

bool fmt_blank_between(const FmtText *text, size_t token, size_t next)
{
    static const int hugs_what_follows[] = {DOT, CAST, LPAREN, LBRACKET, MINUS, PLUS};
    static const int hugs_what_precedes[] = {COMMA, DOT, QUESTION, CAST, LBRACKET, RPAREN, RBRACKET};
    const FmtToken *left = &text->tokens[token], *right = &text->tokens[next];

    if (is_operator(left->kind) && is_operator(right->kind) && left->kind != EQUALS)
        return right->begin > left->end;
    if (left->kind == WITH)
        return true;
    if (is_one_of(left->kind, hugs_what_follows, sizeof hugs_what_follows / sizeof *hugs_what_follows)
        || is_one_of(right->kind, hugs_what_precedes, sizeof hugs_what_precedes / sizeof *hugs_what_precedes))
        return false;
    return right->kind != LPAREN || !(right->marks & MARK_TIGHT || is_routine(text, token));
}
