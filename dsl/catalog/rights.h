/*
 * Rights: who owns an object, and who may do what with it.
 */
#ifndef ECO_DSL_CATALOG_RIGHTS_H
#define ECO_DSL_CATALOG_RIGHTS_H

#include "dsl/catalog/catalog.h"

/* The owner of its parent, if the schema says who it is; else whoever runs the migrations. Name: "". */
typedef struct Owner {
    Object object;
    const char *role;
} Owner;

/*
 * What a role may do with the parent: a relation, a column, a schema, a type or a routine. Name: the role; PUBLIC_ROLE
 * for all of them. What PostgreSQL grants by itself is no object: what the owner may, and what PUBLIC may by default.
 */
typedef struct Grant {
    Object object;
    Names privileges;               /* sorted, in lower case; just "all" for every one there is. Empty: what PUBLIC may
                                       by default was taken away */
    Names grantable;                /* those of them that the role may grant to others */
} Grant;

#define PUBLIC_ROLE "public"        /* no role can be called so */
#define ALL_PRIVILEGES "all"

static inline const Owner *as_owner(const Object *object)
{
    return (const Owner *)object;
}

static inline const Grant *as_grant(const Object *object)
{
    return (const Grant *)object;
}

/*
 * What PUBLIC may do with an object before anybody says anything: to execute a routine, to use a type. In the schema
 * public that is "create" and "usage" before PostgreSQL 15, and "usage" since.
 */
Names rights_of_public(const Object *object);

/* Every privilege there is on objects of a kind; none: the kind has no rights. */
Names rights_all(KindId kind);

/* Whether a privilege can be had on objects of a kind: "select" on a table. */
bool rights_has_privilege(KindId kind, const char *privilege);

#endif
