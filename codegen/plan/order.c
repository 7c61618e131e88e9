#include "codegen/plan/order.h"

#include "dsl/catalog/raw_sql.h"
#include "dsl/catalog/table.h"
#include "dsl/sqltext.h"

#include <stdlib.h>

/* Cycles. */

static size_t count_roots(const Graph *graph)
{
    size_t count = 0;

    for (size_t i = 0; i < graph->vertices.count; i++)
        count += !((const Vertex *)graph->vertices.items[i])->host;
    return count;
}

/* Take away, again and again, what waits for nothing. What is left lies on a cycle or behind one. */
static List peel(const Graph *graph)
{
    List ready = {0}, left = {0};
    size_t *waits = arena_array(graph->arena, size_t, graph->vertices.count + 1);

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        vertex->batch = i;          /* used here as an index; order_batches() starts afresh */
        vertex->done = false;
        waits[i] = vertex->waits;
        if (!vertex->host && !vertex->waits)
            list_add(&ready, graph->arena, vertex);
    }
    for (size_t i = 0; i < ready.count; i++) {
        Vertex *vertex = ready.items[i];

        vertex->done = true;
        for (size_t j = 0; j < vertex->next.count; j++) {
            Vertex *later = vertex->next.items[j];

            if (--waits[later->batch] == 0)
                list_add(&ready, graph->arena, later);
        }
    }
    if (ready.count == count_roots(graph))
        return left;
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (!vertex->host && !vertex->done)
            list_add(&left, graph->arena, vertex);
    }
    return left;
}

/*
 * And from the other end: what nothing left waits for is only behind a cycle, not on one. `left` is what peel() left,
 * with its vertices' places in Vertex.batch.
 */
static List trim(const Graph *graph, List left)
{
    List *earlier = arena_array(graph->arena, List, graph->vertices.count + 1), ends = {0}, still = {0};
    size_t *leads_to = arena_array(graph->arena, size_t, graph->vertices.count + 1);

    for (size_t i = 0; i < left.count; i++) {
        Vertex *vertex = left.items[i];

        for (size_t j = 0; j < vertex->next.count; j++) {
            const Vertex *later = vertex->next.items[j];

            if (later->done)
                continue;
            list_add(&earlier[later->batch], graph->arena, vertex);
            leads_to[vertex->batch]++;
        }
        if (!leads_to[vertex->batch])
            list_add(&ends, graph->arena, vertex);
    }
    for (size_t i = 0; i < ends.count; i++) {
        Vertex *vertex = ends.items[i];

        vertex->done = true;
        for (size_t j = 0; j < earlier[vertex->batch].count; j++) {
            Vertex *before = earlier[vertex->batch].items[j];

            if (--leads_to[before->batch] == 0)
                list_add(&ends, graph->arena, before);
        }
    }
    for (size_t i = 0; i < left.count; i++)
        if (!((const Vertex *)left.items[i])->done)
            list_add(&still, graph->arena, left.items[i]);
    return still;
}

/* What may stand alone, from the least trouble for a reader to the most. */

static bool is_foreign_key(const Graph *graph, const Vertex *vertex)
{
    (void)graph;
    return vertex_object(vertex)->kind == KIND_FOREIGN_KEY;
}

/* A default, a check and the like. What a new column puts into rows that are there it cannot be given later. */
static bool is_part(const Graph *graph, const Vertex *vertex)
{
    KindId kind = vertex_object(vertex)->kind;
    bool new_rows = kind != KIND_DEFAULT || vertex_object(graph_root(vertex->host))->kind == KIND_TABLE;

    return kind != KIND_COLUMN && kind != KIND_ENUM_VALUE && kind != KIND_ATTRIBUTE && new_rows
        && graph_is_entangled(graph, vertex);
}

static bool is_generated(const Graph *graph, const Vertex *vertex)
{
    const Object *object = vertex_object(vertex);

    return object->kind == KIND_COLUMN && as_column(object)->generated.text && graph_is_entangled(graph, vertex);
}

/* Those of the kind asked for that vertices of the cycle carry stand alone from now on. */
static bool unfold(Graph *graph, bool (*may_stand_alone)(const Graph *graph, const Vertex *vertex))
{
    List found = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex->host && !vertex->host->rebuilds && !graph_root(vertex)->done && may_stand_alone(graph, vertex))
            list_add(&found, graph->arena, vertex);
    }
    for (size_t i = 0; i < found.count; i++)
        ((Vertex *)found.items[i])->host = NULL;
    return found.count > 0;
}

/* One of the routines whose bodies mention each other is created without a look at its body. */
static bool look_away(const List *cycle)
{
    for (size_t i = 0; i < cycle->count; i++) {
        Vertex *vertex = cycle->items[i];

        if (vertex->unchecked || !vertex->change.after || !kind_of(vertex->change.after)->looks_at)
            continue;
        vertex->unchecked = true;
        return true;
    }
    return false;
}

List order_break_cycles(Graph *graph)
{
    for (;;) {
        List cycle = trim(graph, peel(graph));

        if (!cycle.count || !(unfold(graph, is_foreign_key) || unfold(graph, is_part) || unfold(graph, is_generated)
                              || look_away(&cycle)))
            return cycle;
        graph_connect(graph);
    }
}

/* Order. */

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
