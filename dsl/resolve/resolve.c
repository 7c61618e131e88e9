#include "dsl/resolve.h"

#include "dsl/checks/checks.h"
#include "dsl/resolve/resolver.h"

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
            .incomplete = diag_failed(diags),
        },
    };

    resolve_project(&resolver, files);
    resolve_declarations(&resolver, files);
    resolve_columns(&resolver);
    resolve_contents(&resolver);
    resolve_names(&resolver);
    resolve_rollups(&resolver);
    checks_run(&resolver.scope);
    return resolved;
}
