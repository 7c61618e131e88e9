/*
 * Looking into arrays, ranges, multiranges and composite values.
 *
 * Their parts are read with the eco_take_… functions of in.h; a part that may be null with eco_take_opt_….
 *
 *     EcoIn items = eco_array_items(row.tags);
 *     while (eco_in_more(&items))
 *         use(eco_take_opt_text(&items));
 */
#ifndef ECO_ARRAY_H
#define ECO_ARRAY_H

#include "in.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { ECO_MOST_DIMENSIONS = 6 };

typedef struct EcoDimension {
    int32_t length, lower;          /* PostgreSQL's arrays begin where they like; 1 is usual */
} EcoDimension;

/* How many dimensions, and what they are; 0 if the array is empty, -1 if it is null or no array. */
int eco_array_dimensions(EcoArray array, EcoDimension dimensions[ECO_MOST_DIMENSIONS]);

/* Elements over all dimensions; the last index moves fastest. 0 if it has not the bytes for as many as it says. */
size_t eco_array_count(EcoArray array);

/* The elements; none if the array is null. */
EcoIn eco_array_items(EcoArray array);

typedef struct EcoRangeParts {
    bool is_null, is_empty;
    bool has_lower, has_upper;      /* false: unbounded on that side */
    bool lower_inclusive, upper_inclusive;
    EcoIn lower, upper;             /* one value each, where there is one */
} EcoRangeParts;

EcoRangeParts eco_range_parts(EcoRange range);

/* The ranges of a multirange: read with eco_take_range(). */
EcoIn eco_multirange_items(EcoMultirange multirange);

/* The fields of a composite value, in order; any may be null. */
EcoIn eco_record_fields(EcoRecord record);

#ifdef __cplusplus
}
#endif

#endif
