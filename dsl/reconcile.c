#include "dsl/reconcile.h"

#include "dsl/catalog/raw_sql.h"
#include "dsl/catalog/view.h"
#include "dsl/diff.h"
#include "dsl/sqltext.h"

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

static const List *created_by(const Object *raw, Arena *arena)
{
    return &sql_script(sql_cache(arena), as_raw_sql(raw)->up.text)->created;
}

static bool creates_same(const SqlCreated *one, const SqlCreated *other)
{
    return strcmp(one->sort, other->sort) == 0 && strcmp(one->name, other->name) == 0
        && strcmp(one->schema ? one->schema : "public", other->schema ? other->schema : "public") == 0;
}

/* Whether what a server read, as the SQL by which it can be made again, is one of those that were created. */
static bool is_among(const List *created, const Object *reading, Arena *arena)
{
    const List *made = created_by(reading, arena);

    for (size_t i = 0; i < created->count; i++)
        for (size_t k = 0; k < made->count; k++)
            if (creates_same(created->items[i], made->items[k]))
                return true;
    return false;
}

/*
 * Raw SQL has a name that no server knows, and is known by what it made: it is there if all of that is, as it would be
 * made now. Of what leaves nothing behind that is read as raw SQL, nobody can tell.
 */
static bool raw_sql_is_there(const Object *raw, const Catalog *seen, const Catalog *live, Arena *arena)
{
    const List *created = created_by(raw, arena);
    size_t found = 0;

    for (size_t i = 0; i < seen->objects.count; i++) {
        const Object *reading = seen->objects.items[i], *there = catalog_same(live, reading);

        if (reading->kind != KIND_RAW_SQL || !is_among(created, reading, arena))
            continue;
        if (!there || object_differs(there, reading))
            return false;
        found++;
    }
    return found > 0 && found == created->count;
}

Catalog reconcile_written(const Catalog *written, const Catalog *seen, const Catalog *live, Arena *arena)
{
    Catalog result = {.arena = arena}, hinted = with_hints(seen, written, arena);
    Changes changes = diff_catalogs(live, &hinted, false, arena, NULL);

    for (size_t i = 0; i < written->objects.count; i++) {
        const Object *object = written->objects.items[i];
        const Object *reading = catalog_same(seen, object), *there = catalog_same(&changes.before, object);

        if (object->kind == KIND_RAW_SQL && !there && raw_sql_is_there(object, seen, &changes.before, arena))
            continue;

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
