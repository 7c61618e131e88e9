#include "dsl/resolve/resolver.h"

static void note_raw_sql(Resolver *resolver, const Node *node)
{
    (void)node;
    resolver->scope.has_raw_sql = true;
}

static void keep_rollup(Resolver *resolver, const Node *node)
{
    list_add(&resolver->rollups, resolver->scope.arena, node);
}

/* In the order in which a catalog keeps them: what others lie in, or are made of, comes first. */
static const struct {
    NodeKind kind;
    Declare *declare;
} declarations[] = {
    {NODE_EXTENSION, declare_extension},
    {NODE_COLLATION, declare_collation},
    {NODE_ENUM, declare_enum},
    {NODE_DOMAIN, declare_domain},
    {NODE_COMPOSITE, declare_composite},
    {NODE_RANGE, declare_range},
    {NODE_SEQUENCE, declare_sequence},
    {NODE_FUNCTION, declare_function},
    {NODE_PROCEDURE, declare_function},
    {NODE_MIXIN, declare_mixin},
    {NODE_TABLE, declare_table},
    {NODE_VIEW, declare_view},
    {NODE_MATERIALIZED_VIEW, declare_view},
    {NODE_RAW_SQL, note_raw_sql},
    {NODE_ROLLUP, keep_rollup},
};

static void each(Resolver *resolver, const Node *files, NodeKind kind, Declare *declare)
{
    for (const Node *file = files; file; file = file->next)
        for (const Node *node = node_child(file, kind); node; node = node_next(node))
            declare(resolver, node);
}

void resolve_declarations(Resolver *resolver, const Node *files)
{
    each(resolver, files, NODE_SCHEMA, declare_schema);
    declare_public(resolver);
    for (size_t i = 0; i < sizeof declarations / sizeof *declarations; i++)
        each(resolver, files, declarations[i].kind, declarations[i].declare);
}
