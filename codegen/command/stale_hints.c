/* Which hints of a schema file have been carried out: their change is part of the newest migration. */
#include "codegen/command/command.h"
#include "dsl/base/map.h"
#include "dsl/rename.h"

/* What is known of the place of a declaration: a mixin's column is one of several tables. */
typedef struct Told {
    bool renamed, altered;          /* something is still to be done */
} Told;

typedef struct Hints {
    Session *session;
    Catalog renamed;                /* the state after the newest migration, with all renames carried out */
    const bool *is_new;             /* by position there: it had another name, or another schema, before */
    Map told;                       /* of Told, by place */
    List *spans;
} Hints;

static const char *key_of(const Hints *hints, Span at)
{
    return arena_printf(&hints->session->arena, "%u", at.start);
}

/* A rename is behind us if the object had its name before; all else is if nothing of it changes. */
static void tell(Hints *hints, const Object *object)
{
    const Object *present = catalog_same(&hints->renamed, object);
    Told *told = map_put(&hints->told, &hints->session->arena, key_of(hints, object->at),
                         arena_new(&hints->session->arena, Told));

    told->renamed = told->renamed || !present || hints->is_new[present->position];
    told->altered = told->altered || !present || object_differs(present, object);
}

static bool is_behind(const Node *hint, const Told *told)
{
    return told && (hint->kind == NODE_WAS ? !told->renamed : !told->altered);
}

/* Nodes stand in the order of the text, and hints hold none. */
static void find(Hints *hints, const Node *node)
{
    const Told *told = map_get(&hints->told, key_of(hints, node->name_at.start ? node->name_at : node->at));

    for (const Node *child = node->first; child; child = child->next) {
        bool is_hint = child->kind == NODE_WAS
                    || (node->kind == NODE_COLUMN && (child->kind == NODE_USING || child->kind == NODE_FILL));

        if (is_hint && is_behind(child, told))
            list_add(hints->spans, &hints->session->arena, &child->at);
        find(hints, child);
    }
}

static bool is_declared(const Object *object)
{
    return object->at.start && *object->name;
}

static void rename_all(Hints *hints, const Catalog *head, const Catalog *schema)
{
    Arena *arena = &hints->session->arena;
    Renames renames = renames_find(head, schema, false, arena, NULL);
    const Object *const *now;

    hints->renamed = renames_apply(head, &renames, &now, arena);
    bool *is_new = arena_array(arena, bool, hints->renamed.objects.count + 1);
    for (size_t i = 0; i < renames.items.count; i++)
        is_new[now[((const Rename *)renames.items.items[i])->before->position]->position] = true;
    hints->is_new = is_new;
}

void hints_find_stale(Session *session, const Schema *schema, const Node *file, const Catalog *head, List *spans)
{
    Hints hints = {.session = session, .spans = spans};

    rename_all(&hints, head, &schema->catalog);
    for (size_t i = 0; i < schema->catalog.objects.count; i++)
        if (is_declared(schema->catalog.objects.items[i]))
            tell(&hints, schema->catalog.objects.items[i]);
    find(&hints, file);
}
