#include "dsl/catalog/partition.h"

#include "dsl/catalog/claims.h"
#include "dsl/catalog/composite.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/inherited.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/naming.h"

#include <string.h>

/* What a partition has from the table it is a partition of, in the order in which it can be added. */
static const KindId kinds[] = {KIND_COLUMN, KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_CHECK, KIND_FOREIGN_KEY, KIND_INDEX};
enum { KINDS = sizeof kinds / sizeof *kinds };

typedef struct Spreading {
    Catalog *catalog;               /* the copy that grows */
    const Catalog *other;
    bool joins;                     /* the table was none before, and becomes a partition */
    bool back;                      /* it is none again: what it brought along was called so before */
    Map taken;                      /* of Object, by the names that each of them alone has */
} Spreading;

static bool is_index(const Object *object)
{
    return kind_of(object)->name_space == NAMES_RELATION;
}

/* Whatever of that kind and shape a table has, under any name. */
static const Object *alike(const Object *table, const Object *object)
{
    for (const Object *child = object_first(table, object->kind); child; child = object_next(child))
        if (!object_differs(child, object))
            return child;
    return NULL;
}

/* A comment, say, is of one table alone, even if the whole has one as well. */
static bool can_be_shared(KindId kind)
{
    for (size_t k = 0; k < KINDS; k++)
        if (kinds[k] == kind)
            return true;
    return false;
}

bool partition_shares(const Object *whole, const Object *object)
{
    if (!can_be_shared(object->kind))
        return false;
    if (is_index(object) || object->kind == KIND_FOREIGN_KEY)
        return alike(whole, object) != NULL;
    for (const Object *child = object_first(whole, object->kind); child; child = object_next(child))
        if (strcmp(child->name, object->name) == 0)
            return true;
    return false;
}

/* The same, but for what has its counterpart already. */
static const Object *brought_by(const Spreading *spreading, const Object *there, const Object *object)
{
    const Object *table = catalog_same(spreading->catalog, there);

    for (const Object *child = object_first(there, object->kind); child; child = object_next(child))
        if (!object_differs(child, object) && !catalog_find(spreading->catalog, child->kind, table, child->name))
            return child;
    return NULL;
}

static void take_names(Spreading *spreading, const Object *object)
{
    Claims claims = object_claims(object);

    for (size_t i = 0; i < claims.count; i++)
        map_put(&spreading->taken, spreading->catalog->arena, claim_key(&claims.items[i], spreading->catalog->arena),
                (void *)object);
}

static bool is_taken(const Spreading *spreading, const Object *table, const char *name)
{
    Claim claim = {.space = NAMES_RELATION, .within = table->parent, .name = name};

    return map_get(&spreading->taken, claim_key(&claim, spreading->catalog->arena));
}

/* As the server chooses one: with a number behind it, if there is something of that name. */
static const char *free_name(const Spreading *spreading, const Object *table, const Object *object)
{
    Arena *arena = spreading->catalog->arena;
    DefaultName parts = object_default_name(object, arena);
    const char *name = default_name(arena, table->name, parts.middle, parts.label);

    for (int number = 1; is_taken(spreading, table, name); number++)
        name = default_name(arena, table->name, parts.middle, arena_printf(arena, "%s%d", parts.label, number));
    return name;
}

/*
 * What the server calls it, or will: an index as it names any other, all else as it is called in the whole. What a
 * table brings along keeps its name, and the server makes what is missing: NULL for that.
 */
static const char *name_of(const Spreading *spreading, const Object *table, const Object *object)
{
    const Object *there = catalog_same(spreading->other, table);
    const Object *brought = spreading->joins || spreading->back ? brought_by(spreading, there, object) : NULL;

    if (spreading->joins && (is_index(object) || object->kind == KIND_FOREIGN_KEY))
        return brought ? brought->name : NULL;
    if (!is_index(object))
        return object->name;
    if (brought)
        return brought->name;

    return free_name(spreading, table, object);
}

static Object *add_copy(Catalog *catalog, const Object *object, const Object *parent, const char *name)
{
    size_t size = kind_of(object)->size;
    Object *copy = arena_alloc(catalog->arena, size);

    memcpy(copy, object, size);
    copy->first = copy->last = copy->next = NULL;
    copy->parent = parent;
    copy->name = name;
    copy->was = copy->was_schema = NULL;
    return catalog_add(catalog, copy) ? NULL : copy;
}

/* A table that leaves takes along what it said of the column; of one that joins it is said afterwards. */
static Sql settle_column(const Spreading *spreading, Column *column, const Object *value)
{
    const Catalog *catalog = spreading->catalog;
    const Object *table = column->object.parent;
    const Object *found = spreading->joins ? NULL
                                           : catalog_find(catalog, KIND_INHERITED_COLUMN, table, column->object.name);
    static const InheritedColumn nothing;
    const InheritedColumn *said = found ? as_inherited_column(found) : &nothing;
    Inheritance from = inherited_by(catalog, table, column->object.name);

    column->not_null |= said->not_null;
    column->settings = said->settings;
    if (!said->settings.storage)
        column->settings.storage = from.storage;
    if (!said->settings.compression)
        column->settings.compression = from.compression;
    else if (strcmp(said->settings.compression, "default") == 0)
        column->settings.compression = NULL;
    if (said->value.text || said->no_default)
        return said->value;
    return from.value && value && text_same(from.value, as_default(value)->value.text) ? as_default(value)->value
                                                                                      : (Sql){.text = from.value};
}

static void give_default(const Spreading *spreading, Column *column, const Object *value)
{
    Sql said = settle_column(spreading, column, value);
    Default like = {.object = {.kind = KIND_DEFAULT, .name = ""}, .value = said};

    if (said.text)
        add_copy(spreading->catalog, &like.object, &column->object, "");
}

static void give(Spreading *spreading, const Object *table, const Object *object)
{
    const char *name = name_of(spreading, table, object);
    Object *copy = name && !(object->kind == KIND_CHECK && as_check(object)->no_inherit)
                           ? add_copy(spreading->catalog, object, table, name)
                           : NULL;

    if (!copy)
        return;
    copy->shared = true;
    take_names(spreading, copy);
    if (copy->kind == KIND_COLUMN)
        give_default(spreading, (Column *)copy, object_first(object, KIND_DEFAULT));
}

static void spread(Spreading *spreading, const Object *table)
{
    for (const Object *whole = partition_parent(spreading->catalog, table); whole;
         whole = partition_parent(spreading->catalog, whole))
        for (size_t k = 0; k < KINDS; k++)
            for (const Object *object = object_first(whole, kinds[k]); object; object = object_next(object))
                give(spreading, table, object);
}

static bool inherits(const Object *table, QName name)
{
    Records parents = as_table(table)->parents;

    for (size_t i = 0; i < parents.count; i++) {
        QName one = records_of(parents, Parent)[i].table;

        if (text_same(one.name, name.name) && text_same(one.schema, name.schema))
            return true;
    }
    return false;
}

/* Columns and checks of a table that it inherits here, and does not there. */
static void spread_parents(Spreading *spreading, const Object *table)
{
    const Object *there = catalog_same(spreading->other, table);
    Records parents = as_table(table)->parents;

    for (size_t i = 0; i < parents.count; i++) {
        QName name = records_of(parents, Parent)[i].table;
        const Object *parent = inherits(there, name)
                                 ? NULL
                                 : catalog_relation(spreading->catalog, name.schema, name.name);
        List columns = parent && parent->kind == KIND_TABLE
                         ? table_columns(spreading->catalog, parent, spreading->catalog->arena)
                         : (List){0};

        for (size_t c = 0; c < columns.count; c++)
            give(spreading, table, columns.items[c]);
        for (const Object *check = parent ? object_first(parent, KIND_CHECK) : NULL; check; check = object_next(check))
            give(spreading, table, check);
    }
}

static bool leaves_parents(const Object *here, const Object *there)
{
    Records parents = as_table(here)->parents;

    for (size_t i = 0; i < parents.count; i++)
        if (!inherits(there, records_of(parents, Parent)[i].table))
            return true;
    return false;
}

/* Of a type here, and of none there. */
static bool leaves_type(const Object *here, const Object *there)
{
    return as_table(here)->of.text && !as_table(there)->of.text;
}

static bool is_in_primary_key(const Object *table, const char *column)
{
    const Object *key = object_first(table, KIND_PRIMARY_KEY);

    return key && names_have(as_key(key)->columns, column);
}

/* A column of its own for each attribute of the type. */
static void spread_type(Spreading *spreading, const Object *table)
{
    const Object *type = type_declared(spreading->catalog, &as_table(table)->of);
    const Names names = type && type->kind == KIND_COMPOSITE ? as_composite(type)->attributes : (Names){0};

    for (size_t i = 0; i < names.count; i++) {
        const Attribute *attribute = as_attribute(catalog_find(spreading->catalog, KIND_ATTRIBUTE, type,
                                                               names.items[i]));
        Column *column = arena_new(spreading->catalog->arena, Column);

        *column = (Column){
            .object = {.kind = KIND_COLUMN, .parent = table, .name = names.items[i], .at = table->at},
            .type = attribute->type,
            .collation = attribute->collation,
            .not_null = is_in_primary_key(table, names.items[i]),
        };
        catalog_add(spreading->catalog, &column->object);
    }
}

/* A partition here, and there a table of its own, or a partition of another. */
static bool leaves_whole(const Object *here, const Object *there)
{
    const Bound *one = table_bound(here), *other = table_bound(there);

    return one && (!other || !text_same(one->of.name, other->of.name) || !text_same(one->of.schema, other->of.schema));
}

/*
 * A partition here, and not of the same table there; or a table that inherits more than it does there, or is of a type
 * as it is not there.
 */
static bool changes_sides(const Object *object, const Catalog *other)
{
    const Object *there = object->kind == KIND_TABLE ? catalog_same(other, object) : NULL;

    return there && (leaves_whole(object, there) || leaves_parents(object, there)
                     || leaves_type(object, there));
}

static void spread_all(Spreading *spreading, const Object *table)
{
    spread(spreading, table);
    spread_parents(spreading, table);
    if (leaves_type(table, catalog_same(spreading->other, table)))
        spread_type(spreading, table);
}

Catalog partitions_spread(const Catalog *catalog, const Catalog *other, bool joins, bool back, Arena *arena)
{
    Catalog copy = {.arena = arena};
    Spreading spreading = {.catalog = &copy, .other = other, .joins = joins, .back = back};
    size_t count = catalog->objects.count;
    bool any = false;

    for (size_t i = 0; i < count; i++)
        any |= changes_sides(catalog->objects.items[i], other);
    for (size_t i = 0; any && i < count; i++)
        take_names(&spreading, catalog_copy(&copy, catalog->objects.items[i]));
    for (size_t i = 0; any && i < count; i++)
        if (changes_sides(catalog->objects.items[i], other))
            spread_all(&spreading, catalog_same(&copy, catalog->objects.items[i]));
    return any ? copy : *catalog;
}
