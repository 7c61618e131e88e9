#include "runtime/eco/in.h"

#include <stdio.h>

static const EcoWire null;

/* The value taken last, or, if `ahead`, the one that comes. */
static EcoWire fail(EcoIn *in, int column, const char *what)
{
    const EcoModel *model = in->model;
    const char *name = model && column < model->count ? model->columns[column].name : NULL;
    EcoError *error = in->error;
    char row[40] = "";

    in->failed = true;
    in->at = in->end;
    if (!error || error->failed)
        return null;
    if (model)
        snprintf(error->table, sizeof(error->table), "%s", model->table);
    if (name)
        snprintf(error->column, sizeof(error->column), "%s", name);
    error->row = in->number;
    if (in->number)
        snprintf(row, sizeof(row), ", row %lld", (long long)in->number);
    if (name)
        eco_fail(error, "%s%s: cannot read column \"%s\": %s", model->table, row, name, what);
    else
        eco_fail(error, "cannot read value %d: %s", column + 1, what);
    return null;
}

EcoWire eco_in_fail(EcoIn *in, const char *what)
{
    return in->failed ? null : fail(in, in->column, what);
}

EcoWire eco_in_null(EcoIn *in)
{
    return in->failed ? null : fail(in, in->column - 1, "it is null, but the struct has no room for null");
}

EcoWire eco_in_size(EcoIn *in, size_t expected, size_t actual)
{
    char what[96];

    snprintf(what, sizeof(what), "expected %zu bytes, got %zu (another type?)", expected, actual);
    return in->failed ? null : fail(in, in->column - 1, what);
}

bool eco_in_done(EcoIn *in)
{
    if (!in->next && in->at != in->end)
        eco_in_fail(in, "the row has more columns than the struct");
    return !in->failed;
}

static EcoInet inet_of(EcoIn *in, EcoWire wire)
{
    EcoInet value;

    memset(&value, 0, sizeof(value));
    if (!wire.data)
        return value;
    if (wire.length < 4 || wire.length != 4 + (size_t)wire.data[3] || (wire.data[3] != 4 && wire.data[3] != 16)) {
        if (!in->failed)
            fail(in, in->column - 1, "it is no network address");
        return value;
    }
    value.bits = wire.data[1];
    value.cidr = wire.data[2] != 0;
    value.size = wire.data[3];
    memcpy(value.address, wire.data + 4, value.size);
    return value;
}

EcoInet eco_take_inet(EcoIn *in)
{
    return inet_of(in, eco_take_set(in));
}

EcoOptInet eco_take_opt_inet(EcoIn *in)
{
    EcoWire wire = eco_take_wire(in);
    EcoOptInet opt = {.value = inet_of(in, wire), .has = wire.data && !in->failed};

    return opt;
}

static int32_t place_of(EcoIn *in, const EcoEnum *type, EcoWire wire)
{
    char what[160];

    if (!wire.data)
        return 0;
    for (int32_t i = 0; i < type->count; i++) {
        if (eco_text_is(eco_text_of(wire), type->labels[i]))
            return i;
    }
    snprintf(what, sizeof(what), "\"%.*s\" is no label of enum %s known to this program",
             (int)(wire.length > 63 ? 63 : wire.length), (const char *)wire.data, type->name);
    if (!in->failed)
        fail(in, in->column - 1, what);
    return 0;
}

int32_t eco_take_enum(EcoIn *in, const EcoEnum *type)
{
    return place_of(in, type, eco_take_set(in));
}

EcoOptInt32 eco_take_opt_enum(EcoIn *in, const EcoEnum *type)
{
    EcoWire wire = eco_take_wire(in);
    EcoOptInt32 opt = {.value = place_of(in, type, wire), .has = wire.data && !in->failed};

    return opt;
}
