/* What can happen to the fields of objects. */
#include "tests/wild/changes.h"

#include "dsl/catalog/enum.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/table.h"

#include <string.h>

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

bool change_toggle(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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
bool change_word(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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
bool change_instead(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    return *(const char **)field && change_word(draft, object, field, self, random);
}

bool change_number(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    int64_t *value = field, old = *value;

    (void)draft, (void)object, (void)self;
    *value += 1 + random_below(random, 20);
    return *value != old;
}

/* A word without "%" is for those that have no SQL there yet. */
bool change_sql(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Sql *value = field;
    const char *new = choice(self, random);

    (void)object;
    if (!value->text == !!strchr(new, '%'))
        return false;
    value->text = *new ? filled(draft->arena, new, value->text ? value->text : "") : NULL;
    return true;
}

bool change_names(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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
bool change_column_names(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
{
    Mutation one = *self;
    unsigned seen = 0;

    for (const Object *o = object_first(table_of(object), KIND_COLUMN); o; o = object_next(o))
        if (random_below(random, ++seen) == 0)
            one.words[0] = o->name;
    return one.words[0] && change_names(draft, object, field, &one, random);
}

/* Types that rows convert to by themselves. */
bool change_type(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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
bool change_add_label(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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

bool change_swap_labels(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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
bool change_rename_argument(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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

bool change_add_argument(Draft *draft, Object *object, void *field, const Mutation *self, Random *random)
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
