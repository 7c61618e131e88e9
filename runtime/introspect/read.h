/*
 * From rows to objects: generic over the description of fields. Private to introspect.c.
 */
#ifndef ECO_RUNTIME_INTROSPECT_READ_H
#define ECO_RUNTIME_INTROSPECT_READ_H

#include "dsl/base/map.h"
#include "dsl/catalog/catalog.h"

#include <libpq-fe.h>

typedef struct Reading {
    Arena *arena;
    Catalog *catalog;
    Map objects;                    /* of Object, by the key of kind.h */
} Reading;

/* Add the objects of one kind that a query of kind.h found. */
void read_kind(Reading *reading, KindId kind, const PGresult *result);

/* Fill in what another query found of objects that are there already. */
void read_more(Reading *reading, KindId kind, const PGresult *result);

/* A query of kind.h for a server of that version (150020): its {15|x|y} decided. */
const char *query_for_version(Arena *arena, const char *query, int version);

#endif
