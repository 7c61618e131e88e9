#include "dsl/diff.h"

#include "dsl/catalog/enum.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"

#include <string.h>

/* Tables look alike when most of their columns have the same names; columns when they have the same type. */
static bool tables_look_alike(const Object *old, const Object *new)
{
    size_t shared = 0, old_count = 0, new_count = 0;

    for (const Object *column = object_first(old, KIND_COLUMN); column; column = object_next(column))
        old_count++;
    for (const Object *column = object_first(new, KIND_COLUMN); column; column = object_next(column)) {
        new_count++;
        for (const Object *other = object_first(old, KIND_COLUMN); other; other = object_next(other))
            shared += strcmp(other->name, column->name) == 0
                   && text_same(as_column(other)->type.text, as_column(column)->type.text);
    }
    return shared > 0 && shared * 10 >= (old_count > new_count ? old_count : new_count) * 7;
}

/* Of one table and one type. */
static bool columns_look_alike(const Object *old, const Object *new)
{
    return object_is(old->parent, new->parent) && text_same(as_column(old)->type.text, as_column(new)->type.text);
}

/* In one place, and nothing but the name differs. */
static bool parts_look_alike(const Object *old, const Object *new)
{
    return object_is(old->parent, new->parent) && !object_differs(old, new);
}

static size_t place_in(Names labels, const char *name)
{
    size_t i = 0;

    while (i < labels.count && strcmp(labels.items[i], name) != 0)
        i++;
    return i;
}

/* One label stands where the other stood. */
static bool values_look_alike(const Object *old, const Object *new)
{
    const Names before = as_enum(old->parent)->labels, after = as_enum(new->parent)->labels;

    return object_is(old->parent, new->parent) && before.count == after.count
        && place_in(before, old->name) == place_in(after, new->name);
}

/* Types of one definition; of what is a name and no more nobody can tell. */
static bool types_look_alike(const Object *old, const Object *new)
{
    return kind_of(old)->fields && !object_differs(old, new);
}

/* Fields of that name say again what the object is called. */
static bool same_but(const Object *old, const Object *new, const char *naming)
{
    const Field *fields = kind_of(old)->fields;
    uint64_t differs = object_differs(old, new);

    for (size_t i = 0; fields[i].name; i++)
        if (strcmp(fields[i].name, naming) == 0)
            differs &= ~(UINT64_C(1) << i);
    return !differs;
}

static bool functions_look_alike(const Object *old, const Object *new)
{
    return same_but(old, new, "called");
}

static bool ranges_look_alike(const Object *old, const Object *new)
{
    return same_but(old, new, "multirange");
}

/* Most of what is in them is of one kind and name; of empty ones nobody can tell. */
static bool schemas_look_alike(const Object *old, const Object *new)
{
    size_t shared = 0, old_count = 0, new_count = 0;

    for (const Object *one = old->first; one; one = one->next)
        old_count++;
    for (const Object *one = new->first; one; one = one->next) {
        new_count++;
        for (const Object *other = old->first; other; other = other->next)
            shared += other->kind == one->kind && one->name[0] && strcmp(other->name, one->name) == 0;
    }
    return shared > 0 && shared * 10 >= (old_count > new_count ? old_count : new_count) * 7;
}

static const char given_by_hand[] = "what the schema does not say of the old one, such as rights, is lost";
static const char made_anew[] = "the old one is dropped and the new one made";

/* What looks like a rename, what it costs to take the one away and make the other, and behind what "was" stands. */
static const struct Told {
    KindId kind;
    bool (*look_alike)(const Object *old, const Object *new);
    const char *price, *behind;
} told[] = {
    {KIND_TABLE, tables_look_alike, "the rows of the old one are dropped", "table's name"},
    {KIND_COLUMN, columns_look_alike, "the values of the old one are dropped", "column's type"},
    {KIND_ATTRIBUTE, parts_look_alike, "the values of the old one are dropped", "attribute's type"},
    {KIND_ENUM_VALUE, values_look_alike, "rows that hold the old one stop the migration", "new value"},
    {KIND_SEQUENCE, types_look_alike, "the new one counts from its start", "sequence's name"},
    {KIND_RANGE, ranges_look_alike, "columns of the old one are converted", "type's name"},
    {KIND_VIEW, types_look_alike, given_by_hand, "view's name"},
    {KIND_MATERIALIZED_VIEW, types_look_alike, "its query runs anew", "view's name"},
    {KIND_FUNCTION, functions_look_alike, given_by_hand, "function's name"},
    {KIND_TRIGGER, parts_look_alike, made_anew, "trigger's name"},
    {KIND_POLICY, parts_look_alike, made_anew, "policy's name"},
    {KIND_COLLATION, types_look_alike, "columns of the old one are converted", "collation's name"},
    {KIND_SCHEMA, schemas_look_alike, "what is in the old one is dropped", "schema's name"},
    {KIND_RAW_SQL, types_look_alike, "the old one's \"down\" runs, and then the new one's \"up\"", "name"},
};

static const struct Told told_types = {KIND_ENUM, types_look_alike,
                                        "columns of the old one are converted", "type's name"};

/* NULL: nothing is said of such objects. */
static const struct Told *told_of(const Object *object)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i].kind == object->kind)
            return &told[i];
    return kind_of(object)->name_space == NAMES_TYPE ? &told_types : NULL;
}

static void warn(const Object *old, const Object *new, Arena *arena, Diags *diags)
{
    const struct Told *as = told_of(new);
    Diag *d = diag(diags, DIAG_LOOKS_RENAMED, new->at, "%s is new and %s is gone: %s", object_describe(new, arena),
                   object_describe(old, arena), as->price);
    const char *was = quote_name(arena, object_called(old, arena));

    if (old->parent && old->parent->kind == KIND_SCHEMA && !object_is(old->parent, new->parent))
        was = arena_printf(arena, "%s.%s", quote_name(arena, old->parent->name), was);
    diag_hint(diags, d, "if it is a rename, write \"was %s\" after the %s", was, as->behind);
}

/* A value that goes, and that no other takes in. */
static void warn_of_value(const Object *old, const Catalog *after, Arena *arena, Diags *diags)
{
    const Object *type = catalog_same(after, old->parent);

    if (!type || enum_successor(type, old->name))
        return;
    Diag *d = diag(diags, DIAG_VALUE_GONE, type->at, "%s is gone: rows that hold it stop the migration, changing "
                   "nothing", object_describe(old, arena));
    diag_hint(diags, d, "write \"was %s\" after the value that takes its place", quote_name(arena, old->name));
}

/* Told once, of the schema. */
static bool schema_looks_renamed(const Changes *changes, const Object *old, const Object *new)
{
    const Object *before = old->parent, *after = new->parent;

    return before && after && before->kind == KIND_SCHEMA && strcmp(old->name, new->name) == 0
        && !catalog_same(changes->after, before) && !catalog_same(&changes->before, after)
        && schemas_look_alike(before, after);
}

static bool warn_of_rename(const Changes *changes, const Object *old, Arena *arena, Diags *diags)
{
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *create = changes->items.items[i];

        if (create->before || create->after->kind != old->kind || !told_of(old)->look_alike(old, create->after))
            continue;
        if (!schema_looks_renamed(changes, old, create->after))
            warn(old, create->after, arena, diags);
        return true;
    }
    return false;
}

void changes_warn_of_renames(const Changes *changes, Arena *arena, Diags *diags)
{
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *drop = changes->items.items[i];

        if (drop->after || !told_of(drop->before) || warn_of_rename(changes, drop->before, arena, diags))
            continue;
        if (drop->before->kind == KIND_ENUM_VALUE)
            warn_of_value(drop->before, changes->after, arena, diags);
    }
}
