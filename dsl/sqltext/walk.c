#include "dsl/sqltext/walk.h"

#include <stdlib.h>
#include <string.h>

/* Visitors say whether they have seen to what is in the node. */

static bool column(Walk *walk, const Scope *scope, json_t *node)
{
    SqlRef *ref = ref_column(walk, scope, node);

    if (node == walk->naming.column)
        walk->naming.ref = ref;
    return true;
}

static const char *first_name(const json_t *names)
{
    return sql_string(json_object_get(json_array_get(names, 0), "String"), "sval");
}

/* (u).mail, where u is a table in FROM. */
static bool field(Walk *walk, const Scope *scope, json_t *node)
{
    const json_t *row = json_object_get(json_object_get(node, "arg"), "ColumnRef");
    const json_t *fields = json_object_get(row, "fields");
    const char *name = first_name(fields), *column = first_name(json_object_get(node, "indirection"));
    bool is_row = json_array_size(fields) == 1 || json_object_get(json_array_get(fields, 1), "A_Star");
    const Item *item = name && column && is_row ? scope_item(scope, NULL, name) : NULL;
    SqlToken token;

    if (item && place_field(walk, sql_place(row), column, &token)) {
        SqlRef *ref = ref_at(walk, SQL_REF_COLUMN, name, column, token);

        ref->local = item_has(item, ref->name);
        if (!ref->local)
            item_owners(item, walk->arena, &ref->owners);
        if (node == walk->naming.column)
            walk->naming.ref = ref;
    }
    return false;
}

static bool takes_sequence(const char *function)
{
    return strcmp(function, "nextval") == 0 || strcmp(function, "currval") == 0 || strcmp(function, "setval") == 0;
}

static bool function(Walk *walk, const Scope *scope, json_t *node)
{
    const SqlRef *ref = ref_names(walk, SQL_REF_FUNCTION, json_object_get(node, "funcname"), node);

    (void)scope;
    if (ref && takes_sequence(ref->name))
        ref_relation_string(walk, json_array_get(json_object_get(node, "args"), 0));
    return false;
}

static bool cast(Walk *walk, const Scope *scope, json_t *node)
{
    json_t *type = json_object_get(node, "typeName"), *value = json_object_get(node, "arg");
    SqlRef *ref = ref_names(walk, SQL_REF_TYPE, json_object_get(type, "names"), type);
    const char *literal = ref_plain_string(value);

    if (ref && literal && !json_object_get(type, "arrayBounds")) {
        ref->literal = arena_strdup(walk->arena, literal);
        if (strcmp(ref->name, "regclass") == 0)
            ref_relation_string(walk, value);
    }
    walk_tree(walk, scope, value);
    walk_tree(walk, scope, json_object_get(type, "typmods"));
    return true;
}

static bool type(Walk *walk, const Scope *scope, json_t *node)
{
    ref_names(walk, SQL_REF_TYPE, json_object_get(node, "names"), node);
    walk_tree(walk, scope, json_object_get(node, "typmods"));
    return true;
}

static bool collation(Walk *walk, const Scope *scope, json_t *node)
{
    (void)scope;
    ref_collation(walk, node);
    return false;
}

static bool relation(Walk *walk, const Scope *scope, json_t *node)
{
    (void)scope;
    ref_relation(walk, node);
    return true;
}

static bool constant(Walk *walk, const Scope *scope, json_t *node)
{
    const char *value = sql_string(json_object_get(node, "sval"), "sval");
    size_t *place = arena_new(walk->arena, size_t);

    (void)scope;
    if (value) {
        *place = (size_t)json_integer_value(json_object_get(node, "location")) - walk->before;
        list_add(&walk->parse->strings, walk->arena, arena_strdup(walk->arena, value));
        list_add(&walk->parse->string_places, walk->arena, place);
    }
    return true;
}

static bool subquery(Walk *walk, const Scope *scope, json_t *node)
{
    Targets targets = {0};

    walk->parse->has_subquery = true;
    select_query(walk, scope, node, &targets);
    return true;
}

static bool change(Walk *walk, const Scope *scope, json_t *node)
{
    Targets targets = {0};

    select_change(walk, scope, node, &targets);
    return true;
}

void walk_refuse(Walk *walk, const json_t *node, const char *error)
{
    size_t place = sql_place(node);

    walk->parse->error = error;
    walk->parse->error_at = place < walk->before ? 0 : place - walk->before;
}

/* The grammar takes DEFAULT for an expression; nothing that we write an expression for does. */
static bool no_expression(Walk *walk, const Scope *scope, json_t *node)
{
    (void)scope;
    if (!walk->statements)
        walk_refuse(walk, node, "DEFAULT is no expression");
    return true;
}

typedef bool Visit(Walk *walk, const Scope *scope, json_t *node);

static const struct Visitor {
    const char *node;
    Visit *visit;
} visitors[] = {
    {"ColumnRef", column},     {"FuncCall", function},         {"TypeCast", cast},     {"A_Const", constant},
    {"RangeVar", relation},    {"SelectStmt", subquery},       {"TypeName", type},     {"InsertStmt", change},
    {"UpdateStmt", change},    {"DeleteStmt", change},         {"MergeStmt", change},  {"SetToDefault", no_expression},
    {"ObjectWithArgs", statement_object}, {"A_Indirection", field}, {"CollateClause", collation},
};

static Visit *visitor_of(const char *key, const json_t *value)
{
    for (size_t i = 0; *key < 'a' && i < sizeof visitors / sizeof *visitors; i++)
        if (strcmp(visitors[i].node, key) == 0)
            return visitors[i].visit;
    if (*key < 'a')
        return NULL;
    if (json_object_get(value, "relname"))
        return relation;
    if (json_object_get(value, "objname"))
        return statement_object;
    return json_object_get(value, "typemod") ? type : NULL;
}

/* As deep as the JSON, which jansson bounds. */
void walk_tree(Walk *walk, const Scope *scope, json_t *tree)
{
    const char *key;
    json_t *value;
    size_t i;

    json_array_foreach(tree, i, value) walk_tree(walk, scope, value);
    json_object_foreach(tree, key, value) {
        Visit *visit = visitor_of(key, value);

        if (!visit || !visit(walk, scope, value))
            walk_tree(walk, scope, value);
    }
}

static bool is_among(const char *key, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

/* What of a node has no order or scope of its own. */
void walk_fields(Walk *walk, const Scope *scope, json_t *node, const char *const *but, size_t count)
{
    const char *key;
    json_t *value;

    json_object_foreach(node, key, value) {
        Visit *visit = is_among(key, but, count) ? NULL : visitor_of(key, value);

        if (!is_among(key, but, count) && (!visit || !visit(walk, scope, value)))
            walk_tree(walk, scope, value);
    }
}

static int by_start(const void *one, const void *other)
{
    const SqlRef *first = *(SqlRef *const *)one, *second = *(SqlRef *const *)other;

    if (first->start != second->start)
        return first->start > second->start ? 1 : -1;
    return (first->kind > second->kind) - (first->kind < second->kind);
}

void walk_finish(Walk *walk)
{
    List *refs = &walk->parse->refs;

    if (refs->count > 1)
        qsort(refs->items, refs->count, sizeof *refs->items, by_start);
}

void sql_read_refs(Arena *arena, json_t *expression, const char *text, SqlParse *parse)
{
    Walk walk = {.arena = arena, .text = text, .before = strlen(SQL_BEFORE), .parse = parse};

    walk_tree(&walk, NULL, expression);
    walk_finish(&walk);
}
