#include "dsl/resolve.h"

#include "dsl/catalog/view.h"
#include "dsl/checks/checks.h"
#include "dsl/resolve/resolver.h"

/* Items of tables that could not be parsed. It is known which tables they are of; all else can be relied on. */
static size_t lost_items(const Node *files)
{
    size_t count = 0;

    for (const Node *file = files; file; file = file->next)
        for (const Node *declaration = file->first; declaration; declaration = declaration->next)
            for (const Node *lost = node_child(declaration, NODE_LOST); lost; lost = node_next(lost))
                count++;
    return count;
}

Resolved resolve(const Node *files, Arena *arena, Diags *diags)
{
    Resolved resolved = {.catalog = {.arena = arena}};
    Resolver resolver = {
        .scope = {
            .arena = arena,
            .diags = diags,
            .catalog = &resolved.catalog,
            .project = &resolved.project,
            .sql = sql_cache(arena),
        },
    };

    resolver.scope.incomplete = diags->errors > lost_items(files);
    resolve_project(&resolver, files);
    resolve_declarations(&resolver, files);
    resolve_types(&resolver);
    resolve_parents_known(&resolver);
    resolve_columns(&resolver);
    resolve_owners(&resolver);
    resolve_contents(&resolver);
    resolve_names(&resolver);
    views_settle(&resolved.catalog);
    resolve_items(&resolver);
    resolve_data(&resolver, files);
    resolve_raw_sql(&resolver, files);
    resolve_rights(&resolver, files);
    resolve_rollups(&resolver);
    checks_run(&resolver.scope);
    return resolved;
}
