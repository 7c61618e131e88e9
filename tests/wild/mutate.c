/* What can happen to a schema, as a table: a new kind of change is a line. */
#include "tests/wild/changes.h"

#include <string.h>

/* Records are shared with the schema the draft was copied from. */
static void *some_record(Draft *draft, Records *records, const Field *field, Random *random)
{
    char *items = arena_alloc(draft->arena, (records->count + 1) * field->record_size);

    if (!records->count)
        return NULL;
    memcpy(items, records->items, records->count * field->record_size);
    records->items = items;
    return items + random_below(random, (unsigned)records->count) * field->record_size;
}

static void *field_of(Draft *draft, Object *object, const char *name, Random *random)
{
    const Field *field = kind_of(object)->fields;
    const char *dot = strchr(name, '.');
    size_t length = dot ? (size_t)(dot - name) : strlen(name);

    while (field && field->name && (strncmp(field->name, name, length) != 0 || field->name[length]))
        field++;
    if (!field || !field->name)
        return NULL;

    char *place = (char *)object + field->offset;
    if (!dot)
        return place;

    const Field *inner = field->record;
    while (inner->name && strcmp(inner->name, dot + 1) != 0)
        inner++;
    char *record = some_record(draft, (Records *)place, field, random);
    return record && inner->name ? record + inner->offset : NULL;
}

#define EXPRESSION "(%) is not false"

static const Mutation mutations[] = {
    {"*", NULL, change_drop},
    {"*", NULL, change_rename},
    {"*", NULL, change_duplicate},
    {"column", NULL, change_drop},
    {"column", NULL, change_rename},
    {"column", NULL, change_duplicate},
    {"column", NULL, change_trade},
    {"column", "not_null", change_toggle},
    {"column", "type", change_type},
    {"column", "identity", change_instead, {"always", "by default"}},
    {"column", "generated", change_sql, {"(%)", ""}},
    {"column", "collation", change_word, {""}},
    {"default", "value", change_sql, {"coalesce(%)", "(%)"}},
    {"default", NULL, change_drop},
    {"table", NULL, change_drop},
    {"table", NULL, change_rename},
    {"table", NULL, change_duplicate},
    {"table", NULL, change_trade},
    {"table", NULL, change_move},
    {"table", "unlogged", change_toggle},
    {"table", "row_security", change_toggle},
    {"table", "row_security_forced", change_toggle},
    {"enum", NULL, change_rename},
    {"enum", NULL, change_move},
    {"enum", "labels", change_add_label},
    {"enum", "labels", change_swap_labels},
    {"enum value", NULL, change_drop},
    {"enum value", NULL, change_rename},
    {"sequence", "cache", change_number},
    {"sequence", "increment", change_number},
    {"primary key", "include", change_column_names},
    {"unique constraint", "deferrable", change_toggle},
    {"unique constraint", "columns", change_column_names},
    {"check constraint", "expression", change_sql, {EXPRESSION, "(%) or false"}},
    {"check constraint", "not_valid", change_toggle},
    {"foreign key", "on_delete", change_word, {"cascade", "no action", "restrict", "set null"}},
    {"foreign key", "on_update", change_word, {"cascade", "no action"}},
    {"foreign key", "deferrable", change_toggle},
    {"foreign key", "not_valid", change_toggle},
    {"index", NULL, change_drop},
    {"index", "unique", change_toggle},
    {"index", "method", change_word, {"btree", "brin", "hash", "gin"}},
    {"index", "parts.descending", change_toggle},
    {"index", "include", change_column_names},
    {"index", "where", change_sql, {EXPRESSION, "true", ""}},
    {"view", NULL, change_drop},
    {"view", NULL, change_rename},
    {"view", NULL, change_move},
    {"view", "query", change_sql, {"select * from (%) as q", "select q.*, 1 as one_more from (%) as q",
                            "select 1 as first, q.* from (%) as q"}},
    {"materialized view", NULL, change_rename},
    {"materialized view", "query", change_sql, {"select * from (%) as q", "select q.*, 1 as one_more from (%) as q"}},
    {"function", NULL, change_drop},
    {"function", NULL, change_rename},
    {"function", NULL, change_move},
    {"function", "volatility", change_word, {"stable", "volatile", "immutable"}},
    {"function", "body", change_word, {"%\n-- and so it stays"}},
    {"function", "sql_body", change_sql, {"%"}},
    {"function", "security_definer", change_toggle},
    {"function", "strict", change_toggle},
    {"function", "cost", change_word, {"50", "500"}},
    {"function", "arguments.name", change_rename_argument, {"%_2"}},
    {"function", "arguments", change_add_argument},
    {"domain", "not_null", change_toggle},
    {"domain", "type", change_type},
    {"domain", "value", change_sql, {"(%)", "null"}},
    {"domain", NULL, change_rename},
    {"domain", NULL, change_move},
    {"domain", NULL, change_drop},
    {"composite type", NULL, change_rename},
    {"composite type", NULL, change_move},
    {"attribute", NULL, change_drop},
    {"attribute", NULL, change_rename},
    {"attribute", NULL, change_duplicate},
    {"attribute", "type", change_type},
    {"collation", "locale", change_word, {"de-u-kn-true", "sv"}},
    {"range type", NULL, change_rename},
    {"range type", NULL, change_drop},
    {"exclusion constraint", NULL, change_drop},
    {"exclusion constraint", "where", change_sql, {EXPRESSION, "true", ""}},
    {"exclusion constraint", "deferrable", change_toggle},
    {"statistics", "kinds", change_names, {"mcv", "ndistinct", "dependencies"}},
    {"statistics", NULL, change_drop},
    {"column", "storage", change_instead, {"", "external", "main"}},
    {"column", "statistics", change_word, {"", "500"}},
    {"column", "compression", change_instead, {"", "pglz"}},
    {"table", "options.value", change_word, {"55", "65"}},
    {"replica identity", "rows", change_word, {"full", "nothing"}},
    {"row", NULL, change_drop},
    {"data", NULL, change_drop},
    {"trigger", "timing", change_word, {"before", "after"}},
    {"trigger", "events", change_names, {"insert", "delete"}},
    {"trigger", "when", change_sql, {EXPRESSION, "true", ""}},
    {"trigger", "fires", change_word, {"", "disabled", "always", "replica"}},
    {"trigger", NULL, change_drop},
    {"policy", "using", change_sql, {EXPRESSION, "true", ""}},
    {"policy", "check", change_sql, {EXPRESSION, ""}},
    {"policy", "restrictive", change_toggle},
    {"policy", "command", change_word, {"all", "select", "update", "delete"}},
    {"policy", NULL, change_drop},
    {"grant", "privileges", change_names, {"select", "update", "delete"}},
    {"grant", NULL, change_drop},
    {"comment", "text", change_word, {"%, and more", "another"}},
    {"comment", NULL, change_drop},
    {"sql", "up", change_sql, {"%"}},
};

enum { COUNT = sizeof mutations / sizeof *mutations };

/* What is said of an object has no name of its own. */
static bool is_for(const Mutation *mutation, const Object *object)
{
    if (strcmp(mutation->kind, "*") == 0)
        return mutation->change == change_drop || kind_rank(object->kind) < RANK_SAYS_OF_PARENT;
    return strcmp(mutation->kind, kind_of(object)->name) == 0;
}

static Object *some(const Draft *draft, const Mutation *mutation, Random *random)
{
    Object *chosen = NULL;
    unsigned seen = 0;

    for (size_t i = 0; i < draft->catalog.objects.count; i++) {
        Object *object = draft->catalog.objects.items[i];

        if (is_for(mutation, object) && object->kind != KIND_SCHEMA && random_below(random, ++seen) == 0)
            chosen = object;
    }
    return chosen;
}

static const char *told_of(const Mutation *mutation, const Object *object, Arena *arena)
{
    static const struct {
        Change *change;
        const char *name;
    } verbs[] = {
        {change_drop, "drop"}, {change_rename, "rename"}, {change_duplicate, "duplicate"},
        {change_trade, "trade"}, {change_move, "move"},
    };

    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (verbs[i].change == mutation->change)
            return arena_printf(arena, "%s %s", verbs[i].name, object_describe(object, arena));
    return arena_printf(arena, "change \"%s\" of %s", mutation->field, object_describe(object, arena));
}

bool draft_mutate(Draft *draft, Random *random)
{
    const Mutation *mutation = &mutations[random_below(random, COUNT)];
    Object *object = some(draft, mutation, random);
    void *field = object && mutation->field ? field_of(draft, object, mutation->field, random) : NULL;

    if (!object || (mutation->field ? !field : mutation->change != change_drop && kind_of(object)->nameless))
        return false;

    const char *told = told_of(mutation, object, draft->arena);
    if (!mutation->change(draft, object, field, mutation, random))
        return false;
    strbuf_printf(&draft->told, "%s\n", told);
    return true;
}
