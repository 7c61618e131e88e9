#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <ctype.h>
#include <string.h>

static const char *lower(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);

    for (char *c = copy; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

/* What a type's text means. */
typedef struct Written {
    Type type;                      /* without text if it is no type: then it was reported */
    bool serial;
} Written;

static const Written *read_type(Resolver *resolver, const Node *node)
{
    Arena *arena = resolver->scope.arena;
    const char *serial = serial_type(lower(arena, node->text)), *error = NULL;
    Written *written = arena_new(arena, Written);

    written->serial = serial;
    if (!type_parse(arena, serial ? serial : node->text, &written->type, &error)) {
        scope_problem(&resolver->scope, DIAG_BAD_TYPE_MODIFIER, node->at, "%s", error);
        written->type = (Type){0};
        return written;
    }
    return map_put(&resolver->types, arena, node->text, written);
}

/* Understanding a type costs, and a schema has few different ones. */
static Written type_of(Resolver *resolver, const Node *node)
{
    const Written *known = node ? map_get(&resolver->types, node->text) : NULL;
    Written written = {0};

    if (node) {
        written = known ? *known : *read_type(resolver, node);
        written.type.at = node->at;
    }
    return written;
}

Type resolve_type(Resolver *resolver, const Node *node)
{
    Written written = type_of(resolver, node);

    if (written.serial)
        scope_problem(&resolver->scope, DIAG_UNKNOWN_TYPE, node->at, "\"%s\" is for columns of tables alone",
                      node->text);
    return written.type;
}

static void add_default(Resolver *resolver, const Object *column, Sql value, const Node *node)
{
    Default *added = arena_new(resolver->scope.arena, Default);

    if (!value.text)
        return;
    *added = (Default){
        .object = {.kind = KIND_DEFAULT, .parent = column, .name = "", .at = value.at},
        .value = value,
    };
    scope_add(&resolver->scope, added, node);
}

/* "default null" is no default to PostgreSQL: it keeps none. */
static void resolve_default(Resolver *resolver, const Object *column, const Node *node)
{
    Sql value = scope_sql(&resolver->scope, node);
    const SqlParse *parse = value.text ? scope_parse(&resolver->scope, &value) : NULL;

    if (!parse)
        return;
    if (!parse->constant_is_null || parse->constant_has_cast)
        add_default(resolver, column, value, node);
    else if (as_column(column)->not_null)
        scope_problem(&resolver->scope, DIAG_BAD_DEFAULT, value.at, "null cannot be the default of column \"%s\", "
                      "which is not null", column->name);
}

/* What only one of can stand behind a column: they all say where its values come from. */
static void check_one_source(Resolver *resolver, const Node *node)
{
    static const NodeKind sources[] = {NODE_DEFAULT, NODE_IDENTITY, NODE_GENERATED};
    const Node *first = NULL;

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        const Node *next = node_child(node, sources[i]);

        scope_once(&resolver->scope, node, sources[i]);
        if (first && next) {
            Diag *d = scope_problem(&resolver->scope, DIAG_TWO_DEFAULTS, next->at,
                                    "column \"%s\" has two sources of values: %s and %s", node->name,
                                    node_name(first->kind), node_name(next->kind));
            diag_note(resolver->scope.diags, d, first->at, "the other one is here");
        }
        first = first ? first : next;
    }
}

static void resolve_serial(Resolver *resolver, TableWork *work, const Column *column, const Node *node)
{
    const Node *nullable = node_child(node, NODE_NULLABLE);
    Serial *serial = arena_new(resolver->scope.arena, Serial);

    if (nullable)
        scope_problem(&resolver->scope, DIAG_SERIAL_NULLABLE, nullable->at, "serial column \"%s\" is never null",
                      node->name);
    for (const Node *child = node->first; child; child = child->next)
        if (child->kind == NODE_DEFAULT || child->kind == NODE_IDENTITY || child->kind == NODE_GENERATED)
            scope_problem(&resolver->scope, DIAG_SERIAL_DEFAULT, child->at,
                          "serial column \"%s\" brings its own default", node->name);
    *serial = (Serial){.column = &column->object, .node = node, .table = work};
    list_add(&resolver->serials, resolver->scope.arena, serial);
}

static void resolve_identity(Resolver *resolver, Column *column, const Node *node)
{
    const Node *identity = node_child(node, NODE_IDENTITY), *nullable = node_child(node, NODE_NULLABLE);
    Counting *counting;

    if (!identity)
        return;
    counting = arena_new(resolver->scope.arena, Counting);
    column->identity = identity->text;
    if (nullable)
        scope_problem(&resolver->scope, DIAG_BAD_IDENTITY, nullable->at, "identity column \"%s\" is never null",
                      node->name);
    if (type_class(&column->type) == TYPE_CLASS_INTEGER) {
        *counting = resolve_counting(resolver, identity, column->type.name);
        column->counting = (Records){.items = counting, .count = 1};
    }
}

static void modify(Resolver *resolver, Column *column, const Node *node)
{
    const Node *collate = node_child(node, NODE_COLLATE), *generated = node_child(node, NODE_GENERATED);
    const Node *using = node_child(node, NODE_USING), *fill = node_child(node, NODE_FILL);

    column->collation = resolve_collation(resolver, collate, &column->type);
    if (generated)
        column->generated = scope_sql_child(&resolver->scope, generated);
    column->is_virtual = generated && strcmp(generated->text, "virtual") == 0;
    column->using = scope_sql_child(&resolver->scope, using);
    column->fill = scope_sql_child(&resolver->scope, fill);
    resolve_identity(resolver, column, node);
    column->settings = resolve_column_settings(resolver, &column->type, node);
}

/* Constraints behind a column, in the order written. */
static void collect(Resolver *resolver, TableWork *work, const Node *column)
{
    for (const Node *node = column->first; node; node = node->next)
        if (resolve_is_pending(node->kind))
            resolve_later(resolver, work, node, column);
}

/* The table has the column already, and a mixin brings it again: that is the fault of the "use". */
static bool clashes(Resolver *resolver, const TableWork *work, const Node *node, const Node *use)
{
    const Object *first = use ? catalog_find(resolver->scope.catalog, KIND_COLUMN, work->table, node->name) : NULL;

    if (!first)
        return false;
    Diag *d = scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, place_of(use),
                            "duplicate column \"%s\": the mixin brings it, and table \"%s\" has it already",
                            node->name, work->table->name);
    diag_note(resolver->scope.diags, d, first->at, "first declared here");
    diag_note(resolver->scope.diags, d, place_of(node), "the mixin's column is here");
    return true;
}

void resolve_column(Resolver *resolver, TableWork *work, const Node *node, const Node *use)
{
    Column *column = arena_new(resolver->scope.arena, Column);
    const Node *value = node_child(node, NODE_DEFAULT);
    Written type = type_of(resolver, node_child(node, NODE_TYPE));

    if (clashes(resolver, work, node, use))
        return;
    *column = (Column){
        .object = {.kind = KIND_COLUMN, .parent = work->table, .name = node->name, .at = place_of(node)},
        .type = type.type,
        .not_null = type.serial || !node_child(node, NODE_NULLABLE),
    };
    modify(resolver, column, node);
    if (!scope_add(&resolver->scope, column, node))
        return;
    if (type.serial)
        resolve_serial(resolver, work, column, node);
    else
        check_one_source(resolver, node);
    if (value && !type.serial)
        resolve_default(resolver, &column->object, value);
    collect(resolver, work, node);
}
