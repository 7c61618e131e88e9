#include "dsl/sqltext/walk.h"

#include <string.h>

/* What the parser knows and servers older than it do not: by the key in the tree, and what stands under it if any. */
static const struct Newer {
    const char *key, *value;
    SqlNewer newer;
} newers[] = {
    {"MergeStmt", NULL, {15, "MERGE"}},
    {"nulls_not_distinct", NULL, {15, "NULLS NOT DISTINCT"}},
    {"fk_del_set_cols", NULL, {15, "columns after ON DELETE SET"}},
    {"whereClause", NULL, {15, "a publication of some rows"}},
    {"columns", NULL, {15, "a publication of some columns"}},
    {"pubobjtype", "PUBLICATIONOBJ_TABLES_IN_SCHEMA", {15, "a publication of TABLES IN SCHEMA"}},
    {"pubobjtype", "PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA", {15, "a publication of TABLES IN SCHEMA"}},
    {"subtype", "AT_SetAccessMethod", {15, "SET ACCESS METHOD"}},
    {"objtype", "OBJECT_PARAMETER_ACL", {15, "rights on a parameter"}},
    {"defname", "security_invoker", {15, "security_invoker"}},
};

/* Some keys mean this of a table in a publication alone. */
static bool is_of_publication(const char *key)
{
    return strcmp(key, "whereClause") == 0 || strcmp(key, "columns") == 0;
}

static void look_at(const char *key, const json_t *value, bool published, SqlNewer *newer)
{
    for (size_t i = 0; i < sizeof newers / sizeof *newers; i++) {
        const char *wanted = newers[i].value, *found = json_string_value(value);

        if (newers[i].newer.since > newer->since && strcmp(newers[i].key, key) == 0
            && (!wanted || (found && strcmp(wanted, found) == 0)) && (published || !is_of_publication(key)))
            *newer = newers[i].newer;
    }
}

/* As deep as the JSON, which jansson bounds. */
static void look_into(const json_t *tree, bool published, SqlNewer *newer)
{
    const char *key;
    json_t *value;
    size_t i;

    json_array_foreach((json_t *)tree, i, value) look_into(value, published, newer);
    json_object_foreach((json_t *)tree, key, value) {
        look_at(key, value, published, newer);
        look_into(value, strcmp(key, "pubtable") == 0, newer);
    }
}

void statement_read_newer(const json_t *statement, SqlNewer *newer)
{
    look_into(statement, false, newer);
}

/* Functions of pg_catalog under names that nothing there had before. */
static const struct {
    const char *name;
    int since;
} functions[] = {
    {"regexp_count", 15},      {"regexp_instr", 15},           {"regexp_like", 15},
    {"regexp_substr", 15},     {"has_parameter_privilege", 15}, {"any_value", 16},
    {"array_sample", 16},      {"array_shuffle", 16},          {"date_add", 16},
    {"date_subtract", 16},     {"erf", 16},                    {"erfc", 16},
    {"pg_input_error_info", 16}, {"pg_input_is_valid", 16},    {"random_normal", 16},
    {"pg_basetype", 17},       {"to_bin", 17},                 {"to_oct", 17},
    {"unicode_assigned", 17},  {"uuid_extract_timestamp", 17}, {"uuid_extract_version", 17},
    {"xmltext", 17},           {"array_reverse", 18},          {"array_sort", 18},
    {"casefold", 18},          {"crc32", 18},                  {"crc32c", 18},
    {"gamma", 18},             {"lgamma", 18},                 {"uuidv4", 18},
    {"uuidv7", 18},
};

int sql_function_since(const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strcmp(functions[i].name, name) == 0)
            return functions[i].since;
    return 0;
}
