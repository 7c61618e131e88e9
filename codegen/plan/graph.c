#include "codegen/plan/graph.h"

#include "dsl/base/map.h"
#include "dsl/catalog/claims.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/data.h"
#include "dsl/catalog/mark.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/raw_sql.h"

#include <string.h>

/* A table that comes to inherit more has to have the columns by then; one that inherits less can lose them then only. */
static bool has_more(const Object *one, const Object *other)
{
    return one && other && one->kind == KIND_TABLE
        && (as_table(one)->parents.count > as_table(other)->parents.count
            || (as_table(one)->of.text && !as_table(other)->of.text));
}

Vertex *graph_add(Graph *graph, Change change)
{
    Vertex *vertex = arena_new(graph->arena, Vertex);
    const SqlKind *kind = sql_kind((change.after ? change.after : change.before)->kind);

    *vertex = (Vertex){.change = change};
    vertex->joins = has_more(change.after, change.before);
    vertex->leaves = has_more(change.before, change.after);
    vertex->rebuilds = change.before && change.after && kind->rebuilds && kind->rebuilds(change.before, change.after);
    list_add(&graph->vertices, graph->arena, vertex);
    if (change.before)
        graph->of_before[change.before->position] = vertex;
    if (change.after)
        graph->of_after[change.after->position] = vertex;
    return vertex;
}

static Vertex *creator(const Graph *graph, const Object *object)
{
    const Object *here = object ? catalog_same(graph->after, object) : NULL;

    return here ? graph->of_after[here->position] : NULL;
}

static Vertex *dropper(const Graph *graph, const Object *object)
{
    const Object *here = object ? catalog_same(graph->before, object) : NULL;

    return here ? graph->of_before[here->position] : NULL;
}

bool graph_creates(const Graph *graph, const Object *object)
{
    return vertex_creates(creator(graph, object));
}

bool graph_drops(const Graph *graph, const Object *object)
{
    return vertex_drops(dropper(graph, object));
}

bool graph_carried(const Graph *graph, const Object *object)
{
    const Vertex *vertex = creator(graph, object);

    return vertex_creates(vertex) && vertex->host;
}

bool graph_remakes(const Graph *graph, const Object *object)
{
    const Vertex *vertex = creator(graph, object);

    return vertex && vertex->other;
}

const char *graph_aside(const Graph *graph, const Object *object)
{
    const Object *parent = object->parent;
    const char *label = "_old", *name = default_name(graph->arena, object->name, NULL, label);

    while (catalog_type(graph->before, parent->name, name) || catalog_type(graph->after, parent->name, name)) {
        label = arena_printf(graph->arena, "%s_", label);
        name = default_name(graph->arena, object->name, NULL, label);
    }
    return name;
}

static const char *aside(const void *of, const Object *object)
{
    const Graph *graph = of;

    return vertex_is_aside(dropper(graph, object)) ? graph_aside(graph, object) : NULL;
}

static bool creates(const void *graph, const Object *object)
{
    return graph_creates(graph, object);
}

static bool carries(const void *graph, const Object *object)
{
    return graph_carried(graph, object);
}

static bool takes(const void *graph, const Object *object)
{
    const Vertex *vertex = dropper(graph, object);

    return vertex_drops(vertex) && vertex->host;
}

static bool remakes(const void *graph, const Object *object)
{
    return graph_remakes(graph, object);
}

SqlPlan graph_for_sql(const Graph *graph)
{
    return (SqlPlan){
        .of = graph, .creates = creates, .carries = carries, .takes = takes, .remakes = remakes, .aside = aside,
    };
}

static bool alters(const Vertex *vertex)
{
    return vertex && vertex->change.before && vertex->change.after;
}

/* Folding. */

static Vertex *host_when_created(const Graph *graph, const Object *object)
{
    const SqlKind *kind = sql_kind(object->kind);
    Vertex *host = kind->host ? creator(graph, kind->host(object, graph->after, false)) : NULL;

    /* "serial" makes a sequence: one that is there already is given to its column by itself. */
    if (object->kind == KIND_SEQUENCE_OWNER && !vertex_creates(creator(graph, object->parent)))
        return NULL;
    return host && (vertex_creates(host) || host->rebuilds) ? host : NULL;
}

static Vertex *host_when_dropped(const Graph *graph, const Object *object)
{
    const SqlKind *kind = sql_kind(object->kind);
    Vertex *host = dropper(graph, kind->host ? kind->host(object, graph->before, true) : object->parent);

    return host && (vertex_drops(host) || host->rebuilds) ? host : NULL;
}

/*
 * A default is what a new column puts into rows that are there; labels and attributes are what a new type is, and columns
 * what a table is partitioned by; a partition has its columns because it is one.
 */
static bool can_stand_apart(const Vertex *vertex)
{
    const Object *object = vertex_object(vertex);
    KindId kind = object->kind;

    if (kind == KIND_BOUND || (kind == KIND_COLUMN && as_table(object->parent)->partitioned))
        return false;
    return kind != KIND_DEFAULT && kind != KIND_ENUM_VALUE && kind != KIND_ATTRIBUTE;
}

static void fold(Graph *graph, bool apart)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (apart && can_stand_apart(vertex))
            continue;
        if (vertex_creates(vertex))
            vertex->host = host_when_created(graph, vertex->change.after);
        else if (vertex_drops(vertex))
            vertex->host = host_when_dropped(graph, vertex->change.before);
    }
}

Vertex *graph_root(Vertex *vertex)
{
    while (vertex->host)
        vertex = vertex->host;
    return vertex;
}

/* Edges. */

static void connect(Graph *graph, Vertex *first, Vertex *later)
{
    first = graph_root(first);
    later = graph_root(later);
    if (first == later)
        return;
    list_add(&first->next, graph->arena, later);
    later->waits++;
}

/* Who uses a composite type may use any attribute of it. */
static void add_attributes(const Object *type, const Object *for_whom, Arena *arena, List *on)
{
    const Object *attribute = for_whom->parent == type ? NULL : object_first(type, KIND_ATTRIBUTE);

    for (; attribute; attribute = object_next(attribute))
        list_add(on, arena, attribute);
}

List graph_needs(const Graph *graph, const Catalog *catalog, const Object *object)
{
    List on = {0};

    if (object->parent)
        list_add(&on, graph->arena, object->parent);
    if (kind_of(object)->depends)
        kind_of(object)->depends(object, catalog, graph->arena, &on);
    raw_sql_before(catalog, catalog == graph->before ? &graph->raw_before : &graph->raw_after, object, graph->arena,
                   &on);
    return on;
}

/* And, of the columns among these, what they are made of. */
static List needs(const Graph *graph, const Catalog *catalog, const Object *object)
{
    List on = graph_needs(graph, catalog, object);
    Arena *arena = graph->arena;

    for (size_t i = 0, count = on.count; i < count; i++) {
        const Object *needed = on.items[i];

        if (needed->kind == KIND_COLUMN)
            kind_of(needed)->depends(needed, catalog, arena, &on);
    }
    for (size_t i = 0, count = on.count; i < count; i++)
        add_attributes(on.items[i], object, arena, &on);
    return on;
}

/* A column that gets another type may get any value of it: its rows do, and its default. */
static void add_values(const Graph *graph, const Vertex *vertex, List *on)
{
    const Object *after = vertex->change.after;
    const Type *type = after->kind == KIND_COLUMN ? &as_column(after)->type : NULL;
    const Object *declared = vertex->change.before && type && type->schema
                               ? catalog_type(graph->after, type->schema, type->name)
                               : NULL;

    if (!declared || text_same(as_column(vertex->change.before)->type.text, type->text))
        return;
    for (const Object *value = object_first(declared, KIND_ENUM_VALUE); value; value = object_next(value))
        list_add(on, graph->arena, value);
}

bool graph_is_entangled(const Graph *graph, const Vertex *vertex)
{
    bool drops = vertex_drops(vertex);
    List on = needs(graph, drops ? graph->before : graph->after, vertex_object(vertex));
    const Vertex *own = graph_root(vertex->host);

    for (size_t i = 0; i < on.count; i++) {
        Vertex *needed = drops ? dropper(graph, on.items[i]) : creator(graph, on.items[i]);

        if (needed && graph_root(needed) != own && !graph_root(needed)->done)
            return true;
    }
    return false;
}

/* A routine that goes would be taken for the one of the same name that is meant. */
static void connect_behind_overloads(Graph *graph, const Object *routine, Vertex *vertex)
{
    const char *called = kind_of(routine)->called(routine, graph->arena);
    const List *overloads = catalog_routines(graph->before, routine->parent->name, called);

    for (size_t i = 0; i < overloads->count; i++) {
        Vertex *overload = dropper(graph, overloads->items[i]);

        if (overload && vertex_drops(overload))
            connect(graph, overload, vertex);
    }
}

/* A column that stops being generated lets go of others, which may have to go before their table is altered. */
static bool lets_go(const Vertex *vertex, const Vertex *table)
{
    const Object *before = vertex->change.before, *after = vertex->change.after;

    return before && after->kind == KIND_COLUMN && as_column(before)->generated.text
        && !as_column(after)->generated.text && alters(table) && table->change.after == after->parent;
}

/* What is created or altered comes after what it will need, or is looked at meanwhile. */
static void connect_after(Graph *graph, Vertex *vertex)
{
    List on = needs(graph, graph->after, vertex->change.after);
    const Kind *kind = kind_of(vertex->change.after);
    add_values(graph, vertex, &on);
    size_t kept = on.count;

    if (kind->looks_at && !vertex->unchecked)
        kind->looks_at(vertex->change.after, graph->after, graph->arena, &on);
    for (size_t i = 0; i < on.count; i++) {
        Vertex *needed = creator(graph, on.items[i]);

        if (needed && needed->joins && on.items[i] == vertex->change.after->parent)
            connect(graph, vertex, needed);
        else if (needed && !lets_go(vertex, needed))
            connect(graph, needed, vertex);
        if (i < kept && kind_of(on.items[i])->called)
            connect_behind_overloads(graph, on.items[i], vertex);
    }
}

static bool has_same(const List *objects, const Object *object)
{
    for (size_t i = 0; i < objects->count; i++)
        if (object_is(objects->items[i], object))
            return true;
    return false;
}

/* A signature, or the name of a parent, means the new type once that is there: what is called by it goes before. */
static bool is_called_by(const Vertex *vertex, const Vertex *type)
{
    const Object *object = vertex->change.before;

    return vertex_drops(vertex)
        && (object->parent == type->change.before || kind_of(object)->name_space == NAMES_ROUTINE);
}

/* What is altered and is no column has to do with the old type only through columns, and those go their own way. */
static bool moved_away(const Vertex *vertex, const Vertex *type)
{
    return vertex_is_aside(type) && vertex->change.after && vertex->change.before->kind != KIND_COLUMN;
}

/* True if what is altered no longer needs an object that is rebuilt: the rebuilding takes along what does alone. */
static bool gets_away(Graph *graph, const Vertex *vertex, const Vertex *rebuilt)
{
    if (!vertex->change.after || !rebuilt->rebuilds)
        return false;

    List on = needs(graph, graph->after, vertex->change.after);
    return !has_same(&on, rebuilt->change.before);
}

/* A row that goes, or changes, is found by its key alone: what becomes of its other columns meanwhile is no matter. */
static bool is_found_without(const Vertex *vertex, const Object *needed)
{
    const Object *object = vertex->change.before;

    return object->kind == KIND_DATA_ROW && needed->kind == KIND_COLUMN
        && !names_have(as_data(object->parent)->key, needed->name);
}

/* A partition that is to get another bound leaves once all is done to it (connect_bounds). */
static bool gets_other_bound(const Graph *graph, const Vertex *vertex)
{
    return vertex_drops(vertex) && vertex->change.before->kind == KIND_BOUND
        && graph_creates(graph, vertex->change.before);
}

/*
 * What is dropped goes before what it needed is dropped or altered; what is altered, before what it needed is dropped,
 * or is rebuilt without it.
 */
static void connect_before(Graph *graph, Vertex *vertex)
{
    List on = needs(graph, graph->before, vertex->change.before);

    for (size_t i = 0; i < on.count; i++) {
        Vertex *needed = dropper(graph, on.items[i]);

        if (moved_away(vertex, needed) || is_found_without(vertex, on.items[i]) || gets_other_bound(graph, vertex))
            continue;
        if (needed && needed->leaves && on.items[i] == vertex->change.before->parent)
            connect(graph, needed, vertex);
        else if (needed && (vertex_drops(needed) || vertex_drops(vertex) || gets_away(graph, vertex, needed)))
            connect(graph, vertex, needed);
        if (vertex_is_aside(needed) && is_called_by(vertex, needed) && graph_root(vertex) != needed)
            connect(graph, vertex, needed->other);
    }
}

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

static void connect_names(Graph *graph)
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
                connect(graph, first, vertex);
        }
    }
}

/*
 * A table that survives a crash references none that does not. What becomes logged does so after what it references,
 * what becomes unlogged before it.
 */
static void connect_logging(Graph *graph)
{
    for (size_t i = 0; i < graph->after->objects.count; i++) {
        const Object *key = graph->after->objects.items[i];
        if (key->kind != KIND_FOREIGN_KEY)
            continue;

        QName target = as_foreign_key(key)->target;
        const Object *referenced = catalog_in_schema(graph->after, KIND_TABLE, target.schema, target.name);
        Vertex *first = creator(graph, referenced), *later = creator(graph, key->parent);

        if (!alters(first) || !alters(later))
            continue;
        if (as_table(referenced)->unlogged)
            connect(graph, later, first);
        else
            connect(graph, first, later);
    }
}

/*
 * The server picks the key that a foreign key relies on among those it finds: one that is about to go must be gone, so
 * that it picks one that stays.
 */
static void connect_foreign_key(Graph *graph, Vertex *vertex)
{
    const ForeignKey *key = as_foreign_key(vertex->change.after);
    const Object *target = catalog_in_schema(graph->before, KIND_TABLE, key->target.schema, key->target.name);
    List keys = {0};

    if (target)
        keys_over(graph->before, target, key->target_columns, graph->arena, &keys);
    for (size_t i = 0; i < keys.count; i++) {
        Vertex *drop = dropper(graph, keys.items[i]);

        if (drop && (vertex_drops(drop) || drop->rebuilds))
            connect(graph, drop, vertex);
    }
}

static void connect_foreign_keys(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex_creates(vertex) && vertex->change.after->kind == KIND_FOREIGN_KEY)
            connect_foreign_key(graph, vertex);
    }
}

/* The table that a partition is of, as a key; NULL for what is no bound. */
static const char *whole_key(const Object *object, Arena *arena)
{
    return object->kind == KIND_BOUND ? arena_printf(arena, "%s\n%s", as_bound(object)->of.schema,
                                                     as_bound(object)->of.name)
                                      : NULL;
}

static const char *table_key(const Object *table, Arena *arena)
{
    return arena_printf(arena, "%s\n%s", table->parent->name, table->name);
}

/* What is done to a table is done to its partitions along with it: so while those that get another bound are there. */
static void connect_before_leaving(Graph *graph, const Map *leaving)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *table = vertex_object(vertex)->parent;
        const List *left = table && table->kind == KIND_TABLE && vertex_object(vertex)->kind != KIND_BOUND
                             ? map_get(leaving, table_key(table, graph->arena))
                             : NULL;

        for (size_t k = 0; left && k < left->count; k++)
            if (gets_other_bound(graph, left->items[k]))
                connect(graph, vertex, left->items[k]);
    }
}

/* Where partitions are given other bounds, all that takes rows waits for all that gives them up. */
static void connect_bounds(Graph *graph)
{
    Map leaving = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const char *key = vertex_drops(vertex) ? whole_key(vertex->change.before, graph->arena) : NULL;

        if (key)
            list_add(map_put(&leaving, graph->arena, key, arena_new(graph->arena, List)), graph->arena, vertex);
    }
    for (size_t i = 0; leaving.count && i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const char *key = vertex_creates(vertex) ? whole_key(vertex->change.after, graph->arena) : NULL;
        const List *first = key ? map_get(&leaving, key) : NULL;

        for (size_t k = 0; first && k < first->count; k++)
            connect(graph, first->items[k], vertex);
    }
    if (leaving.count)
        connect_before_leaving(graph, &leaving);
}

/* The rows that a catalog says the target of a foreign key holds: the first of them. */
static const Object *target_rows(const Catalog *catalog, const Object *foreign_key)
{
    QName name = as_foreign_key(foreign_key)->target;
    const Object *target = catalog_in_schema(catalog, KIND_TABLE, name.schema, name.name);
    const Object *rows = target ? object_first(target, KIND_DATA) : NULL;

    return rows ? rows->first : NULL;
}

/* A reference that goes must be gone before the rows can go that it is to. */
static void connect_dropped_rows(Graph *graph, Vertex *gone)
{
    for (const Object *row = target_rows(graph->before, gone->change.before); row; row = row->next)
        if (graph_drops(graph, row))
            connect(graph, gone, dropper(graph, row));
}

/* And one that comes to a table with rows of its own may need rows that come. */
static void connect_new_rows(Graph *graph, Vertex *fresh)
{
    if (graph_creates(graph, fresh->change.after->parent))
        return;
    for (const Object *row = target_rows(graph->after, fresh->change.after); row; row = row->next)
        if (graph_creates(graph, row))
            connect(graph, creator(graph, row), fresh);
}

/* A row that comes is one of the table as it will be: what it says nothing of may have been not null before. */
static void connect_row_behind_columns(Graph *graph, Vertex *row)
{
    const Object *now = table_of(row->change.after), *old = catalog_same(graph->before, now);

    for (const Object *column = old ? object_first(old, KIND_COLUMN) : NULL; column; column = object_next(column))
        if (dropper(graph, column))
            connect(graph, dropper(graph, column), row);
    for (const Object *column = object_first(now, KIND_COLUMN); old && column; column = object_next(column)) {
        Vertex *value = creator(graph, object_first(column, KIND_DEFAULT));

        if (value)
            connect(graph, value, row);
    }
}

static void connect_rows(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (kind_is_rows(vertex_object(vertex)->kind) && vertex_creates(vertex) && !vertex->host)
            connect_row_behind_columns(graph, vertex);
        if (vertex_object(vertex)->kind != KIND_FOREIGN_KEY)
            continue;
        if (vertex_drops(vertex))
            connect_dropped_rows(graph, vertex);
        if (vertex_creates(vertex))
            connect_new_rows(graph, vertex);
    }
}

static void connect_replacements(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];
        Vertex *drop = vertex_creates(vertex) ? dropper(graph, vertex->change.after) : NULL;

        if (vertex_drops(drop) && !vertex_is_aside(graph_root(drop)))
            connect(graph, drop, vertex);
    }
}

/*
 * Making a type anew is one thing, and nothing stands between its parts: what goes before columns move, or before the
 * old type goes, goes before the new type comes. What itself waits for the new type is left where it is.
 */

static bool is_of(const Vertex *type, const Vertex *vertex, const Graph *graph)
{
    List on = {0};

    if (!vertex->change.before || !vertex->change.after || vertex->change.before->kind != KIND_COLUMN)
        return vertex == type->other;
    kind_of(vertex->change.before)->depends(vertex->change.before, graph->before, graph->arena, &on);
    return has_same(&on, type->other->change.before);
}

static void mark_behind(const Vertex *vertex, bool *behind)
{
    for (size_t i = 0; i < vertex->next.count; i++) {
        const Vertex *next = vertex->next.items[i];

        if (behind[next->number])
            continue;
        behind[next->number] = true;
        mark_behind(next, behind);
    }
}

static bool leads_to_part(const Graph *graph, const Vertex *vertex, const Vertex *type)
{
    for (size_t i = 0; i < vertex->next.count; i++)
        if (is_of(type, vertex->next.items[i], graph))
            return true;
    return false;
}

static bool *all_behind(const Graph *graph, const Vertex *vertex)
{
    bool *behind = arena_array(graph->arena, bool, graph->vertices.count + 1);

    mark_behind(vertex, behind);
    return behind;
}

/* A default goes with its column, if nothing that it needs has to go before the type. */
static bool goes_along(const Graph *graph, const Vertex *vertex, const Vertex *type)
{
    return vertex_object(vertex)->kind == KIND_DEFAULT && !all_behind(graph, vertex)[type->number];
}

static void keep_together(Graph *graph, Vertex *type)
{
    const bool *behind = all_behind(graph, type);
    List first = {0};

    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex != type && !vertex->host && !behind[i] && leads_to_part(graph, vertex, type))
            list_add(&first, graph->arena, vertex);
    }
    for (size_t i = 0; i < first.count; i++)
        if (goes_along(graph, first.items[i], type))
            connect(graph, type, first.items[i]);
        else
            connect(graph, first.items[i], type);
}

static void connect_remade(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++)
        ((Vertex *)graph->vertices.items[i])->number = i;
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex_creates(vertex) && vertex_is_aside(vertex))
            keep_together(graph, vertex);
    }
}

void graph_connect(Graph *graph)
{
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        vertex->next.count = 0;
        vertex->waits = 0;
    }
    for (size_t i = 0; i < graph->vertices.count; i++) {
        Vertex *vertex = graph->vertices.items[i];

        if (vertex->change.after)
            connect_after(graph, vertex);
        if (vertex->change.before)
            connect_before(graph, vertex);
    }
    connect_replacements(graph);
    connect_foreign_keys(graph);
    connect_rows(graph);
    connect_names(graph);
    connect_logging(graph);
    connect_bounds(graph);
    connect_remade(graph);
}

static List raw_sql_of(const Catalog *catalog, Arena *arena)
{
    List raw = {0};

    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->kind == KIND_RAW_SQL)
            list_add(&raw, arena, catalog->objects.items[i]);
    return raw;
}

Graph *graph_build(const Changes *changes, bool apart, Arena *arena)
{
    Graph *graph = arena_new(arena, Graph);

    *graph = (Graph){
        .arena = arena,
        .before = &changes->before,
        .after = changes->after,
        .raw_before = raw_sql_of(&changes->before, arena),
        .raw_after = raw_sql_of(changes->after, arena),
        .of_before = arena_array(arena, Vertex *, changes->before.objects.count),
        .of_after = arena_array(arena, Vertex *, changes->after->objects.count),
    };
    for (size_t i = 0; i < changes->items.count; i++)
        graph_add(graph, *(const Change *)changes->items.items[i]);
    graph_replace(graph);
    fold(graph, apart);
    graph_connect(graph);
    return graph;
}
