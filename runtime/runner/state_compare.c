#include "dsl/base/strbuf.h"
#include "dsl/catalog/sequence.h"
#include "runtime/introspect/introspect.h"
#include "runtime/pg/error.h"
#include "runtime/runner/state.h"

#include <string.h>

static void add(Runner *runner, StateComparison *into, StateDifference difference)
{
    StateDifference *copy = arena_new(&runner->arena, StateDifference);

    *copy = difference;
    list_add(&into->differences, &runner->arena, copy);
    into->managed += difference.managed;
    into->comments += difference.comment;
    into->told += !difference.inside;
}

/* True if the text has this very line. */
static bool has_line(const char *text, const char *line, size_t length)
{
    for (const char *at = text; (at = strstr(at, STATE_UNMANAGED)); at++)
        if ((at == text || at[-1] == '\n') && strncmp(at, line, length) == 0 && (at[length] == '\n' || !at[length]))
            return true;
    return false;
}

/* Data comes and goes: it is told, and is no difference. */
static bool is_data(const char *line)
{
    return strncmp(line, STATE_UNMANAGED UNMANAGED_DATA " ", strlen(STATE_UNMANAGED UNMANAGED_DATA " ")) == 0;
}

static void add_unmanaged(Runner *runner, StateComparison *into, const char *what, const char *text, const char *other)
{
    for (const char *at = text; (at = strstr(at, STATE_UNMANAGED)); at += strlen(STATE_UNMANAGED)) {
        size_t length = strcspn(at, "\n");

        if ((at == text || at[-1] == '\n') && !is_data(at) && !has_line(other, at, length))
            add(runner, into, (StateDifference){
                .what = what,
                .object = arena_strndup(&runner->arena, at + strlen(STATE_UNMANAGED), length - strlen(STATE_UNMANAGED)),
                .holds = "",
            });
    }
}

size_t state_tell_unmanaged(const Runner *runner, const char *text)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, STATE_UNMANAGED)); at += strlen(STATE_UNMANAGED)) {
        const char *name = at + strlen(STATE_UNMANAGED);

        if (at > text && at[-1] != '\n')
            continue;
        count++;
        runner_tell(runner, "not managed: %.*s", (int)strcspn(name, "\n"), name);
    }
    if (count)
        runner_tell(runner, "%zu object%s that the language has no words for: left alone, never dropped", count,
                    count == 1 ? "" : "s");
    return count;
}

/* What goes or comes with an object besides itself. A schema is no such whole: its tables are told one by one. */
static const char *contents(Runner *runner, const Object *object)
{
    static const struct {
        KindId kind;
        const char *one, *many;
    } counted[] = {
        {KIND_COLUMN, "column", "columns"}, {KIND_INDEX, "index", "indexes"}, {KIND_ENUM_VALUE, "value", "values"},
    };
    StrBuf text = {.arena = &runner->arena};
    const char *separator = " (";

    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        size_t count = 0;

        for (const Object *one = object_first(object, counted[i].kind); one; one = object_next(one))
            count++;
        if (count) {
            strbuf_printf(&text, "%s%zu %s", separator, count, count == 1 ? counted[i].one : counted[i].many);
            separator = ", ";
        }
    }
    strbuf_puts(&text, *separator == ',' ? ")" : "");
    return strbuf_text(&text);
}

/* True for what is missing, or unexpected, because something it is a part of is. */
static bool is_inside(const Changes *changes, const Change *change)
{
    const Object *object = change->before ? change->before : change->after;
    const Catalog *own = change->before ? &changes->before : changes->after;
    const Catalog *other = change->before ? changes->after : &changes->before;
    const Object *owner = object->kind == KIND_SEQUENCE ? sequence_owner(own, object) : NULL;
    const Object *whole = owner ? owner : object->parent;

    if ((change->before && change->after) || !whole)
        return false;
    return (whole->kind != KIND_SCHEMA || object->kind == KIND_COMMENT) && !catalog_same(other, whole);
}

static void add_change(Runner *runner, StateComparison *into, const Changes *changes, const Change *change)
{
    const Object *object = change->before ? change->before : change->after;
    bool whole = !change->before || !change->after, inside = is_inside(changes, change);

    add(runner, into, (StateDifference){
        .what = !change->before ? "missing" : !change->after ? "unexpected" : "different",
        .object = object_describe(object, &runner->arena),
        .holds = whole ? contents(runner, object) : "",
        .managed = true,
        .inside = inside,
        .comment = object->kind == KIND_COMMENT && !inside,
    });
}

static void add_changes(Runner *runner, StateComparison *into, const Changes *changes)
{
    Arena *arena = &runner->arena;

    for (size_t i = 0; i < changes->renames.items.count; i++) {
        const Rename *rename = changes->renames.items.items[i];

        add(runner, into, (StateDifference){
            .what = "renamed",
            .object = arena_printf(arena, "%s, expected \"%s\"", object_describe(rename->before, arena),
                                   rename_new_name(rename, arena)),
            .holds = "",
            .managed = true,
        });
    }
    for (size_t i = 0; i < changes->items.count; i++)
        add_change(runner, into, changes, changes->items.items[i]);
}

bool state_compare(Runner *runner, const char *live, const char *expected, StateComparison *comparison)
{
    const RunnerTools *tools = runner->settings->tools;
    Arena *arena = &runner->arena;
    Catalog before, after;
    Diags unheard = {.arena = arena, .sources = &runner->sources};

    *comparison = (StateComparison){.sql = ""};
    if (strcmp(live, expected) == 0)
        return true;
    if (!tools->compile("the database", live, &runner->sources, arena, &runner->diags, &before)
        || !tools->compile("the remembered catalog", expected, &runner->sources, arena, &runner->diags, &after))
        return false;

    Changes changes = diff_catalogs(&before, &after, false, arena, &unheard);
    add_changes(runner, comparison, &changes);
    add_unmanaged(runner, comparison, "missing", expected, live);
    add_unmanaged(runner, comparison, "unexpected", live, expected);
    if (comparison->managed)
        comparison->sql = tools->plan(&changes, arena);
    return true;
}

/* Names are those of whoever made the objects. */
static void print_those(const Runner *runner, const StateComparison *comparison, bool comments)
{
    Arena arena = {0};

    for (size_t i = 0; i < comparison->differences.count; i++) {
        const StateDifference *difference = comparison->differences.items[i];

        if (!difference->inside && difference->comment == comments)
            runner_say(runner, "    %-11s %s%s%s\n", difference->what, error_tame(&arena, difference->object, " "),
                       difference->holds, difference->managed ? "" : "  (not managed)");
    }
    arena_free(&arena);
}

void state_print(const Runner *runner, const StateComparison *comparison)
{
    print_those(runner, comparison, false);
    print_those(runner, comparison, true);
}

void state_print_sql(const Runner *runner, const StateComparison *comparison)
{
    if (comparison->managed && comparison->sql)
        runner_say(runner, "\nthis SQL would mend it:\n\n%s", comparison->sql);
}
