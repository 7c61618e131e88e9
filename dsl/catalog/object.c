#include "dsl/catalog/catalog.h"
#include "dsl/catalog/naming.h"

#include <string.h>

#define KIND(id, name, rank) extern const Kind name##_kind;
#define MODEL_KIND(id, name, rank) extern const Kind name##_kind;
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND

static const struct {
    const Kind *kind;
    int rank;
    bool in_database, is_rows;
} kinds[] = {
#define KIND(id, name, rank) [KIND_##id] = {&name##_kind, rank, true, false},
#define ROW_KIND(id, name, rank) [KIND_##id] = {&name##_kind, rank, true, true},
#define MODEL_KIND(id, name, rank) [KIND_##id] = {&name##_kind, rank, false, false},
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND
};

const Kind *kind_by_id(KindId id)
{
    return kinds[id].kind;
}

const Kind *kind_of(const Object *object)
{
    return kinds[object->kind].kind;
}

int kind_rank(KindId id)
{
    return kinds[id].rank;
}

bool kind_in_database(KindId id)
{
    return kinds[id].in_database;
}

bool kind_is_rows(KindId id)
{
    return kinds[id].is_rows;
}

Keeps object_keeps(const Object *object)
{
    const Kind *kind = kind_of(object);

    return kind->keeps ? kind->keeps(object) : KEEPS_NOTHING;
}

const char *object_called(const Object *object, Arena *arena)
{
    const Kind *kind = kind_of(object);

    return kind->called ? kind->called(object, arena) : object->name;
}

const char *object_labelled(const Object *object, const char *label, Arena *arena)
{
    const char *called = object_called(object, arena);

    return arena_printf(arena, "%s%s", default_name(arena, called, NULL, label), object->name + strlen(called));
}

const Object *object_up_to(const Object *object, KindId kind)
{
    while (object && object->kind != kind)
        object = object->parent;
    return object;
}

bool object_is(const Object *one, const Object *other)
{
    for (; one && other; one = one->parent, other = other->parent) {
        if (one == other)
            return true;
        if (one->hash != other->hash || one->kind != other->kind || strcmp(one->name, other->name) != 0)
            return false;
    }
    return one == other;
}

uint64_t object_differs(const Object *before, const Object *after)
{
    const Field *fields = kind_of(before)->fields;
    uint64_t mask = 0;

    if (kind_of(after)->fields != fields)
        return UINT64_MAX;
    for (size_t i = 0; fields && fields[i].name; i++)
        if (!field_same(before, after, &fields[i]))
            mask |= UINT64_C(1) << i;
    return mask;
}

/* A right on a schema is said of it, and does not live there. */
static bool lives_in_schema(const Object *object)
{
    return object->parent && object->parent->kind == KIND_SCHEMA && object->kind != KIND_GRANT;
}

/* "app.users" for what lives in a schema other than public, "users" else. */
static const char *shown_name(const Object *object, Arena *arena)
{
    if (lives_in_schema(object) && strcmp(object->parent->name, "public") != 0)
        return arena_printf(arena, "%s.%s", object->parent->name, object->name);
    return object->name;
}

const char *object_describe(const Object *object, Arena *arena)
{
    const char *kind = kind_of(object)->name;

    if (!object->name[0])
        return arena_printf(arena, "%s of %s", kind, object_describe(object->parent, arena));

    const char *self = arena_printf(arena, "%s \"%s\"", kind, shown_name(object, arena));
    if (!object->parent || lives_in_schema(object) || object->kind == KIND_INDEX)
        return self;
    return arena_printf(arena, "%s of %s", self, object_describe(object->parent, arena));
}
