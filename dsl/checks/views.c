#include "dsl/catalog/view.h"

#include "dsl/checks/checks.h"
#include "dsl/checks/options.h"

#include <string.h>

/* What a query may mention although nothing here declares it. */
static bool may_come_from_elsewhere(const Scope *scope, const SqlRef *ref)
{
    if (scope->incomplete || scope->has_extension || scope->has_raw_sql)
        return true;
    if (ref->qualifier)
        return strcmp(ref->qualifier, "pg_catalog") == 0 || strcmp(ref->qualifier, "information_schema") == 0;
    return strncmp(ref->name, "pg_", 3) == 0;
}

/* 'name'::regclass, nextval('name'): PostgreSQL has sequences that no schema speaks of. */
static bool stands_in_string(const Sql *query, const SqlRef *ref)
{
    return ref->whole > 0 && query->text[ref->whole - 1] == '\'';
}

static List relation_names(const Scope *scope)
{
    List names = {0};

    for (size_t i = 0; i < scope->catalog->objects.count; i++) {
        const Object *object = scope->catalog->objects.items[i];

        if (kind_of(object)->has_rows)
            list_add(&names, scope->arena,
                     strcmp(object->parent->name, "public") == 0
                         ? object->name
                         : arena_printf(scope->arena, "%s.%s", object->parent->name, object->name));
    }
    return names;
}

static void check_relation(Scope *scope, const Sql *query, const SqlRef *ref)
{
    if (catalog_relation(scope->catalog, ref->qualifier, ref->name) || may_come_from_elsewhere(scope, ref)
        || stands_in_string(query, ref))
        return;

    const char *shown = ref->qualifier ? arena_printf(scope->arena, "%s.%s", ref->qualifier, ref->name) : ref->name;
    scope_unknown(scope, DIAG_UNKNOWN_TABLE, scope_ref_place(query, ref), "table or view", shown, NULL,
                  scope_suggests(scope) ? relation_names(scope) : (List){0});
}

/* The columns of all that may have it. False if these may not be all. */
static bool candidates(const Scope *scope, const SqlRef *ref, List *names)
{
    for (size_t i = 0; i < ref->owners.count; i++) {
        const SqlRelation *owner = ref->owners.items[i];
        const Object *relation = catalog_relation(scope->catalog, owner->schema, owner->name);

        if (!relation || scope_has_lost(scope, relation)
            || !relation_columns(scope->catalog, relation, scope->arena, names)
            || (is_view(relation) && scope->lost.count && as_view(relation)->stars.count))
            return false;
    }
    return ref->owners.count > 0 && !ref->local;
}

static bool has(const List *names, const char *name)
{
    static const char *const system[] = {"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};

    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return true;
    for (size_t i = 0; i < sizeof system / sizeof *system; i++)
        if (strcmp(system[i], name) == 0)
            return true;
    return false;
}

/* "select users from users": the row. */
static bool is_row(const SqlParse *parse, const SqlRef *ref)
{
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *other = parse->refs.items[i];

        if (other->kind == SQL_REF_QUALIFIER && other->start == ref->start)
            return true;
    }
    return false;
}

/* A routine over rows can be written like a column of theirs. */
static bool is_routine(const Scope *scope, const char *name)
{
    return catalog_routines(scope->catalog, NULL, name)->count > 0;
}

static void check_column_of(Scope *scope, const Sql *query, const SqlParse *parse, const SqlRef *ref)
{
    List names = {0};

    if (!candidates(scope, ref, &names) || has(&names, ref->name) || is_row(parse, ref) || is_routine(scope, ref->name))
        return;

    const SqlRelation *owner = ref->owners.items[0];
    const Object *only = ref->owners.count == 1 ? catalog_relation(scope->catalog, owner->schema, owner->name) : NULL;
    scope_unknown(scope, DIAG_UNKNOWN_COLUMN, scope_ref_place(query, ref), "column", ref->name,
                  only ? object_describe(only, scope->arena) : NULL, names);
}

void check_view_query(Scope *scope, const Object *object)
{
    const Sql *query = &as_view(object)->query;

    if (!query->text)
        return;

    const SqlParse *parse = &sql_query(scope->sql, query->text)->parse;
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind == SQL_REF_RELATION)
            check_relation(scope, query, ref);
        else if (ref->kind == SQL_REF_COLUMN)
            check_column_of(scope, query, parse, ref);
        check_label(scope, query, ref);
    }
}

/* Where column number `i` gets its name. */
static Span place_of_output(const View *view, const SqlQuery *query, size_t i)
{
    const SqlOutput *output = !query->has_star && i < query->outputs.count ? query->outputs.items[i] : NULL;

    if (i < view->columns.count)
        return view->columns.at[i];
    if (!output || !output->end)
        return view->object.at;
    return (Span){view->query.at.start + (uint32_t)output->start, view->query.at.start + (uint32_t)output->end};
}

static void check_twice(Scope *scope, const View *view, const SqlQuery *query)
{
    Map seen = {0};

    for (size_t i = 0; i < view->outputs.count; i++) {
        const char *name = view->outputs.items[i];

        if (map_put(&seen, scope->arena, name, &view->outputs.items[i]) == &view->outputs.items[i])
            continue;
        Diag *d = scope_problem(scope, DIAG_DUPLICATE_NAME, place_of_output(view, query, i),
                                "%s has two columns \"%s\"", object_describe(&view->object, scope->arena), name);
        if (i >= view->columns.count)
            diag_hint(scope->diags, d, "give one another name: \"as name\" behind it");
    }
}

void check_view_names(Scope *scope, const Object *object)
{
    const View *view = as_view(object);

    if (!view->query.text || !view->outputs_known || scope->incomplete)
        return;
    if (view->columns.count > view->outputs.count)
        scope_problem(scope, DIAG_VIEW_NAMES, view->columns.at[view->outputs.count],
                      "%s has %zu columns, and here stand names for %zu", object_describe(object, scope->arena),
                      view->outputs.count, view->columns.count);
    check_twice(scope, view, sql_query(scope->sql, view->query.text));
}

static void check_all_options(Scope *scope, const Object *object, const StorageOption *options, const char *whose)
{
    const Node *node = scope_node(scope, object), *check = node_child(node, NODE_CHECK_OPTION);
    Map seen = {0};

    if (check)
        map_put(&seen, scope->arena, "check_option", (void *)check);
    for (const Node *with = node_child(node, NODE_WITH); with; with = node_next(with))
        check_options(scope, with, options, whose, &seen);
}

void check_view_options(Scope *scope, const Object *object)
{
    static const StorageOption options[] = {
        {"check_option", .word = "local", .other_word = "cascaded"},
        {"security_barrier"},
        {"security_invoker"},
        {0},
    };

    check_all_options(scope, object, options, "views");
}

void check_materialized_options(Scope *scope, const Object *object)
{
    if (!as_view(object)->method)
        check_all_options(scope, object, heap_options, "materialized views");
}

/* A column of which something is said must be there. */
void check_view_column(Scope *scope, const Object *object)
{
    scope_column(scope, object->parent, object->name, object->at);
}

/* Circles. */

typedef struct Circle {
    Scope *scope;
    const Object *start;
    bool *seen;                     /* by position */
} Circle;

static bool leads_back(Circle *circle, const Object *view)
{
    const SqlParse *parse = &sql_query(circle->scope->sql, as_view(view)->query.text)->parse;

    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];
        const Object *next = ref->kind == SQL_REF_RELATION
                                 ? catalog_relation(circle->scope->catalog, ref->qualifier, ref->name) : NULL;

        if (!next || !is_view(next) || !as_view(next)->query.text)
            continue;
        if (next == circle->start)
            return true;
        if (circle->seen[next->position])
            continue;
        circle->seen[next->position] = true;
        if (leads_back(circle, next))
            return true;
    }
    return false;
}

void check_view_circle(Scope *scope, const Object *object)
{
    Arena scratch = {0};
    Circle circle = {scope, object, arena_array(&scratch, bool, scope->catalog->objects.count)};

    if (as_view(object)->query.text && leads_back(&circle, object))
        scope_problem(scope, DIAG_VIEW_CIRCLE, object->at, "%s is made of itself, by way of what it mentions",
                      object_describe(object, scope->arena));
    arena_free(&scratch);
}
