#include "codegen/command/changes_json.h"

#include "dsl/catalog/json.h"
#include "runtime/introspect/introspect.h"

#include <stdlib.h>

static json_t *json_of_rename(const Rename *rename)
{
    json_t *item = object_json(rename->before);

    json_t *result = json_pack("{s:O, s:O, s:s}", "kind", json_object_get(item, "kind"), "path",
                               json_object_get(item, "path"), "name", rename->name);
    json_decref(item);
    return result;
}

static json_t *names_of_fields(const Change *change)
{
    const Field *fields = kind_of(change->after)->fields;
    json_t *names = json_array();

    for (size_t i = 0; fields && fields[i].name; i++)
        if (change->fields >> i & 1)
            json_array_append_new(names, json_string(fields[i].name));
    return names;
}

/* What describes an object besides its identity. */
static json_t *json_of_rest(const Object *object)
{
    json_t *rest = object ? object_json(object) : json_null();

    json_object_del(rest, "kind");
    json_object_del(rest, "path");
    return rest;
}

static json_t *json_of_change(const Change *change)
{
    const char *what = !change->before ? "create" : !change->after ? "drop" : "alter";
    json_t *object = object_json(change->after ? change->after : change->before), *item = json_object();

    json_object_set_new(item, "what", json_string(what));
    json_object_set(item, "kind", json_object_get(object, "kind"));
    json_object_set(item, "path", json_object_get(object, "path"));
    if (change->before && change->after)
        json_object_set_new(item, "fields", names_of_fields(change));
    if (change->before)
        json_object_set_new(item, "before", json_of_rest(change->before));
    if (change->after)
        json_object_set_new(item, "after", json_of_rest(change->after));
    json_decref(object);
    return item;
}

static void add_unmanaged(json_t *into, const char *side, const List *unmanaged)
{
    for (size_t i = 0; i < unmanaged->count; i++) {
        const Unmanaged *one = unmanaged->items[i];

        json_array_append_new(into, json_pack("{s:s, s:s, s:s}", "in", side, "kind", one->kind, "identity",
                                              one->identity));
    }
}

const char *changes_json(const Changes *changes, JsonSide from, JsonSide to, Arena *arena)
{
    json_t *renames = json_array(), *items = json_array(), *unmanaged = json_array();

    for (size_t i = 0; i < changes->renames.items.count; i++)
        json_array_append_new(renames, json_of_rename(changes->renames.items.items[i]));
    for (size_t i = 0; i < changes->items.count; i++)
        json_array_append_new(items, json_of_change(changes->items.items[i]));
    add_unmanaged(unmanaged, "from", from.unmanaged);
    add_unmanaged(unmanaged, "to", to.unmanaged);

    json_t *document = json_pack("{s:i, s:s, s:s, s:b, s:o, s:o, s:o}", "format", 1, "from", from.label, "to", to.label,
                                 "equal", (int)changes_none(changes), "renames", renames, "changes", items,
                                 "unmanaged", unmanaged);
    char *text = json_dumps(document, JSON_INDENT(2));

    json_decref(document);
    if (text)
        arena_own(arena, text, free);
    return text ? text : "{}";
}
