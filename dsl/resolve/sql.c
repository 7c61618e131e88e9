#include "dsl/resolve/scope.h"

#include <ctype.h>
#include <string.h>

const SqlParse *scope_parse(Scope *scope, const Sql *sql)
{
    return sql_expression(scope->sql, sql->text);
}

Span scope_ref_place(const Sql *sql, const SqlRef *ref)
{
    return (Span){sql->at.start + (uint32_t)ref->start, sql->at.start + (uint32_t)ref->end};
}

/* Where the text of a node begins: the node may also hold the "=" or the parentheses around it. */
static uint32_t text_start(const Scope *scope, const Node *node)
{
    const Source *source = sources_find(scope->diags->sources, node->at);

    if (!source || node->at.end - node->at.start == strlen(node->text))
        return node->at.start;

    const char *whole = sources_text(scope->diags->sources, node->at, scope->arena);
    const char *found = strstr(whole, node->text);
    return node->at.start + (found ? (uint32_t)(found - whole) : 0);
}

/* The word, or the one character, at which the parser gave up. */
static Span fault(const Sql *sql, size_t at)
{
    size_t length = strlen(sql->text), end = at;

    if (at >= length)
        return (Span){sql->at.start + (uint32_t)length, sql->at.start + (uint32_t)length + 1};
    while (isalnum((unsigned char)sql->text[end]) || sql->text[end] == '_')
        end++;
    return (Span){sql->at.start + (uint32_t)at, sql->at.start + (uint32_t)(end > at ? end : at + 1)};
}

/* The text without blanks around it, and without a comment at its end. */
static const char *trimmed(Scope *scope, const char *text, size_t *skipped)
{
    static const char blanks[] = " \t\r\n\f\v";
    size_t length = strlen(text);

    *skipped = strspn(text, blanks);
    while (length > *skipped && strchr(blanks, text[length - 1]))
        length--;

    const char *trim = *skipped || text[length] ? arena_strndup(scope->arena, text + *skipped, length - *skipped)
                                                : text;
    if (!strstr(trim, "--") && !strstr(trim, "/*"))
        return trim;
    return arena_strndup(scope->arena, trim, sql_end(scope->arena, trim));
}

Sql scope_sql(Scope *scope, const Node *node)
{
    size_t skipped;
    const char *text = trimmed(scope, node->text, &skipped);

    if (!*text) {
        scope_problem(scope, DIAG_NOT_AN_EXPRESSION, node->at, "an expression was expected, nothing stands here");
        return (Sql){0};
    }

    uint32_t start = text_start(scope, node) + (uint32_t)skipped;
    Sql sql = {.text = text, .at = {start, start + (uint32_t)strlen(text)}};
    const SqlParse *parse = scope_parse(scope, &sql);
    if (parse->error) {
        scope_problem(scope, DIAG_BAD_SQL, fault(&sql, parse->error_at), "%s", parse->error);
        return (Sql){0};
    }
    return sql;
}

/* Where a query begins: with its first word; if it has more lines than one, with its first line. */
static size_t query_start(Scope *scope, const char *text)
{
    size_t start = strspn(text, " \t\r\n\f\v");
    const SqlQuery *query = sql_query(scope->sql, text + start);

    if (memchr(text + start, '\n', query->end))
        while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
            start--;
    return start;
}

/* Blank lines before it and what stands behind it (a comment, a semicolon) are no part of a query. */
Sql scope_query(Scope *scope, const Node *node)
{
    size_t skipped = query_start(scope, node->text);
    uint32_t start = text_start(scope, node) + (uint32_t)skipped;
    Sql sql = {.text = node->text + skipped, .at = {start, start + (uint32_t)strlen(node->text + skipped)}};
    const SqlQuery *query = sql_query(scope->sql, sql.text);

    if (query->parse.error) {
        scope_problem(scope, DIAG_BAD_SQL, fault(&sql, query->parse.error_at), "%s", query->parse.error);
        return (Sql){0};
    }
    sql.text = arena_strndup(scope->arena, sql.text, query->end);
    sql.at.end = sql.at.start + (uint32_t)query->end;
    return sql;
}

/* The runner wraps what is planned in a transaction of its own. */
static void refuse_transactions(Scope *scope, const Sql *sql, const SqlStatement *statements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Span at = {sql->at.start + (uint32_t)statements[i].start, sql->at.start + (uint32_t)statements[i].end};

        if (statements[i].kind == SQL_STATEMENT_TRANSACTION)
            diag_hint(scope->diags,
                      scope_problem(scope, DIAG_SCRIPT_TRANSACTION, at, "raw SQL cannot begin or end a transaction"),
                      "leave it out: the migration it becomes part of is wrapped in one");
    }
}

/*
 * What is no SQL at all is an error. What our parser does not know a newer server may: raw SQL is for what we have no
 * words for.
 */
Sql scope_script(Scope *scope, const Node *node)
{
    size_t skipped = strspn(node->text, " \t\r\n\f\v"), length = strlen(node->text + skipped);
    uint32_t start = text_start(scope, node) + (uint32_t)skipped;

    while (length && strchr(" \t\r\n\f\v;", node->text[skipped + length - 1]))
        length--;

    Sql sql = {.text = arena_strndup(scope->arena, node->text + skipped, length),
               .at = {start, start + (uint32_t)length}};
    const SqlParse *parse = &sql_script(scope->sql, sql.text)->parse;
    SqlStatement *statements;
    size_t count, at;
    const char *error;

    if (!sql_split(scope->arena, sql.text, length, &statements, &count, &error, &at)) {
        scope_problem(scope, DIAG_BAD_SQL, fault(&sql, at), "%s", error);
        return (Sql){0};
    }
    if (parse->error)
        diag_hint(scope->diags,
                  scope_problem(scope, DIAG_UNREAD_SQL, fault(&sql, parse->error_at),
                                "PostgreSQL 15 would not take this: %s", parse->error),
                  "it goes into the migration as it stands: right for a newer server, else mend it");
    refuse_transactions(scope, &sql, statements, count);
    return sql;
}

Sql scope_sql_child(Scope *scope, const Node *parent)
{
    const Node *node = node_child(parent, NODE_SQL);

    return node ? scope_sql(scope, node) : (Sql){0};
}
