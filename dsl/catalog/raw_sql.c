#include "dsl/catalog/raw_sql.h"

#include "dsl/catalog/depends.h"
#include "dsl/catalog/partition.h"
#include "dsl/sqltext.h"

#include <string.h>

/* The columns of a relation whose names occur in the text: what statements mean by a name is not always known. */
static void depends_on_named_columns(const RawSql *self, const Object *relation, Arena *arena, List *on)
{
    for (const Object *column = object_first(relation, KIND_COLUMN); column; column = object_next(column))
        if (strstr(self->up.text, column->name))
            list_add(on, arena, column);
}

static void add_made(List *names, Arena *arena, NameSpace space, const SqlCreated *created)
{
    Made *made = arena_new(arena, Made);

    *made = (Made){space, {.schema = created->schema, .name = created->name}};
    list_add(names, arena, made);
}

/* What has rows is a type as well. */
static List makes(const Object *object, Arena *arena)
{
    static const struct {
        const char *sort;
        NameSpace spaces[2];
    } sorts[] = {
        {"type", {NAMES_TYPE}}, {"domain", {NAMES_TYPE}},
        {"table", {NAMES_RELATION, NAMES_TYPE}}, {"foreign table", {NAMES_RELATION, NAMES_TYPE}},
        {"view", {NAMES_RELATION, NAMES_TYPE}}, {"materialized view", {NAMES_RELATION, NAMES_TYPE}},
        {"sequence", {NAMES_RELATION}},
        {"function", {NAMES_ROUTINE}}, {"procedure", {NAMES_ROUTINE}}, {"aggregate", {NAMES_ROUTINE}},
    };
    const Sql *up = &as_raw_sql(object)->up;
    List names = {0}, created = up->text ? sql_script(sql_cache(arena), up->text)->created : (List){0};

    for (size_t i = 0; i < created.count; i++) {
        const SqlCreated *one = created.items[i];

        for (size_t s = 0; s < sizeof sorts / sizeof *sorts; s++)
            for (size_t n = 0; n < 2 && sorts[s].spaces[n] && strcmp(sorts[s].sort, one->sort) == 0; n++)
                add_made(&names, arena, sorts[s].spaces[n], one);
    }
    return names;
}

bool raw_sql_makes_alike(const Catalog *catalog, const Object *self, const Catalog *others, const Object *other)
{
    List names = makes(self, catalog->arena);

    for (size_t i = 0; i < names.count; i++) {
        const Made *made = names.items[i];

        if (list_has(catalog_makers(others, made->space, made->name.schema, made->name.name), other))
            return true;
    }
    return false;
}

/*
 * True if what the text mentions is there only after it: it makes that itself, or what that is made of. Other raw SQL
 * that makes something of the same name (another routine) is not what it means by it.
 */
static bool comes_later(const Catalog *catalog, const Object *object, const Object *mentioned, Arena *arena)
{
    List on = {0};

    if (mentioned->kind == KIND_RAW_SQL)
        return raw_sql_makes_alike(catalog, object, catalog, mentioned);
    if (kind_of(mentioned)->depends)
        kind_of(mentioned)->depends(mentioned, catalog, arena, &on);
    return list_has(&on, object);
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const RawSql *self = as_raw_sql(object);
    List mentioned = {0};

    for (size_t i = 0; i < self->after.count; i++) {
        const Object *needed = address_find(catalog, &records_of(self->after, Address)[i]);

        if (needed)
            list_add(on, arena, needed);
    }
    depends_on_script(catalog, &self->up, arena, &mentioned);
    for (size_t i = 0, end = mentioned.count; i < end; i++)
        depends_on_named_columns(self, mentioned.items[i], arena, &mentioned);
    for (size_t i = 0; i < mentioned.count; i++)
        if (!comes_later(catalog, object, mentioned.items[i], arena))
            list_add(on, arena, mentioned.items[i]);
}

/* What an object is a part of: a partition, of the table whose columns and constraints it has. */
static const Object *whole_of(const Catalog *catalog, const Object *object)
{
    const Object *partitioned = object->kind == KIND_TABLE ? partition_parent(catalog, object) : NULL;

    return partitioned ? partitioned : object->parent;
}

static bool is_part_of(const Catalog *catalog, const Object *object, const Object *whole)
{
    while (object && object != whole)
        object = whole_of(catalog, object);
    return object != NULL;
}

void raw_sql_before(const Catalog *catalog, const List *raw, const Object *object, Arena *arena, List *on)
{
    for (size_t i = 0; i < raw->count; i++) {
        const RawSql *self = raw->items[i];

        for (size_t a = 0; a < self->before.count; a++) {
            const Object *whole = address_find(catalog, &records_of(self->before, Address)[a]);

            if (whole && is_part_of(catalog, object, whole))
                list_add(on, arena, self);
        }
    }
}

bool raw_sql_serves(const Object *object)
{
    static const KindId kinds[] = {KIND_DEFAULT, KIND_EXCLUDE, KIND_INDEX, KIND_TRIGGER};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (object->kind == kinds[i])
            return true;
    return object_keeps(object) > KEEPS_OPERATORS;
}

/* What it says of its text is kept firmly: a publication of a column, an operator over a type. */
static Keeps keeps(const Object *object)
{
    (void)object;
    return KEEPS_FIRMLY;
}

static const Field address_fields[] = {
    {"kind", FIELD_TEXT, offsetof(Address, kind)},
    {"name", FIELD_QNAME, offsetof(Address, name), FIELD_ANY},
    {0},
};

static const Field fields[] = {
    {"up", FIELD_SCRIPT, offsetof(RawSql, up)},
    {"down", FIELD_SCRIPT, offsetof(RawSql, down), FIELD_HINT},
    {"after", FIELD_RECORDS, offsetof(RawSql, after), FIELD_HINT, address_fields, sizeof(Address)},
    {"before", FIELD_RECORDS, offsetof(RawSql, before), FIELD_HINT, address_fields, sizeof(Address)},
    {0},
};

const Kind raw_sql_kind = {
    .name = "sql",
    .size = sizeof(RawSql),
    .fields = fields,
    .name_is_ours = true,
    .no_comment = true,
    .depends = depends,
    .keeps = keeps,
    .makes = makes,
};
