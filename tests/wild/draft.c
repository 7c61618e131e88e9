/* Drafts: objects come, go and change their names, with all that hangs on them. */
#include "tests/wild/wild.h"

#include "dsl/catalog/function.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/raw_sql.h"
#include "dsl/rename.h"

#include <ctype.h>
#include <string.h>

static bool has_child(const Object *object, const char *name)
{
    for (const Object *child = object->first; child; child = child->next)
        if (strcmp(child->name, name) == 0)
            return true;
    return false;
}

/* The names of an object's children, in the order that it keeps (of an enum, a composite type). NULL: it has none. */
static Names *order_of(Object *object)
{
    for (const Field *field = kind_of(object)->fields; field && field->name; field++)
        if (field->flags & FIELD_CHILDREN)
            return (Names *)((char *)object + field->offset);
    return NULL;
}

static void tidy_order(Arena *arena, Object *object)
{
    Names *order = order_of(object), kept = {0};

    if (!order)
        return;
    kept.items = arena_array(arena, const char *, order->count);
    for (size_t i = 0; i < order->count; i++)
        if (has_child(object, order->items[i]))
            kept.items[kept.count++] = order->items[i];
    *order = kept;
}

static void add_to_order(Arena *arena, Object *parent, const char *name)
{
    Names *order = parent ? order_of(parent) : NULL, more = {0};

    if (!order)
        return;
    more.items = arena_array(arena, const char *, order->count + 1);
    for (; more.count < order->count; more.count++)
        more.items[more.count] = order->items[more.count];
    more.items[more.count++] = name;
    *order = more;
}

static Catalog copy_but(const Catalog *schema, const bool *gone, Arena *arena)
{
    Catalog copy = {.arena = arena};

    for (size_t i = 0; i < schema->objects.count; i++)
        if (!gone || !gone[i])
            catalog_copy(&copy, schema->objects.items[i]);
    for (size_t i = 0; i < copy.objects.count; i++)
        tidy_order(arena, copy.objects.items[i]);
    return copy;
}

Draft draft_begin(const Catalog *schema, Arena *arena)
{
    return (Draft){.arena = arena, .catalog = copy_but(schema, NULL, arena), .told = {.arena = arena}};
}

static bool in_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Where a text has a word, or NULL. */
static const char *word_in(const char *text, const char *word)
{
    for (const char *at = text; text && (at = strstr(at, word)); at++)
        if ((at == text || !in_word(at[-1])) && !in_word(at[strlen(word)]))
            return at;
    return NULL;
}

static const char *body_of(const Object *object)
{
    return object->kind == KIND_FUNCTION ? as_function(object)->body : NULL;
}

/* What an object needs: as its kind says, and as raw SQL does. */
static List needs(const Catalog *catalog, const List *raw, const Object *object, Arena *arena)
{
    List on = {0};

    if (kind_of(object)->depends)
        kind_of(object)->depends(object, catalog, arena, &on);
    if (kind_of(object)->looks_at)
        kind_of(object)->looks_at(object, catalog, arena, &on);
    raw_sql_before(catalog, raw, object, arena, &on);
    return on;
}

/* Any text in it. */
static bool has_word(const Object *object, const char *word)
{
    for (const Field *field = kind_of(object)->fields; field && field->name; field++) {
        const void *place = field_at(object, field);

        if ((field->type == FIELD_SQL || field->type == FIELD_QUERY || field->type == FIELD_SCRIPT)
            && word_in(((const Sql *)place)->text, word))
            return true;
    }
    return word_in(body_of(object), word);
}

/* A body in quotes that speaks of what goes cannot stay, either; of attributes nothing says where they are used. */
static bool speaks_of(const Catalog *catalog, const Object *object, const bool *gone)
{
    const char *body = body_of(object);

    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *other = catalog->objects.items[i];

        if (!gone[i])
            continue;
        if (((other->kind == KIND_TABLE || other->kind == KIND_COLUMN) && word_in(body, other->name))
            || (other->kind == KIND_ATTRIBUTE && has_word(object, other->name)))
            return true;
    }
    return false;
}

static bool needs_gone(const Object *object, const List *on, const bool *gone)
{
    const Object *bound = object_first(object, KIND_BOUND);

    /* A partition goes with what it is one of. */
    if ((object->parent && gone[object->parent->position]) || (bound && gone[bound->position]))
        return true;
    for (size_t i = 0; i < on->count; i++)
        if (gone[((const Object *)on->items[i])->position])
            return true;
    return false;
}

void draft_drop(Draft *draft, const Object *object)
{
    const Catalog *catalog = &draft->catalog;
    bool *gone = arena_array(draft->arena, bool, catalog->objects.count);
    List *on = arena_array(draft->arena, List, catalog->objects.count), raw = {0};

    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->kind == KIND_RAW_SQL)
            list_add(&raw, draft->arena, catalog->objects.items[i]);
    for (size_t i = 0; i < catalog->objects.count; i++)
        on[i] = needs(catalog, &raw, catalog->objects.items[i], draft->arena);
    gone[object->position] = true;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < catalog->objects.count; i++)
            if (!gone[i] && (needs_gone(catalog->objects.items[i], &on[i], gone)
                             || speaks_of(catalog, catalog->objects.items[i], gone)))
                more = gone[i] = true;
    }
    draft->catalog = copy_but(catalog, gone, draft->arena);
}

const char *draft_replace(Arena *arena, const char *text, const char *word, const char *with)
{
    StrBuf out = {.arena = arena};
    const char *at;

    for (; (at = word_in(text, word)); text = at + strlen(word))
        strbuf_printf(&out, "%.*s%s", (int)(at - text), text, with);
    strbuf_puts(&out, text);
    return strbuf_text(&out);
}

static bool bodies_speak_of(const Catalog *catalog, const char *name)
{
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (word_in(body_of(catalog->objects.items[i]), name))
            return true;
    return false;
}

static bool anything_has_word(const Catalog *catalog, const char *word)
{
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (has_word(catalog->objects.items[i], word))
            return true;
    return false;
}

static unsigned called_so(const Catalog *catalog, const char *name, Arena *arena)
{
    unsigned count = 0;

    for (size_t i = 0; i < catalog->objects.count; i++)
        count += strcmp(object_called(catalog->objects.items[i], arena), name) == 0;
    return count;
}

/* Bodies in quotes are texts: who renames what they speak of writes them anew. */
static void follow_in_bodies(Draft *draft, const char *name, const char *with)
{
    for (size_t i = 0; i < draft->catalog.objects.count; i++) {
        Object *object = draft->catalog.objects.items[i];

        if (word_in(body_of(object), name))
            ((Function *)object)->body = draft_replace(draft->arena, body_of(object), name, with);
    }
}

/* A value that SQL spells out as a string. Nothing else may be called so. */
static Sql follow_label(Draft *draft, Sql sql, const char *old, const char *new)
{
    StrBuf out = {.arena = draft->arena};
    const char *at, *text = sql.text;

    for (; text && (at = strstr(text, old)); text = at + strlen(old))
        strbuf_printf(&out, "%.*s%s", (int)(at - text), text, new);
    if (text && text != sql.text) {
        strbuf_puts(&out, text);
        sql.text = strbuf_text(&out);
    }
    return sql;
}

static void follow_label_in(Draft *draft, void *from, const Field *fields, const char *old, const char *new)
{
    for (const Field *field = fields; field && field->name; field++) {
        void *place = (char *)from + field->offset;

        if (field->type == FIELD_SQL || field->type == FIELD_QUERY || field->type == FIELD_SCRIPT)
            *(Sql *)place = follow_label(draft, *(Sql *)place, old, new);
        if (field->type == FIELD_RECORDS) {
            const Records *records = place;

            for (size_t i = 0; i < records->count; i++)
                follow_label_in(draft, (char *)records->items + i * field->record_size, field->record, old, new);
        }
    }
}

static void rename_value(Draft *draft, const Object *object, const char *name)
{
    const char *old = quote_literal(draft->arena, object->name), *new = quote_literal(draft->arena, name);

    for (size_t i = 0; i < draft->catalog.objects.count; i++) {
        Object *other = draft->catalog.objects.items[i];
        const char *body = body_of(other);

        follow_label_in(draft, other, kind_of(other)->fields, old, new);
        if (body)
            ((Function *)other)->body = follow_label(draft, (Sql){.text = body}, old, new).text;
    }
}

static Object *rename_it(Draft *draft, const Object *object, const char *name, const char *schema)
{
    const char *called = object_called(object, draft->arena);
    const Object *const *now;
    Rename rename = {.before = object, .schema = schema};
    Renames renames = {0};

    /* What has arguments keeps them. */
    rename.name = strcmp(called, object->name) != 0
                ? arena_printf(draft->arena, "%s%s", name, object->name + strlen(called))
                : name;
    list_add(&renames.items, draft->arena, &rename);
    draft->catalog = renames_apply(&draft->catalog, &renames, &now, draft->arena);
    return (Object *)now[rename.before->position];
}

Object *draft_rename(Draft *draft, const Object *object, const char *name, const char *schema)
{
    const char *old = object_called(object, draft->arena);
    bool spoken_of = bodies_speak_of(&draft->catalog, old);

    if (object->was || (spoken_of && (schema || called_so(&draft->catalog, old, draft->arena) > 1)))
        return NULL;

    if (object->kind == KIND_ATTRIBUTE && anything_has_word(&draft->catalog, old))
        return NULL;
    if (object->kind == KIND_ENUM_VALUE && called_so(&draft->catalog, old, draft->arena) > 1)
        return NULL;

    Object *renamed = rename_it(draft, object, name, schema);
    if (object->kind == KIND_ENUM_VALUE)
        rename_value(draft, object, name);
    else
        follow_in_bodies(draft, old, name);
    return renamed;
}

static void copy_children(Draft *draft, const Object *from, const Object *into)
{
    for (const Object *child = from->first; child; child = child->next) {
        Object *copy = arena_alloc(draft->arena, kind_of(child)->size);

        memcpy(copy, child, kind_of(child)->size);
        copy->first = copy->last = copy->next = NULL;
        copy->parent = into;
        if (kind_of(copy)->name_space == NAMES_RELATION || kind_of(copy)->name_space == NAMES_CONSTRAINT)
            copy->name = arena_printf(draft->arena, "%.40s of %.15s", child->name, into->name);
        if (!catalog_add(&draft->catalog, copy))
            copy_children(draft, child, copy);
    }
}

Object *draft_duplicate(Draft *draft, const Object *object, const char *name)
{
    Object *copy = arena_alloc(draft->arena, kind_of(object)->size);

    memcpy(copy, object, kind_of(object)->size);
    copy->first = copy->last = copy->next = NULL;
    copy->name = name;
    copy->was = copy->was_schema = NULL;
    if (catalog_add(&draft->catalog, copy))
        return NULL;
    copy_children(draft, object, copy);
    add_to_order(draft->arena, (Object *)copy->parent, name);
    return copy;
}
