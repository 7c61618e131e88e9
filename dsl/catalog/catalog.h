/*
 * Catalog: all objects of one schema: what PostgreSQL would hold.
 *
 * A piece of code either makes a catalog (resolve, introspect) or reads one. An object is added after its parent.
 * Objects, and pointers to them, are good for as long as the catalog's arena; once handed on, nothing changes.
 */
#ifndef ECO_DSL_CATALOG_CATALOG_H
#define ECO_DSL_CATALOG_CATALOG_H

#include "dsl/base/map.h"
#include "dsl/catalog/object.h"

typedef struct Catalog {
    Arena *arena;
    List objects;                   /* of Object, in the order in which they were added: parents before children */
    struct CatalogSlot *slots;      /* hash table over identity */
    size_t room;
    Map routines;                   /* of List of Object, by schema and what SQL calls them */
    Map brought;                    /* of Object, by schema and name of the type it brings (Kind.brings) */
    Map made;                       /* of List of Object, by name space, schema, name of what it makes (Kind.makes) */
} Catalog;

/* Add an object; if one of that identity is there already, return that one and add nothing; else NULL. */
const Object *catalog_add(Catalog *catalog, Object *object);

/* Add a copy of an object of another catalog, under the same parent here. Its parent must be here. */
Object *catalog_copy(Catalog *catalog, const Object *object);

/* A copy without what is made of rows: as much of a schema as a server's own catalogs say. */
Catalog catalog_without_rows(const Catalog *catalog, Arena *arena);

/* The object of that identity, or NULL. `parent` may belong to another catalog. */
const Object *catalog_find(const Catalog *catalog, KindId kind, const Object *parent, const char *name);

/* The same object as `other`, which may belong to another catalog. */
const Object *catalog_same(const Catalog *catalog, const Object *other);

/*
 * The same; quicker where catalogs are walked side by side and objects stand in much the same order in both. `last` is
 * what was found before, or NULL.
 */
const Object *catalog_same_next(const Catalog *catalog, const Object *other, const Object *last);

/* Shorthands. A NULL schema means public. */
const Object *catalog_schema(const Catalog *catalog, const char *name);
const Object *catalog_in_schema(const Catalog *catalog, KindId kind, const char *schema, const char *name);

/*
 * Whatever has that name in a schema, of any kind: a relation (not an index), or a type (a relation with rows is one).
 * NULL: nothing has. The name of a type that something brings along finds that.
 */
const Object *catalog_relation(const Catalog *catalog, const char *schema, const char *name);
const Object *catalog_type(const Catalog *catalog, const char *schema, const char *name);

/* The routines that SQL calls by that name, whatever their arguments. */
const List *catalog_routines(const Catalog *catalog, const char *schema, const char *name);

/* What makes something of that name that is no object by itself (Kind.makes): raw SQL. */
const List *catalog_makers(const Catalog *catalog, NameSpace space, const char *schema, const char *name);

/* Children of one kind, in order: for (o = object_first(t, KIND_COLUMN); o; o = object_next(o)) */
const Object *object_first(const Object *parent, KindId kind);
const Object *object_next(const Object *object);

/* The comment on an object, or NULL. */
const char *object_comment(const Object *object);

/* Everything as JSON, for tests and --format json: an array of objects, in order. Belongs to the arena. */
const char *catalog_json(const Catalog *catalog, Arena *arena);

#endif
