/*
 * numeric: exact decimal numbers of up to 131,072 digits before and 16,383 after the point, NaN and the infinities.
 *
 * An EcoNumeric is a view of the wire's form. It converts exactly to text and to an integer of some smallest unit
 * (checked), and to the nearest double; it is made from text or from such an integer.
 *
 *     int64_t cents;
 *     if (eco_numeric_to_int64(row.net, 2, &cents)) …
 *
 *     uint8_t space[ECO_NUMERIC_SPACE];
 *     row.net = eco_numeric_from_int64(1999, 2, space);        // 19.99; good as long as space
 */
#ifndef ECO_NUMERIC_H
#define ECO_NUMERIC_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { ECO_NUMERIC_SPACE = 64 };    /* enough for any int64 with a scale up to 60 */

/*
 * What psql prints, at most `size` bytes with the zero byte. Returns the length of the whole text, as snprintf does, so
 * that a call with size 0 tells how much is needed. Null gives "".
 */
size_t eco_numeric_to_text(EcoNumeric number, char *text, size_t size);

/* number × 10^scale; false if that is no int64: too large, not whole, NaN, infinite, or null. */
bool eco_numeric_to_int64(EcoNumeric number, int scale, int64_t *value);

/* The nearest double; overflow gives an infinity, null NaN. */
double eco_numeric_to_double(EcoNumeric number);

/*
 * From text: digits with an optional sign, point and exponent (up to 16,383), "NaN", "Infinity", "-Infinity". Written
 * into `space` of `size` bytes (8 + 2 bytes per 4 digits, and 4 more, suffice); null if the text is no number or does
 * not fit.
 */
EcoNumeric eco_numeric_from_text(const char *text, uint8_t *space, size_t size);

/* value / 10^scale, 0 ≤ scale ≤ 60; null outside that. `space` has ECO_NUMERIC_SPACE bytes. */
EcoNumeric eco_numeric_from_int64(int64_t value, int scale, uint8_t *space);

#ifdef __cplusplus
}
#endif

#endif
