#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <inttypes.h>
#include <string.h>

/* What counts, and where what is wrong with it was written. */
typedef struct Counted {
    Scope *scope;
    const char *what;
    const Counting *counting;
    const BuiltinType *type;
    const Node *node;               /* has the options */
    Span at;                        /* where none was written */
} Counted;

static Span place_of_option(const Counted *counted, const char *name)
{
    const Node *option = node_named(counted->node, NODE_OPTION, name);

    return option ? option->at : counted->at;
}

static void check_bound(const Counted *counted, const char *name, int64_t bound)
{
    if (bound < counted->type->lowest || bound > counted->type->highest)
        scope_problem(counted->scope, DIAG_BAD_SEQUENCE, place_of_option(counted, name),
                      "the %s %" PRId64 " of %s is out of the range of type %s", name, bound, counted->what,
                      counted->type->shortest);
}

static void check_start(const Counted *counted)
{
    const Counting *counting = counted->counting;

    if (counting->start < counting->minimum || counting->start > counting->maximum)
        scope_problem(counted->scope, DIAG_BAD_SEQUENCE, place_of_option(counted, "start"),
                      "%s starts with %" PRId64 ", outside of %" PRId64 " to %" PRId64, counted->what, counting->start,
                      counting->minimum, counting->maximum);
}

/* As init_params() of PostgreSQL; what follows from one mistake is not told. */
static void check_counting(const Counted *counted)
{
    const Counting *counting = counted->counting;

    if (!counting->increment)
        scope_problem(counted->scope, DIAG_BAD_SEQUENCE, place_of_option(counted, "increment"),
                      "%s counts by 0", counted->what);
    if (counting->cache < 1)
        scope_problem(counted->scope, DIAG_BAD_SEQUENCE, place_of_option(counted, "cache"),
                      "the cache of %s must be 1 or more", counted->what);
    check_bound(counted, "minimum", counting->minimum);
    check_bound(counted, "maximum", counting->maximum);
    if (counting->minimum < counting->maximum)
        check_start(counted);
    else
        scope_problem(counted->scope, DIAG_BAD_SEQUENCE,
                      place_of_option(counted, counting->increment < 0 ? "maximum" : "minimum"),
                      "the minimum %" PRId64 " of %s is not below its maximum %" PRId64, counting->minimum,
                      counted->what, counting->maximum);
}

void check_sequence(Scope *scope, const Object *object)
{
    const Node *node = scope_node(scope, object);

    if (node->kind != NODE_SEQUENCE)
        return;     /* a serial's */
    check_counting(&(Counted){
        .scope = scope,
        .what = object_describe(object, scope->arena),
        .counting = &as_sequence(object)->counting,
        .type = type_builtin(as_sequence(object)->type.name),
        .node = node,
        .at = object->at,
    });
}

void check_identity(Scope *scope, const Object *object)
{
    const Column *column = as_column(object);
    const Node *node = node_child(scope_node(scope, object), NODE_IDENTITY);

    if (!column->counting.count || !node)
        return;
    check_counting(&(Counted){
        .scope = scope,
        .what = arena_printf(scope->arena, "identity \"%s\"", object->name),
        .counting = column_counting(object),
        .type = type_plain(&column->type),
        .node = node,
        .at = node->at,
    });
}
