/*
 * Object: one fact that PostgreSQL can create, alter or drop by itself: a table, a column, a column's default,
 * a constraint, an index, a comment.
 *
 * Its identity is (kind, parent, name); two objects of two catalogs are the same object if these are equal.
 * Every kind's struct begins with an Object. What an object says of others (a foreign key of its target) it says by
 * name, never by pointer, so that objects can be carried from one catalog to another.
 */
#ifndef ECO_DSL_CATALOG_OBJECT_H
#define ECO_DSL_CATALOG_OBJECT_H

#include "dsl/catalog/value.h"

typedef enum KindId {
#define KIND(id, name, rank) KIND_##id,
#define MODEL_KIND(id, name, rank) KIND_##id,
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND
    KIND_COUNT
} KindId;

typedef struct Object {
    KindId kind;
    const struct Object *parent;    /* a column's table, a table's schema; NULL at the top */
    const char *name;               /* as PostgreSQL stores it; "" where a parent has one at most (default, comment) */
    const char *was;                /* the name it had before, if the schema says so; else NULL */
    const char *was_schema;         /* what stood before the dot of that name; NULL: nothing */
    Span at;                        /* where it was declared; the zero Span if it was read from a server */
    bool shared;                    /* a table's part in what is another one's: none declared it (partitions_spread) */

    /* Written by catalog_add() alone. */
    uint64_t hash;                  /* of the identity */
    uint32_t position;              /* how many were added before it */
    struct Object *first, *last;    /* children, in the order in which they were added */
    struct Object *next;            /* sibling */
} Object;

struct Catalog;

/* Kinds of one name space cannot share a name: within a schema (relations, types) or within a table (constraints). */
typedef enum NameSpace {
    NAMES_ITS_OWN,
    NAMES_RELATION,                 /* tables, views, sequences, indexes … of a schema */
    NAMES_TYPE,                     /* of a schema; its relations with rows take a name there, too */
    NAMES_ROUTINE,                  /* of a schema: names are signatures */
    NAMES_CONSTRAINT,               /* of a table or domain */
    NAMES_STATISTICS,               /* of a schema, though a table has them */
    NAMES_COUNT
} NameSpace;

/* What the server keeps of the SQL that an object was made with: what may change under it, and what may not. */
typedef enum Keeps {
    KEEPS_NOTHING,                  /* there is no SQL, or it is looked at when it runs */
    KEEPS_OPERATORS,                /* which operators compare its columns: of a foreign key */
    KEEPS_SQL,                      /* the parsed expression, carried over when a column's type changes little */
    KEEPS_FIRMLY                    /* the parsed expression or query: what it mentions cannot change under it at all */
} Keeps;

/* A name that an object brings into the database and that is no object by itself. */
typedef struct Made {
    NameSpace space;
    QName name;                     /* schema: NULL means public */
} Made;

/* What is known of a kind (dsl/catalog/KIND.c). */
typedef struct Kind {
    const char *name;               /* for people: "foreign key" */
    size_t size;                    /* of its struct */
    const Field *fields;            /* what describes it besides its identity; ends with a zero Field */

    NameSpace name_space;
    bool nameless;                  /* a parent has one at most, and its name is "" */
    bool name_is_ours;              /* its name tells it apart in .eco alone: no server knows it */
    bool no_comment;                /* it has a name, and PostgreSQL keeps no comment on it */
    bool has_rows;                  /* a relation whose rows are a type of the same name */
    bool is_relation;               /* a type whose name no relation can have either: PostgreSQL keeps it as one */

    Keeps (*keeps)(const Object *object);                   /* NULL: KEEPS_NOTHING */

    /*
     * What SQL calls it by, where that is not its name: a routine's name is its signature, "add(integer, integer)".
     * NULL: its name.
     */
    const char *(*called)(const Object *object, Arena *arena);

    /* The name of another type that comes along with it and is no object of its own. NULL: none does. */
    const QName *(*brings)(const Object *object);

    /* All relations, types and routines that it makes and that are no objects: a list of Made. NULL: none. */
    List (*makes)(const Object *object, Arena *arena);

    /*
     * A copy of an object now has another name, or its fields (types, columns) do: make good what follows from them,
     * its name included. NULL: nothing does.
     */
    void (*renamed)(Object *copy, Arena *arena);

    /*
     * Add to `on` every object of `catalog` that must exist before this one, besides its parent. NULL: none.
     * Names that the catalog does not hold (built-in functions, say) are passed over.
     */
    void (*depends)(const Object *object, const struct Catalog *catalog, Arena *arena, List *on);

    /*
     * The same for what the server looks at while it creates this one, and forgets: what a body in quotes mentions. It
     * decides the order as far as there is no circle.
     */
    void (*looks_at)(const Object *object, const struct Catalog *catalog, Arena *arena, List *on);
} Kind;

const Kind *kind_of(const Object *object);
const Kind *kind_by_id(KindId id);

/* Order of migrations, from kinds.def: lower is created earlier and dropped later. */
int kind_rank(KindId id);

/* Kinds from this rank on say something of their parent, and are no part of it: owner, grants, comment. */
enum { RANK_SAYS_OF_PARENT = 85 };

/* What the server keeps of the object's SQL. */
Keeps object_keeps(const Object *object);

/* True if the kind exists in a database, not only in generated C. */
bool kind_in_database(KindId id);

/* True if it is made of rows: nothing read from a server has any, and nothing is a reason to drop and create them. */
bool kind_is_rows(KindId id);

/* What SQL calls it by: its name, unless that is a signature. */
const char *object_called(const Object *object, Arena *arena);

/* A name for it in place of its own, made with a label: "users_dropped", "add_dropped(integer)". */
const char *object_labelled(const Object *object, const char *label, Arena *arena);

/* The nearest object of a kind going up from `object` (itself included), or NULL. */
const Object *object_up_to(const Object *object, KindId kind);

/* Same kind, name and parents: the same object in two catalogs. */
bool object_is(const Object *one, const Object *other);

/*
 * Which fields differ, as a mask by index into kind->fields; 0: the two are the same. Fields with FIELD_HINT are
 * not looked at. SQL is equal when it is written alike or parsed alike. Where kinds have other fields all differ.
 */
uint64_t object_differs(const Object *before, const Object *after);

/* For people: table "users", column "email" of table "users", index "app.idx". */
const char *object_describe(const Object *object, Arena *arena);

#endif
