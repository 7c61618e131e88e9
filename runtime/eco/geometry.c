#include "runtime/eco/geometry.h"
#include "runtime/eco/bytes.h"

/* A count stands at `at` bytes from the start; what is counted takes `bits` bits each and must all be there. */
static size_t count_at(EcoWire wire, size_t at, size_t bits)
{
    size_t count = wire.data && wire.length >= at + 4 ? eco_load32(wire.data + at) : 0;

    return count && wire.length - at - 4 >= (count * bits + 7) / 8 ? count : 0;
}

static EcoPoint point_at(EcoWire wire, size_t at)
{
    EcoPoint point = {eco_load_double(wire.data + at), eco_load_double(wire.data + at + 8)};

    return point;
}

size_t eco_bits_count(EcoBits bits)
{
    return count_at(bits.wire, 0, 1);
}

bool eco_bits_at(EcoBits bits, size_t i)
{
    return i < eco_bits_count(bits) && (bits.wire.data[4 + i / 8] >> (7 - i % 8) & 1);
}

size_t eco_path_count(EcoPath path)
{
    return count_at(path.wire, 1, 128);
}

EcoPoint eco_path_at(EcoPath path, size_t i)
{
    return i < eco_path_count(path) ? point_at(path.wire, 5 + 16 * i) : (EcoPoint){0, 0};
}

bool eco_path_is_closed(EcoPath path)
{
    return path.wire.data && path.wire.length && path.wire.data[0];
}

size_t eco_polygon_count(EcoPolygon polygon)
{
    return count_at(polygon.wire, 0, 128);
}

EcoPoint eco_polygon_at(EcoPolygon polygon, size_t i)
{
    return i < eco_polygon_count(polygon) ? point_at(polygon.wire, 4 + 16 * i) : (EcoPoint){0, 0};
}
