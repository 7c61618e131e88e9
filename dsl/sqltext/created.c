#include "dsl/sqltext/walk.h"

#include <string.h>

typedef struct Lister {
    Arena *arena;
    List *created;
} Lister;

static void list_name(const Lister *lister, const char *sort, const char *schema, const char *name)
{
    SqlCreated *created = arena_new(lister->arena, SqlCreated);

    created->sort = sort;
    created->schema = schema ? arena_strdup(lister->arena, schema) : NULL;
    created->name = arena_strdup(lister->arena, name);
    list_add(lister->created, lister->arena, created);
}

/* How a statement names what it creates: a RangeVar, a list of names or a string, under that key. */
static const struct Creator {
    const char *node, *key, *sort;
} creators[] = {
    {"CreateStmt", "relation", "table"},
    {"ViewStmt", "view", "view"},
    {"CreateSeqStmt", "sequence", "sequence"},
    {"CompositeTypeStmt", "typevar", "type"},
    {"CreateEnumStmt", "typeName", "type"},
    {"CreateRangeStmt", "typeName", "type"},
    {"CreateDomainStmt", "domainname", "domain"},
    {"IndexStmt", "idxname", "index"},
    {"CreateTrigStmt", "trigname", "trigger"},
    {"CreateEventTrigStmt", "trigname", "event trigger"},
    {"CreatePolicyStmt", "policy_name", "policy"},
    {"RuleStmt", "rulename", "rule"},
    {"CreatePublicationStmt", "pubname", "publication"},
    {"CreateSubscriptionStmt", "subname", "subscription"},
    {"CreateExtensionStmt", "extname", "extension"},
    {"CreateSchemaStmt", "schemaname", "schema"},
    {"CreateForeignServerStmt", "servername", "server"},
    {"CreateFdwStmt", "fdwname", "foreign data wrapper"},
    {"CreatePLangStmt", "plname", "language"},
    {"CreateAmStmt", "amname", "access method"},
    {"CreateOpClassStmt", "opclassname", "operator class"},
    {"CreateOpFamilyStmt", "opfamilyname", "operator family"},
    {"CreateStatsStmt", "defnames", "statistics"},
    {"CreateConversionStmt", "conversion_name", "conversion"},
    {"CreateRoleStmt", "role", "role"},
};

static const char *name_from_end(const json_t *names, size_t back)
{
    size_t count = json_array_size(names);

    return back > count ? NULL : sql_string(json_object_get(json_array_get(names, count - back), "String"), "sval");
}

static void list_named(const Lister *lister, const char *sort, const json_t *named)
{
    if (json_is_string(named))
        list_name(lister, sort, NULL, json_string_value(named));
    else if (json_is_object(named) && sql_string(named, "relname"))
        list_name(lister, sort, sql_string(named, "schemaname"), sql_string(named, "relname"));
    else if (name_from_end(named, 1))
        list_name(lister, sort, name_from_end(named, 2), name_from_end(named, 1));
}

/* Statements of which one word says what they create. */
static void list_by_word(const Lister *lister, const json_t *statement)
{
    static const char *const words[][2] = {
        {"OBJECT_AGGREGATE", "aggregate"},
        {"OBJECT_OPERATOR", "operator"},
        {"OBJECT_TYPE", "type"},
        {"OBJECT_COLLATION", "collation"},
        {"OBJECT_TSPARSER", "text search parser"},
        {"OBJECT_TSDICTIONARY", "text search dictionary"},
        {"OBJECT_TSTEMPLATE", "text search template"},
        {"OBJECT_TSCONFIGURATION", "text search configuration"},
        {"OBJECT_MATVIEW", "materialized view"},
        {"OBJECT_TABLE", "table"},
    };
    const json_t *define = json_object_get(statement, "DefineStmt");
    const json_t *as = json_object_get(statement, "CreateTableAsStmt");
    const char *kind = sql_string(define ? define : as, define ? "kind" : "objtype");

    for (size_t i = 0; kind && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], kind) == 0)
            list_named(lister, words[i][1],
                       define ? json_object_get(define, "defnames")
                              : json_object_get(json_object_get(as, "into"), "rel"));
}

void statement_list_created(Arena *arena, const json_t *statement, List *created)
{
    const Lister lister = {arena, created};
    const json_t *function = json_object_get(statement, "CreateFunctionStmt");
    const json_t *foreign = json_object_get(json_object_get(statement, "CreateForeignTableStmt"), "base");

    for (size_t i = 0; i < sizeof creators / sizeof *creators; i++) {
        const json_t *node = json_object_get(statement, creators[i].node);

        if (node)
            list_named(&lister, creators[i].sort, json_object_get(node, creators[i].key));
    }
    if (function)
        list_named(&lister, json_is_true(json_object_get(function, "is_procedure")) ? "procedure" : "function",
                   json_object_get(function, "funcname"));
    if (foreign)
        list_named(&lister, "foreign table", json_object_get(foreign, "relation"));
    list_by_word(&lister, statement);
}
