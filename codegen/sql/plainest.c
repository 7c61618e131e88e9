#include "codegen/sql/plainest.h"
#include "dsl/catalog/enum.h"
#include "dsl/catalog/naming.h"

#include <string.h>

static const struct {
    const char *type, *value;
} plainest[] = {
    {"bit varying", "''"},     {"boolean", "false"},         {"bytea", "''"},
    {"bigint", "0"},           {"character varying", "''"},  {"character", "''"},
    {"cidr", "'0.0.0.0/0'"},   {"date", "'epoch'"},          {"double precision", "0"},
    {"inet", "'0.0.0.0'"},     {"integer", "0"},             {"interval", "'0'"},
    {"json", "'null'"},        {"jsonb", "'null'"},          {"macaddr", "'00:00:00:00:00:00'"},
    {"money", "0"},            {"name", "''"},               {"numeric", "0"},
    {"point", "'(0,0)'"},      {"real", "0"},                {"smallint", "0"},
    {"text", "''"},            {"time with time zone", "'00:00+00'"}, {"time without time zone", "'00:00'"},
    {"timestamp with time zone", "'epoch'"}, {"timestamp without time zone", "'epoch'"},
    {"tsvector", "''"},        {"uuid", "'00000000-0000-0000-0000-000000000000'"},
    {"xml", "''"},             {"daterange", "'empty'"},     {"int4range", "'empty'"},
    {"int8range", "'empty'"},  {"numrange", "'empty'"},      {"tsrange", "'empty'"},
    {"tstzrange", "'empty'"},
};

const char *plainest_value(const SqlOut *out, const Type *type)
{
    if (type->array)
        return "'{}'";
    if (type->schema) {
        const Object *declared = catalog_in_schema(out->after, KIND_ENUM, type->schema, type->name);

        return declared && as_enum(declared)->labels.count
                 ? quote_literal(out->arena, as_enum(declared)->labels.items[0])
                 : NULL;
    }
    for (size_t i = 0; i < sizeof plainest / sizeof *plainest; i++)
        if (strcmp(plainest[i].type, type->name) == 0)
            return plainest[i].value;
    return NULL;
}
