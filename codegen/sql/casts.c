#include "codegen/sql/casts.h"

#include <string.h>

enum { MOST = 8 };

/* pg_cast of majors 14 to 18 between these types. All of them can be cast to the types of text, and these to them. */
static const struct Casts {
    const char *from;
    const char *to[MOST];
} known[] = {
    {"bigint", {"bit", "bytea", "double precision", "integer", "money", "numeric", "real", "smallint"}},
    {"bit", {"bigint", "bit varying", "integer"}},
    {"bit varying", {"bit"}},
    {"boolean", {"integer"}},
    {"box", {"circle", "lseg", "point", "polygon"}},
    {"bytea", {"bigint", "integer", "smallint"}},
    {"cidr", {"inet"}},
    {"circle", {"box", "point", "polygon"}},
    {"date", {"timestamp with time zone", "timestamp without time zone"}},
    {"daterange", {"datemultirange"}},
    {"double precision", {"bigint", "integer", "numeric", "real", "smallint"}},
    {"inet", {"cidr"}},
    {"int4range", {"int4multirange"}},
    {"int8range", {"int8multirange"}},
    {"integer", {"bigint", "bit", "boolean", "bytea", "double precision", "money", "numeric", "real"}},
    {"integer", {"smallint"}},
    {"interval", {"time without time zone"}},
    {"json", {"jsonb"}},
    {"jsonb", {"bigint", "boolean", "double precision", "integer", "json", "numeric", "real", "smallint"}},
    {"line", {NULL}},
    {"lseg", {"point"}},
    {"macaddr", {"macaddr8"}},
    {"macaddr8", {"macaddr"}},
    {"money", {"numeric"}},
    {"numeric", {"bigint", "double precision", "integer", "money", "real", "smallint"}},
    {"numrange", {"nummultirange"}},
    {"path", {"polygon"}},
    {"pg_lsn", {NULL}},
    {"point", {"box"}},
    {"polygon", {"box", "circle", "path", "point"}},
    {"real", {"bigint", "double precision", "integer", "numeric", "smallint"}},
    {"smallint", {"bigint", "bytea", "double precision", "integer", "numeric", "real"}},
    {"time with time zone", {"time without time zone"}},
    {"time without time zone", {"interval", "time with time zone"}},
    {"timestamp with time zone", {"date", "time with time zone", "time without time zone",
                                  "timestamp without time zone"}},
    {"timestamp without time zone", {"date", "time without time zone", "timestamp with time zone"}},
    {"tsquery", {NULL}},
    {"tsrange", {"tsmultirange"}},
    {"tstzrange", {"tstzmultirange"}},
    {"tsvector", {NULL}},
    {"uuid", {NULL}},
    {"xml", {NULL}},
};

enum { KNOWN = sizeof known / sizeof *known };

static bool is_known(const Type *type)
{
    for (size_t i = 0; i < KNOWN; i++)
        if (strcmp(known[i].from, type->name) == 0)
            return !type->schema;
    return false;
}

static bool is_listed(const Type *from, const Type *to)
{
    for (size_t i = 0; i < KNOWN; i++)
        for (size_t j = 0; j < MOST && known[i].to[j] && strcmp(known[i].from, from->name) == 0; j++)
            if (strcmp(known[i].to[j], to->name) == 0)
                return true;
    return false;
}

bool cast_may_exist(const Type *from, const Type *to)
{
    if (!is_known(from) || !is_known(to))
        return true;
    return from->array == to->array && (strcmp(from->name, to->name) == 0 || is_listed(from, to));
}
