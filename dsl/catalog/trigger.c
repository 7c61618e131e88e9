#include "dsl/catalog/trigger.h"

#include "dsl/catalog/depends.h"
#include "dsl/catalog/function.h"

const char *const trigger_events[] = {"insert", "delete", "update", "truncate", NULL};

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Trigger *trigger = as_trigger(object);
    const Object *function = trigger_function(catalog, trigger->function);
    QName from = trigger->from;

    if (function)
        list_add(on, arena, function);
    else
        depends_on_routines(catalog, trigger->function.schema, trigger->function.name, arena, on);
    if (from.name)
        depends_on_relation(catalog, from.schema, from.name, arena, on);
    depends_on_columns(catalog, object->parent, trigger->columns, arena, on);
    depends_on_sql(catalog, object->parent, &trigger->when, NULL, arena, on);
}

/* The server refuses to change the type of a column that a trigger names in any way. */
static Keeps keeps(const Object *object)
{
    const Trigger *trigger = as_trigger(object);

    return trigger->when.text || trigger->columns.count ? KEEPS_FIRMLY : KEEPS_NOTHING;
}

static const Field fields[] = {
    {"constraint", FIELD_BOOL, offsetof(Trigger, constraint)},
    {"timing", FIELD_TEXT, offsetof(Trigger, timing)},
    {"events", FIELD_NAMES, offsetof(Trigger, events)},
    {"columns", FIELD_NAMES, offsetof(Trigger, columns), FIELD_COLUMNS},
    {"from", FIELD_QNAME, offsetof(Trigger, from), FIELD_TARGET},
    {"deferrable", FIELD_BOOL, offsetof(Trigger, deferrable)},
    {"initially_deferred", FIELD_BOOL, offsetof(Trigger, initially_deferred)},
    {"old_table", FIELD_TEXT, offsetof(Trigger, old_table)},
    {"new_table", FIELD_TEXT, offsetof(Trigger, new_table)},
    {"row", FIELD_BOOL, offsetof(Trigger, row)},
    {"when", FIELD_SQL, offsetof(Trigger, when), FIELD_COLUMNS},
    {"function", FIELD_QNAME, offsetof(Trigger, function), FIELD_ROUTINE},
    {"arguments", FIELD_NAMES, offsetof(Trigger, arguments)},
    {"fires", FIELD_TEXT, offsetof(Trigger, fires)},
    {0},
};

const Kind trigger_kind = {
    .name = "trigger",
    .size = sizeof(Trigger),
    .fields = fields,
    .depends = depends,
    .keeps = keeps,
};
