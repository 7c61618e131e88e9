/*
 * The values that PostgreSQL's types become in C.
 *
 * Scalars are plain C; where a column may be null they come as EcoOpt…: `.has` tells; `.value` is 0 when it is unset.
 * What has no fixed size (text, bytes, numeric, arrays, …) is a view: it points into memory of whatever produced it,
 * costs nothing to read, and is null when `.data` is NULL. An empty text has `.data` and a length of 0.
 */
#ifndef ECO_TYPES_H
#define ECO_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* text, varchar, char(n), name, citext, xml, json, jsonb: bytes in the client's encoding, not zero-terminated. */
typedef struct EcoText {
    const char *data;
    size_t length;
} EcoText;

/* bytea */
typedef struct EcoBytes {
    const uint8_t *data;
    size_t length;
} EcoBytes;

/* A value just as the server's binary protocol carries it; also what stands for types that have no struct here. */
typedef struct EcoWire {
    const uint8_t *data;
    size_t length;
} EcoWire;

/* Types with structure, kept as the wire has them; their headers say how to look inside. */
typedef struct EcoNumeric    { EcoWire wire; } EcoNumeric;      /* numeric.h */
typedef struct EcoArray      { EcoWire wire; } EcoArray;        /* array.h: any dimensions, nulls inside */
typedef struct EcoRange      { EcoWire wire; } EcoRange;        /* array.h */
typedef struct EcoMultirange { EcoWire wire; } EcoMultirange;   /* array.h */
typedef struct EcoRecord     { EcoWire wire; } EcoRecord;       /* array.h: composite types */
typedef struct EcoBits       { EcoWire wire; } EcoBits;         /* geometry.h: bit, bit varying */
typedef struct EcoPath       { EcoWire wire; } EcoPath;         /* geometry.h */
typedef struct EcoPolygon    { EcoWire wire; } EcoPolygon;      /* geometry.h */

/* timestamptz, timestamp: microseconds since 2000-01-01 00:00 (UTC; local, if without time zone). See time.h. */
typedef int64_t EcoTime;
#define ECO_TIME_INFINITY   INT64_MAX
#define ECO_TIME_NINFINITY  INT64_MIN

/* date: days since 2000-01-01 */
typedef int32_t EcoDate;
#define ECO_DATE_INFINITY   INT32_MAX
#define ECO_DATE_NINFINITY  INT32_MIN

/* time: microseconds since midnight, 0 … 86,400,000,000 (24:00:00 is a time in PostgreSQL) */
typedef int64_t EcoClock;

/* timetz: and the seconds to add to reach UTC (west of Greenwich is positive) */
typedef struct EcoClockTz {
    int64_t us;
    int32_t zone;
} EcoClockTz;

/* interval: the three parts do not convert into one another */
typedef struct EcoInterval {
    int64_t us;
    int32_t days;
    int32_t months;
} EcoInterval;

typedef struct EcoUuid {
    uint8_t bytes[16];
} EcoUuid;

/* inet, cidr: 4 or 16 bytes of address */
typedef struct EcoInet {
    uint8_t address[16];
    uint8_t size;                   /* 4 or 16 */
    uint8_t bits;                   /* of the netmask */
    bool cidr;
} EcoInet;

typedef struct EcoMacaddr  { uint8_t bytes[6]; } EcoMacaddr;
typedef struct EcoMacaddr8 { uint8_t bytes[8]; } EcoMacaddr8;

typedef struct EcoPoint  { double x, y; } EcoPoint;
typedef struct EcoLseg   { EcoPoint from, to; } EcoLseg;
typedef struct EcoBox    { EcoPoint high, low; } EcoBox;
typedef struct EcoLine   { double a, b, c; } EcoLine;           /* ax + by + c = 0 */
typedef struct EcoCircle { EcoPoint centre; double radius; } EcoCircle;

typedef struct EcoOptBool     { bool value;         bool has; } EcoOptBool;
typedef struct EcoOptChar     { char value;         bool has; } EcoOptChar;
typedef struct EcoOptInt16    { int16_t value;      bool has; } EcoOptInt16;
typedef struct EcoOptInt32    { int32_t value;      bool has; } EcoOptInt32;
typedef struct EcoOptInt64    { int64_t value;      bool has; } EcoOptInt64;
typedef struct EcoOptUint32   { uint32_t value;     bool has; } EcoOptUint32;
typedef struct EcoOptUint64   { uint64_t value;     bool has; } EcoOptUint64;
typedef struct EcoOptFloat    { float value;        bool has; } EcoOptFloat;
typedef struct EcoOptDouble   { double value;       bool has; } EcoOptDouble;
typedef struct EcoOptTime     { EcoTime value;      bool has; } EcoOptTime;
typedef struct EcoOptDate     { EcoDate value;      bool has; } EcoOptDate;
typedef struct EcoOptClock    { EcoClock value;     bool has; } EcoOptClock;
typedef struct EcoOptClockTz  { EcoClockTz value;   bool has; } EcoOptClockTz;
typedef struct EcoOptInterval { EcoInterval value;  bool has; } EcoOptInterval;
typedef struct EcoOptUuid     { EcoUuid value;      bool has; } EcoOptUuid;
typedef struct EcoOptInet     { EcoInet value;      bool has; } EcoOptInet;
typedef struct EcoOptMacaddr  { EcoMacaddr value;   bool has; } EcoOptMacaddr;
typedef struct EcoOptMacaddr8 { EcoMacaddr8 value;  bool has; } EcoOptMacaddr8;
typedef struct EcoOptPoint    { EcoPoint value;     bool has; } EcoOptPoint;
typedef struct EcoOptLseg     { EcoLseg value;      bool has; } EcoOptLseg;
typedef struct EcoOptBox      { EcoBox value;       bool has; } EcoOptBox;
typedef struct EcoOptLine     { EcoLine value;      bool has; } EcoOptLine;
typedef struct EcoOptCircle   { EcoCircle value;    bool has; } EcoOptCircle;

/* An enum type: its labels in order; the C enum's values are their places. */
typedef struct EcoEnum {
    const char *name;
    const char *const *labels;
    int32_t count;
} EcoEnum;

/* A view of a C string, which must outlive it; NULL gives null. */
static inline EcoText eco_text(const char *string)
{
    EcoText text;

    text.data = string;
    text.length = string ? strlen(string) : 0;
    return text;
}

/* True if a text equals a C string; null equals nothing. */
static inline bool eco_text_is(EcoText text, const char *string)
{
    return text.data && strlen(string) == text.length && memcmp(text.data, string, text.length) == 0;
}

/* For printf("%.*s", ECO_TEXT(row.id)); null prints nothing. */
#define ECO_TEXT(text) ((int)(text).length), ((text).data ? (text).data : "")

#endif
