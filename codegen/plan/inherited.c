/*
 * What a table says of columns that it has from others: what is done to such a column there is done to it here, too. So
 * it is said again, and in any case afterwards.
 */
#include "codegen/plan/edges.h"
#include "dsl/base/map.h"
#include "dsl/catalog/inherited.h"
#include "dsl/catalog/partition.h"

/* Changes of columns, and of what belongs to them, by table and column. */
typedef struct Columns {
    Graph *graph;
    Map changed;                    /* of List of Vertex */
    bool any;                       /* tables say something of columns that they have from others */
} Columns;

static bool is_inherited(const Object *object)
{
    return object->kind == KIND_INHERITED_COLUMN;
}

static const char *key_of(const Columns *columns, const Object *table, const char *column)
{
    return arena_printf(columns->graph->arena, "%s\n%s\n%s", table->parent->name, table->name, column);
}

static Columns collect(Graph *graph)
{
    Columns columns = {.graph = graph};

    for (size_t i = 0; i < graph->before->objects.count && !columns.any; i++)
        columns.any = is_inherited(graph->before->objects.items[i]);
    for (size_t i = 0; i < graph->after->objects.count && !columns.any; i++)
        columns.any = is_inherited(graph->after->objects.items[i]);
    for (size_t i = 0; i < graph->vertices.count && columns.any; i++) {
        Vertex *vertex = graph->vertices.items[i];
        const Object *object = vertex_object(vertex), *column = object;

        if (object->parent && (object->parent->kind == KIND_COLUMN || is_inherited(object->parent)))
            column = object->parent;
        if (column->kind != KIND_COLUMN && !is_inherited(column))
            continue;

        const char *key = key_of(&columns, column->parent, column->name);
        List *list = map_put(&columns.changed, graph->arena, key, arena_new(graph->arena, List));
        list_add(list, graph->arena, vertex);
    }
    return columns;
}

static const List *changes_of(const Columns *columns, const Object *table, const char *column)
{
    static const List none = {0};
    const List *found = map_get(&columns->changed, key_of(columns, table, column));

    return found ? found : &none;
}

static void add_above(const Columns *columns, const Catalog *catalog, const Object *table, int depth, List *above)
{
    enum { DEEPEST = 64 };          /* tables that inherit each other in a circle end here */
    const Object *whole = partition_parent(catalog, table);
    Records parents = as_table(table)->parents;

    for (size_t i = 0; i < parents.count + (whole != NULL) && depth < DEEPEST; i++) {
        const Object *from = whole;

        if (!whole) {
            QName name = records_of(parents, Parent)[i].table;
            from = catalog_in_schema(catalog, KIND_TABLE, name.schema, name.name);
        }
        if (!from)
            continue;
        list_add(above, columns->graph->arena, from);
        add_above(columns, catalog, from, depth + 1, above);
    }
}

/* What is done to the column where it comes from, and to its default; comments and rights are no matter. */
static List changes_above(const Columns *columns, const Catalog *catalog, const Object *object)
{
    List above = {0}, found = {0};

    add_above(columns, catalog, object->parent, 0, &above);
    for (size_t i = 0; i < above.count; i++) {
        const List *changes = changes_of(columns, above.items[i], object->name);

        for (size_t k = 0; k < changes->count; k++) {
            KindId kind = vertex_object(changes->items[k])->kind;

            if (kind == KIND_COLUMN || kind == KIND_DEFAULT || kind == KIND_INHERITED_COLUMN)
                list_add(&found, columns->graph->arena, changes->items[k]);
        }
    }
    return found;
}

void graph_say_again(Graph *graph)
{
    Columns columns = collect(graph);

    for (size_t i = 0; columns.any && i < graph->before->objects.count; i++) {
        const Object *old = graph->before->objects.items[i];

        if (is_inherited(old) && graph_stays(graph, old) && !graph_dropper(graph, old)
            && changes_above(&columns, graph->before, old).count)
            graph_add(graph, (Change){.before = old, .after = catalog_same(graph->after, old)});
    }
}

static void connect(const Columns *columns, Vertex *vertex)
{
    const Object *object = vertex_object(vertex);
    const Catalog *catalog = vertex_drops(vertex) ? columns->graph->before : columns->graph->after;
    List above = changes_above(columns, catalog, object);
    const List *own = changes_of(columns, object->parent, object->name);

    for (size_t i = 0; i < above.count; i++)
        if (!vertex_drops(vertex))
            graph_edge(columns->graph, above.items[i], vertex);
        else if (vertex_drops(above.items[i]))
            graph_edge(columns->graph, vertex, above.items[i]);
    for (size_t i = 0; i < own->count; i++) {
        Vertex *change = own->items[i];
        const Object *changed = vertex_object(change);

        if (is_inherited(changed) || is_inherited(changed->parent))
            continue;
        if (vertex_drops(vertex))
            graph_edge(columns->graph, vertex, change);
        else
            graph_edge(columns->graph, change, vertex);
    }
}

void edges_of_inherited(Graph *graph)
{
    Columns columns = collect(graph);

    for (size_t i = 0; columns.any && i < graph->vertices.count; i++)
        if (is_inherited(vertex_object(graph->vertices.items[i])))
            connect(&columns, graph->vertices.items[i]);
}
