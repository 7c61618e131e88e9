#include "dsl/sqltext/text.h"

#include "dsl/base/utf8.h"

#include <string.h>

/* Walks over the tokens of a text; `first` is where the present statement begins. */
typedef struct Split {
    Arena *arena;
    const char *text;
    SqlTokens tokens;
    size_t at, first;
    List statements;                /* of SqlStatement */
    const char *error;
    size_t error_at;
} Split;

enum { WORDS = 4 };

/* How a statement begins that may hold statements: BEGIN ATOMIC … END. */
static const char *const routines[][WORDS] = {
    {"create", "function"},
    {"create", "procedure"},
    {"create", "or", "replace", "function"},
    {"create", "or", "replace", "procedure"},
};

static const char *const transactions[][WORDS] = {
    {"begin"}, {"start", "transaction"}, {"commit"}, {"end"}, {"rollback"}, {"abort"}, {"prepare", "transaction"},
};

static const char *const savepoints[][WORDS] = {
    {"rollback", "to"}, {"rollback", "work", "to"}, {"rollback", "transaction", "to"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool fail_at(Split *split, size_t at, const char *error)
{
    split->error_at = at;
    split->error = error;
    return false;
}

static bool fail(Split *split, size_t token, const char *error)
{
    return fail_at(split, split->tokens.items[token].start, error);
}

static bool is(const Split *split, size_t token, const char *word)
{
    return token < split->tokens.count && sql_token_is(split->text, split->tokens.items[token], word);
}

static bool begins(const Split *split, const char *const (*openings)[WORDS], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t word = 0;

        while (word < WORDS && openings[i][word] && is(split, split->first + word, openings[i][word]))
            word++;
        if (word == WORDS || !openings[i][word])
            return true;
    }
    return false;
}

static SqlStatementKind kind_here(const Split *split)
{
    bool ends_transaction = begins(split, transactions, COUNT(transactions)) &&
                            !begins(split, savepoints, COUNT(savepoints));

    return ends_transaction ? SQL_STATEMENT_TRANSACTION : SQL_STATEMENT;
}

/* "\gexec": no token of SQL begins with a backslash. */
static bool check_backslash(Split *split)
{
    const char *at = split->text + split->tokens.items[split->at].start;

    if (*at != '\\')
        return true;

    int length = (int)strcspn(at, " \t\r\n\f\v;");
    return fail(split, split->at, arena_printf(split->arena, "\"%.*s\" is a command of psql, not SQL", length, at));
}

static bool check_copy(Split *split)
{
    bool client = (is(split, split->at, "stdin") && is(split, split->at - 1, "from")) ||
                  (is(split, split->at, "stdout") && is(split, split->at - 1, "to"));

    return !client || !is(split, split->first, "copy") ||
           fail(split, split->first, "COPY to or from the client cannot stand in a file of SQL: write INSERT instead");
}

/* "as end" and "t.case" are names. */
static bool is_name(const Split *split)
{
    return split->at > split->first && (is(split, split->at - 1, "as") || is(split, split->at - 1, "."));
}

/* How deep in BEGIN ATOMIC … END, and in CASE … END therein, we are after this token. */
static size_t block_depth(const Split *split, size_t depth)
{
    if (is_name(split))
        return depth;
    if (is(split, split->at, "begin") && is(split, split->at + 1, "atomic"))
        return depth + 1;
    if (depth > 0 && is(split, split->at, "case"))
        return depth + 1;
    return depth > 0 && is(split, split->at, "end") ? depth - 1 : depth;
}

static size_t parenthesis_depth(const Split *split, size_t depth)
{
    if (is(split, split->at, "("))
        return depth + 1;
    return depth > 0 && is(split, split->at, ")") ? depth - 1 : depth;
}

/* Go to the semicolon that ends the statement, or to the end of the text. */
static bool find_end(Split *split)
{
    bool routine = begins(split, routines, COUNT(routines));
    size_t block = 0, parenthesis = 0;

    for (; split->at < split->tokens.count; split->at++) {
        if (block == 0 && parenthesis == 0 && is(split, split->at, ";"))
            return true;
        if (!check_backslash(split) || (split->at > split->first && !check_copy(split)))
            return false;
        parenthesis = parenthesis_depth(split, parenthesis);
        if (routine && parenthesis == 0)
            block = block_depth(split, block);
    }
    return true;
}

static bool split_tokens(Split *split)
{
    while (split->at < split->tokens.count) {
        split->first = split->at;
        if (!find_end(split))
            return false;
        if (split->at > split->first) {
            SqlStatement *statement = arena_new(split->arena, SqlStatement);

            statement->kind = kind_here(split);
            statement->start = split->tokens.items[split->first].start;
            statement->end = split->tokens.items[split->at - 1].end;
            list_add(&split->statements, split->arena, statement);
        }
        split->at++;
    }
    return true;
}

/*
 * The lexer stumbled. If a command of psql or COPY with its data stands before that, then that is why; the lexer's
 * own words would be about the data.
 */
static void explain(Split *split)
{
    Split before = {.arena = split->arena};

    split->error = split->tokens.error;
    split->error_at = split->tokens.error_at;
    before.text = arena_strndup(split->arena, split->text, split->error_at);
    before.tokens = sql_tokens(split->arena, before.text);
    if (!before.tokens.error && !split_tokens(&before)) {
        split->error = before.error;
        split->error_at = before.error_at;
    }
}

/* What the lexer must not see. */
static bool check_text(Split *split, size_t length)
{
    if (length > SQL_TEXT_LIMIT)
        return fail_at(split, SQL_TEXT_LIMIT, "this is more than 64 MB of SQL");

    size_t valid = utf8_fault(split->text, length), zero = strlen(split->text);
    if (zero < valid)
        return fail_at(split, zero, "there is a zero byte in the text");
    return valid == length || fail_at(split, valid, "this is not UTF-8");
}

static bool split_text(Split *split, size_t length)
{
    if (!check_text(split, length))
        return false;
    split->tokens = sql_tokens(split->arena, split->text);
    if (!split->tokens.error)
        return split_tokens(split);
    explain(split);
    return false;
}

bool sql_split(Arena *arena, const char *text, size_t length, SqlStatement **statements, size_t *count,
               const char **error, size_t *error_at)
{
    size_t mark = strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    Split split = {.arena = arena, .text = text + mark};

    if (!split_text(&split, length - mark)) {
        *error = split.error;
        *error_at = split.error_at + mark;
        return false;
    }
    *count = split.statements.count;
    *statements = arena_array(arena, SqlStatement, *count);
    for (size_t i = 0; i < *count; i++) {
        SqlStatement *statement = split.statements.items[i];

        (*statements)[i] = (SqlStatement){statement->kind, statement->start + mark, statement->end + mark};
    }
    return true;
}
