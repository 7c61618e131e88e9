#include "dsl/catalog/claims.h"

#include <string.h>

static void claim(Claims *claims, NameSpace space, const Object *within, const Object *object)
{
    claims->items[claims->count++] = (Claim){space, within, object->kind, object->name};
}

/*
 * The rows of a relation are a type as well, a composite type is a relation; a constraint with an index has its name in
 * its table and in the schema. Who reports a name that is taken begins with the first of these.
 */
Claims object_claims(const Object *object)
{
    const Kind *kind = kind_of(object);
    Claims claims = {0};

    if (!*object->name)
        return claims;
    if (kind->name_space != NAMES_RELATION) {
        claim(&claims, kind->name_space,
              kind->name_space == NAMES_STATISTICS ? object_up_to(object, KIND_SCHEMA) : object->parent, object);
        if (kind->is_relation)
            claim(&claims, NAMES_RELATION, object->parent, object);
        return claims;
    }
    if (kind->has_rows)
        claim(&claims, NAMES_TYPE, object->parent, object);
    if (object->parent->kind != KIND_SCHEMA && object->kind != KIND_INDEX)
        claim(&claims, NAMES_CONSTRAINT, object->parent, object);
    claim(&claims, NAMES_RELATION, object_up_to(object, KIND_SCHEMA), object);
    return claims;
}

bool claim_same(const Claim *one, const Claim *other)
{
    return one->space == other->space && one->within == other->within
        && (one->space != NAMES_ITS_OWN || one->kind == other->kind) && strcmp(one->name, other->name) == 0;
}

static const char *path(const Object *object, Arena *arena)
{
    return object ? arena_printf(arena, "%s\n%s", path(object->parent, arena), object->name) : "";
}

const char *claim_key(const Claim *claim, Arena *arena)
{
    return arena_printf(arena, "%d\n%d\n%s\n%s", (int)claim->space,
                        claim->space == NAMES_ITS_OWN ? (int)claim->kind : 0, path(claim->within, arena), claim->name);
}
