/*
 * EcoOut: values being written in PostgreSQL's binary form: a length, then the bytes; a length of -1 is null.
 *
 * The generated code puts the fields of a row one after another; the same bytes serve binary COPY and the parameters
 * of prepared statements. Nothing is allocated per value: the buffer grows and is used again. A failure (a text over
 * 1 GB, no memory) is kept in `failure` and reported by whoever sends the bytes.
 *
 * Also for values that have to be built, such as an array to be stored in a row:
 *
 *     EcoOut out = {0};
 *     eco_array_begin(&out, ECO_OID_TEXT, 2);
 *     eco_put_text(&out, eco_text("red"));
 *     eco_put_text(&out, eco_text("green"));
 *     row.colours = eco_array_end(&out);       // good until `out` is changed or freed
 *     ...
 *     eco_out_free(&out);
 */
#ifndef ECO_OUT_H
#define ECO_OUT_H

#include "bytes.h"
#include "oid.h"
#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EcoOut {
    uint8_t *data;
    size_t length, room;
    size_t array;                   /* where the array being made begins */
    const char *failure;            /* NULL: none */
} EcoOut;

void eco_out_free(EcoOut *out);

/* Room for `size` bytes more, or NULL. They count as written once out->length says so. */
uint8_t *eco_out_grow(EcoOut *out, size_t size);

/* An array of one dimension with `count` elements, put one after another before eco_array_end(). */
void eco_array_begin(EcoOut *out, uint32_t element_type, size_t count);
EcoArray eco_array_end(EcoOut *out);

static inline uint8_t *eco_out_room(EcoOut *out, size_t size)
{
    return out->room - out->length >= size && !out->failure ? out->data + out->length : eco_out_grow(out, size);
}

/* Begin a field of `size` bytes; NULL if there is no memory. */
static inline uint8_t *eco_put_field(EcoOut *out, size_t size)
{
    uint8_t *at;

    if (size > INT32_MAX - 4) {
        out->failure = "a value is larger than PostgreSQL allows (1 GB)";
        return NULL;
    }
    at = eco_out_room(out, size + 4);
    if (!at)
        return NULL;
    eco_store32(at, (uint32_t)size);
    out->length += size + 4;
    return at + 4;
}

static inline void eco_put_null(EcoOut *out)
{
    uint8_t *at = eco_out_room(out, 4);

    if (at) {
        eco_store32(at, UINT32_MAX);
        out->length += 4;
    }
}

/* Bytes as they are; null if there are none. */
static inline void eco_put_raw(EcoOut *out, const void *data, size_t length)
{
    uint8_t *at;

    if (!data) {
        eco_put_null(out);
        return;
    }
    at = eco_put_field(out, length);
    if (at)
        memcpy(at, data, length);
}

static inline void eco_put_text(EcoOut *out, EcoText value)
{
    eco_put_raw(out, value.data, value.length);
}

static inline void eco_put_bytes(EcoOut *out, EcoBytes value)
{
    eco_put_raw(out, value.data, value.length);
}

static inline void eco_put_wire(EcoOut *out, EcoWire value)
{
    eco_put_raw(out, value.data, value.length);
}

/* jsonb, jsonpath: a version, then the text. */
static inline void eco_put_jsonb(EcoOut *out, EcoText value)
{
    uint8_t *at;

    if (!value.data) {
        eco_put_null(out);
        return;
    }
    at = eco_put_field(out, value.length + 1);
    if (at) {
        at[0] = 1;
        memcpy(at + 1, value.data, value.length);
    }
}

static inline void eco_put_numeric(EcoOut *out, EcoNumeric value)
{
    eco_put_wire(out, value.wire);
}

static inline void eco_put_array(EcoOut *out, EcoArray value)
{
    eco_put_wire(out, value.wire);
}

static inline void eco_put_range(EcoOut *out, EcoRange value)
{
    eco_put_wire(out, value.wire);
}

static inline void eco_put_multirange(EcoOut *out, EcoMultirange value)
{
    eco_put_wire(out, value.wire);
}

static inline void eco_put_record(EcoOut *out, EcoRecord value)
{
    eco_put_wire(out, value.wire);
}

static inline void eco_put_bits(EcoOut *out, EcoBits value)
{
    eco_put_wire(out, value.wire);
}

static inline void eco_put_path(EcoOut *out, EcoPath value)
{
    eco_put_wire(out, value.wire);
}

static inline void eco_put_polygon(EcoOut *out, EcoPolygon value)
{
    eco_put_wire(out, value.wire);
}

/* A scalar of a fixed size, and the same where it may be null. STORE writes `value` at `at`. */
#define ECO_PUT(name, Type, Opt, size, STORE)                   \
    static inline void eco_put_##name(EcoOut *out, Type value)  \
    {                                                           \
        uint8_t *at = eco_put_field(out, size);                 \
                                                                \
        if (at) {                                               \
            STORE;                                              \
        }                                                       \
    }                                                           \
                                                                \
    static inline void eco_put_opt_##name(EcoOut *out, Opt opt) \
    {                                                           \
        if (opt.has)                                            \
            eco_put_##name(out, opt.value);                     \
        else                                                    \
            eco_put_null(out);                                  \
    }

ECO_PUT(bool, bool, EcoOptBool, 1, at[0] = value)
ECO_PUT(char, char, EcoOptChar, 1, at[0] = (uint8_t)value)
ECO_PUT(int16, int16_t, EcoOptInt16, 2, eco_store16(at, (uint16_t)value))
ECO_PUT(int32, int32_t, EcoOptInt32, 4, eco_store32(at, (uint32_t)value))
ECO_PUT(int64, int64_t, EcoOptInt64, 8, eco_store64(at, (uint64_t)value))
ECO_PUT(uint32, uint32_t, EcoOptUint32, 4, eco_store32(at, value))
ECO_PUT(uint64, uint64_t, EcoOptUint64, 8, eco_store64(at, value))
ECO_PUT(float, float, EcoOptFloat, 4, eco_store_float(at, value))
ECO_PUT(double, double, EcoOptDouble, 8, eco_store_double(at, value))
ECO_PUT(time, EcoTime, EcoOptTime, 8, eco_store64(at, (uint64_t)value))
ECO_PUT(date, EcoDate, EcoOptDate, 4, eco_store32(at, (uint32_t)value))
ECO_PUT(clock, EcoClock, EcoOptClock, 8, eco_store64(at, (uint64_t)value))
ECO_PUT(clocktz, EcoClockTz, EcoOptClockTz, 12,
        eco_store64(at, (uint64_t)value.us); eco_store32(at + 8, (uint32_t)value.zone))
ECO_PUT(interval, EcoInterval, EcoOptInterval, 16, eco_store64(at, (uint64_t)value.us);
        eco_store32(at + 8, (uint32_t)value.days); eco_store32(at + 12, (uint32_t)value.months))
ECO_PUT(uuid, EcoUuid, EcoOptUuid, 16, memcpy(at, value.bytes, 16))
ECO_PUT(macaddr, EcoMacaddr, EcoOptMacaddr, 6, memcpy(at, value.bytes, 6))
ECO_PUT(macaddr8, EcoMacaddr8, EcoOptMacaddr8, 8, memcpy(at, value.bytes, 8))
ECO_PUT(point, EcoPoint, EcoOptPoint, 16, eco_store_double(at, value.x); eco_store_double(at + 8, value.y))
ECO_PUT(lseg, EcoLseg, EcoOptLseg, 32, eco_store_double(at, value.from.x); eco_store_double(at + 8, value.from.y);
        eco_store_double(at + 16, value.to.x); eco_store_double(at + 24, value.to.y))
ECO_PUT(box, EcoBox, EcoOptBox, 32, eco_store_double(at, value.high.x); eco_store_double(at + 8, value.high.y);
        eco_store_double(at + 16, value.low.x); eco_store_double(at + 24, value.low.y))
ECO_PUT(line, EcoLine, EcoOptLine, 24, eco_store_double(at, value.a); eco_store_double(at + 8, value.b);
        eco_store_double(at + 16, value.c))
ECO_PUT(circle, EcoCircle, EcoOptCircle, 24, eco_store_double(at, value.centre.x);
        eco_store_double(at + 8, value.centre.y); eco_store_double(at + 16, value.radius))

#undef ECO_PUT

/* The server's own numbers for address families: 2 and 3, on every platform. */
static inline void eco_put_inet(EcoOut *out, EcoInet value)
{
    uint8_t *at = eco_put_field(out, 4 + (size_t)value.size);

    if (at) {
        at[0] = value.size == 4 ? 2 : 3;
        at[1] = value.bits;
        at[2] = value.cidr;
        at[3] = value.size;
        memcpy(at + 4, value.address, value.size);
    }
}

static inline void eco_put_opt_inet(EcoOut *out, EcoOptInet opt)
{
    if (opt.has)
        eco_put_inet(out, opt.value);
    else
        eco_put_null(out);
}

/* An enum's value by its place; outside the enum's labels it is a failure. */
static inline void eco_put_enum(EcoOut *out, const EcoEnum *type, int32_t value)
{
    if (value < 0 || value >= type->count) {
        out->failure = "a value of an enum column is none of the enum's";
        return;
    }
    eco_put_text(out, eco_text(type->labels[value]));
}

static inline void eco_put_opt_enum(EcoOut *out, const EcoEnum *type, int32_t value, bool has)
{
    if (has)
        eco_put_enum(out, type, value);
    else
        eco_put_null(out);
}

#ifdef __cplusplus
}
#endif

#endif
