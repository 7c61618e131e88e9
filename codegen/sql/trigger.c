#include "dsl/catalog/trigger.h"

#include "codegen/sql/sql.h"

#include <string.h>

static const char *upper(Arena *arena, const char *text)
{
    char *copy = arena_strdup(arena, text);

    for (char *c = copy; *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    return copy;
}

/* "INSERT OR UPDATE OF a, b" */
static void put_events(StrBuf *sql, const Trigger *trigger)
{
    for (size_t i = 0; i < trigger->events.count; i++) {
        const char *event = trigger->events.items[i];

        strbuf_puts(sql, i ? " OR " : "");
        strbuf_puts(sql, upper(sql->arena, event));
        if (strcmp(event, "update") != 0)
            continue;
        for (size_t c = 0; c < trigger->columns.count; c++) {
            strbuf_puts(sql, c ? ", " : " OF ");
            strbuf_puts(sql, ident(sql, trigger->columns.items[c]));
        }
    }
}

static void put_timing(StrBuf *sql, const Trigger *trigger)
{
    if (trigger->from.name)
        emit(sql, "\n    FROM ${table}", "table", qualified(sql, trigger->from.schema, trigger->from.name), NULL);
    if (trigger->deferrable)
        emit(sql, "\n    DEFERRABLE${initially}", "initially",
             trigger->initially_deferred ? " INITIALLY DEFERRED" : "", NULL);
    if (trigger->old_table || trigger->new_table)
        strbuf_puts(sql, "\n    REFERENCING");
    if (trigger->old_table)
        emit(sql, " OLD TABLE AS ${name}", "name", ident(sql, trigger->old_table), NULL);
    if (trigger->new_table)
        emit(sql, " NEW TABLE AS ${name}", "name", ident(sql, trigger->new_table), NULL);
}

static void put_execute(StrBuf *sql, const Trigger *trigger)
{
    emit(sql, "\n    EXECUTE FUNCTION ${name}(", "name",
         qualified_fully(sql, trigger->function.schema, trigger->function.name), NULL);
    for (size_t i = 0; i < trigger->arguments.count; i++) {
        strbuf_puts(sql, i ? ", " : "");
        strbuf_puts(sql, literal(sql, trigger->arguments.items[i]));
    }
    strbuf_puts(sql, ")");
}

static void set_mode(SqlOut *out, const Object *object)
{
    static const struct {
        const char *fires, *words;
    } modes[] = {{"disabled", "DISABLE"}, {"replica", "ENABLE REPLICA"}, {"always", "ENABLE ALWAYS"}};
    const char *fires = as_trigger(object)->fires, *words = "ENABLE";

    for (size_t i = 0; fires && i < sizeof modes / sizeof *modes; i++)
        if (strcmp(modes[i].fires, fires) == 0)
            words = modes[i].words;

    StrBuf *sql = sql_action(out, object->parent);
    emit(sql, "${words} TRIGGER ${name}", "words", words, "name", ident(sql, object->name), NULL);
}

static void define(SqlOut *out, const Object *object, const char *verb)
{
    const Trigger *trigger = as_trigger(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "${verb} ${constraint}TRIGGER ${name}\n    ${timing} ", "verb", verb,
         "constraint", trigger->constraint ? "CONSTRAINT " : "", "name", ident(sql, object->name),
         "timing", upper(sql->arena, trigger->timing), NULL);
    put_events(sql, trigger);
    emit(sql, " ON ${table}", "table", table_name(sql, object->parent), NULL);
    put_timing(sql, trigger);
    strbuf_puts(sql, trigger->row ? "\n    FOR EACH ROW" : "\n    FOR EACH STATEMENT");
    if (trigger->when.text) {
        strbuf_puts(sql, "\n    WHEN ");
        put_parenthesised(sql, trigger->when.text);
    }
    put_execute(sql, trigger);
    if (trigger->fires)
        set_mode(out, object);
}

static void create(SqlOut *out, const Object *object)
{
    define(out, object, "CREATE");
}

static bool only_mode(const Trigger *old, const Trigger *new)
{
    Trigger copy = *old;

    copy.fires = new->fires;
    return !object_differs(&copy.object, &new->object);
}

/* PostgreSQL replaces triggers, but no constraint triggers. */
static bool can_alter(const Object *before, const Object *after)
{
    const Trigger *old = as_trigger(before), *new = as_trigger(after);

    return only_mode(old, new) || (!old->constraint && !new->constraint);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    if (only_mode(as_trigger(before), as_trigger(after)))
        set_mode(out, after);
    else
        define(out, after, "CREATE OR REPLACE");
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TRIGGER ${old} ON ${table} RENAME TO ${new}", "old", ident(sql, object->name),
         "table", table_name(sql, parent), "new", ident(sql, name), NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "TRIGGER ${name} ON ${table}", "name", ident(sql, object->name),
         "table", table_name(sql, object->parent), NULL);
}

const SqlKind trigger_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = alter,
    .can_alter = can_alter,
    .rename = rename_it,
    .spell = spell,
};
