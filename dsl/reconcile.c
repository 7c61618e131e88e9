#include "dsl/reconcile.h"

#include "dsl/catalog/view.h"
#include "dsl/diff.h"

#include <string.h>

static const size_t sizes[] = {
    [FIELD_BOOL] = sizeof(bool),   [FIELD_INTEGER] = sizeof(int64_t), [FIELD_TEXT] = sizeof(const char *),
    [FIELD_SQL] = sizeof(Sql),     [FIELD_QUERY] = sizeof(Sql),       [FIELD_SCRIPT] = sizeof(Sql),
    [FIELD_QNAME] = sizeof(QName), [FIELD_NAMES] = sizeof(Names),     [FIELD_TYPE] = sizeof(Type),
    [FIELD_RECORDS] = sizeof(Records),
};

static void take(Object *into, const Object *from, const Field *field)
{
    memcpy((char *)into + field->offset, field_at(from, field), sizes[field->type]);
}

/* Nothing was said where the server then put something: what it is does not matter to who wrote it. */
static bool is_left_open(const Object *written, const Object *seen, const Field *field)
{
    return field->type == FIELD_TEXT && !*(const char *const *)field_at(written, field)
        && *(const char *const *)field_at(seen, field);
}

/* A query and what belongs to it are taken together or not at all. */
static bool queries_differ(const Object *seen, const Object *live, const Field *of)
{
    if (of->type != FIELD_QUERY && !(of->flags & FIELD_OF_QUERY))
        return false;
    for (const Field *field = kind_of(seen)->fields; field->name; field++)
        if ((field->type == FIELD_QUERY || field->flags & FIELD_OF_QUERY) && !field_same(seen, live, field))
            return true;
    return false;
}

/* Field by field: an object that did change differs in just what changed. */
static void reconcile(Object *copy, const Object *written, const Object *seen, const Object *live)
{
    const Field *fields = kind_of(written)->fields;

    for (const Field *field = fields; field && field->name; field++)
        if (!(field->flags & FIELD_HINT) && !field_same(written, live, field) && !queries_differ(seen, live, field)
            && (field_same(seen, live, field) || is_left_open(written, seen, field)))
            take(copy, live, field);
}

/* The reading, with the hints of what it is a reading of. */
static Catalog with_hints(const Catalog *seen, const Catalog *written, Arena *arena)
{
    Catalog hinted = {.arena = arena}, spread = views_spread(seen, written, arena);

    for (size_t i = 0; i < spread.objects.count; i++) {
        const Object *object = spread.objects.items[i], *own = catalog_same(written, object);
        Object *copy = catalog_copy(&hinted, object);

        copy->was = own ? own->was : NULL;
        copy->was_schema = own ? own->was_schema : NULL;
    }
    return hinted;
}

/* What both servers have and nobody wrote came by itself. */
static void add_what_came(Catalog *into, const Catalog *seen, const Catalog *live)
{
    for (size_t i = 0; i < seen->objects.count; i++) {
        const Object *object = seen->objects.items[i], *there = catalog_same(live, object);

        if (there && !catalog_same(into, object) && (!object->parent || catalog_same(into, object->parent)))
            catalog_copy(into, there);
    }
}

Catalog reconcile_written(const Catalog *written, const Catalog *seen, const Catalog *live, Arena *arena)
{
    Catalog result = {.arena = arena}, hinted = with_hints(seen, written, arena);
    Changes changes = diff_catalogs(live, &hinted, false, arena, NULL);

    for (size_t i = 0; i < written->objects.count; i++) {
        const Object *object = written->objects.items[i];
        const Object *reading = catalog_same(seen, object), *there = catalog_same(&changes.before, object);
        Object *copy = catalog_copy(&result, object);

        if (reading && there)
            reconcile(copy, object, reading, there);
    }
    add_what_came(&result, seen, &changes.before);
    return result;
}

Catalog reconcile_seen(const Catalog *written, const Catalog *seen, const Catalog *live, Arena *arena)
{
    Catalog result = {.arena = arena};

    for (size_t i = 0; i < seen->objects.count; i++) {
        const Object *object = seen->objects.items[i];
        const Object *own = catalog_same(written, object), *there = catalog_same(live, object);
        Object *copy = catalog_copy(&result, object);

        for (const Field *field = kind_of(object)->fields; own && there && field && field->name; field++)
            if (is_left_open(own, object, field))
                take(copy, there, field);
    }
    return result;
}
