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

static bool columns_look_alike(const Object *old, const Object *new)
{
    return object_is(old->parent, new->parent) && text_same(as_column(old)->type.text, as_column(new)->type.text);
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

static bool look_alike(const Object *old, const Object *new)
{
    if (old->kind != new->kind)
        return false;
    if (old->kind == KIND_TABLE)
        return tables_look_alike(old, new);
    if (old->kind == KIND_COLUMN)
        return columns_look_alike(old, new);
    return old->kind == KIND_ENUM_VALUE ? values_look_alike(old, new) : types_look_alike(old, new);
}

/* What it costs to take the one away and make the other. */
static const char *price(const Object *new)
{
    if (new->kind == KIND_TABLE)
        return "the rows of the old one are dropped";
    if (new->kind == KIND_COLUMN)
        return "the values of the old one are dropped";
    return new->kind == KIND_ENUM_VALUE ? "rows that hold the old one stop the migration"
                                        : "columns of the old one are converted";
}

static void warn(const Object *old, const Object *new, Arena *arena, Diags *diags)
{
    Diag *d = diag(diags, DIAG_LOOKS_RENAMED, new->at, "%s is new and %s is gone: %s", object_describe(new, arena),
                   object_describe(old, arena), price(new));
    const char *was = quote_name(arena, old->name);

    if (new->kind != KIND_COLUMN && new->kind != KIND_ENUM_VALUE && !object_is(old->parent, new->parent))
        was = arena_printf(arena, "%s.%s", quote_name(arena, old->parent->name), was);
    diag_hint(diags, d, "if it is a rename, write \"was %s\" after the %s", was,
              new->kind == KIND_COLUMN       ? "column's type"
              : new->kind == KIND_TABLE      ? "table's name"
              : new->kind == KIND_ENUM_VALUE ? "new value"
                                             : "type's name");
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

static bool is_told(const Object *object)
{
    KindId kind = object->kind;

    return kind == KIND_TABLE || kind == KIND_COLUMN || kind == KIND_ENUM_VALUE
        || kind_of(object)->name_space == NAMES_TYPE;
}

static bool warn_of_rename(const Changes *changes, const Object *old, Arena *arena, Diags *diags)
{
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *create = changes->items.items[i];

        if (create->before || !look_alike(old, create->after))
            continue;
        warn(old, create->after, arena, diags);
        return true;
    }
    return false;
}

void changes_warn_of_renames(const Changes *changes, Arena *arena, Diags *diags)
{
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *drop = changes->items.items[i];

        if (drop->after || !is_told(drop->before) || warn_of_rename(changes, drop->before, arena, diags))
            continue;
        if (drop->before->kind == KIND_ENUM_VALUE)
            warn_of_value(drop->before, changes->after, arena, diags);
    }
}
