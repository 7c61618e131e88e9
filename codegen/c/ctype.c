#include "codegen/c/ctype.h"

#include "codegen/c/names.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

#include <string.h>

#define HAS "!.has"
#define DATA ".data == NULL"
#define WIRE ".wire.data == NULL"

/* Fixed sizes have a type of their own for null; views show it themselves. */
static const struct Row {
    const char *type;               /* as format_type() prints it */
    const char *name, *opt;
    const char *functions;          /* eco_take_…, eco_put_… */
    const char *oid;                /* ECO_OID_… */
    const char *null, *note;
} rows[] = {
    {"boolean", "bool", "EcoOptBool", "bool", "BOOL", HAS},
    {"\"char\"", "char", "EcoOptChar", "char", "CHAR", HAS},
    {"smallint", "int16_t", "EcoOptInt16", "int16", "INT2", HAS},
    {"integer", "int32_t", "EcoOptInt32", "int32", "INT4", HAS},
    {"bigint", "int64_t", "EcoOptInt64", "int64", "INT8", HAS},
    {"real", "float", "EcoOptFloat", "float", "FLOAT4", HAS},
    {"double precision", "double", "EcoOptDouble", "double", "FLOAT8", HAS},
    {"numeric", "EcoNumeric", NULL, "numeric", "NUMERIC", WIRE, "eco/numeric.h"},
    {"money", "int64_t", "EcoOptInt64", "int64", "MONEY", HAS, "in the currency's smallest unit (lc_monetary)"},
    {"text", "EcoText", NULL, "text", "TEXT", DATA},
    {"character varying", "EcoText", NULL, "text", "VARCHAR", DATA},
    {"character", "EcoText", NULL, "text", "BPCHAR", DATA, "padded with blanks"},
    {"bpchar", "EcoText", NULL, "text", "BPCHAR", DATA},
    {"name", "EcoText", NULL, "text", "NAME", DATA},
    {"refcursor", "EcoText", NULL, "text", "UNKNOWN", DATA},
    {"xml", "EcoText", NULL, "text", "XML", DATA},
    {"json", "EcoText", NULL, "text", "JSON", DATA},
    {"jsonb", "EcoText", NULL, "jsonb", "JSONB", DATA, "as JSON text"},
    {"jsonpath", "EcoText", NULL, "jsonb", "UNKNOWN", DATA, "as text"},
    {"bytea", "EcoBytes", NULL, "bytes", "BYTEA", DATA},
    {"date", "EcoDate", "EcoOptDate", "date", "DATE", HAS, "days since 2000-01-01"},
    {"time without time zone", "EcoClock", "EcoOptClock", "clock", "TIME", HAS, "microseconds since midnight"},
    {"time with time zone", "EcoClockTz", "EcoOptClockTz", "clocktz", "TIMETZ", HAS},
    {"timestamp without time zone", "EcoTime", "EcoOptTime", "time", "TIMESTAMP", HAS, "microseconds since 2000-01-01"},
    {"timestamp with time zone", "EcoTime", "EcoOptTime", "time", "TIMESTAMPTZ", HAS,
     "microseconds since 2000-01-01 UTC"},
    {"interval", "EcoInterval", "EcoOptInterval", "interval", "INTERVAL", HAS},
    {"uuid", "EcoUuid", "EcoOptUuid", "uuid", "UUID", HAS},
    {"inet", "EcoInet", "EcoOptInet", "inet", "INET", HAS},
    {"cidr", "EcoInet", "EcoOptInet", "inet", "CIDR", HAS},
    {"macaddr", "EcoMacaddr", "EcoOptMacaddr", "macaddr", "MACADDR", HAS},
    {"macaddr8", "EcoMacaddr8", "EcoOptMacaddr8", "macaddr8", "MACADDR8", HAS},
    {"point", "EcoPoint", "EcoOptPoint", "point", "POINT", HAS},
    {"lseg", "EcoLseg", "EcoOptLseg", "lseg", "LSEG", HAS},
    {"box", "EcoBox", "EcoOptBox", "box", "BOX", HAS},
    {"line", "EcoLine", "EcoOptLine", "line", "LINE", HAS},
    {"circle", "EcoCircle", "EcoOptCircle", "circle", "CIRCLE", HAS},
    {"path", "EcoPath", NULL, "path", "PATH", WIRE, "eco/geometry.h"},
    {"polygon", "EcoPolygon", NULL, "polygon", "POLYGON", WIRE, "eco/geometry.h"},
    {"bit", "EcoBits", NULL, "bits", "BIT", WIRE, "eco/geometry.h"},
    {"\"bit\"", "EcoBits", NULL, "bits", "BIT", WIRE, "eco/geometry.h"},
    {"bit varying", "EcoBits", NULL, "bits", "VARBIT", WIRE, "eco/geometry.h"},
    {"oid", "uint32_t", "EcoOptUint32", "uint32", "OID", HAS},
    {"xid", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS},
    {"cid", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS},
    {"regclass", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regcollation", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regconfig", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regdictionary", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regnamespace", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regoper", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regoperator", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regproc", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regprocedure", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regrole", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"regtype", "uint32_t", "EcoOptUint32", "uint32", "UNKNOWN", HAS, "its oid"},
    {"xid8", "uint64_t", "EcoOptUint64", "uint64", "XID8", HAS},
    {"pg_lsn", "uint64_t", "EcoOptUint64", "uint64", "PG_LSN", HAS},
    {"int2vector", "EcoArray", NULL, "array", "UNKNOWN", WIRE, "eco/array.h"},
    {"oidvector", "EcoArray", NULL, "array", "UNKNOWN", WIRE, "eco/array.h"},
    {"int4range", "EcoRange", NULL, "range", "UNKNOWN", WIRE, "eco/array.h"},
    {"int8range", "EcoRange", NULL, "range", "UNKNOWN", WIRE, "eco/array.h"},
    {"numrange", "EcoRange", NULL, "range", "UNKNOWN", WIRE, "eco/array.h"},
    {"tsrange", "EcoRange", NULL, "range", "UNKNOWN", WIRE, "eco/array.h"},
    {"tstzrange", "EcoRange", NULL, "range", "UNKNOWN", WIRE, "eco/array.h"},
    {"daterange", "EcoRange", NULL, "range", "UNKNOWN", WIRE, "eco/array.h"},
    {"int4multirange", "EcoMultirange", NULL, "multirange", "UNKNOWN", WIRE, "eco/array.h"},
    {"int8multirange", "EcoMultirange", NULL, "multirange", "UNKNOWN", WIRE, "eco/array.h"},
    {"nummultirange", "EcoMultirange", NULL, "multirange", "UNKNOWN", WIRE, "eco/array.h"},
    {"tsmultirange", "EcoMultirange", NULL, "multirange", "UNKNOWN", WIRE, "eco/array.h"},
    {"tstzmultirange", "EcoMultirange", NULL, "multirange", "UNKNOWN", WIRE, "eco/array.h"},
    {"datemultirange", "EcoMultirange", NULL, "multirange", "UNKNOWN", WIRE, "eco/array.h"},
    {"tsvector", "EcoWire", NULL, "wire", "UNKNOWN", DATA, "as the wire has it"},
    {"tsquery", "EcoWire", NULL, "wire", "UNKNOWN", DATA, "as the wire has it"},
    {"tid", "EcoWire", NULL, "wire", "UNKNOWN", DATA, "as the wire has it"},
    {"pg_snapshot", "EcoWire", NULL, "wire", "UNKNOWN", DATA, "as the wire has it"},
    {"txid_snapshot", "EcoWire", NULL, "wire", "UNKNOWN", DATA, "as the wire has it"},
};

static const struct Row array_row = {NULL, "EcoArray", NULL, "array", "UNKNOWN", WIRE, "eco/array.h"};
static const struct Row text_row = {NULL, "EcoText", NULL, "text", "TEXT", DATA, "in its text form"};
static const struct Row citext_row = {NULL, "EcoText", NULL, "text", "UNKNOWN", DATA};

static const struct Row *find(const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].type, name) == 0)
            return &rows[i];
    return &text_row;
}

/* Without a length these two would mean a length of one. */
static const char *builtin_sql(const Type *type, Arena *arena)
{
    Type bare = {.text = type->name, .name = type->name};

    if (strcmp(type->name, "character") == 0)
        return "bpchar";
    return strcmp(type->name, "bit") == 0 ? "\"bit\"" : type_short(arena, &bare);
}

const char *ctype_sql(const Type *type, Arena *arena)
{
    const char *name = type->schema ? arena_printf(arena, "%s.%s", quote_name(arena, type->schema),
                                                   quote_name(arena, type->name))
                                    : builtin_sql(type, arena);

    return type->array ? arena_printf(arena, "%s[]", name) : name;
}

const char *ctype_stem(const Object *object, const char *prefix, Arena *arena)
{
    const Table *table = object->kind == KIND_TABLE ? as_table(object) : NULL;
    const char *own = c_snake(arena, table && table->model ? table->model : object->name);
    bool plain = (table && table->model) || strcmp(object->parent->name, "public") == 0;

    if (plain)
        return arena_printf(arena, "%s%s", prefix, own);
    return arena_printf(arena, "%s%s_%s", prefix, c_snake(arena, object->parent->name), own);
}

static CType of_row(const struct Row *row, Arena *arena)
{
    /* A view is put by one function; whether it may be null shows only in what reads it. */
    return (CType){
        .name = row->name,
        .opt = row->opt ? row->opt : row->name,
        .take = arena_printf(arena, "eco_take_%s", row->functions),
        .take_opt = arena_printf(arena, "eco_take_opt_%s", row->functions),
        .put = arena_printf(arena, "eco_put_%s", row->functions),
        .put_opt = arena_printf(arena, row->opt ? "eco_put_opt_%s" : "eco_put_%s", row->functions),
        .oid = arena_printf(arena, "ECO_OID_%s", row->oid),
        .element_oid = arena_printf(arena, "ECO_OID_%s", row->oid),
        .null = row->null,
        .note = row->note,
        .as_text = row == &text_row,
    };
}

static CType of_enum(const Object *object, const char *prefix, Arena *arena)
{
    const char *stem = ctype_stem(object, prefix, arena);

    return (CType){
        .name = c_pascal(arena, stem),
        .opt = arena_printf(arena, "%sOpt", c_pascal(arena, stem)),
        .take = arena_printf(arena, "%s_take", stem),
        .take_opt = arena_printf(arena, "%s_take_opt", stem),
        .put = arena_printf(arena, "%s_put", stem),
        .put_opt = arena_printf(arena, "%s_put_opt", stem),
        .oid = "ECO_OID_UNKNOWN",
        .element_oid = "ECO_OID_TEXT",
        .null = HAS,
        .include = c_file(arena, stem),
    };
}

/* Values of a domain travel as those of what it is over do; arrays, in and of domains, do not. */
static Type travels_as(const Catalog *catalog, const Type *type)
{
    Type base = type->array ? *type : type_base(catalog, *type);

    return base.array ? *type : base;
}

CType ctype_of(const Catalog *catalog, const Type *of_type, const char *prefix, Arena *arena)
{
    const Type base = travels_as(catalog, of_type), *type = &base;
    const Object *known = type->schema ? catalog_in_schema(catalog, KIND_ENUM, type->schema, type->name) : NULL;
    CType ctype;

    if (type->array && (known || !type->schema)) {
        ctype = of_row(&array_row, arena);
        ctype.array = true;
        return ctype;
    }
    if (known)
        return of_enum(known, prefix, arena);
    if (type->schema)
        return of_row(strcmp(type->name, "citext") == 0 && !type->array ? &citext_row : &text_row, arena);
    return of_row(find(type->name), arena);
}
