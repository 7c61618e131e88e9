#include "runtime/eco/rows.h"
#include "runtime/eco/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

typedef bool FromText(const char *text, uint8_t *to, size_t *length);

static bool integer(const char *text, long long *value)
{
    char *end;

    errno = 0;
    *value = strtoll(text, &end, 10);
    return errno == 0 && end != text && *end == '\0';
}

static bool boolean_of(const char *text, uint8_t *to, size_t *length)
{
    to[0] = text[0] == 't';
    *length = 1;
    return true;
}

static bool int2_of(const char *text, uint8_t *to, size_t *length)
{
    long long value;
    bool good = integer(text, &value);

    eco_store16(to, (uint16_t)value);
    *length = 2;
    return good;
}

static bool int4_of(const char *text, uint8_t *to, size_t *length)
{
    long long value;
    bool good = integer(text, &value);

    eco_store32(to, (uint32_t)value);
    *length = 4;
    return good;
}

static bool int8_of(const char *text, uint8_t *to, size_t *length)
{
    long long value;
    bool good = integer(text, &value);

    eco_store64(to, (uint64_t)value);
    *length = 8;
    return good;
}

/* The server writes a point; a program that set a locale may expect a comma. */
static bool float8_of(const char *text, uint8_t *to, size_t *length)
{
    char *end;
    double value = strtod(text, &end);

    eco_store_double(to, value);
    *length = 8;
    return *end == '\0';
}

static bool float4_of(const char *text, uint8_t *to, size_t *length)
{
    char *end;
    float value = strtof(text, &end);

    eco_store_float(to, value);
    *length = 4;
    return *end == '\0';
}

static bool uuid_of(const char *text, uint8_t *to, size_t *length)
{
    EcoUuid uuid;
    bool good = eco_uuid_from_text(text, &uuid);

    if (good)
        memcpy(to, uuid.bytes, 16);
    *length = 16;
    return good;
}

/* What text is alike in both forms is not listed. */
static const struct Reading {
    uint32_t oid;
    FromText *read;
} readings[] = {
    {ECO_OID_BOOL, boolean_of}, {ECO_OID_INT2, int2_of},     {ECO_OID_INT4, int4_of}, {ECO_OID_INT8, int8_of},
    {ECO_OID_OID, int4_of},     {ECO_OID_FLOAT4, float4_of}, {ECO_OID_UUID, uuid_of}, {ECO_OID_FLOAT8, float8_of},
};

static const uint32_t texts[] = {ECO_OID_TEXT, ECO_OID_VARCHAR, ECO_OID_BPCHAR, ECO_OID_NAME,
                                 ECO_OID_JSON, ECO_OID_JSONB,   ECO_OID_XML,    ECO_OID_CHAR};

static bool is_text(uint32_t oid)
{
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (texts[i] == oid)
            return true;
    }
    return false;
}

/*
 * A type of the user's that the model has no number for: an enum, or one that is kept as text. Its text is what is
 * read, too; that of an array or of a built-in type (ranges and the like) is not.
 */
static bool is_label(const EcoColumn *column, uint32_t oid)
{
    enum { FIRST_USER_OID = 16384 };

    return column->oid == ECO_OID_UNKNOWN && oid >= FIRST_USER_OID && !strchr(column->type, '[');
}

/* A field that came as text, as if it had come in binary. */
static EcoWire translate(EcoIn *in, EcoWire wire, uint32_t oid, const EcoColumn *column)
{
    if (is_text(oid) || is_label(column, oid))
        return wire;
    for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++) {
        if (readings[i].oid != oid)
            continue;
        if (!readings[i].read((const char *)wire.data, in->scratch, &wire.length))
            break;
        wire.data = in->scratch;
        return wire;
    }
    in->column--;
    return eco_in_fail(in, "it came as text: ask for a binary result (resultFormat 1)");
}

static EcoWire next(EcoIn *in)
{
    const EcoRows *rows = in->rows;
    EcoWire wire = {NULL, 0};
    int place;

    if (in->failed)
        return wire;
    if (in->column >= rows->model->count)
        return eco_in_fail(in, "the model has no such column");
    place = rows->places[in->column++];
    if (PQgetisnull(rows->result, in->row, place))
        return wire;
    wire.data = (const uint8_t *)PQgetvalue(rows->result, in->row, place);
    wire.length = (size_t)PQgetlength(rows->result, in->row, place);
    if (PQfformat(rows->result, place) == 1)
        return wire;
    return translate(in, wire, PQftype(rows->result, place), &rows->model->columns[in->column - 1]);
}

/* Types that a struct's field can be read from: its own, and any text for a text. */
static bool fits(const EcoColumn *column, uint32_t oid)
{
    return column->oid == ECO_OID_UNKNOWN || column->oid == oid || (is_text(column->oid) && is_text(oid));
}

/* PQfnumber() would fold the name's case. */
static int find(const PGresult *result, const char *name)
{
    int i = 0;

    while (i < PQnfields(result) && strcmp(PQfname(result, i), name) != 0)
        i++;
    return i < PQnfields(result) ? i : -1;
}

static bool bind(EcoRows *rows, int i)
{
    const EcoColumn *column = &rows->model->columns[i];
    int place = find(rows->result, column->name);
    EcoError *error = &rows->conn->error;

    rows->places[i] = (int16_t)place;
    if (place >= 0 && fits(column, PQftype(rows->result, place)))
        return true;
    snprintf(error->table, sizeof(error->table), "%s", rows->model->table);
    snprintf(error->column, sizeof(error->column), "%s", column->name);
    if (place < 0)
        return eco_fail(error, "%s: the result has no column \"%s\"", rows->model->table, column->name);
    return eco_fail(error, "%s: column \"%s\" of the result is not of type %s", rows->model->table, column->name,
                    column->type);
}

bool eco_rows_open(EcoRows *rows, EcoConn *conn, const EcoModel *model, const PGresult *result)
{
    ExecStatusType status = PQresultStatus(result);

    rows->conn = conn;
    rows->model = model;
    rows->result = result;
    rows->row = rows->count = 0;
    if (conn->error.failed)
        return false;
    if (status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE)
        return eco_fail_result(conn, model, result);
    for (int i = 0; i < model->count; i++) {
        if (!bind(rows, i))
            return false;
    }
    rows->count = PQntuples(result);
    return true;
}

bool eco_rows_at(EcoRows *rows, const EcoModel *model, int row, EcoIn *in)
{
    EcoError *error = &rows->conn->error;

    if (error->failed || row < 0 || row >= rows->count)
        return false;
    if (model != rows->model)
        return eco_fail(error, "rows of %s were read as rows of %s", rows->model->table, model->table);
    memset(in, 0, sizeof(*in));
    in->error = error;
    in->model = model;
    in->next = next;
    in->rows = rows;
    in->row = row;
    in->number = row + 1;
    return true;
}
