/*
 * Dates and times: between PostgreSQL's count (from 2000-01-01), Unix's (from 1970-01-01), the calendar and text.
 *
 * Text is what psql prints with DateStyle ISO and TimeZone UTC. Functions that write text take a buffer of at least
 * ECO_TIME_TEXT bytes and return it. Years are astronomical: 0 is 1 BC, -1 is 2 BC.
 */
#ifndef ECO_TIME_H
#define ECO_TIME_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { ECO_TIME_TEXT = 96 };

#define ECO_UNIX_EPOCH_US  INT64_C(-946684800000000)    /* 1970-01-01 as an EcoTime */
#define ECO_UNIX_EPOCH_DAY (-10957)                     /* 1970-01-01 as an EcoDate */
#define ECO_DAY_US         INT64_C(86400000000)

/* Infinities stay infinities; what PostgreSQL could not hold anyway is not checked. */
static inline int64_t eco_time_to_unix_us(EcoTime time)
{
    return time == ECO_TIME_INFINITY || time == ECO_TIME_NINFINITY ? time : time - ECO_UNIX_EPOCH_US;
}

static inline EcoTime eco_time_from_unix_us(int64_t us)
{
    return us == ECO_TIME_INFINITY || us == ECO_TIME_NINFINITY ? us : us + ECO_UNIX_EPOCH_US;
}

/* Now, by this machine's clock. */
EcoTime eco_time_now(void);

/* A day of the calendar; the month from 1, the day from 1. */
EcoDate eco_date(int32_t year, int month, int day);
void eco_date_parts(EcoDate date, int32_t *year, int *month, int *day);

/* The day, in UTC, that a time lies in, and the time at which a day begins there. */
EcoDate eco_time_date(EcoTime time);
EcoTime eco_date_time(EcoDate date);

const char *eco_date_text(EcoDate date, char *text);
const char *eco_timestamp_text(EcoTime time, char *text);       /* without a zone */
const char *eco_timestamptz_text(EcoTime time, char *text);     /* in UTC: "…+00" */
const char *eco_clock_text(EcoClock clock, char *text);
const char *eco_clocktz_text(EcoClockTz clock, char *text);
const char *eco_interval_text(EcoInterval interval, char *text);

#ifdef __cplusplus
}
#endif

#endif
