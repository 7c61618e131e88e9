#include "dsl/catalog/view.h"

#include "dsl/catalog/table.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

static size_t count_options(const Node *view)
{
    size_t count = 1;               /* "with check option" */

    for (const Node *with = node_child(view, NODE_WITH); with; with = node_next(with))
        count += node_count(with, NODE_OPTION);
    return count;
}

/* A switch of a view is "true", or not there: that is what it is without a word. */
static const char *value_of(const Node *view, const Node *option)
{
    static const char *const on[] = {"true", "on", "yes", "1"}, *const off[] = {"false", "off", "no", "0"};

    if (view->kind != NODE_VIEW || !option->text)
        return option->text ? option->text : "true";
    for (size_t i = 0; i < sizeof on / sizeof *on; i++) {
        if (strcmp(option->text, on[i]) == 0)
            return "true";
        if (strcmp(option->text, off[i]) == 0)
            return NULL;
    }
    return option->text;
}

/* From "with (…)", "with check option" and "option …" alike; the last word on one counts (twice is reported). */
static Records options_of(Resolver *resolver, const Node *view)
{
    const Node *check = node_child(view, NODE_CHECK_OPTION);
    Option *options = arena_array(resolver->scope.arena, Option, count_options(view));
    Records records = {.items = options};

    for (const Node *with = node_child(view, NODE_WITH); with; with = node_next(with))
        for (const Node *node = node_child(with, NODE_OPTION); node; node = node_next(node)) {
            const char *value = value_of(view, node);

            if (value)
                options[records.count++] = (Option){node_full_name(node, resolver->scope.arena), value};
        }
    if (check)
        options[records.count++] = (Option){"check_option", check->text};
    options_sort(records);
    return records;
}

static void resolve_default(Resolver *resolver, const Object *column, const Node *node)
{
    Default *added = arena_new(resolver->scope.arena, Default);
    Sql value = scope_sql(&resolver->scope, node);

    if (!value.text)
        return;
    *added = (Default){
        .object = {.kind = KIND_DEFAULT, .parent = column, .name = "", .at = value.at},
        .value = value,
    };
    scope_add(&resolver->scope, added, node);
}

/* A view has no rows of its own to keep, and into a materialized one no row can be put. */
static void refuse_settings(Resolver *resolver, const Object *view, const Node *node)
{
    static const NodeKind of_rows[] = {NODE_STORAGE, NODE_COMPRESSION, NODE_STATISTICS_TARGET, NODE_WITH};
    bool materialized = view->kind == KIND_MATERIALIZED_VIEW;
    const Node *value = materialized ? node_child(node, NODE_DEFAULT) : NULL;

    for (size_t i = 0; !materialized && i < sizeof of_rows / sizeof *of_rows; i++) {
        const Node *setting = node_child(node, of_rows[i]);

        if (setting)
            diag_hint(resolver->scope.diags,
                      scope_problem(&resolver->scope, DIAG_VIEW_SETTING, setting->at,
                                    "a view keeps no rows: its columns have no %s", node_name(setting->kind)),
                      "say it of the table's column, or make it a materialized view");
    }
    if (value)
        diag_hint(resolver->scope.diags,
                  scope_problem(&resolver->scope, DIAG_VIEW_SETTING, value->at,
                                "nothing is inserted into a materialized view: its columns have no default"),
                  "leave the default out");
}

static bool says_nothing(const ViewColumn *column, const Node *node)
{
    return !node->doc && !node_child(node, NODE_DEFAULT) && !node_child(node, NODE_WAS)
        && !column_settings_any(&column->settings);
}

/* A column of which nothing is said is none of the catalog's. */
static void resolve_column_of(Resolver *resolver, const Object *view, const Node *node)
{
    ViewColumn *column = arena_new(resolver->scope.arena, ViewColumn);
    const Node *value = node_child(node, NODE_DEFAULT);

    *column = (ViewColumn){.object = {.kind = KIND_VIEW_COLUMN, .parent = view, .name = node->name,
                                      .at = place_of(node)}};
    refuse_settings(resolver, view, node);
    if (view->kind == KIND_MATERIALIZED_VIEW)
        column->settings = resolve_column_settings(resolver, NULL, node);
    if (says_nothing(column, node) || !scope_add(&resolver->scope, column, node))
        return;
    if (value)
        resolve_default(resolver, &column->object, value);
}

const Object *resolve_view_column(Resolver *resolver, const Object *view, const Node *name)
{
    size_t errors = resolver->scope.diags->errors;
    const Object *known = catalog_find(resolver->scope.catalog, KIND_VIEW_COLUMN, view, name->name);
    ViewColumn *column;

    if (known)
        return known;
    scope_column(&resolver->scope, view, name->name, place_of(name));
    if (resolver->scope.diags->errors > errors)
        return NULL;
    column = arena_new(resolver->scope.arena, ViewColumn);
    *column = (ViewColumn){.object = {.kind = KIND_VIEW_COLUMN, .parent = view, .name = name->name,
                                      .at = place_of(name)}};
    return scope_add(&resolver->scope, column, name) ? &column->object : NULL;
}

static void read_block(Resolver *resolver, TableWork *work, const Node *node)
{
    for (const Node *item = node->first; item; item = item->next)
        if (item->kind == NODE_VIEW_COLUMN)
            resolve_column_of(resolver, work->table, item);
        else if (resolve_is_pending(item->kind))
            resolve_later(resolver, work, item, NULL);
        else if (resolve_is_item(item->kind))
            resolve_item_later(resolver, work->table, item);
}

static View view_of(Resolver *resolver, const Object *schema, const Node *node)
{
    const Node *model = node_child(node, NODE_MODEL);
    const Node *tablespace = node_child(node, NODE_TABLESPACE), *no_data = node_child(node, NODE_NO_DATA);
    KindId kind = node->kind == NODE_VIEW ? KIND_VIEW : KIND_MATERIALIZED_VIEW;

    return (View){
        .object = {.kind = kind, .parent = schema, .name = node->name, .at = place_of(node)},
        .columns = resolve_name_list(resolver, node),
        .query = scope_query(&resolver->scope, node_child(node, NODE_BODY)),
        .options = options_of(resolver, node),
        .method = resolve_method(node),
        .tablespace = tablespace ? tablespace->name : NULL,
        .no_data = no_data && no_data->flag,
        .model_none = model && !model->name,
        .model = model ? model->name : NULL,
    };
}

void declare_view(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    View *view = arena_new(resolver->scope.arena, View);
    TableWork *work = arena_new(resolver->scope.arena, TableWork);

    *view = view_of(resolver, schema, node);
    if (!scope_add(&resolver->scope, view, node))
        return;
    *work = (TableWork){.table = &view->object, .node = node, .schema = resolve_schema_work(resolver, schema)};
    resolve_claim(resolver, &view->object);
    read_block(resolver, work, node);
}
