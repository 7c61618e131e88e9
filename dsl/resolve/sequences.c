#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* What an option sets. */
static const struct Setting {
    const char *name;
    size_t offset;
} settings[] = {
    {"start", offsetof(Counting, start)},
    {"increment", offsetof(Counting, increment)},
    {"minimum", offsetof(Counting, minimum)},
    {"maximum", offsetof(Counting, maximum)},
    {"cache", offsetof(Counting, cache)},
};

/* "- 5" is -5; false for what is no whole number of 64 bits. */
static bool read_number(const char *text, int64_t *number)
{
    char digits[32] = "";
    size_t length = 0;
    char *end;

    for (; *text; text++)
        if (!isspace((unsigned char)*text)) {
            if (length + 1 == sizeof digits)
                return false;
            digits[length++] = *text;
        }
    errno = 0;
    *number = strtoll(digits, &end, 10);
    return length && !*end && !errno;
}

/* True if the option is written and is a number; else `*number` is left alone. "no minimum" asks for the usual one. */
static bool read_option(Resolver *resolver, const Node *parent, const char *name, int64_t *number)
{
    const Node *option = node_named(parent, NODE_OPTION, name);
    int64_t read = 0;

    if (!option || strcmp(option->text, "no") == 0)
        return false;
    if (!read_number(option->text, &read)) {
        scope_problem(&resolver->scope, DIAG_BAD_SEQUENCE, option->at, "\"%s\" takes a whole number of 64 bits", name);
        return false;
    }
    *number = read;
    return true;
}

Counting resolve_counting(Resolver *resolver, const Node *parent, const char *type_name)
{
    const Node *cycle = node_named(parent, NODE_OPTION, "cycle");
    int64_t increment = 1;

    scope_options_once(&resolver->scope, parent);
    read_option(resolver, parent, "increment", &increment);
    Counting counting = counting_defaults(type_name, increment);
    for (size_t i = sizeof settings / sizeof *settings; i-- > 0;) {
        int64_t *number = (int64_t *)((char *)&counting + settings[i].offset);

        if (!read_option(resolver, parent, settings[i].name, number) && strcmp(settings[i].name, "start") == 0)
            *number = counting_usual_start(&counting);      /* comes last: the bounds are known */
    }
    counting.cycle = cycle && !cycle->text;
    return counting;
}

static Type type_of(Resolver *resolver, const Node *node)
{
    Type type = {0};
    const char *error = NULL;

    if (node && !type_parse(resolver->scope.arena, node->text, &type, &error)) {
        scope_problem(&resolver->scope, DIAG_BAD_TYPE_MODIFIER, node->at, "%s", error);
        type = (Type){0};
    }

    bool fits = type_class(&type) == TYPE_CLASS_INTEGER;
    if (type.text && !fits)
        scope_problem(&resolver->scope, DIAG_BAD_SEQUENCE, node->at,
                      "the type of a sequence must be smallint, integer or bigint");

    const char *name = fits ? type.name : "bigint";
    return (Type){.text = name, .name = name, .at = node ? node->at : (Span){0}};
}

void declare_sequence(Resolver *resolver, const Node *node)
{
    const Object *schema = resolve_schema_of(resolver, node);
    Sequence *sequence = arena_new(resolver->scope.arena, Sequence);
    Type type = type_of(resolver, node_child(node, NODE_TYPE));

    *sequence = (Sequence){
        .object = {.kind = KIND_SEQUENCE, .parent = schema, .name = node->name, .at = place_of(node)},
        .type = type,
        .counting = resolve_counting(resolver, node, type.name),
        .unlogged = node->flag,
    };
    if (!scope_add(&resolver->scope, sequence, node))
        return;
    resolve_claim(resolver, &sequence->object);
    if (node_child(node, NODE_OWNED_BY))
        list_add(&resolver->owned, resolver->scope.arena, sequence);
}

static void resolve_sequence_owner(Resolver *resolver, const Object *sequence)
{
    const Node *node = node_child(scope_node(&resolver->scope, sequence), NODE_OWNED_BY);
    const Node *target = node_child(node, NODE_TARGET);
    const Object *table = resolve_table(resolver, target);
    SequenceOwner *owner = arena_new(resolver->scope.arena, SequenceOwner);
    const Node *silent = node_new(resolver->scope.arena, NODE_OWNED_BY, node->at);

    if (!table || !scope_column(&resolver->scope, table, node->name, place_of(node)))
        return;
    if (table->parent != sequence->parent) {
        scope_problem(&resolver->scope, DIAG_SEQUENCE_OWNER, node->at,
                      "sequence \"%s\" is in schema \"%s\", and the table that is to own it in \"%s\"", sequence->name,
                      sequence->parent->name, table->parent->name);
        return;
    }
    if (as_table(table)->unlogged)
        ((Sequence *)sequence)->unlogged = false;
    *owner = (SequenceOwner){
        .object = {.kind = KIND_SEQUENCE_OWNER, .parent = sequence, .name = "", .at = node->at},
        .table = {table->parent->name, table->name, place_of(target)},
        .column = node->name,
    };
    scope_add(&resolver->scope, owner, silent);
}

void resolve_owners(Resolver *resolver)
{
    for (size_t i = 0; i < resolver->owned.count; i++)
        resolve_sequence_owner(resolver, resolver->owned.items[i]);
}
