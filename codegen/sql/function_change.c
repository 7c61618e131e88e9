#include "codegen/sql/function.h"

#include "dsl/catalog/index.h"
#include "dsl/catalog/table.h"

#include <string.h>

/* In place: CREATE OR REPLACE, as far as PostgreSQL allows it; or ALTER FUNCTION, if it is only about properties. */

static bool same_argument(const Argument *old, const Argument *new)
{
    bool is_only_input = argument_is_input(old) && !argument_is_output(old);
    bool keeps_name = text_same(old->name, new->name) || (!old->name && is_only_input);

    return keeps_name && strcmp(old->mode, new->mode) == 0 && text_same(old->type.text, new->type.text)
        && (!old->value.text || new->value.text);
}

bool function_can_alter(const Object *before, const Object *after)
{
    const Function *old = as_function(before), *new = as_function(after);

    if (strcmp(old->routine, new->routine) != 0 || old->arguments.count != new->arguments.count
        || !text_same(old->returns.text, new->returns.text) || old->returns_set != new->returns_set)
        return false;
    for (size_t i = 0; i < old->arguments.count; i++)
        if (!same_argument(&function_arguments(old)[i], &function_arguments(new)[i]))
            return false;
    return true;
}

/* True if ALTER FUNCTION can say it all. A support function cannot be taken away by it. */
static bool only_properties(const Function *old, const Function *new)
{
    Function copy = *old;

    copy.volatility = new->volatility;
    copy.strict = new->strict;
    copy.leakproof = new->leakproof;
    copy.security_definer = new->security_definer;
    copy.parallel = new->parallel;
    copy.cost = new->cost;
    copy.rows = new->rows;
    copy.settings = new->settings;
    if (new->support.name)
        copy.support = new->support;
    return !object_differs(&copy.object, &new->object);
}

static void put_word(StrBuf *sql, bool changed, const char *word)
{
    if (changed)
        emit(sql, " ${word}", "word", word, NULL);
}

static const char *upper(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);

    for (char *c = copy; *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    return copy;
}

static const char *setting_value(Records settings, const char *name)
{
    for (size_t i = 0; i < settings.count; i++)
        if (strcmp(records_of(settings, Option)[i].name, name) == 0)
            return records_of(settings, Option)[i].value;
    return NULL;
}

static void put_settings(StrBuf *sql, Records old, Records new)
{
    for (size_t i = 0; i < old.count; i++) {
        const Option *setting = &records_of(old, Option)[i];

        if (!setting_value(new, setting->name))
            emit(sql, " RESET ${name}", "name", setting_name(sql, setting->name), NULL);
    }
    for (size_t i = 0; i < new.count; i++) {
        const Option *setting = &records_of(new, Option)[i];

        if (!text_same(setting_value(old, setting->name), setting->value))
            put_function_setting(sql, " ", setting);
    }
}

static void put_changes(StrBuf *sql, const Function *old, const Function *new)
{
    put_word(sql, strcmp(old->volatility, new->volatility) != 0, upper(sql->arena, new->volatility));
    put_word(sql, old->strict != new->strict, new->strict ? "STRICT" : "CALLED ON NULL INPUT");
    put_word(sql, old->leakproof != new->leakproof, new->leakproof ? "LEAKPROOF" : "NOT LEAKPROOF");
    put_word(sql, old->security_definer != new->security_definer,
             new->security_definer ? "SECURITY DEFINER" : "SECURITY INVOKER");
    put_word(sql, strcmp(old->parallel, new->parallel) != 0,
             arena_printf(sql->arena, "PARALLEL %s", upper(sql->arena, new->parallel)));
    put_word(sql, !text_same(old->cost, new->cost),
             arena_printf(sql->arena, "COST %s", new->cost ? new->cost : function_usual_cost(new)));
    put_word(sql, !text_same(old->rows, new->rows),
             arena_printf(sql->arena, "ROWS %s", new->rows ? new->rows : function_usual_rows(new)));
    if (!text_same(old->support.name, new->support.name) || !text_same(old->support.schema, new->support.schema))
        emit(sql, " SUPPORT ${name}", "name", qualified_fully(sql, new->support.schema, new->support.name), NULL);
    put_settings(sql, old->settings, new->settings);
}

static bool needs(const SqlOut *out, const Object *object, const Object *needed)
{
    List on = {0};

    kind_of(object)->depends(object, out->after, out->arena, &on);
    return list_has(&on, needed);
}

/* A stored column cannot be computed anew in place: the reader is told. */
static void tell_of_columns(SqlOut *out, const Function *function)
{
    for (size_t i = 0; i < out->after->objects.count; i++) {
        const Object *column = out->after->objects.items[i];

        if (column->kind == KIND_COLUMN && as_column(column)->generated.text && !as_column(column)->is_virtual
            && !sql_creates(out, column) && needs(out, column, &function->object)) {
            sql_comment(out, "rows of %s keep in %s what the old body gave, until they are updated",
                        column->parent->name, column->name);
            return;
        }
    }
}

/* An index holds what the old body gave for its expressions. */
static void fill_indexes_anew(SqlOut *out, const Function *function)
{
    for (size_t i = 0; i < out->after->objects.count; i++) {
        const Object *index = out->after->objects.items[i];

        if (index->kind != KIND_INDEX || object_keeps(index) == KEEPS_NOTHING || sql_creates(out, index)
            || !needs(out, index, &function->object))
            continue;

        StrBuf *sql = sql_statement(out);
        emit(sql, "REINDEX INDEX ${name}", "name", qualified(sql, index->parent->parent->name, index->name), NULL);
        sql_comment(out, "it holds what the old body of %s gave", function->called);
    }
}

void function_alter(SqlOut *out, const Object *before, const Object *after)
{
    const Function *old = as_function(before), *new = as_function(after);

    if (!only_properties(old, new)) {
        function_define(out, new, "CREATE OR REPLACE");
        if (!text_same(old->body, new->body) || !text_same(old->sql_body.text, new->sql_body.text)) {
            tell_of_columns(out, new);
            fill_indexes_anew(out, new);
        }
        return;
    }

    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER ${word} ${name}", "word", function_word(new),
         "name", function_identity(sql, after->parent->name, new), NULL);
    put_changes(sql, old, new);
}
