/*
 * Looking into bit strings, paths and polygons. The other geometric types are plain structs (types.h).
 */
#ifndef ECO_GEOMETRY_H
#define ECO_GEOMETRY_H

#include "types.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many bits, and one of them, from 0 on the left; beyond the end it is false. */
size_t eco_bits_count(EcoBits bits);
bool eco_bits_at(EcoBits bits, size_t i);

/* How many points, and one of them, from 0; beyond the end it is (0,0). */
size_t eco_path_count(EcoPath path);
EcoPoint eco_path_at(EcoPath path, size_t i);
bool eco_path_is_closed(EcoPath path);
size_t eco_polygon_count(EcoPolygon polygon);
EcoPoint eco_polygon_at(EcoPolygon polygon, size_t i);

#ifdef __cplusplus
}
#endif

#endif
