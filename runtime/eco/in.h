/*
 * EcoIn: values being read from PostgreSQL's binary form, one after another.
 *
 * A row of a COPY stream, a row of a PGresult, the elements of an array and the fields of a composite value are
 * all read through it. Views point into the bytes that are read. The first value that does not fit stops it: later
 * ones come out as zero, and eco_in_done() says false.
 *
 *     EcoIn items = eco_array_items(row.tags);
 *     while (eco_in_more(&items))
 *         use(eco_take_text(&items));
 */
#ifndef ECO_IN_H
#define ECO_IN_H

#include "bytes.h"
#include "error.h"
#include "model.h"
#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EcoIn {
    const uint8_t *at, *end;
    EcoError *error;                /* where a failure is described; NULL: nowhere */
    const EcoModel *model;          /* of the columns, for that description; or NULL */
    int column;                     /* how many values were taken */
    bool failed;

    EcoWire (*next)(struct EcoIn *in);  /* NULL: length and bytes follow one another */
    const void *rows;               /* an EcoRows, if that is read */
    int row;                        /* of it, from 0 */
    int64_t number;                 /* of the row, from 1, for messages; 0: not known */
    uint8_t scratch[16];            /* a value that came as text, in binary */
} EcoIn;

/* The next value cannot be: describe it, stop. Gives null. */
EcoWire eco_in_fail(EcoIn *in, const char *what);

/* False if a value did not fit, or if some are left over. */
bool eco_in_done(EcoIn *in);

/* True if there is another value; never after a failure. */
static inline bool eco_in_more(const EcoIn *in)
{
    return !in->failed && in->at < in->end;
}

/* The next value; .data is NULL if it is null. */
static inline EcoWire eco_take_wire(EcoIn *in)
{
    EcoWire wire = {NULL, 0};
    uint32_t length;

    if (in->next)
        return in->next(in);
    if (in->end - in->at < 4)
        return eco_in_fail(in, "the row ends before it");
    length = eco_load32(in->at);
    in->at += 4;
    in->column++;
    if (length == UINT32_MAX)
        return wire;
    if (length > (size_t)(in->end - in->at)) {
        in->column--;
        return eco_in_fail(in, "it is longer than the row");
    }
    wire.data = in->at;
    wire.length = length;
    in->at += length;
    return wire;
}

/* For what must not be null. */
EcoWire eco_in_null(EcoIn *in);
EcoWire eco_in_size(EcoIn *in, size_t expected, size_t actual);

static inline EcoWire eco_take_set(EcoIn *in)
{
    EcoWire wire = eco_take_wire(in);

    return wire.data ? wire : eco_in_null(in);
}

static inline EcoText eco_text_of(EcoWire wire)
{
    EcoText text;

    text.data = (const char *)wire.data;
    text.length = wire.length;
    return text;
}

static inline EcoText eco_jsonb_of(EcoWire wire)
{
    if (wire.length && wire.data[0] == 1) {     /* the version; absent if it came as text */
        wire.data++;
        wire.length--;
    }
    return eco_text_of(wire);
}

static inline EcoText eco_take_text(EcoIn *in)
{
    return eco_text_of(eco_take_set(in));
}

static inline EcoText eco_take_opt_text(EcoIn *in)
{
    return eco_text_of(eco_take_wire(in));
}

static inline EcoText eco_take_jsonb(EcoIn *in)
{
    return eco_jsonb_of(eco_take_set(in));
}

static inline EcoText eco_take_opt_jsonb(EcoIn *in)
{
    return eco_jsonb_of(eco_take_wire(in));
}

/* Views that keep the wire's form, where null is an error and where it is not. */
#define ECO_TAKE_VIEW(name, Type, MAKE)                     \
    static inline Type eco_take_##name(EcoIn *in)           \
    {                                                       \
        EcoWire wire = eco_take_set(in);                    \
        Type value;                                         \
                                                            \
        MAKE;                                               \
        return value;                                       \
    }                                                       \
                                                            \
    static inline Type eco_take_opt_##name(EcoIn *in)       \
    {                                                       \
        EcoWire wire = eco_take_wire(in);                   \
        Type value;                                         \
                                                            \
        MAKE;                                               \
        return value;                                       \
    }

ECO_TAKE_VIEW(bytes, EcoBytes, value.data = wire.data; value.length = wire.length)
ECO_TAKE_VIEW(numeric, EcoNumeric, value.wire = wire)
ECO_TAKE_VIEW(array, EcoArray, value.wire = wire)
ECO_TAKE_VIEW(range, EcoRange, value.wire = wire)
ECO_TAKE_VIEW(multirange, EcoMultirange, value.wire = wire)
ECO_TAKE_VIEW(record, EcoRecord, value.wire = wire)
ECO_TAKE_VIEW(bits, EcoBits, value.wire = wire)
ECO_TAKE_VIEW(path, EcoPath, value.wire = wire)
ECO_TAKE_VIEW(polygon, EcoPolygon, value.wire = wire)

#undef ECO_TAKE_VIEW

static inline EcoWire eco_take_opt_wire(EcoIn *in)
{
    return eco_take_wire(in);
}

/* A scalar of a fixed size, and the same where it may be null. LOAD reads `value` from `at`. */
#define ECO_TAKE(name, Type, Opt, size, LOAD)                                           \
    static inline Type eco_scalar_##name(EcoIn *in, EcoWire wire)                         \
    {                                                                                   \
        const uint8_t *at = wire.data;                                                  \
        Type value;                                                                     \
                                                                                        \
        memset(&value, 0, sizeof(value));                                               \
        if (at && wire.length != (size))                                                \
            at = eco_in_size(in, size, wire.length).data;                               \
        if (at) {                                                                       \
            LOAD;                                                                       \
        }                                                                               \
        return value;                                                                   \
    }                                                                                   \
                                                                                        \
    static inline Type eco_take_##name(EcoIn *in)                                       \
    {                                                                                   \
        return eco_scalar_##name(in, eco_take_set(in));                                   \
    }                                                                                   \
                                                                                        \
    static inline Opt eco_take_opt_##name(EcoIn *in)                                    \
    {                                                                                   \
        EcoWire wire = eco_take_wire(in);                                               \
        Opt opt;                                                                        \
                                                                                        \
        memset(&opt, 0, sizeof(opt));                                                   \
        opt.value = eco_scalar_##name(in, wire);                                          \
        opt.has = wire.data != NULL && !in->failed;                                     \
        return opt;                                                                     \
    }

ECO_TAKE(bool, bool, EcoOptBool, 1, value = at[0] != 0)
ECO_TAKE(char, char, EcoOptChar, 1, value = (char)at[0])
ECO_TAKE(int16, int16_t, EcoOptInt16, 2, value = (int16_t)eco_load16(at))
ECO_TAKE(int32, int32_t, EcoOptInt32, 4, value = (int32_t)eco_load32(at))
ECO_TAKE(int64, int64_t, EcoOptInt64, 8, value = (int64_t)eco_load64(at))
ECO_TAKE(uint32, uint32_t, EcoOptUint32, 4, value = eco_load32(at))
ECO_TAKE(uint64, uint64_t, EcoOptUint64, 8, value = eco_load64(at))
ECO_TAKE(float, float, EcoOptFloat, 4, value = eco_load_float(at))
ECO_TAKE(double, double, EcoOptDouble, 8, value = eco_load_double(at))
ECO_TAKE(time, EcoTime, EcoOptTime, 8, value = (EcoTime)eco_load64(at))
ECO_TAKE(date, EcoDate, EcoOptDate, 4, value = (EcoDate)eco_load32(at))
ECO_TAKE(clock, EcoClock, EcoOptClock, 8, value = (EcoClock)eco_load64(at))
ECO_TAKE(clocktz, EcoClockTz, EcoOptClockTz, 12, value.us = (int64_t)eco_load64(at);
         value.zone = (int32_t)eco_load32(at + 8))
ECO_TAKE(interval, EcoInterval, EcoOptInterval, 16, value.us = (int64_t)eco_load64(at);
         value.days = (int32_t)eco_load32(at + 8); value.months = (int32_t)eco_load32(at + 12))
ECO_TAKE(uuid, EcoUuid, EcoOptUuid, 16, memcpy(value.bytes, at, 16))
ECO_TAKE(macaddr, EcoMacaddr, EcoOptMacaddr, 6, memcpy(value.bytes, at, 6))
ECO_TAKE(macaddr8, EcoMacaddr8, EcoOptMacaddr8, 8, memcpy(value.bytes, at, 8))
ECO_TAKE(point, EcoPoint, EcoOptPoint, 16, value.x = eco_load_double(at); value.y = eco_load_double(at + 8))
ECO_TAKE(lseg, EcoLseg, EcoOptLseg, 32, value.from.x = eco_load_double(at); value.from.y = eco_load_double(at + 8);
         value.to.x = eco_load_double(at + 16); value.to.y = eco_load_double(at + 24))
ECO_TAKE(box, EcoBox, EcoOptBox, 32, value.high.x = eco_load_double(at); value.high.y = eco_load_double(at + 8);
         value.low.x = eco_load_double(at + 16); value.low.y = eco_load_double(at + 24))
ECO_TAKE(line, EcoLine, EcoOptLine, 24, value.a = eco_load_double(at); value.b = eco_load_double(at + 8);
         value.c = eco_load_double(at + 16))
ECO_TAKE(circle, EcoCircle, EcoOptCircle, 24, value.centre.x = eco_load_double(at);
         value.centre.y = eco_load_double(at + 8); value.radius = eco_load_double(at + 16))

#undef ECO_TAKE

EcoInet eco_take_inet(EcoIn *in);
EcoOptInet eco_take_opt_inet(EcoIn *in);

/* An enum's value as its place among the labels; a label that is not among them is a failure that names it. */
int32_t eco_take_enum(EcoIn *in, const EcoEnum *type);
EcoOptInt32 eco_take_opt_enum(EcoIn *in, const EcoEnum *type);

#ifdef __cplusplus
}
#endif

#endif
