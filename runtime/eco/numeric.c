#include "runtime/eco/numeric.h"
#include "runtime/eco/bytes.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The wire: how many digits of base 10,000, the power of the first, the sign, the decimals to show; then the digits. */
enum { HEAD = 8, POSITIVE = 0x0000, NEGATIVE = 0x4000, NAN_SIGN = 0xC000 };
enum { PLUS_INFINITY = 0xD000, MINUS_INFINITY = 0xF000 };
enum { MOST_WEIGHT = INT16_MAX, MOST_SCALE = 0x3FFF };

typedef struct Parts {
    int digits, weight, sign, scale;
    const uint8_t *first;
} Parts;

static bool open_parts(EcoNumeric number, Parts *parts)
{
    const uint8_t *at = number.wire.data;

    if (!at || number.wire.length < HEAD)
        return false;
    parts->digits = eco_load16(at);
    parts->weight = (int16_t)eco_load16(at + 2);
    parts->sign = eco_load16(at + 4);
    parts->scale = eco_load16(at + 6) & MOST_SCALE;
    parts->first = at + HEAD;
    return number.wire.length == HEAD + 2 * (size_t)parts->digits;
}

/* The base-10,000 digit at a power, 0 beyond the ends. */
static int digit_at(const Parts *parts, int power)
{
    int i = parts->weight - power;

    return i >= 0 && i < parts->digits ? eco_load16(parts->first + 2 * (size_t)i) : 0;
}

/* Text that may not fit: counts on, writes what it can. */
typedef struct Sink {
    char *text;
    size_t size, length;
} Sink;

static void put(Sink *sink, char character)
{
    if (sink->length + 1 < sink->size)
        sink->text[sink->length] = character;
    sink->length++;
}

static void put_all(Sink *sink, const char *text)
{
    while (*text)
        put(sink, *text++);
}

static size_t finish(Sink *sink)
{
    if (sink->size)
        sink->text[sink->length < sink->size ? sink->length : sink->size - 1] = '\0';
    return sink->length;
}

static const char *special(int sign)
{
    return sign == NAN_SIGN ? "NaN" : sign == PLUS_INFINITY ? "Infinity" : sign == MINUS_INFINITY ? "-Infinity" : NULL;
}

static void put_whole(Sink *sink, const Parts *parts)
{
    char four[8];

    if (parts->weight < 0) {
        put(sink, '0');
        return;
    }
    for (int power = parts->weight; power >= 0; power--) {
        snprintf(four, sizeof(four), power == parts->weight ? "%d" : "%04d", digit_at(parts, power) % 10000);
        put_all(sink, four);
    }
}

static void put_fraction(Sink *sink, const Parts *parts)
{
    char four[8];

    for (int i = 0; i < parts->scale; i++) {
        if (i % 4 == 0)
            snprintf(four, sizeof(four), "%04d", digit_at(parts, -1 - i / 4) % 10000);
        put(sink, four[i % 4]);
    }
}

size_t eco_numeric_to_text(EcoNumeric number, char *text, size_t size)
{
    Sink sink = {.text = text, .size = size};
    Parts parts;

    if (!open_parts(number, &parts))
        return finish(&sink);
    if (special(parts.sign)) {
        put_all(&sink, special(parts.sign));
        return finish(&sink);
    }
    if (parts.sign == NEGATIVE)
        put(&sink, '-');
    put_whole(&sink, &parts);
    if (parts.scale > 0)
        put(&sink, '.');
    put_fraction(&sink, &parts);
    return finish(&sink);
}

/* The decimal digit at 10^power. */
static int decimal_at(const Parts *parts, int power)
{
    static const int tens[] = {1, 10, 100, 1000};
    int block = power >= 0 ? power / 4 : -((3 - power) / 4);

    return digit_at(parts, block) / tens[(unsigned)(power - 4 * block) & 3] % 10;
}

bool eco_numeric_to_int64(EcoNumeric number, int scale, int64_t *value)
{
    uint64_t sum = 0, limit;
    Parts parts;

    if (!open_parts(number, &parts) || special(parts.sign))
        return false;
    limit = parts.sign == NEGATIVE ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    for (int power = 4 * parts.weight + 3; power >= -scale; power--) {
        uint64_t digit = (uint64_t)decimal_at(&parts, power);

        if (sum > limit / 10 || (sum == limit / 10 && digit > limit % 10))
            return false;
        sum = sum * 10 + digit;
    }
    for (int power = 4 * (parts.weight - parts.digits + 1); power < -scale && parts.digits; power++) {
        if (decimal_at(&parts, power) != 0)
            return false;
    }
    *value = parts.sign == NEGATIVE ? (int64_t)(0 - sum) : (int64_t)sum;
    return true;
}

/* strtod() rounds right; an exponent in place of the point keeps the locale out of it. */
double eco_numeric_to_double(EcoNumeric number)
{
    char few[512], *text = few;
    Parts parts;
    Sink sink;
    size_t size;
    double value;

    if (!open_parts(number, &parts) || parts.sign == NAN_SIGN)
        return NAN;
    if (special(parts.sign))
        return parts.sign == PLUS_INFINITY ? INFINITY : -INFINITY;
    size = 4 * (size_t)parts.digits + 32;
    if (size > sizeof(few) && !(text = malloc(size)))
        return NAN;
    sink = (Sink){.text = text, .size = size};
    put(&sink, parts.sign == NEGATIVE ? '-' : '+');
    put(&sink, '0');
    for (int i = 0; i < parts.digits; i++)
        sink.length += (size_t)snprintf(text + sink.length, 8, "%04d", digit_at(&parts, parts.weight - i) % 10000);
    snprintf(text + sink.length, size - sink.length, "e%d", 4 * (parts.weight - parts.digits + 1));
    value = strtod(text, NULL);
    if (text != few)
        free(text);
    return value;
}

static EcoNumeric made(const uint8_t *space, size_t length)
{
    EcoNumeric number = {{space, length}};

    return number;
}

static EcoNumeric write_head(uint8_t *space, size_t size, int digits, int weight, int sign, int scale)
{
    if (size < HEAD + 2 * (size_t)digits || weight > MOST_WEIGHT || scale > MOST_SCALE)
        return made(NULL, 0);
    eco_store16(space, (uint16_t)digits);
    eco_store16(space + 2, (uint16_t)weight);
    eco_store16(space + 4, (uint16_t)sign);
    eco_store16(space + 6, (uint16_t)scale);
    return made(space, HEAD + 2 * (size_t)digits);
}

/* Decimal text taken apart: digits stand at `text`, a point among them is passed over. */
typedef struct Decimal {
    const char *text;
    int whole, fraction;            /* digits before the point, and after it */
    int exponent;
    bool negative;
} Decimal;

static bool read_exponent(const char **text, int *exponent)
{
    char *end;
    long value;

    if (**text != 'e' && **text != 'E')
        return true;
    value = strtol(*text + 1, &end, 10);
    if (end == *text + 1 || isspace((unsigned char)(*text)[1]) || value > 16383 || value < -16383)
        return false;
    *exponent = (int)value;
    *text = end;
    return true;
}

static bool read_decimal(const char *text, Decimal *decimal)
{
    *decimal = (Decimal){.negative = *text == '-'};
    text += *text == '-' || *text == '+';
    decimal->text = text;
    for (; isdigit((unsigned char)*text) && decimal->whole < 140000; text++)
        decimal->whole++;
    if (*text == '.') {
        for (text++; isdigit((unsigned char)*text) && decimal->fraction < 20000; text++)
            decimal->fraction++;
    }
    return decimal->whole + decimal->fraction > 0 && read_exponent(&text, &decimal->exponent) && *text == '\0';
}

/* The digit at 10^power, 0 beyond the ends. */
static int decimal_digit(const Decimal *decimal, int power)
{
    int i = decimal->whole - 1 - (power - decimal->exponent);

    if (i < 0 || i >= decimal->whole + decimal->fraction)
        return 0;
    return decimal->text[i < decimal->whole ? i : i + 1] - '0';
}

static int block(const Decimal *decimal, int weight)
{
    int value = 0;

    for (int power = 4 * weight + 3; power >= 4 * weight; power--)
        value = value * 10 + decimal_digit(decimal, power);
    return value;
}

EcoNumeric eco_numeric_from_text(const char *text, uint8_t *space, size_t size)
{
    static const int specials[] = {NAN_SIGN, PLUS_INFINITY, MINUS_INFINITY};
    Decimal decimal;
    EcoNumeric number;
    int high, low, scale;

    for (size_t i = 0; i < sizeof(specials) / sizeof(specials[0]); i++) {
        if (strcmp(text, special(specials[i])) == 0)
            return write_head(space, size, 0, 0, specials[i], 0);
    }
    if (!read_decimal(text, &decimal))
        return made(NULL, 0);
    scale = decimal.fraction > decimal.exponent ? decimal.fraction - decimal.exponent : 0;
    high = (decimal.whole + decimal.exponent + 3) / 4 + 1;
    low = -(scale + 3) / 4 - 1;
    while (high >= low && block(&decimal, high) == 0)
        high--;
    while (low <= high && block(&decimal, low) == 0)
        low++;
    if (high < low)
        return write_head(space, size, 0, 0, POSITIVE, scale);
    number = write_head(space, size, high - low + 1, high, decimal.negative ? NEGATIVE : POSITIVE, scale);
    for (int weight = high; number.wire.data && weight >= low; weight--)
        eco_store16(space + HEAD + 2 * (size_t)(high - weight), (uint16_t)block(&decimal, weight));
    return number;
}

EcoNumeric eco_numeric_from_int64(int64_t value, int scale, uint8_t *space)
{
    char text[40];

    if (scale < 0 || scale > 60)
        return made(NULL, 0);
    snprintf(text, sizeof(text), "%llde-%d", (long long)value, scale);
    return eco_numeric_from_text(text, space, ECO_NUMERIC_SPACE);
}
