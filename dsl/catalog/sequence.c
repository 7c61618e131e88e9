#include "dsl/catalog/sequence.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"
#include "dsl/sqltext.h"

#include <string.h>

static const Field fields[] = {
    {"type", FIELD_TYPE, offsetof(Sequence, type)},
    {"start", FIELD_INTEGER, offsetof(Sequence, counting.start)},
    {"increment", FIELD_INTEGER, offsetof(Sequence, counting.increment)},
    {"minimum", FIELD_INTEGER, offsetof(Sequence, counting.minimum)},
    {"maximum", FIELD_INTEGER, offsetof(Sequence, counting.maximum)},
    {"cache", FIELD_INTEGER, offsetof(Sequence, counting.cache)},
    {"cycle", FIELD_BOOL, offsetof(Sequence, counting.cycle)},
    {"unlogged", FIELD_BOOL, offsetof(Sequence, unlogged)},
    {0},
};

const Kind sequence_kind = {
    .name = "sequence",
    .size = sizeof(Sequence),
    .fields = fields,
    .name_space = NAMES_RELATION,
};

const Object *sequence_owner(const Catalog *catalog, const Object *sequence)
{
    const Object *found = object_first(sequence, KIND_SEQUENCE_OWNER);

    if (!found)
        return NULL;

    const SequenceOwner *owner = as_sequence_owner(found);
    const Object *table = catalog_in_schema(catalog, KIND_TABLE, owner->table.schema, owner->table.name);
    return table ? catalog_find(catalog, KIND_COLUMN, table, owner->column) : NULL;
}

void sequence_defaults(Sequence *sequence, const char *type_name)
{
    const BuiltinType *type = type_builtin(type_name);

    sequence->type = (Type){.text = type->name, .name = type->name};
    sequence->counting = counting_defaults(type->name, 1);
}

Counting counting_defaults(const char *type_name, int64_t increment)
{
    const BuiltinType *type = type_builtin(type_name);
    bool down = increment < 0;
    Counting counting = {
        .increment = increment,
        .minimum = down && type ? type->lowest : 1,
        .maximum = down || !type ? -1 : type->highest,
        .cache = 1,
    };

    counting.start = counting_usual_start(&counting);
    return counting;
}

int64_t counting_usual_start(const Counting *counting)
{
    return counting->increment < 0 ? counting->maximum : counting->minimum;
}

const char *sequence_nextval(const Sequence *sequence, Arena *arena)
{
    const char *schema = quote_name(arena, sequence->object.parent->name);
    const char *name = quote_name(arena, sequence->object.name);
    const char *full = arena_printf(arena, "%s.%s", schema, name);

    return arena_printf(arena, "nextval(%s::regclass)", quote_literal(arena, full));
}

/* True if the expression is nextval() of that sequence and nothing else. */
static bool is_nextval(const char *expression, const Object *sequence, Arena *arena)
{
    if (strcmp(expression, sequence_nextval(as_sequence(sequence), arena)) == 0)
        return true;

    const SqlParse *parse = sql_expression(sql_cache(arena), expression);
    bool nextval = false, ours = false;

    if (parse->error || strncmp(expression, "nextval(", 8) != 0)
        return false;
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        nextval |= ref->kind == SQL_REF_FUNCTION && strcmp(ref->name, "nextval") == 0;
        ours |= ref->kind == SQL_REF_RELATION && strcmp(ref->name, sequence->name) == 0
             && strcmp(ref->qualifier ? ref->qualifier : "public", sequence->parent->name) == 0;
    }
    return nextval && ours;
}

/* True if all but its name is as a serial column brings it. */
static bool is_of_serial(const Sequence *sequence)
{
    const Counting *counting = &sequence->counting;
    Counting usual = counting_defaults(sequence->type.name, 1);

    return !sequence->unlogged && counting->increment == usual.increment && counting->start == usual.start
        && counting->minimum == usual.minimum && counting->maximum == usual.maximum && counting->cache == usual.cache
        && !counting->cycle;
}

const Sequence *sequence_of_serial(const Catalog *catalog, const Object *column)
{
    const char *value = column_default(column);
    const Column *self = as_column(column);

    if (!value || !self->not_null || strncmp(value, "nextval(", 8) != 0 || !serial_word(self->type.text))
        return NULL;

    const Object *table = column->parent;
    const char *name = default_name(catalog->arena, table->name, column->name, "seq");
    const Object *found = catalog_find(catalog, KIND_SEQUENCE, table->parent, name);
    if (!found || sequence_owner(catalog, found) != column)
        return NULL;

    const Sequence *sequence = as_sequence(found);
    return is_of_serial(sequence) && text_same(sequence->type.text, self->type.text)
               && is_nextval(value, found, catalog->arena)
             ? sequence
             : NULL;
}
