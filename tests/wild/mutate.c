/* What can happen to a schema, as a table: a new kind of change is a line. */
#include "tests/wild/wild.h"

#include "dsl/catalog/enum.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/table.h"

#include <string.h>

enum { MOST_WORDS = 8, MOST_TRIES = 200 };

/*
 * A change to objects of a kind. `field` is one of the kind's fields, or "parts.descending": one of a random record's.
 * What `words` say is up to the change: values to choose from, or formats over what was there.
 */
typedef struct Mutation {
    const char *kind, *field;
    bool (*change)(Draft *draft, Object *object, void *field, const struct Mutation *self, Random *random);
    const char *words[MOST_WORDS];
} Mutation;

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

static const char *choice(const Mutation *self, Random *random)
{
    unsigned count = 0;

    while (count < MOST_WORDS && self->words[count])
        count++;
    return count ? self->words[random_below(random, count)] : NULL;
}

/* "%" in a word stands for what was there. */
static const char *filled(Arena *arena, const char *word, const char *old)
{
    StrBuf out = {.arena = arena};

    for (; *word; word++)
        strbuf_puts(&out, *word == '%' ? old : (char[]){*word, '\0'});
    return strbuf_text(&out);
}

static const char *fresh_name(Draft *draft, const Object *object, Random *random)
{
    const char *called = object_called(object, draft->arena);
    unsigned form = random_below(random, 4);

    if (strlen(called) > 50)
        called = "shorter";
    return form == 0 ? arena_printf(draft->arena, "%s_new", called)
         : form == 1 ? arena_printf(draft->arena, "x_%s", called)
         : form == 2 ? arena_printf(draft->arena, "%s 2", called)
                     : arena_printf(draft->arena, "Re-%s", called);
}

/* Changes of any object. */

static bool drop(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    (void)field, (void)self, (void)random;
    draft_drop(draft, object);
    return true;
}

static bool rename_it(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    (void)field, (void)self;
    return draft_rename(draft, object, fresh_name(draft, object, random), NULL);
}

static bool duplicate(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    const char *called = object_called(object, draft->arena);
    const char *name = fresh_name(draft, object, random);

    (void)field, (void)self;
    if (object->kind == KIND_ENUM_VALUE)
        return false;
    if (object->kind != KIND_FUNCTION)
        return draft_duplicate(draft, object, name);

    Object *copy = draft_duplicate(draft, object,
                                   arena_printf(draft->arena, "%s%s", name, object->name + strlen(called)));
    if (copy)
        ((Function *)copy)->called = name;
    return copy;
}

/* "name" there and back: two siblings take each other's names. */
static bool trade(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    const Object *other = NULL;
    unsigned seen = 0;

    (void)field, (void)self;
    for (const Object *o = object_first(object->parent, object->kind); o; o = object_next(o))
        if (o != object && !o->was && random_below(random, ++seen) == 0)
            other = o;
    if (!other)
        return false;

    const char *one = object->name, *two = other->name;
    const Object *first = draft_rename(draft, object, "on the way", NULL);
    if (!first)
        return false;
    other = catalog_find(&draft->catalog, first->kind, first->parent, two);
    Object *second = draft_rename(draft, other, one, NULL);
    if (!second)
        return false;
    first = catalog_find(&draft->catalog, second->kind, second->parent, "on the way");
    ((Object *)first)->was = NULL;

    Object *last = draft_rename(draft, first, two, NULL);
    if (last)
        last->was = one;
    return last;
}

static bool move(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    const Object *to = NULL;
    unsigned seen = 0;

    (void)field, (void)self;
    for (size_t i = 0; i < draft->catalog.objects.count; i++) {
        const Object *other = draft->catalog.objects.items[i];

        if (other->kind == KIND_SCHEMA && other != object->parent && random_below(random, ++seen) == 0)
            to = other;
    }
    return to && draft_rename(draft, object, object_called(object, draft->arena), to->name);
}

/* Changes of a field. */

static bool toggle(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    bool *value = field;

    (void)draft, (void)object, (void)self, (void)random;
    *value = !*value;
    return true;
}

static bool is_same(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

/* "" stands for nothing. */
static bool word(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    const char **value = field, *new = choice(self, random);

    (void)object;
    if (!*value && strchr(new, '%'))
        return false;
    new = *new ? filled(draft->arena, new, *value ? *value : "") : NULL;
    if (is_same(*value, new))
        return false;
    *value = new;
    return true;
}

/* The same, of what says something already. */
static bool instead(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    return *(const char **)field && word(draft, object, field, self, random);
}

static bool number(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    int64_t *value = field, old = *value;

    (void)draft, (void)object, (void)self;
    *value += 1 + random_below(random, 20);
    return *value != old;
}

/* A word without "%" is for those that have no SQL there yet. */
static bool sql(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Sql *value = field;
    const char *new = choice(self, random);

    (void)object;
    if (!value->text == !!strchr(new, '%'))
        return false;
    value->text = *new ? filled(draft->arena, new, value->text ? value->text : "") : NULL;
    return true;
}

static bool names(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Names *value = field;
    const char *new = choice(self, random);
    Names changed = {.items = arena_array(draft->arena, const char *, value->count + 1)};

    (void)object;
    for (size_t i = 0; i < value->count; i++)
        if (strcmp(value->items[i], new) != 0)
            changed.items[changed.count++] = value->items[i];
    if (changed.count == value->count)
        changed.items[changed.count++] = new;
    *value = changed;
    return changed.count > 0;
}

/* A column of the object's table. */
static bool column_names(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Mutation one = *self;
    unsigned seen = 0;

    for (const Object *o = object_first(table_of(object), KIND_COLUMN); o; o = object_next(o))
        if (random_below(random, ++seen) == 0)
            one.words[0] = o->name;
    return one.words[0] && names(draft, object, field, &one, random);
}

/* Types that rows convert to by themselves. */
static bool type(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    static const struct {
        const char *from;
        Type to;
    } ways[] = {
        {"bigint", {.text = "numeric", .name = "numeric"}},
        {"integer", {.text = "bigint", .name = "bigint"}},
        {"smallint", {.text = "integer", .name = "integer"}},
        {"text", {.text = "character varying(3000)", .name = "character varying", .modifiers = "3000"}},
        {"character varying", {.text = "text", .name = "text"}},
        {"text[]", {.text = "character varying[]", .name = "character varying", .array = true}},
        {"real", {.text = "double precision", .name = "double precision"}},
        {"numeric", {.text = "double precision", .name = "double precision"}},
        {"date", {.text = "timestamp without time zone", .name = "timestamp without time zone"}},
        {"jsonb", {.text = "json", .name = "json"}},
        {"inet", {.text = "text", .name = "text"}},
        {"boolean", {.text = "text", .name = "text"}},
    };
    Type *value = field;

    (void)draft, (void)object, (void)self, (void)random;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (value->text && (strcmp(ways[i].from, value->text) == 0
                            || (!value->array && strcmp(ways[i].from, value->name) == 0))) {
            *value = ways[i].to;
            return true;
        }
    return false;
}

/* A value more, anywhere, or two in each other's place. */
static bool add_label(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Names *labels = field, more = {.items = arena_array(draft->arena, const char *, labels->count + 1)};
    unsigned at = random_below(random, (unsigned)labels->count + 1);
    EnumValue *value = arena_new(draft->arena, EnumValue);

    (void)self;
    *value = (EnumValue){.object = {.kind = KIND_ENUM_VALUE, .parent = object, .name = "one more"}};
    if (catalog_add(&draft->catalog, &value->object))
        return false;
    for (size_t i = 0; i <= labels->count; i++)
        more.items[more.count++] = i == at ? "one more" : labels->items[i - (i > at)];
    *labels = more;
    return true;
}

static bool swap_labels(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Names *labels = field, other = {.items = arena_array(draft->arena, const char *, labels->count)};

    (void)object, (void)self, (void)random;
    for (size_t i = 0; i < labels->count; i++)
        other.items[i] = labels->items[labels->count - 1 - i];
    other.count = labels->count;
    *labels = other;
    return labels->count > 1;
}

/* Bodies speak of it by its name. */
static bool rename_argument(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Function *function = (Function *)object;
    const char *old = *(const char **)field;
    const char *new = old ? filled(draft->arena, choice(self, random), old) : NULL;

    if (!old)
        return false;
    *(const char **)field = new;
    function->body = function->body ? draft_replace(draft->arena, function->body, old, new) : NULL;
    if (function->sql_body.text)
        function->sql_body.text = draft_replace(draft->arena, function->sql_body.text, old, new);
    return true;
}

static bool add_argument(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Function *function = (Function *)object;
    Records *arguments = field;
    Argument *more = arena_array(draft->arena, Argument, arguments->count + 1);
    size_t count = 0;

    (void)self, (void)random;
    if (strcmp(function->returns.text ? function->returns.text : "", "trigger") == 0)
        return false;
    for (; count < arguments->count; count++)
        more[count] = function_arguments(function)[count];
    more[count] = (Argument){"in", "one_more", {.text = "integer", .name = "integer"}, {.text = "1"}};
    *arguments = (Records){more, count + 1};
    object->name = function_signature(draft->arena, function->called, *arguments);
    draft->catalog = draft_begin(&draft->catalog, draft->arena).catalog;
    return true;
}

#define EXPRESSION "(%) is not false"

static const Mutation mutations[] = {
    {"*", NULL, drop},
    {"*", NULL, rename_it},
    {"*", NULL, duplicate},
    {"column", NULL, drop},
    {"column", NULL, rename_it},
    {"column", NULL, duplicate},
    {"column", NULL, trade},
    {"column", "not_null", toggle},
    {"column", "type", type},
    {"column", "identity", instead, {"always", "by default"}},
    {"column", "generated", sql, {"(%)", ""}},
    {"column", "collation", word, {""}},
    {"default", "value", sql, {"coalesce(%)", "(%)"}},
    {"default", NULL, drop},
    {"table", NULL, drop},
    {"table", NULL, rename_it},
    {"table", NULL, duplicate},
    {"table", NULL, trade},
    {"table", NULL, move},
    {"table", "unlogged", toggle},
    {"table", "row_security", toggle},
    {"table", "row_security_forced", toggle},
    {"enum", NULL, rename_it},
    {"enum", NULL, move},
    {"enum", "labels", add_label},
    {"enum", "labels", swap_labels},
    {"enum value", NULL, drop},
    {"enum value", NULL, rename_it},
    {"sequence", "cache", number},
    {"sequence", "increment", number},
    {"primary key", "include", column_names},
    {"unique constraint", "deferrable", toggle},
    {"unique constraint", "columns", column_names},
    {"check constraint", "expression", sql, {EXPRESSION, "(%) or false"}},
    {"check constraint", "not_valid", toggle},
    {"foreign key", "on_delete", word, {"cascade", "no action", "restrict", "set null"}},
    {"foreign key", "on_update", word, {"cascade", "no action"}},
    {"foreign key", "deferrable", toggle},
    {"foreign key", "not_valid", toggle},
    {"index", NULL, drop},
    {"index", "unique", toggle},
    {"index", "method", word, {"btree", "brin", "hash", "gin"}},
    {"index", "parts.descending", toggle},
    {"index", "include", column_names},
    {"index", "where", sql, {EXPRESSION, "true", ""}},
    {"view", NULL, drop},
    {"view", NULL, rename_it},
    {"view", NULL, move},
    {"view", "query", sql, {"select * from (%) as q", "select q.*, 1 as one_more from (%) as q",
                            "select 1 as first, q.* from (%) as q"}},
    {"materialized view", NULL, rename_it},
    {"materialized view", "query", sql, {"select * from (%) as q", "select q.*, 1 as one_more from (%) as q"}},
    {"function", NULL, drop},
    {"function", NULL, rename_it},
    {"function", NULL, move},
    {"function", "volatility", word, {"stable", "volatile", "immutable"}},
    {"function", "body", word, {"%\n-- and so it stays"}},
    {"function", "sql_body", sql, {"%"}},
    {"function", "security_definer", toggle},
    {"function", "strict", toggle},
    {"function", "cost", word, {"50", "500"}},
    {"function", "arguments.name", rename_argument, {"%_2"}},
    {"function", "arguments", add_argument},
    {"domain", "not_null", toggle},
    {"domain", "type", type},
    {"domain", "value", sql, {"(%)", "null"}},
    {"domain", NULL, rename_it},
    {"domain", NULL, move},
    {"domain", NULL, drop},
    {"composite type", NULL, rename_it},
    {"composite type", NULL, move},
    {"attribute", NULL, drop},
    {"attribute", NULL, rename_it},
    {"attribute", NULL, duplicate},
    {"attribute", "type", type},
    {"collation", "locale", word, {"de-u-kn-true", "sv"}},
    {"range type", NULL, rename_it},
    {"range type", NULL, drop},
    {"exclusion constraint", NULL, drop},
    {"exclusion constraint", "where", sql, {EXPRESSION, "true", ""}},
    {"exclusion constraint", "deferrable", toggle},
    {"statistics", "kinds", names, {"mcv", "ndistinct", "dependencies"}},
    {"statistics", NULL, drop},
    {"column", "storage", instead, {"", "external", "main"}},
    {"column", "statistics", word, {"", "500"}},
    {"column", "compression", instead, {"", "pglz"}},
    {"table", "options.value", word, {"55", "65"}},
    {"replica identity", "rows", word, {"full", "nothing"}},
    {"row", NULL, drop},
    {"data", NULL, drop},
    {"trigger", "timing", word, {"before", "after"}},
    {"trigger", "events", names, {"insert", "delete"}},
    {"trigger", "when", sql, {EXPRESSION, "true", ""}},
    {"trigger", "fires", word, {"", "disabled", "always", "replica"}},
    {"trigger", NULL, drop},
    {"policy", "using", sql, {EXPRESSION, "true", ""}},
    {"policy", "check", sql, {EXPRESSION, ""}},
    {"policy", "restrictive", toggle},
    {"policy", "command", word, {"all", "select", "update", "delete"}},
    {"policy", NULL, drop},
    {"grant", "privileges", names, {"select", "update", "delete"}},
    {"grant", NULL, drop},
    {"comment", "text", word, {"%, and more", "another"}},
    {"comment", NULL, drop},
    {"sql", "up", sql, {"%"}},
};

enum { COUNT = sizeof mutations / sizeof *mutations };

/* What is said of an object has no name of its own. */
static bool is_for(const Mutation *mutation, const Object *object)
{
    if (strcmp(mutation->kind, "*") == 0)
        return mutation->change == drop || kind_rank(object->kind) < RANK_SAYS_OF_PARENT;
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
        bool (*change)(Draft *, Object *, void *, const Mutation *, Random *);
        const char *name;
    } verbs[] = {{drop, "drop"}, {rename_it, "rename"}, {duplicate, "duplicate"}, {trade, "trade"}, {move, "move"}};

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

    if (!object || (mutation->field ? !field : mutation->change != drop && kind_of(object)->nameless))
        return false;

    const char *told = told_of(mutation, object, draft->arena);
    if (!mutation->change(draft, object, field, mutation, random))
        return false;
    strbuf_printf(&draft->told, "%s\n", told);
    return true;
}
