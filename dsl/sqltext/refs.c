#include "dsl/sqltext/expression.h"

#include "dsl/base/strbuf.h"

#include <stdlib.h>
#include <string.h>

typedef struct Walk {
    Arena *arena;
    const char *text;               /* what was parsed, SQL_BEFORE included */
    SqlParse *parse;
} Walk;

/* The name as the parser reads it: folded, or without its quotes. */
static const char *read_name(Arena *arena, const char *at, const char *end)
{
    StrBuf name = {.arena = arena};

    if (*at != '"') {
        for (; at < end; at++)
            strbuf_putc(&name, *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at);
        return strbuf_text(&name);
    }
    for (at++; at < end - 1; at++) {
        strbuf_putc(&name, *at);
        at += *at == '"';
    }
    return strbuf_text(&name);
}

/* Set start and end to the last of `parts` names that stand at a place, if the name really stands there. */
static void find_last(const Walk *walk, SqlRef *ref, size_t place, size_t parts)
{
    size_t before = strlen(SQL_BEFORE);
    const char *at = walk->text + (place < before ? before : place);

    ref->whole = ref->start = ref->end = (size_t)(at - walk->text) - before;
    for (size_t i = 1; i < parts; i++) {
        at = sql_skip(sql_skip_name(at));
        if (*at != '.')
            return;
        at = sql_skip(at + 1);
    }

    const char *end = sql_skip_name(at);
    if (strcmp(read_name(walk->arena, at, end), ref->name) != 0)
        return;
    ref->start = (size_t)(at - walk->text) - before;
    ref->end = (size_t)(end - walk->text) - before;
}

static SqlRef *add(const Walk *walk, SqlRefKind kind, const char *qualifier, const char *name)
{
    SqlRef *ref = arena_new(walk->arena, SqlRef);

    ref->kind = kind;
    ref->qualifier = qualifier ? arena_strdup(walk->arena, qualifier) : NULL;
    ref->name = arena_strdup(walk->arena, name);
    list_add(&walk->parse->refs, walk->arena, ref);
    return ref;
}

static const char *name_at(const json_t *names, size_t i)
{
    return sql_string(json_object_get(json_array_get(names, i), "String"), "sval");
}

/* A ref of a list of names, such as app.users.email. NULL if it does not end with a name, as t.* does not. */
static SqlRef *add_names(const Walk *walk, SqlRefKind kind, const json_t *names, const json_t *node)
{
    size_t count = json_array_size(names);
    const char *last = count > 0 ? name_at(names, count - 1) : NULL;

    if (!last)
        return NULL;

    SqlRef *ref = add(walk, kind, count > 1 ? name_at(names, count - 2) : NULL, last);
    find_last(walk, ref, sql_place(node), count);
    return ref;
}

/* The plain string an A_Const is, or NULL. */
static const char *plain_string(const json_t *node)
{
    return sql_string(json_object_get(json_object_get(node, "A_Const"), "sval"), "sval");
}

/* 'app."My Table"': the relation a string names. Its place is known if the string needs no unescaping. */
static void add_relation_string(const Walk *walk, const json_t *node)
{
    const char *value = plain_string(node), *qualifier = NULL;

    if (!value)
        return;

    const char *at = sql_skip(value), *first = at, *end = sql_skip_name(at);
    while (*end == '.') {
        qualifier = read_name(walk->arena, at, end);
        at = end + 1;
        end = sql_skip_name(at);
    }
    if (at == end)
        return;

    SqlRef *ref = add(walk, SQL_REF_RELATION, qualifier, read_name(walk->arena, at, end));
    size_t place = sql_place(json_object_get(node, "A_Const")), length = strlen(value);
    const char *quote = walk->text + place;

    ref->whole = ref->start = ref->end = place - strlen(SQL_BEFORE);
    if (*quote == '\'' && strncmp(quote + 1, value, length) == 0 && quote[1 + length] == '\'') {
        ref->whole += 1 + (size_t)(first - value);
        ref->start += 1 + (size_t)(at - value);
        ref->end += 1 + (size_t)(end - value);
    }
}

static void column(const Walk *walk, const json_t *node)
{
    add_names(walk, SQL_REF_COLUMN, json_object_get(node, "fields"), node);
}

static bool takes_sequence(const char *function)
{
    return strcmp(function, "nextval") == 0 || strcmp(function, "currval") == 0 || strcmp(function, "setval") == 0;
}

static void function(const Walk *walk, const json_t *node)
{
    const SqlRef *ref = add_names(walk, SQL_REF_FUNCTION, json_object_get(node, "funcname"), node);

    if (ref && takes_sequence(ref->name))
        add_relation_string(walk, json_array_get(json_object_get(node, "args"), 0));
}

static void cast(const Walk *walk, const json_t *node)
{
    const json_t *type = json_object_get(node, "typeName"), *value = json_object_get(node, "arg");
    SqlRef *ref = add_names(walk, SQL_REF_TYPE, json_object_get(type, "names"), type);
    const char *literal = plain_string(value);

    if (!ref || !literal || json_object_get(type, "arrayBounds"))
        return;
    ref->literal = arena_strdup(walk->arena, literal);
    if (strcmp(ref->name, "regclass") == 0)
        add_relation_string(walk, value);
}

static void relation(const Walk *walk, const json_t *node)
{
    const char *schema = sql_string(node, "schemaname");
    size_t parts = 1 + (schema != NULL) + (sql_string(node, "catalogname") != NULL);

    find_last(walk, add(walk, SQL_REF_RELATION, schema, sql_string(node, "relname")), sql_place(node), parts);
}

static void constant(const Walk *walk, const json_t *node)
{
    const char *value = sql_string(json_object_get(node, "sval"), "sval");

    if (value)
        list_add(&walk->parse->strings, walk->arena, arena_strdup(walk->arena, value));
}

static void subquery(const Walk *walk, const json_t *node)
{
    (void)node;
    walk->parse->has_subquery = true;
}

/* The grammar takes DEFAULT for an expression; nothing that we write an expression for does. */
static void no_expression(const Walk *walk, const json_t *node)
{
    walk->parse->error = "DEFAULT is no expression";
    walk->parse->error_at = sql_place(node) - strlen(SQL_BEFORE);
}

static const struct Visitor {
    const char *node;
    void (*visit)(const Walk *walk, const json_t *node);
} visitors[] = {
    {"ColumnRef", column}, {"FuncCall", function},   {"TypeCast", cast},
    {"A_Const", constant},  {"RangeVar", relation},  {"SelectStmt", subquery},
    {"SetToDefault", no_expression},
};

/* As deep as the JSON, which jansson bounds. */
static void walk_tree(const Walk *walk, json_t *tree)
{
    const char *key;
    json_t *value;
    size_t i;

    json_array_foreach(tree, i, value) walk_tree(walk, value);
    json_object_foreach(tree, key, value) {
        for (i = 0; i < sizeof visitors / sizeof *visitors; i++)
            if (strcmp(visitors[i].node, key) == 0)
                visitors[i].visit(walk, value);
        walk_tree(walk, value);
    }
}

static int by_start(const void *one, const void *other)
{
    const SqlRef *first = *(SqlRef *const *)one, *second = *(SqlRef *const *)other;

    return (first->start > second->start) - (first->start < second->start);
}

void sql_read_refs(Arena *arena, json_t *expression, const char *text, SqlParse *parse)
{
    Walk walk = {.arena = arena, .text = text, .parse = parse};

    walk_tree(&walk, expression);
    if (parse->refs.count > 1)
        qsort(parse->refs.items, parse->refs.count, sizeof *parse->refs.items, by_start);
}
