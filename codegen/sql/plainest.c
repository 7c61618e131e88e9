#include "codegen/sql/plainest.h"
#include "dsl/catalog/composite.h"
#include "dsl/catalog/domain.h"
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

static const char *of_enum(const SqlOut *out, const Object *declared)
{
    const Names labels = as_enum(declared)->labels;

    return labels.count ? quote_literal(out->arena, labels.items[0]) : NULL;
}

/* '(,,)': every attribute null. */
static const char *of_composite(const SqlOut *out, const Object *declared)
{
    StrBuf value = {.arena = out->arena};

    strbuf_puts(&value, "'(");
    if (as_composite(declared)->attributes.count)
        strbuf_fill(&value, ',', as_composite(declared)->attributes.count - 1);
    strbuf_puts(&value, ")'");
    return strbuf_text(&value);
}

static const char *of_range(const SqlOut *out, const Object *declared)
{
    (void)out, (void)declared;
    return "'empty'";
}

static const char *(*const by_kind[KIND_COUNT])(const SqlOut *, const Object *) = {
    [KIND_ENUM] = of_enum,
    [KIND_COMPOSITE] = of_composite,
    [KIND_RANGE] = of_range,
};

const char *plainest_value(const SqlOut *out, const Type *of_type)
{
    const Type base = type_base(out->after, *of_type), *type = &base;

    if (type->array)
        return "'{}'";
    if (type->schema) {
        const Object *declared = type_declared(out->after, type);

        return declared && by_kind[declared->kind] ? by_kind[declared->kind](out, declared) : NULL;
    }
    for (size_t i = 0; i < sizeof plainest / sizeof *plainest; i++)
        if (strcmp(plainest[i].type, type->name) == 0)
            return plainest[i].value;
    return NULL;
}
