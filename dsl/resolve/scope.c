#include "dsl/resolve/scope.h"

#include "dsl/catalog/comment.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/view.h"

#include <stdarg.h>
#include <string.h>

Span place_of(const Node *node)
{
    return node->name_at.start ? node->name_at : node->at;
}

QName scope_qname(const Node *node)
{
    return (QName){.schema = node->qualifier ? node->qualifier : "public", .name = node->name, .at = place_of(node)};
}

Diag *scope_problem(Scope *scope, DiagCode code, Span at, const char *format, ...)
{
    const char *key = arena_printf(scope->arena, "%d@%u", (int)code, at.start);
    Diag *fresh = arena_new(scope->arena, Diag);
    va_list arguments;

    if (at.start && map_put(&scope->reported, scope->arena, key, fresh) != fresh)
        return fresh;
    va_start(arguments, format);
    Diag *d = diag(scope->diags, code, at, "%s", arena_vprintf(scope->arena, format, arguments));
    va_end(arguments);
    return d;
}

bool scope_suggests(const Scope *scope)
{
    enum { ENOUGH = 100 };

    return scope->diags->errors < ENOUGH && !scope->incomplete;
}

Diag *scope_unknown(Scope *scope, DiagCode code, Span at, const char *what, const char *name, const char *whose,
                   List candidates)
{
    if (scope->incomplete)
        return NULL;
    Diag *d = scope_problem(scope, code, at, "unknown %s \"%s\"%s%s", what, name, whose ? " of " : "",
                            whose ? whose : "");
    if (scope_suggests(scope))
        diag_suggest(scope->diags, d, name, (const char *const *)candidates.items, candidates.count);
    return d;
}

/* A view's columns are known by name, as far as they are: "*" may stand for columns that were lost. */
static bool view_may_have(const Scope *scope, const Object *view, const char *name)
{
    return is_view(view)
        && (!as_view(view)->outputs_known || (scope->lost.count && as_view(view)->stars.count)
            || names_have(as_view(view)->outputs, name));
}

const Object *scope_column(Scope *scope, const Object *table, const char *name, Span at)
{
    const Object *column = catalog_column(scope->catalog, table, name);
    List names = {0};

    bool typed = table->kind == KIND_TABLE && as_table(table)->of.text;
    if (column || typed || scope_has_lost(scope, table) || view_may_have(scope, table, name))
        return column;
    if (scope_suggests(scope))
        relation_columns(scope->catalog, table, scope->arena, &names);
    scope_unknown(scope, DIAG_UNKNOWN_COLUMN, at, "column", name, object_describe(table, scope->arena), names);
    return NULL;
}

const Node *scope_node(const Scope *scope, const Object *object)
{
    return scope->nodes.items[object->position];
}

/* Where PostgreSQL would cut a name: not within a character. */
static size_t cut_length(const char *name)
{
    size_t length = NAME_LIMIT;

    while (length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80)
        length--;
    return length;
}

/* Report names that are empty or, if they are names in the database, too long. */
static void check_name(Scope *scope, const char *what, const char *name, Span at, bool in_database)
{
    if (!name[0]) {
        scope_problem(scope, DIAG_EMPTY_NAME, at, "the name of a %s is empty", what);
    } else if (strlen(name) > NAME_LIMIT && in_database) {
        Diag *d = scope_problem(scope, DIAG_NAME_TOO_LONG, at, "the name of a %s has %zu bytes, PostgreSQL keeps %d",
                                what, strlen(name), NAME_LIMIT);

        diag_hint(scope->diags, d, "PostgreSQL would cut it to \"%.*s\"", (int)cut_length(name), name);
    }
}

/* The object that is there already, or NULL. */
static const Object *keep(Scope *scope, Object *object, const Node *node)
{
    const Object *first = catalog_add(scope->catalog, object);

    if (!first)
        list_add(&scope->nodes, scope->arena, node);
    return first;
}

static void add_comment(Scope *scope, const Object *object, const Node *node)
{
    Comment *comment = arena_new(scope->arena, Comment);

    *comment = (Comment){
        .object = {.kind = KIND_COMMENT, .parent = object, .name = "", .at = object->at},
        .text = node->doc,
    };
    keep(scope, &comment->object, node);
}

static bool has_name(const Object *object)
{
    return !kind_of(object)->nameless;
}

/* PostgreSQL has no comments on the others; their documentation is for generated C, and for who reads the file. */
static bool has_comment(const Object *object)
{
    return has_name(object) && !kind_of(object)->no_comment;
}

static void document(Scope *scope, const Object *object, const Node *node)
{
    if (has_comment(object)) {
        add_comment(scope, object, node);
    } else if (object->kind == KIND_RAW_SQL) {
        Diag *d = diag(scope->diags, DIAG_LOST_DOC, object->at, "documentation of sql is not kept");

        diag_hint(scope->diags, d, "COMMENT ON can be one of its statements");
    }
}

bool scope_add(Scope *scope, void *added, const Node *node)
{
    Object *object = added;
    const Node *was = node_child(node, NODE_WAS);
    const Object *first = keep(scope, object, node);

    scope_check_once(scope, node);
    if (first) {
        Diag *d = scope_problem(scope, DIAG_DUPLICATE_NAME, object->at, "duplicate %s",
                                has_name(object)
                                    ? arena_printf(scope->arena, "%s \"%s\"", kind_of(object)->name, object->name)
                                    : object_describe(object, scope->arena));

        diag_note(scope->diags, d, first->at, "first declared here");
        return false;
    }
    if (has_name(object) && (object->kind != KIND_ENUM_VALUE || object->name[0]))     /* a value can be '' */
        check_name(scope, kind_of(object)->name, object_called(object, scope->arena), object->at,
                   !kind_of(object)->name_is_ours);
    if (was) {
        object->was = was->name;
        object->was_schema = was->qualifier;
    }
    if (node->doc)
        document(scope, object, node);
    return true;
}

void scope_lose(Scope *scope, const Object *table)
{
    if (!scope_has_lost(scope, table))
        list_add(&scope->lost, scope->arena, table);
}

bool scope_has_lost(const Scope *scope, const Object *table)
{
    return list_has(&scope->lost, table);
}
