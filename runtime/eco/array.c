#include "runtime/eco/array.h"

enum { EMPTY = 0x01, LOWER_INCLUSIVE = 0x02, UPPER_INCLUSIVE = 0x04, LOWER_INFINITE = 0x08, UPPER_INFINITE = 0x10 };

static EcoIn over(const uint8_t *at, const uint8_t *end)
{
    EcoIn in;

    memset(&in, 0, sizeof(in));
    in.at = at;
    in.end = end;
    return in;
}

static EcoIn nothing(void)
{
    return over(NULL, NULL);
}

int eco_array_dimensions(EcoArray array, EcoDimension dimensions[ECO_MOST_DIMENSIONS])
{
    const uint8_t *at = array.wire.data;
    uint32_t count;

    if (!at || array.wire.length < 12)
        return -1;
    count = eco_load32(at);
    if (count > ECO_MOST_DIMENSIONS || array.wire.length < 12 + 8 * (size_t)count)
        return -1;
    for (uint32_t i = 0; i < count; i++) {
        dimensions[i].length = (int32_t)eco_load32(at + 12 + 8 * (size_t)i);
        dimensions[i].lower = (int32_t)eco_load32(at + 16 + 8 * (size_t)i);
    }
    return (int)count;
}

size_t eco_array_count(EcoArray array)
{
    EcoDimension dimensions[ECO_MOST_DIMENSIONS];
    int count = eco_array_dimensions(array, dimensions);
    size_t items = count > 0, room = count > 0 ? (array.wire.length - 12 - 8 * (size_t)count) / 4 : 0;

    for (int i = 0; i < count; i++) {
        if (dimensions[i].length <= 0 || items > room / (size_t)dimensions[i].length)
            return 0;
        items *= (size_t)dimensions[i].length;
    }
    return items;
}

EcoIn eco_array_items(EcoArray array)
{
    EcoDimension dimensions[ECO_MOST_DIMENSIONS];
    int count = eco_array_dimensions(array, dimensions);

    if (count < 0)
        return nothing();
    return over(array.wire.data + 12 + 8 * (size_t)count, array.wire.data + array.wire.length);
}

/* Whether a flag says that a bound follows; if so, *at moves behind it. */
static bool take_bound(EcoIn *in, EcoIn *bound)
{
    const uint8_t *start = in->at;
    EcoWire wire = eco_take_wire(in);

    *bound = over(start, in->at);
    return wire.data != NULL;
}

EcoRangeParts eco_range_parts(EcoRange range)
{
    EcoRangeParts parts;
    EcoIn in;
    uint8_t flags;

    memset(&parts, 0, sizeof(parts));
    parts.is_null = !range.wire.data || !range.wire.length;
    if (parts.is_null)
        return parts;
    flags = range.wire.data[0];
    in = over(range.wire.data + 1, range.wire.data + range.wire.length);
    parts.is_empty = flags & EMPTY;
    parts.lower_inclusive = flags & LOWER_INCLUSIVE;
    parts.upper_inclusive = flags & UPPER_INCLUSIVE;
    parts.has_lower = !(flags & (EMPTY | LOWER_INFINITE)) && take_bound(&in, &parts.lower);
    parts.has_upper = !(flags & (EMPTY | UPPER_INFINITE)) && take_bound(&in, &parts.upper);
    return parts;
}

EcoIn eco_multirange_items(EcoMultirange multirange)
{
    EcoWire wire = multirange.wire;

    return wire.data && wire.length >= 4 ? over(wire.data + 4, wire.data + wire.length) : nothing();
}

/* Each field has its type before it. */
static EcoWire next_field(EcoIn *in)
{
    EcoWire wire;

    if (in->end - in->at < 8)
        return eco_in_fail(in, "the composite value ends before it");
    in->at += 4;
    in->next = NULL;
    wire = eco_take_wire(in);
    in->next = next_field;
    return wire;
}

EcoIn eco_record_fields(EcoRecord record)
{
    EcoIn in = nothing();

    if (record.wire.data && record.wire.length >= 4) {
        in = over(record.wire.data + 4, record.wire.data + record.wire.length);
        in.next = next_field;
    }
    return in;
}
