#include "dsl/catalog/trigger.h"

#include "dsl/catalog/function.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>

static bool fires_on(const Trigger *trigger, const char *event)
{
    return names_have(trigger->events, event);
}

static void problem(Scope *scope, Span at, const char *sentence)
{
    scope_problem(scope, DIAG_BAD_TRIGGER, at, "%s", sentence);
}

/* The function. */

static List function_names(const Scope *scope)
{
    List names = {0};

    for (size_t i = 0; i < scope->catalog->objects.count; i++) {
        const Object *object = scope->catalog->objects.items[i];
        const char *returned = object->kind == KIND_FUNCTION ? as_function(object)->returns.text : NULL;

        if (returned && strcmp(returned, "trigger") == 0)
            list_add(&names, scope->arena, as_function(object)->called);
    }
    return names;
}

void check_trigger_function(Scope *scope, const Object *object)
{
    QName name = as_trigger(object)->function;
    const Object *found = trigger_function(scope->catalog, name);
    const List *others = catalog_routines(scope->catalog, name.schema, name.name);

    if (found && !text_same(as_function(found)->returns.text, "trigger")) {
        Diag *d = scope_problem(scope, DIAG_BAD_TRIGGER, name.at, "function \"%s\" does not return trigger", name.name);

        diag_note(scope->diags, d, found->at, "it is declared here");
    } else if (!found && others->count) {
        Diag *d = scope_problem(scope, DIAG_BAD_TRIGGER, name.at, "the function of a trigger takes no arguments");

        diag_note(scope->diags, d, ((const Object *)others->items[0])->at, "\"%s\" is declared here", name.name);
        diag_hint(scope->diags, d, "it finds those of the trigger in TG_ARGV");
    } else if (!found && strcmp(name.schema, "pg_catalog") != 0 && !scope->has_extension
               && !catalog_makers(scope->catalog, NAMES_ROUTINE, name.schema, name.name)->count) {
        scope_unknown(scope, DIAG_UNKNOWN_ROUTINE, name.at, "function", name.name, NULL,
                      scope_suggests(scope) ? function_names(scope) : (List){0});
    }
}

/* Timing, events, level. */

static void check_of_table(Scope *scope, const Object *object)
{
    const Trigger *trigger = as_trigger(object);

    if (strcmp(trigger->timing, "instead of") == 0)
        problem(scope, object->at, "\"instead of\" is for views");
    if (trigger->row && fires_on(trigger, "truncate"))
        problem(scope, object->at, "\"truncate\" happens once, not for each row");
}

static void check_of_view(Scope *scope, const Object *object)
{
    const Trigger *trigger = as_trigger(object);
    bool instead = strcmp(trigger->timing, "instead of") == 0;

    if (object->parent->kind == KIND_MATERIALIZED_VIEW)
        problem(scope, object->at, "nothing is written to a materialized view: it has no triggers");
    if (trigger->fires)
        problem(scope, object->at, "a trigger of a view always fires as usual");
    if (instead != trigger->row)
        problem(scope, object->at, "a trigger of a view fires instead of each row's event, or for each statement");
    if (instead && trigger->when.text)
        problem(scope, trigger->when.at, "a trigger that fires instead has no condition");
    if (instead && trigger->columns.count)
        problem(scope, object->at, "a trigger that fires instead cannot choose columns");
    if (fires_on(trigger, "truncate"))
        problem(scope, object->at, "a view is never truncated");
    if (trigger->old_table || trigger->new_table)
        problem(scope, object->at, "a trigger of a view sees no tables of changed rows");
}

static void check_constraint(Scope *scope, const Object *object)
{
    const Trigger *trigger = as_trigger(object);

    if (trigger->constraint && (strcmp(trigger->timing, "after") != 0 || !trigger->row))
        problem(scope, object->at, "a constraint trigger fires after the event, for each row");
    if (!trigger->constraint && (trigger->deferrable || trigger->from.name))
        problem(scope, object->at, "only a constraint trigger is deferrable or says \"from\"");
}

static void check_transitions(Scope *scope, const Object *object)
{
    const Trigger *trigger = as_trigger(object);

    if (!trigger->old_table && !trigger->new_table)
        return;
    if (strcmp(trigger->timing, "after") != 0 || trigger->constraint)
        problem(scope, object->at, "only a plain trigger that fires after the event sees tables of changed rows");
    if (trigger->events.count > 1 || trigger->columns.count)
        problem(scope, object->at, "a trigger that sees tables of changed rows has one event, and chooses no columns");
    if (fires_on(trigger, "truncate"))
        problem(scope, object->at, "\"truncate\" leaves no table of changed rows");
    if ((trigger->old_table && fires_on(trigger, "insert")) || (trigger->new_table && fires_on(trigger, "delete")))
        problem(scope, object->at, trigger->old_table && fires_on(trigger, "insert")
                                       ? "\"insert\" has no old rows" : "\"delete\" has no new rows");
    if (trigger->old_table && text_same(trigger->old_table, trigger->new_table))
        problem(scope, object->at, "the two tables of changed rows have the same name");
}

void check_trigger(Scope *scope, const Object *object)
{
    if (object->parent->kind == KIND_TABLE)
        check_of_table(scope, object);
    else
        check_of_view(scope, object);
    check_constraint(scope, object);
    check_transitions(scope, object);
    if (object->parent->kind == KIND_TABLE)
        check_name_list(scope, object->parent, as_trigger(object)->columns, "\"update of\"");
}

/* The condition. */

static bool is_row(const SqlRef *ref, const char *row)
{
    return text_same(ref->qualifier, row);
}

/* A generated column among those that are meant: by its name, or by the whole row. */
static const Object *generated_among(const Object *table, const char *name)
{
    for (const Object *column = object_first(table, KIND_COLUMN); column; column = object_next(column))
        if (as_column(column)->generated.text && (strcmp(name, "*") == 0 || strcmp(name, column->name) == 0))
            return column;
    return NULL;
}

/* What is generated is so behind the triggers that fire before. */
static void check_not_generated(Scope *scope, const Object *object, const SqlRef *ref, Span at)
{
    const Object *column = strcmp(as_trigger(object)->timing, "before") == 0
                               ? generated_among(object->parent, ref->name) : NULL;

    if (!column)
        return;
    Diag *d = scope_problem(scope, DIAG_BAD_TRIGGER, at,
                            "before the event, \"%s\" has no new value yet: it is generated", column->name);
    diag_note(scope->diags, d, column->at, "the column is here");
    if (strcmp(ref->name, "*") == 0)
        diag_hint(scope->diags, d, "compare column by column, or let the trigger fire after the event");
}

static void check_column_ref(Scope *scope, const Object *object, const SqlRef *ref)
{
    const Trigger *trigger = as_trigger(object);
    Span at = scope_ref_place(&trigger->when, ref);
    bool is_old = is_row(ref, "old"), is_new = is_row(ref, "new");

    if (!is_old && !is_new)
        return;
    if (!trigger->row)
        problem(scope, at, "what fires for each statement has no row to look at");
    else if (is_old && fires_on(trigger, "insert"))
        problem(scope, at, "\"insert\" has no old row");
    else if (is_new && fires_on(trigger, "delete"))
        problem(scope, at, "\"delete\" has no new row");
    else if (object->parent->kind == KIND_TABLE && strcmp(ref->name, "*") != 0 && strcmp(ref->name, "tableoid") != 0)
        scope_column(scope, object->parent, ref->name, at);
    if (is_new)
        check_not_generated(scope, object, ref, at);
}

void check_trigger_when(Scope *scope, const Object *object)
{
    const Sql *when = &as_trigger(object)->when;
    const SqlParse *parse = when->text ? scope_parse(scope, when) : NULL;

    if (!parse)
        return;
    check_expression(scope, when, NULL, "the condition of a trigger");
    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind == SQL_REF_COLUMN)
            check_column_ref(scope, object, ref);
    }
    for (size_t i = 0; i < parse->rows.count; i++)
        check_column_ref(scope, object, parse->rows.items[i]);
}
