#include "dsl/catalog/view.h"

/* Views of which one may be what the other was. */
static bool may_be_same(const Object *one, const Object *other)
{
    return text_same(one->name, other->name) || (one->was && text_same(one->was, other->name))
        || (other->was && text_same(other->was, one->name));
}

static bool lacks(const Object *view, const char *name)
{
    for (const Object *column = object_first(view, KIND_VIEW_COLUMN); column; column = object_next(column))
        if (text_same(column->name, name))
            return false;
    return names_have(as_view(view)->outputs, name);
}

static bool is_hinted(const Object *object)
{
    return object->kind == KIND_VIEW_COLUMN && object->was;
}

static List hinted_of(const Catalog *catalog, const Catalog *other, Arena *arena)
{
    const Catalog *both[] = {catalog, other};
    List hinted = {0};

    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < both[i]->objects.count; k++)
            if (is_hinted(both[i]->objects.items[k]))
                list_add(&hinted, arena, both[i]->objects.items[k]);
    return hinted;
}

static void give(Catalog *catalog, const Object *view, const char *name)
{
    ViewColumn *column;

    if (!lacks(view, name))
        return;
    column = arena_new(catalog->arena, ViewColumn);
    *column = (ViewColumn){.object = {.kind = KIND_VIEW_COLUMN, .parent = view, .name = name, .at = view->at}};
    catalog_add(catalog, &column->object);
}

Catalog views_spread(const Catalog *catalog, const Catalog *other, Arena *arena)
{
    List hinted = hinted_of(catalog, other, arena);
    Catalog copy = {.arena = arena};
    size_t count = catalog->objects.count;

    if (!hinted.count)
        return *catalog;
    for (size_t i = 0; i < count; i++)
        catalog_copy(&copy, catalog->objects.items[i]);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; is_view(copy.objects.items[i]) && k < hinted.count; k++) {
            const Object *column = hinted.items[k];

            if (!may_be_same(copy.objects.items[i], column->parent))
                continue;
            give(&copy, copy.objects.items[i], column->name);
            give(&copy, copy.objects.items[i], column->was);
        }
    return copy;
}
