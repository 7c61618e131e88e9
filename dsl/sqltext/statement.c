#include "dsl/sqltext/walk.h"

#include <string.h>

/* A function, procedure or aggregate that a statement names with its arguments. */
bool statement_object(Walk *walk, const Scope *scope, json_t *node)
{
    ref_names(walk, SQL_REF_FUNCTION, json_object_get(node, "objname"), NULL);
    walk_tree(walk, scope, json_object_get(node, "objargs"));
    return true;
}

/* The tables a statement is about; its expressions speak of their columns. */
static void add_tables(Walk *walk, Scope *scope, const json_t *node)
{
    static const char *const keys[] = {"relation", "table"};
    size_t i;
    json_t *table;

    for (i = 0; i < sizeof keys / sizeof *keys; i++)
        if (json_object_get(json_object_get(node, keys[i]), "relname"))
            from_table(walk, scope, json_object_get(node, keys[i]));
    json_array_foreach(json_object_get(node, "relations"), i, table)
        if (json_object_get(table, "RangeVar"))
            from_table(walk, scope, json_object_get(table, "RangeVar"));
}

/* The relation that one of the names of a DROP is, or that it stands on: then the last name is that of the rule. */
static void add_one_dropped(Walk *walk, const json_t *names, bool stands_on, size_t *token)
{
    size_t count = json_array_size(names);
    List parts = {0};

    count -= stands_on && count > 0;
    for (size_t i = 0; i < count; i++)
        list_add(&parts, walk->arena,
                 (void *)sql_string(json_object_get(json_array_get(names, i), "String"), "sval"));
    for (size_t i = 0; i < count; i++)
        if (!parts.items[i])
            return;
    if (count)
        ref_names_at(walk, SQL_REF_RELATION, names, count,
                     place_in_drop(walk, token, stands_on ? "on" : NULL, &parts));
}

/* DROP TABLE app.users: a list of lists of names. DROP RULE once ON app.users: one, and what it is on comes first. */
static void add_dropped(Walk *walk, const json_t *node)
{
    static const struct {
        const char *sort;
        bool stands_on;
    } sorts[] = {
        {"OBJECT_TABLE", false}, {"OBJECT_VIEW", false}, {"OBJECT_MATVIEW", false}, {"OBJECT_SEQUENCE", false},
        {"OBJECT_FOREIGN_TABLE", false}, {"OBJECT_INDEX", false},
        {"OBJECT_RULE", true}, {"OBJECT_TRIGGER", true}, {"OBJECT_POLICY", true},
    };
    const char *sort = sql_string(node, "removeType");
    size_t i, token = 0;
    json_t *object;

    for (size_t s = 0; sort && s < sizeof sorts / sizeof *sorts; s++)
        if (strcmp(sorts[s].sort, sort) == 0)
            json_array_foreach(json_object_get(node, "objects"), i, object)
                add_one_dropped(walk, json_object_get(json_object_get(object, "List"), "items"), sorts[s].stands_on,
                                &token);
}

/*
 * In CREATE AGGREGATE, OPERATOR, TYPE and TEXT SEARCH the grammar takes for types whatever words stand there: functions
 * and mere options too.
 */
static bool is_among(const char *key, const char *const *keys)
{
    for (; *keys; keys++)
        if (strcmp(*keys, key) == 0)
            return true;
    return false;
}

static void walk_definition(Walk *walk, const json_t *elements)
{
    static const char *const functions[] = {
        "procedure", "function", "restrict", "join", "sfunc", "sfunc1", "finalfunc", "combinefunc", "serialfunc",
        "deserialfunc", "msfunc", "minvfunc", "mfinalfunc", "input", "output", "receive", "send", "typmod_in",
        "typmod_out", "analyze", "subscript", "canonical", "subtype_diff", "init", "lexize", "start", "gettoken",
        "end", "headline", "lextypes", NULL,
    };
    static const char *const types[] = {
        "leftarg", "rightarg", "basetype", "stype", "stype1", "mstype", "subtype", "element", "like", NULL,
    };
    size_t i;
    json_t *element;

    json_array_foreach(elements, i, element) {
        const json_t *definition = json_object_get(element, "DefElem");
        json_t *value = json_object_get(definition, "arg");
        const json_t *name = json_object_get(value, "TypeName");

        if (name && is_among(sql_string(definition, "defname"), functions))
            ref_names(walk, SQL_REF_FUNCTION, json_object_get(name, "names"), name);
        else if (!name || is_among(sql_string(definition, "defname"), types))
            walk_tree(walk, NULL, value);
    }
}

static void walk_node(Walk *walk, const char *kind, json_t *node)
{
    static const char *const seen[] = {"relation", "table", "relations", "definition", "params", "funcname"};
    Scope scope = {0};
    bool defines = strcmp(kind, "DefineStmt") == 0 || strcmp(kind, "CreateRangeStmt") == 0;

    add_tables(walk, &scope, node);
    ref_names(walk, SQL_REF_FUNCTION, json_object_get(node, "funcname"), NULL);
    if (strcmp(kind, "DropStmt") == 0)
        add_dropped(walk, node);
    if (defines) {
        walk_definition(walk, json_object_get(node, "definition"));
        walk_definition(walk, json_object_get(node, "params"));
    } else {
        walk_tree(walk, &scope, json_object_get(node, "definition"));
        walk_tree(walk, &scope, json_object_get(node, "params"));
    }
    walk_fields(walk, &scope, node, seen, sizeof seen / sizeof *seen);
}

/* Queries and changes of rows have visitors of their own. */
void statement_walk(Walk *walk, json_t *statement)
{
    static const char *const visited[] = {"SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"};
    const char *key;
    json_t *node;

    for (size_t i = 0; i < sizeof visited / sizeof *visited; i++)
        if (json_object_get(statement, visited[i])) {
            walk_tree(walk, NULL, statement);
            return;
        }
    json_object_foreach(statement, key, node) walk_node(walk, key, node);
}
