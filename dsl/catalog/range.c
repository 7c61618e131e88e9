#include "dsl/catalog/range.h"

#include "dsl/base/utf8.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/naming.h"

#include <string.h>

/* As many bytes of a name as PostgreSQL keeps, and no part of a character. */
static const char *clipped(Arena *arena, const char *name, size_t most)
{
    size_t length = strlen(name);

    if (length <= most)
        return name;
    for (length = most; length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80;)
        length--;
    return arena_strndup(arena, name, length);
}

/* As makeMultirangeTypeName() does. */
const char *range_multirange_name(Arena *arena, const char *range)
{
    static const char suffix[] = "_multirange";
    const char *word = strstr(range, "range");
    const char *stem = clipped(arena, range, NAME_LIMIT + 1 - sizeof suffix);
    const char *name = word ? arena_printf(arena, "%.*smulti%s", (int)(word - range), range, word)
                            : arena_printf(arena, "%s%s", stem, suffix);

    return clipped(arena, name, NAME_LIMIT);
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Range *range = as_range(object);

    depends_on_type(catalog, &range->subtype, arena, on);
    depends_on_collation(catalog, range->collation, arena, on);
    if (range->canonical.schema)
        depends_on_routines(catalog, range->canonical.schema, range->canonical.name, arena, on);
    if (range->subtype_diff.schema)
        depends_on_routines(catalog, range->subtype_diff.schema, range->subtype_diff.name, arena, on);
}

/* It cannot outlive the functions it is made with. */
static Keeps keeps(const Object *object)
{
    (void)object;
    return KEEPS_FIRMLY;
}

static const QName *brings(const Object *object)
{
    return &as_range(object)->multirange;
}

static const Field fields[] = {
    {"subtype", FIELD_TYPE, offsetof(Range, subtype)},
    {"opclass", FIELD_QNAME, offsetof(Range, opclass)},
    {"collation", FIELD_QNAME, offsetof(Range, collation), FIELD_COLLATION},
    {"canonical", FIELD_QNAME, offsetof(Range, canonical), FIELD_ROUTINE},
    {"subtype_diff", FIELD_QNAME, offsetof(Range, subtype_diff), FIELD_ROUTINE},
    {"multirange", FIELD_QNAME, offsetof(Range, multirange), FIELD_BESIDE},
    {0},
};

const Kind range_kind = {
    .name = "range type",
    .size = sizeof(Range),
    .fields = fields,
    .name_space = NAMES_TYPE,
    .depends = depends,
    .keeps = keeps,
    .brings = brings,
};
