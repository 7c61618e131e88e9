#include "codegen/plan/order.h"

#include "dsl/catalog/raw_sql.h"
#include "dsl/sqltext.h"

/*
 * What a migration does in this order. "Early" is all that ranks below tables (schemas, types, functions), "late" what
 * ranks above them (views, which may be filled from the rows that come before); drops are mirrored. Event triggers and
 * default privileges would meddle with all that is made: they come last and go first.
 */
enum {
    GROUP_FIRST_DROPS,
    GROUP_LATE_DROPS,
    GROUP_EARLY,
    GROUP_TABLES,
    GROUP_LATE_KEYS,
    GROUP_ROWS,
    GROUP_LATE,
    GROUP_DROPPED_TABLES,
    GROUP_EARLY_DROPS,
    GROUP_LAST
};
enum { ACTION_DROP, ACTION_ALTER, ACTION_CREATE, ACTION_SAY };

/* Owner, grants, comment: behind all that is done to what they are about. */
static bool says_of_parent(const Object *object)
{
    return kind_rank(object->kind) >= RANK_SAYS_OF_PARENT;
}

static int action_of(const Vertex *vertex)
{
    if (says_of_parent(vertex_object(vertex)))
        return ACTION_SAY;
    return vertex_drops(vertex) ? ACTION_DROP : vertex_creates(vertex) ? ACTION_CREATE : ACTION_ALTER;
}

/* What a reader takes an object for a part of: a table, a type, a view; all that has no place in another. */
static const Object *whole_of(const Object *object)
{
    while (object->parent && (says_of_parent(object) || object->parent->kind != KIND_SCHEMA))
        object = object->parent;
    return object;
}

static bool meddles(const Graph *graph, const Object *object)
{
    return object->kind == KIND_RAW_SQL && sql_acts_on_later(graph->arena, as_raw_sql(object)->up.text);
}

static int group_of(const Graph *graph, const Vertex *vertex, const Object *whole)
{
    int rank = kind_rank(whole->kind), tables = kind_rank(KIND_TABLE);
    bool gone = vertex_drops(vertex) && graph_drops(graph, whole);

    if (meddles(graph, whole))
        return vertex_drops(vertex) ? GROUP_FIRST_DROPS : GROUP_LAST;
    if (rank != tables)
        return rank < tables ? (gone ? GROUP_EARLY_DROPS : GROUP_EARLY) : gone ? GROUP_LATE_DROPS : GROUP_LATE;
    if (gone)
        return GROUP_DROPPED_TABLES;
    if (vertex_object(vertex)->kind == KIND_FOREIGN_KEY && graph_creates(graph, whole))
        return GROUP_LATE_KEYS;
    if (kind_is_rows(vertex_object(vertex)->kind) && vertex_creates(vertex))
        return GROUP_ROWS;
    return GROUP_TABLES;
}

static OrderKey key_of(const Graph *graph, const Vertex *vertex)
{
    const Object *object = vertex_object(vertex), *whole = whole_of(object), *now = catalog_same(graph->after, whole);
    OrderKey key = {
        .group = group_of(graph, vertex, whole),
        .whole_rank = kind_rank(whole->kind),
        .whole = now ? now->position : whole->position,
        .action = action_of(vertex),
        .rank = kind_rank(object->kind),
        .position = object->position,
    };

    if (vertex_drops(vertex)) {
        key.rank = -key.rank;
        key.position = -key.position;
    }
    if (key.group == GROUP_FIRST_DROPS || key.group == GROUP_LATE_DROPS || key.group == GROUP_DROPPED_TABLES
        || key.group == GROUP_EARLY_DROPS) {
        key.whole_rank = -key.whole_rank;
        key.whole = -key.whole;
    }
    return key;
}

static int compare(int64_t one, int64_t other)
{
    return one < other ? -1 : one > other;
}

static int compare_keys(OrderKey one, OrderKey other)
{
    int order = compare(one.group, other.group);

    order = order ? order : compare(one.whole_rank, other.whole_rank);
    order = order ? order : compare(one.whole, other.whole);
    order = order ? order : compare(one.action, other.action);
    order = order ? order : compare(one.rank, other.rank);
    return order ? order : compare(one.position, other.position);
}

/* A heap of vertices, the one to come next on top. */
typedef struct Heap {
    Arena *arena;
    List items;
} Heap;

static bool comes_before(const Heap *heap, size_t one, size_t other)
{
    const Vertex *first = heap->items.items[one], *second = heap->items.items[other];

    return compare_keys(first->key, second->key) < 0;
}

static void swap(Heap *heap, size_t one, size_t other)
{
    void *item = heap->items.items[one];

    heap->items.items[one] = heap->items.items[other];
    heap->items.items[other] = item;
}

static void push(Heap *heap, Vertex *vertex)
{
    list_add(&heap->items, heap->arena, vertex);
    for (size_t i = heap->items.count - 1; i > 0 && comes_before(heap, i, (i - 1) / 2); i = (i - 1) / 2)
        swap(heap, i, (i - 1) / 2);
}

static Vertex *pop(Heap *heap)
{
    Vertex *top = heap->items.items[0];

    heap->items.items[0] = heap->items.items[--heap->items.count];
    for (size_t i = 0, child; (child = 2 * i + 1) < heap->items.count; i = child) {
        if (child + 1 < heap->items.count && comes_before(heap, child + 1, child))
            child++;
        if (!comes_before(heap, child, i))
            break;
        swap(heap, i, child);
    }
    return top;
}

/* Those that wait for nothing any more, by whether they run in a transaction, and share it with others. */
typedef struct Ready {
    Heap inside, outside, alone;
} Ready;

static void make_ready(Ready *ready, Vertex *vertex)
{
    push(vertex->alone ? &ready->alone : vertex->outside_transaction ? &ready->outside : &ready->inside, vertex);
}

/* What stands alone comes last: as much as can be is done by then. */
static Heap *next_heap(Ready *ready)
{
    return ready->inside.items.count ? &ready->inside : ready->outside.items.count ? &ready->outside : &ready->alone;
}

static void release_next(Ready *ready, const Vertex *vertex)
{
    for (size_t i = 0; i < vertex->next.count; i++) {
        Vertex *later = vertex->next.items[i];
        size_t earliest = vertex->batch + vertex->settles;

        if (later->batch < earliest)
            later->batch = earliest;
        if (--later->waits == 0)
            make_ready(ready, later);
    }
}

static List *fill_batch(Graph *graph, Ready *ready, size_t number)
{
    Heap *from = next_heap(ready);
    List *batch = arena_new(graph->arena, List), postponed = {0};

    while (from->items.count && !(from == &ready->alone && batch->count)) {
        Vertex *vertex = pop(from);

        if (vertex->batch > number) {
            list_add(&postponed, graph->arena, vertex);
            continue;
        }
        vertex->batch = number;
        list_add(batch, graph->arena, vertex);
        release_next(ready, vertex);
    }
    for (size_t i = 0; i < postponed.count; i++)
        push(from, postponed.items[i]);
    return batch;
}

List order_batches(Graph *graph)
{
    Ready ready = {.inside.arena = graph->arena, .outside.arena = graph->arena, .alone.arena = graph->arena};
    List batches = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        vertex->batch = 0;
        vertex->key = key_of(graph, vertex);
        if (!vertex->host && !vertex->waits)
            make_ready(&ready, vertex);
    }
    for (size_t number = 0; next_heap(&ready)->items.count; number++) {
        List *batch = fill_batch(graph, &ready, number);

        if (batch->count)
            list_add(&batches, graph->arena, batch);
    }
    return batches;
}
