#include "dsl/resolve/resolver.h"

/*
 * What the grammar reads and nothing here gives a meaning to yet. A line goes when its kind is resolved; a line with
 * a parent is about the kind in that place alone. Nothing is left out in silence.
 */
static const struct Later {
    NodeKind kind, parent;          /* parent: NODE_FILE stands for any */
} later[] = {
    {NODE_DISTRIBUTE}, {NODE_REFERENCE}, {NODE_HYPERTABLE},
};

static bool is_later(const Node *node, const Node *parent)
{
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        if (later[i].kind == node->kind && (later[i].parent == NODE_FILE || later[i].parent == parent->kind))
            return true;
    return false;
}

static void refuse(Resolver *resolver, const Node *node, const char *name)
{
    Diag *d = scope_problem(&resolver->scope, DIAG_NOT_YET, place_of(node), "\"%s\" is not compiled yet", name);

    diag_hint(resolver->scope.diags, d, "the language has this, this version of ecogen does not: leave it out for now");
}

static void refuse_in(Resolver *resolver, const Node *parent)
{
    for (const Node *node = parent->first; node; node = node->next)
        if (is_later(node, parent))
            refuse(resolver, node, node_name(node->kind));
        else
            refuse_in(resolver, node);
}

void resolve_not_yet(Resolver *resolver, const Node *files)
{
    for (const Node *file = files; file; file = file->next)
        refuse_in(resolver, file);
}
