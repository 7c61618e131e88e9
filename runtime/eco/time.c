#define _POSIX_C_SOURCE 200809L

#include "runtime/eco/time.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SPACE = ECO_TIME_TEXT };

EcoTime eco_time_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return eco_time_from_unix_us((int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000);
}

/* Rounds towards the past, as the calendar does. */
static int64_t floor_of(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

/* Days from 2000-03-01, in years that begin in March, so that the leap day comes last. */
EcoDate eco_date(int32_t year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2), era = floor_of(y, 400), of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return (EcoDate)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 730425);
}

void eco_date_parts(EcoDate date, int32_t *year, int *month, int *day)
{
    int64_t days = (int64_t)date + 730425, era = floor_of(days, 146097), of_era = days - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;

    *day = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int32_t)(y + era * 400 + (*month <= 2));
}

EcoDate eco_time_date(EcoTime time)
{
    if (time == ECO_TIME_INFINITY)
        return ECO_DATE_INFINITY;
    return time == ECO_TIME_NINFINITY ? ECO_DATE_NINFINITY : (EcoDate)floor_of(time, ECO_DAY_US);
}

EcoTime eco_date_time(EcoDate date)
{
    if (date == ECO_DATE_INFINITY)
        return ECO_TIME_INFINITY;
    return date == ECO_DATE_NINFINITY ? ECO_TIME_NINFINITY : (EcoTime)date * ECO_DAY_US;
}

/* The day, then `rest` (a time, or nothing), then BC where it belongs. */
static const char *write_day(EcoDate date, const char *rest, char *text)
{
    int32_t year;
    int month, day;

    eco_date_parts(date, &year, &month, &day);
    snprintf(text, SPACE, "%04d-%02d-%02d%s%s", (int)(year > 0 ? year : 1 - year), month, day, rest,
             year > 0 ? "" : " BC");
    return text;
}

/* hh:mm:ss, and as many digits of the microseconds as matter. */
static int write_clock(int64_t us, char *text, size_t size)
{
    int64_t seconds = us / 1000000, fraction = us % 1000000;
    int length = snprintf(text, size, "%02lld:%02lld:%02lld", (long long)(seconds / 3600),
                          (long long)(seconds / 60 % 60), (long long)(seconds % 60));

    if (!fraction)
        return length;
    length += snprintf(text + length, size - (size_t)length, ".%06lld", (long long)fraction);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    return length;
}

const char *eco_date_text(EcoDate date, char *text)
{
    if (date == ECO_DATE_INFINITY || date == ECO_DATE_NINFINITY) {
        snprintf(text, SPACE, date > 0 ? "infinity" : "-infinity");
        return text;
    }
    return write_day(date, "", text);
}

static const char *write_time(EcoTime time, const char *zone, char *text)
{
    EcoDate date = eco_time_date(time);
    char rest[40] = " ";
    int length;

    if (time == ECO_TIME_INFINITY || time == ECO_TIME_NINFINITY) {
        snprintf(text, SPACE, time > 0 ? "infinity" : "-infinity");
        return text;
    }
    length = write_clock(time - floor_of(time, ECO_DAY_US) * ECO_DAY_US, rest + 1, sizeof(rest) - 1);
    snprintf(rest + 1 + length, sizeof(rest) - 1 - (size_t)length, "%s", zone);
    return write_day(date, rest, text);
}

const char *eco_timestamp_text(EcoTime time, char *text)
{
    return write_time(time, "", text);
}

const char *eco_timestamptz_text(EcoTime time, char *text)
{
    return write_time(time, "+00", text);
}

const char *eco_clock_text(EcoClock clock, char *text)
{
    write_clock(clock, text, SPACE);
    return text;
}

const char *eco_clocktz_text(EcoClockTz clock, char *text)
{
    int length = write_clock(clock.us, text, SPACE);
    int east = -clock.zone, seconds = abs(east);

    length += snprintf(text + length, SPACE - (size_t)length, "%c%02d", east < 0 ? '-' : '+', seconds / 3600);
    if (seconds % 3600)
        length += snprintf(text + length, SPACE - (size_t)length, ":%02d", seconds / 60 % 60);
    if (seconds % 60)
        snprintf(text + length, SPACE - (size_t)length, ":%02d", seconds % 60);
    return text;
}

typedef struct Words {
    char *text;
    int length;
    bool negative;                  /* the part before was: a positive one then shows its sign */
} Words;

static void word(Words *words, int64_t value, const char *unit)
{
    if (!value)
        return;
    words->length += snprintf(words->text + words->length, SPACE - (size_t)words->length, "%s%s%lld %s%s",
                              words->length ? " " : "", words->negative && value > 0 ? "+" : "", (long long)value,
                              unit, value == 1 ? "" : "s");
    words->negative = value < 0;
}

/* IntervalStyle postgres: 1 year -2 mons +3 days -04:05:06. Infinite ones are PostgreSQL 17's. */
const char *eco_interval_text(EcoInterval interval, char *text)
{
    Words words = {.text = text};
    uint64_t us = interval.us < 0 ? -(uint64_t)interval.us : (uint64_t)interval.us;
    bool most = interval.days == INT32_MAX && interval.months == INT32_MAX && interval.us == INT64_MAX;
    bool least = interval.days == INT32_MIN && interval.months == INT32_MIN && interval.us == INT64_MIN;

    if (most || least) {
        snprintf(text, SPACE, most ? "infinity" : "-infinity");
        return text;
    }
    text[0] = '\0';
    word(&words, interval.months / 12, "year");
    word(&words, interval.months % 12, "mon");
    word(&words, interval.days, "day");
    if (interval.us || !words.length) {
        words.length += snprintf(text + words.length, SPACE - (size_t)words.length, "%s%s", words.length ? " " : "",
                                 interval.us < 0 ? "-" : words.negative ? "+" : "");
        if (us > INT64_MAX)
            us = INT64_MAX;         /* the lowest interval of all; one microsecond off in text */
        write_clock((int64_t)us, text + words.length, SPACE - (size_t)words.length);
    }
    return text;
}
