#include "dsl/catalog/mark.h"

const Object *mark_table(const Object *mark)
{
    while (mark->parent->kind != KIND_SCHEMA)
        mark = mark->parent;
    return mark;
}

/* The columns that its index is made of: they must have become what they have to be. */
static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    if (kind_of(object->parent)->depends && object->parent->kind != KIND_TABLE)
        kind_of(object->parent)->depends(object->parent, catalog, arena, on);
}

static const Field replica_fields[] = {
    {"rows", FIELD_TEXT, offsetof(ReplicaIdentity, rows)},
    {0},
};

const Kind replica_identity_kind = {
    .name = "replica identity",
    .size = sizeof(ReplicaIdentity),
    .fields = replica_fields,
    .nameless = true,
    .depends = depends,
};

const Kind cluster_kind = {
    .name = "cluster order",
    .size = sizeof(Cluster),
    .nameless = true,
    .depends = depends,
};
