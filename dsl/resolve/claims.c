#include "dsl/catalog/claims.h"

#include "dsl/resolve/resolver.h"

/* "types (a view is one, too)": where a kind takes a name besides its own. */
static const char *shared_as(Arena *arena, const Claim *claim, const Kind *kind)
{
    const char *are = claim->space == NAMES_TYPE ? "types" : "relations";

    return kind->name_space == claim->space ? are : arena_printf(arena, "%s (a %s is one, too)", are, kind->name);
}

static Diag *report(Resolver *resolver, const Claim *claim, const Object *object, const Object *first)
{
    Scope *scope = &resolver->scope;
    Arena *arena = scope->arena;

    if (claim->space == NAMES_CONSTRAINT)
        return scope_problem(scope, DIAG_NAME_CLASH, object->at, "two constraints of table \"%s\" are called \"%s\"",
                             object->parent->name, object->name);
    if (object->kind == first->kind)
        return scope_problem(scope, DIAG_DUPLICATE_NAME, object->at,
                             "duplicate %s \"%s\": the tables of a schema share these names", kind_of(object)->name,
                             object->name);
    return scope_problem(scope, DIAG_NAME_CLASH, object->at, "%s and %s have the same name, and both are %s",
                         object_describe(object, arena), object_describe(first, arena),
                         shared_as(arena, claim, kind_of(object)));
}

void resolve_claim(Resolver *resolver, const Object *object)
{
    Claims claims = object_claims(object);

    for (size_t i = 0; i < claims.count; i++) {
        const Claim *claim = &claims.items[i];
        const Object *first = map_put(&resolver->claimed, resolver->scope.arena,
                                      claim_key(claim, resolver->scope.arena), (void *)object);
        bool same = first->kind == object->kind && first->parent == object->parent;

        if (!same)
            diag_note(resolver->scope.diags, report(resolver, claim, object, first), first->at, "first used here");
    }
}

bool resolve_is_claimed(Resolver *resolver, NameSpace space, const Object *schema, const char *name)
{
    Claim claim = {.space = space, .within = schema, .name = name};

    return map_get(&resolver->claimed, claim_key(&claim, resolver->scope.arena)) != NULL;
}
