#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"
#include "dsl/resolve/resolver.h"

#include <stdlib.h>
#include <string.h>

/*
 * Names that were written are taken first, all of them; then what was given no name gets PostgreSQL's, with a number
 * if that is taken. So no default name depends on where in the files a written one stands.
 */

static bool is_constraint(const Object *object)
{
    return object->kind != KIND_INDEX && object->kind != KIND_STATISTICS
        && kind_of(object)->name_space != NAMES_ITS_OWN;
}

static void claim(Resolver *resolver, const Pending *pending)
{
    Object *object = pending->object;

    resolve_claim(resolver, object);
    if (is_constraint(object))
        map_put(&pending->table->schema->constraints, resolver->scope.arena, object->name, object);
}

/* True if something of that name is there already where names are shared, or a constraint is. */
static bool is_taken(Resolver *resolver, const TableWork *work, const char *name, NameSpace space, bool constraint)
{
    return resolve_is_claimed(resolver, space, work->table->parent, name)
        || (constraint && map_get(&work->schema->constraints, name));
}

/* The first of x_label, x_label1, x_label2, … that is free: ChooseRelationName() and ChooseConstraintName(). */
static const char *free_name(Resolver *resolver, const TableWork *work, DefaultName parts, NameSpace space,
                             bool constraint)
{
    Arena *arena = resolver->scope.arena;
    const char *plain = default_name(arena, work->table->name, parts.middle, parts.label), *name;

    if (!is_taken(resolver, work, plain, space, constraint))
        return plain;
    int *number = map_put(&work->schema->numbers, arena, plain, arena_new(arena, int));
    do {
        const char *label = arena_printf(arena, "%s%d", parts.label, ++*number);

        name = default_name(arena, work->table->name, parts.middle, label);
    } while (is_taken(resolver, work, name, space, constraint));
    return name;
}

static void name_pending(Resolver *resolver, const Pending *pending)
{
    Object *object = pending->object;
    TableWork *work = pending->table;

    object->name = free_name(resolver, work, object_default_name(object, resolver->scope.arena),
                             kind_of(object)->name_space, is_constraint(object));
    claim(resolver, pending);
}

static void name_serial(Resolver *resolver, const Serial *serial)
{
    Arena *arena = resolver->scope.arena;
    TableWork *work = serial->table;
    const Column *column = as_column(serial->column);
    Sequence *sequence = arena_new(arena, Sequence);
    SequenceOwner *owner = arena_new(arena, SequenceOwner);
    Default *value = arena_new(arena, Default);
    DefaultName parts = {column->object.name, "seq"};

    sequence_defaults(sequence, column->type.name);
    sequence->object = (Object){
        .kind = KIND_SEQUENCE,
        .parent = work->table->parent,
        .name = free_name(resolver, work, parts, NAMES_RELATION, false),
        .at = column->object.at,
    };
    resolve_claim(resolver, &sequence->object);
    *owner = (SequenceOwner){
        .object = {.kind = KIND_SEQUENCE_OWNER, .parent = &sequence->object, .name = "", .at = column->object.at},
        .table = {work->table->parent->name, work->table->name, work->table->at},
        .column = column->object.name,
    };
    *value = (Default){
        .object = {.kind = KIND_DEFAULT, .parent = &column->object, .name = "", .at = column->object.at},
        .value = {.text = sequence_nextval(sequence, arena)},
    };
    const Node *silent = node_new(arena, NODE_COLUMN, column->object.at);
    scope_add(&resolver->scope, sequence, silent);
    scope_add(&resolver->scope, owner, silent);
    scope_add(&resolver->scope, value, silent);
}

static int by_table(const void *left, const void *right)
{
    const Object *one = (*(const Serial *const *)left)->column, *other = (*(const Serial *const *)right)->column;
    int order = strcmp(one->parent->parent->name, other->parent->parent->name);

    order = order ? order : strcmp(one->parent->name, other->parent->name);
    return order ? order : (one->position > other->position) - (one->position < other->position);
}

/* A key's columns are never null, whatever was said of them (and reported). */
static void settle_primary_key(Resolver *resolver, const Key *key)
{
    for (size_t i = 0; i < key->columns.count; i++) {
        const Object *column = catalog_find(resolver->scope.catalog, KIND_COLUMN, key->object.parent,
                                            key->columns.items[i]);

        if (column)
            ((Column *)column)->not_null = true;
    }
}

/* Sequences by table, whatever the order of the files: they cannot be given a name to keep. */
static void name_serials(Resolver *resolver)
{
    if (resolver->serials.count)
        qsort(resolver->serials.items, resolver->serials.count, sizeof(void *), by_table);
    for (size_t i = 0; i < resolver->serials.count; i++)
        name_serial(resolver, resolver->serials.items[i]);
}

void resolve_names(Resolver *resolver)
{
    for (size_t i = 0; i < resolver->pending.count; i++) {
        const Pending *pending = resolver->pending.items[i];

        if (pending->object->name)
            claim(resolver, pending);
    }
    name_serials(resolver);
    for (size_t i = 0; i < resolver->pending.count; i++) {
        const Pending *pending = resolver->pending.items[i];

        if (!pending->object->name)
            name_pending(resolver, pending);
    }
    for (size_t i = 0; i < resolver->pending.count; i++) {
        const Pending *pending = resolver->pending.items[i];

        scope_add(&resolver->scope, pending->object, pending->node);
        if (pending->object->kind == KIND_PRIMARY_KEY)
            settle_primary_key(resolver, (const Key *)pending->object);
    }
}
