#include "codegen/plan/edges.h"
#include "dsl/base/map.h"
#include "dsl/catalog/claims.h"
#include "dsl/catalog/mark.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"

/* Two things cannot have one name at a time: a name must be free before it is taken again. */

typedef struct NameKeys {
    const char *items[4];
    size_t count;
} NameKeys;

/*
 * Behind an identity there is a sequence that nobody speaks of; and a table has one primary key at a time, whatever it
 * is called, and one of each mark. Where names are a kind's own, identity says enough.
 */
static NameKeys name_keys(const Object *object, Arena *arena)
{
    Claims claims = object_claims(object);
    NameKeys keys = {0};

    for (size_t i = 0; i < claims.count; i++)
        if (claims.items[i].space != NAMES_ITS_OWN)
            keys.items[keys.count++] = claim_key(&claims.items[i], arena);
    if (object->kind == KIND_PRIMARY_KEY)
        keys.items[keys.count++] = claim_key(&(Claim){NAMES_ITS_OWN, object->parent, object->kind, ""}, arena);
    if (object->kind == KIND_REPLICA_IDENTITY || object->kind == KIND_CLUSTER)
        keys.items[keys.count++] = claim_key(&(Claim){NAMES_ITS_OWN, mark_table(object), object->kind, ""}, arena);
    if (object->kind == KIND_COLUMN && as_column(object)->identity) {
        const char *name = default_name(arena, object->parent->name, object->name, "seq");

        keys.items[keys.count++] = claim_key(&(Claim){NAMES_RELATION, object->parent->parent, KIND_SEQUENCE, name},
                                             arena);
    }
    return keys;
}

/* The keys that `object` has and `other`, the same object at another time, has not. */
static NameKeys own_keys(const Object *object, const Object *other, Arena *arena)
{
    NameKeys keys = object ? name_keys(object, arena) : (NameKeys){0};
    NameKeys same = other ? name_keys(other, arena) : (NameKeys){0};

    return same.count < keys.count ? keys : (NameKeys){0};
}

void edges_of_names(Graph *graph)
{
    Map freed = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        NameKeys keys = own_keys(vertex->change.before, vertex->change.after, graph->arena);

        for (size_t k = 0; k < keys.count && !vertex_is_aside(graph_root(vertex)); k++)
            map_put(&freed, graph->arena, keys.items[k], vertex);
    }
    for (size_t i = 0; freed.count && i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        NameKeys keys = own_keys(vertex->change.after, vertex->change.before, graph->arena);

        for (size_t k = 0; k < keys.count; k++) {
            Vertex *first = map_get(&freed, keys.items[k]);

            if (first)
                graph_edge(graph, first, vertex);
        }
    }
}
