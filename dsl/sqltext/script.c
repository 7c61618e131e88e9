#include "dsl/sqltext/walk.h"

#include "dsl/base/strbuf.h"

#include <string.h>

/* What stands before a body of SQL to make a statement of it. */
static const char before_body[] = "CREATE FUNCTION f() RETURNS x LANGUAGE sql\n";

static void list_name(Walk *walk, const char *sort, const char *schema, const char *name)
{
    SqlCreated *created = arena_new(walk->arena, SqlCreated);

    created->sort = sort;
    created->schema = schema ? arena_strdup(walk->arena, schema) : NULL;
    created->name = arena_strdup(walk->arena, name);
    list_add(walk->created, walk->arena, created);
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

static void list_named(Walk *walk, const char *sort, const json_t *named)
{
    if (json_is_string(named))
        list_name(walk, sort, NULL, json_string_value(named));
    else if (json_is_object(named) && sql_string(named, "relname"))
        list_name(walk, sort, sql_string(named, "schemaname"), sql_string(named, "relname"));
    else if (name_from_end(named, 1))
        list_name(walk, sort, name_from_end(named, 2), name_from_end(named, 1));
}

/* Statements of which one word says what they create. */
static void list_by_word(Walk *walk, const json_t *statement)
{
    static const char *const words[][2] = {
        {"OBJECT_AGGREGATE", "aggregate"},   {"OBJECT_OPERATOR", "operator"},   {"OBJECT_TYPE", "type"},
        {"OBJECT_TSPARSER", "text search parser"},         {"OBJECT_TSDICTIONARY", "text search dictionary"},
        {"OBJECT_TSTEMPLATE", "text search template"},     {"OBJECT_TSCONFIGURATION", "text search configuration"},
        {"OBJECT_COLLATION", "collation"},   {"OBJECT_MATVIEW", "materialized view"}, {"OBJECT_TABLE", "table"},
    };
    const json_t *define = json_object_get(statement, "DefineStmt"), *as = json_object_get(statement,
                                                                                          "CreateTableAsStmt");
    const char *kind = sql_string(define ? define : as, define ? "kind" : "objtype");

    for (size_t i = 0; kind && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i][0], kind) == 0)
            list_named(walk, words[i][1],
                       define ? json_object_get(define, "defnames") : json_object_get(json_object_get(as, "into"),
                                                                                      "rel"));
}

static void list_created(Walk *walk, const json_t *statement)
{
    const json_t *function = json_object_get(statement, "CreateFunctionStmt");
    const json_t *foreign = json_object_get(json_object_get(statement, "CreateForeignTableStmt"), "base");

    for (size_t i = 0; i < sizeof creators / sizeof *creators; i++) {
        const json_t *node = json_object_get(statement, creators[i].node);

        if (node)
            list_named(walk, creators[i].sort, json_object_get(node, creators[i].key));
    }
    if (function)
        list_named(walk, json_is_true(json_object_get(function, "is_procedure")) ? "procedure" : "function",
                   json_object_get(function, "funcname"));
    if (foreign)
        list_named(walk, "foreign table", json_object_get(foreign, "relation"));
    list_by_word(walk, statement);
}

/* A word in lower case; what quotes hold, as it is. */
static void put_token(StrBuf *out, const char *text, SqlToken token)
{
    const char *at = text + token.start;
    size_t length = token.end - token.start;
    bool word = ((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z') || *at == '_' || (unsigned char)*at >= 0x80)
                && !memchr(at, '\'', length) && !memchr(at, '"', length);

    for (size_t i = 0; i < length; i++)
        strbuf_putc(out, word && at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] - 'A' + 'a') : at[i]);
    strbuf_putc(out, ' ');
}

/* Token by token: libpg_query's tree leaves out too much of what statements hold (the sign of INCREMENT BY -1). */
static const char *canonical(Walk *walk)
{
    const SqlTokens *tokens = place_tokens(walk);
    StrBuf out = {.arena = walk->arena};
    size_t count = tokens->count;

    while (count > 0 && sql_token_is(walk->text, tokens->items[count - 1], ";"))
        count--;
    for (size_t i = 0; i < count; i++)
        if (tokens->items[i].start >= walk->before)
            put_token(&out, walk->text, tokens->items[i]);
    return strbuf_text(&out);
}

static void read_statements(Arena *arena, SqlStatements *script, const char *text, size_t before, json_t *tree)
{
    const json_t *statements = json_object_get(tree, "stmts");
    Walk walk = {.arena = arena, .text = text, .before = before, .parse = &script->parse,
                 .created = &script->created, .statements = true};
    size_t i;
    json_t *statement;

    json_array_foreach(statements, i, statement) {
        walk_tree(&walk, NULL, json_object_get(statement, "stmt"));
        if (before == 0)
            list_created(&walk, json_object_get(statement, "stmt"));
    }
    walk_finish(&walk);
    script->count = json_array_size(statements);
    script->parse.canonical = canonical(&walk);
}

static bool begins_with(const char *text, const SqlTokens *tokens, size_t token, const char *word)
{
    return token < tokens->count && sql_token_is(text, tokens->items[token], word);
}

/* BEGIN ATOMIC … END and RETURN … are no statements by themselves. */
static bool is_body(Arena *arena, const char *text)
{
    SqlTokens tokens = sql_tokens(arena, text);

    return begins_with(text, &tokens, 0, "return")
        || (begins_with(text, &tokens, 0, "begin") && begins_with(text, &tokens, 1, "atomic"));
}

const SqlStatements *sql_script(SqlCache *cache, const char *text)
{
    Arena *arena = sql_cache_arena(cache);
    SqlStatements *script = map_get(&sql_cached(cache)->scripts, text);

    if (script)
        return script;

    script = arena_new(arena, SqlStatements);
    text = arena_strdup(arena, text);
    size_t before = is_body(arena, text) ? strlen(before_body) : 0;
    const char *whole = before ? arena_printf(arena, "%s%s", before_body, text) : text;
    json_t *tree = sql_parse_tree(arena, whole, before, &script->parse);
    if (tree)
        read_statements(arena, script, whole, before, tree);
    json_decref(tree);
    if (script->parse.error)
        *script = (SqlStatements){.parse = {.error = script->parse.error, .error_at = script->parse.error_at}};
    return map_put(&sql_cached(cache)->scripts, arena, text, script);
}
