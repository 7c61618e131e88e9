#include "codegen/plan/rename_steps.h"

#include "dsl/catalog/claims.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/sequence.h"

#include <string.h>

/* One rename to be carried out. */
typedef struct Pending {
    const Rename *rename;
    Object *shadow;
    Object *schema;                 /* the shadow of the schema it goes to; NULL: it stays */
    bool aside;                     /* it stepped aside: names went round in a circle */
} Pending;

/*
 * The database while renames are carried out, as far as its names go: objects have shadows, which are called as the
 * objects are by then. So every statement finds the names that stand when it runs.
 */
typedef struct Steps {
    SqlOut *out;
    const Catalog *before;          /* the old catalog as it was */
    Object **shadows;               /* by position in it; NULL: its name plays no part */
    List held;                      /* of Object: all shadows */
    List schemas;                   /* of Object: shadows, those of new schemas as well */
    Object *waiting_room;           /* the schema where things step aside that are about to move; NULL: none yet */
    Pending *items;
    size_t count;
} Steps;

/* Shadows. */

static Object *cast(Steps *steps, const Object *object)
{
    size_t size = kind_of(object)->size;
    Object *shadow = arena_alloc(steps->out->arena, size);

    memcpy(shadow, object, size);
    list_add(&steps->held, steps->out->arena, shadow);
    if (object->kind == KIND_SCHEMA)
        list_add(&steps->schemas, steps->out->arena, shadow);
    return shadow;
}

static Object *shadow_of(Steps *steps, const Object *object)
{
    Object **shadow = &steps->shadows[object->position];

    if (!*shadow) {
        *shadow = cast(steps, object);
        if (object->parent)
            (*shadow)->parent = shadow_of(steps, object->parent);
    }
    return *shadow;
}

static Object *schema_called(const Steps *steps, const char *name)
{
    for (size_t i = 0; i < steps->schemas.count; i++)
        if (text_same(((Object *)steps->schemas.items[i])->name, name))
            return steps->schemas.items[i];
    return NULL;
}

/* Names that are in use. */

/* True if something that is not in the group holds a name that `object` is about to take. */
static bool is_taken(const Steps *steps, const Object *object, const List *group)
{
    Claims wanted = object_claims(object);

    for (size_t i = 0; i < steps->held.count; i++) {
        const Object *other = steps->held.items[i];
        Claims held = strcmp(other->name, object->name) == 0 ? object_claims(other) : (Claims){0};

        for (size_t w = 0; w < wanted.count; w++)
            for (size_t h = 0; h < held.count; h++)
                if (claim_same(&wanted.items[w], &held.items[h]) && !list_has(group, other))
                    return true;
    }
    return false;
}

/* Renames. */

static void rename_it(const Steps *steps, Object *shadow, const char *name)
{
    if (sql_kind(shadow->kind)->rename)
        sql_kind(shadow->kind)->rename(steps->out, shadow, shadow->parent, name);
    shadow->name = name;
}

static bool try_rename(const Steps *steps, Object *shadow, const char *name)
{
    const char *old = shadow->name;
    void *self[] = {shadow};

    shadow->name = name;
    bool taken = is_taken(steps, shadow, &(List){.items = self, .count = 1});
    shadow->name = old;
    if (!taken)
        rename_it(steps, shadow, name);
    return !taken;
}

/* Moves. */

static bool is_owned_by(const Steps *steps, const Pending *pending, const Object *table)
{
    const Object *column = pending->rename->along ? sequence_owner(steps->before, pending->rename->before) : NULL;

    return column && column->parent == table;
}

/* Names that are of the schema where the table is. */
static bool is_in_schema_of_table(const Object *child)
{
    return kind_of(child)->name_space == NAMES_RELATION || kind_of(child)->name_space == NAMES_STATISTICS;
}

/* What moves with an object, itself first: indexes and keys keep to their table, sequences to their owner. */
static List moving_group(const Steps *steps, const Pending *pending)
{
    List group = {0};

    list_add(&group, steps->out->arena, pending->shadow);
    for (const Object *child = pending->rename->before->first; child; child = child->next)
        if (is_in_schema_of_table(child) && steps->shadows[child->position])
            list_add(&group, steps->out->arena, steps->shadows[child->position]);
    for (size_t i = 0; i < steps->count; i++)
        if (is_owned_by(steps, &steps->items[i], pending->rename->before))
            list_add(&group, steps->out->arena, steps->items[i].shadow);
    return group;
}

/* The server leaves them where they were. */
static void send_statistics_after(const Steps *steps, const List *group, const Object *to)
{
    for (size_t i = 0; i < group->count; i++) {
        const Object *shadow = group->items[i];

        if (kind_of(shadow)->name_space == NAMES_STATISTICS)
            sql_kind(shadow->kind)->move(steps->out, shadow, to->name);
    }
}

/* Children have gone with their parent already. */
static void put_into(const List *group, const Object *from, const Object *to)
{
    for (size_t i = 0; i < group->count; i++) {
        Object *shadow = group->items[i];

        if (shadow->parent == from)
            shadow->parent = to;
    }
}

static void move_it(const Steps *steps, const Pending *pending, const List *group, const Object *to)
{
    const Object *from = pending->shadow->parent;

    sql_kind(pending->shadow->kind)->move(steps->out, pending->shadow, to->name);
    send_statistics_after(steps, group, to);
    put_into(group, from, to);
}

static bool try_move(const Steps *steps, const Pending *pending, const Object *to)
{
    const Object *from = pending->shadow->parent;
    List group = moving_group(steps, pending);
    bool taken = false;

    put_into(&group, from, to);
    for (size_t i = 0; i < group.count && !taken; i++)
        taken = is_taken(steps, group.items[i], &group);
    put_into(&group, to, from);
    if (!taken)
        move_it(steps, pending, &group, to);
    return !taken;
}

/* Rounds. */

static bool is_in_place(const Pending *pending)
{
    return !pending->schema || pending->shadow->parent == pending->schema;
}

static bool is_named(const Pending *pending)
{
    return text_same(pending->shadow->name, pending->rename->name);
}

/* The next step of a rename that can be taken now. `early`: it may get its new name before it moves. */
static bool advance(const Steps *steps, const Pending *pending, bool early)
{
    if (!is_in_place(pending) && !pending->rename->along && try_move(steps, pending, pending->schema))
        return true;
    return !is_named(pending) && (early || is_in_place(pending))
        && try_rename(steps, pending->shadow, pending->rename->name);
}

static bool advance_any(const Steps *steps, bool early)
{
    bool advanced = false;

    for (size_t i = 0; i < steps->count; i++)
        while (advance(steps, &steps->items[i], early))
            advanced = true;
    return advanced;
}

static Object *waiting_room(Steps *steps)
{
    if (!steps->waiting_room) {
        Object *schema = arena_alloc(steps->out->arena, kind_by_id(KIND_SCHEMA)->size);

        *schema = (Object){.kind = KIND_SCHEMA, .name = "ecogen_moving"};
        while (schema_called(steps, schema->name))
            schema->name = arena_printf(steps->out->arena, "%s_", schema->name);
        sql_kind(KIND_SCHEMA)->create(steps->out, schema);
        steps->waiting_room = schema;
    }
    return steps->waiting_room;
}

static bool step_aside(Steps *steps, Pending *pending)
{
    const char *name = pending->shadow->name;
    bool here = is_in_place(pending), stepped;

    if (pending->aside || (here && is_named(pending)) || (!here && pending->rename->along))
        return false;
    stepped = here
                ? try_rename(steps, pending->shadow, object_labelled(pending->shadow, "_moving", steps->out->arena))
                : try_move(steps, pending, waiting_room(steps));
    if (stepped)
        sql_comment(steps->out, "names go round in a circle: %s steps aside for a moment",
                    quote_name(steps->out->arena, name));
    pending->aside = true;
    return stepped;
}

static bool any_steps_aside(Steps *steps)
{
    for (size_t i = 0; i < steps->count; i++)
        if (step_aside(steps, &steps->items[i]))
            return true;
    return false;
}

/* What is left over is written anyway: the names may be free for a reason that is not known here. */
static void finish(const Steps *steps)
{
    for (size_t i = 0; i < steps->count; i++) {
        const Pending *pending = &steps->items[i];
        List group = moving_group(steps, pending);

        if (!is_in_place(pending) && !pending->rename->along)
            move_it(steps, pending, &group, pending->schema);
        if (!is_named(pending))
            rename_it(steps, pending->shadow, pending->rename->name);
    }
}

static void carry_out(Steps *steps)
{
    while (advance_any(steps, false) || advance_any(steps, true) || any_steps_aside(steps))
        ;
    finish(steps);
}

/*
 * Schemas get their names first, so that new ones can have those that become free, and all is there to move to;
 * routines last, because the types of their arguments tell which one is meant.
 */
typedef enum Turn { TURN_SCHEMAS, TURN_OTHERS, TURN_ROUTINES } Turn;

static Turn turn_of(const Object *object)
{
    if (object->kind == KIND_SCHEMA)
        return TURN_SCHEMAS;
    return kind_of(object)->name_space == NAMES_ROUTINE ? TURN_ROUTINES : TURN_OTHERS;
}

static void add_pending(Steps *steps, const Renames *renames, Turn turn)
{
    steps->count = 0;
    for (size_t i = 0; i < renames->items.count; i++) {
        const Rename *rename = renames->items.items[i];

        if (turn_of(rename->before) == turn)
            steps->items[steps->count++] = (Pending){
                .rename = rename,
                .shadow = shadow_of(steps, rename->before),
                .schema = rename->schema ? schema_called(steps, rename->schema) : NULL,
            };
    }
}

/* Where nothing moves, a name that is wanted can only be held by what is renamed as well. */
static void cast_all(Steps *steps, const Renames *renames)
{
    bool moves = false;

    for (size_t i = 0; i < renames->items.count; i++)
        moves |= ((const Rename *)renames->items.items[i])->schema != NULL;
    for (size_t i = 0; i < steps->before->objects.count; i++)
        if (moves || ((const Object *)steps->before->objects.items[i])->kind == KIND_SCHEMA)
            shadow_of(steps, steps->before->objects.items[i]);
}

void rename_steps(SqlOut *out, const Catalog *before, const Renames *renames)
{
    Steps steps = {
        .out = out,
        .before = before,
        .shadows = arena_array(out->arena, Object *, before->objects.count + 1),
        .items = arena_array(out->arena, Pending, renames->items.count + 1),
    };

    if (!renames->items.count)
        return;
    cast_all(&steps, renames);
    add_pending(&steps, renames, TURN_SCHEMAS);
    carry_out(&steps);
    for (size_t i = 0; i < renames->schemas.count; i++) {
        sql_kind(KIND_SCHEMA)->create(out, renames->schemas.items[i]);
        cast(&steps, renames->schemas.items[i]);
    }
    for (Turn turn = TURN_OTHERS; turn <= TURN_ROUTINES; turn++) {
        add_pending(&steps, renames, turn);
        carry_out(&steps);
    }
    if (steps.waiting_room)
        sql_kind(KIND_SCHEMA)->drop(out, steps.waiting_room);
}
