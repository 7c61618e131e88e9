#include "dsl/catalog/depends.h"
#include "dsl/catalog/sequence.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Object *column = sequence_owner(catalog, object->parent);

    if (column)
        list_add(on, arena, column);
}

static const Field fields[] = {
    {"table", FIELD_QNAME, offsetof(SequenceOwner, table), FIELD_TARGET},
    {"column", FIELD_TEXT, offsetof(SequenceOwner, column), FIELD_TARGET},
    {0},
};

const Kind sequence_owner_kind = {
    .name = "owner",
    .size = sizeof(SequenceOwner),
    .fields = fields,
    .nameless = true,
    .depends = depends,
};
