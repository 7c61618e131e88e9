#include "codegen/plan/plan.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/view.h"

#include <ctype.h>
#include <string.h>

enum { LONGEST_NAME = 60 };

/* Lower-case letters, digits and single underscores: what is safe in a file name anywhere. */
const char *plan_file_name(Arena *arena, const char *text)
{
    StrBuf name = {.arena = arena};

    for (const char *at = text; *at && name.length < LONGEST_NAME; at++) {
        bool plain = isalnum((unsigned char)*at) && (unsigned char)*at < 0x80;

        if (plain)
            strbuf_putc(&name, (char)tolower((unsigned char)*at));
        else if (name.length && name.text[name.length - 1] != '_')
            strbuf_putc(&name, '_');
    }
    while (name.length && name.text[name.length - 1] == '_')
        name.text[--name.length] = '\0';
    return name.length ? strbuf_text(&name) : "change";
}

static const char *verb(const Change *change)
{
    return !change->before ? "add" : !change->after ? "drop" : "alter";
}

/* What comes and goes with something else is not worth a word. */
static bool is_minor(const Change *change, const Changes *changes)
{
    const Object *object = change->after ? change->after : change->before;
    const Catalog *other = change->after ? &changes->before : changes->after;

    if (object->kind == KIND_COMMENT || object->kind == KIND_ENUM_VALUE || object->kind == KIND_VIEW_COLUMN)
        return true;
    for (const Object *up = object->parent; up; up = up->parent)
        if (!catalog_same(other, up))
            return true;
    return false;
}

/* "users_email" for a column, "app_users" for a table outside public, "idx_users_email" for an index. */
static const char *short_name(const Object *object, Arena *arena)
{
    if (object->kind == KIND_DATA_ROW)
        return arena_printf(arena, "%s_%s", table_of(object)->name, object->name);
    if (!object->name[0])
        return short_name(object->parent, arena);
    if (is_column(object) || object->kind == KIND_ENUM_VALUE)
        return arena_printf(arena, "%s_%s", object->parent->name, object->name);
    return object->name;
}

static bool was_empty(const Changes *changes)
{
    for (size_t i = 0; i < changes->before.objects.count; i++)
        if (((const Object *)changes->before.objects.items[i])->kind != KIND_SCHEMA)
            return false;
    return true;
}

typedef struct Summary {
    const Change *only;             /* the one change worth a word, while there is one */
    size_t count;
    const char *verb, *kind;        /* NULL once they differ */
    const Object *table;            /* likewise */
    bool several_tables;
} Summary;

static void look_at(Summary *summary, const Change *change)
{
    const Object *object = change->after ? change->after : change->before, *table = table_of(object);

    if (!summary->count++) {
        *summary = (Summary){change, 1, verb(change), kind_of(object)->name, table, !table};
        return;
    }
    if (summary->verb && strcmp(summary->verb, verb(change)) != 0)
        summary->verb = NULL;
    if (summary->kind && strcmp(summary->kind, kind_of(object)->name) != 0)
        summary->kind = NULL;
    summary->several_tables |= !table || !summary->table || !object_is(table, summary->table);
}

static const char *say(const Summary *summary, Arena *arena)
{
    const Object *object = summary->only->after ? summary->only->after : summary->only->before;

    if (summary->count == 1)
        return arena_printf(arena, "%s_%s_%s", verb(summary->only), kind_of(object)->name, short_name(object, arena));
    if (summary->verb && summary->kind)
        return arena_printf(arena, "%s_%ss%s%s", summary->verb,
                            strcmp(summary->kind, "index") == 0 ? "indexe" : summary->kind,
                            summary->several_tables ? "" : "_", summary->several_tables ? "" : summary->table->name);
    if (!summary->several_tables)
        return arena_printf(arena, "change_%s", summary->table->name);
    return "change_schema";
}

static const char *say_rename(const Changes *changes, Arena *arena)
{
    const Rename *rename = changes->renames.items.items[0];

    if (rename->schema)
        return arena_printf(arena, "move_%s_to_%s", short_name(rename->before, arena), rename->schema);
    return arena_printf(arena, "rename_%s_to_%s", short_name(rename->before, arena), rename->name);
}

/* What goes and comes in one batch was changed, for a reader; nothing if it only steps aside for something else. */
static List changed(const Changes *changes, const List *batch_changes, Arena *arena)
{
    bool *dropped = arena_array(arena, bool, changes->before.objects.count + 1);
    bool *created = arena_array(arena, bool, changes->after->objects.count + 1);
    List found = {0};

    for (size_t i = 0; i < batch_changes->count; i++) {
        const Change *change = batch_changes->items[i];

        if (!change->after)
            dropped[change->before->position] = true;
        else if (!change->before)
            created[change->after->position] = true;
    }
    for (size_t i = 0; i < batch_changes->count; i++) {
        Change *change = arena_new(arena, Change);

        *change = *(const Change *)batch_changes->items[i];
        const Object *new = change->after ? NULL : catalog_same(changes->after, change->before);
        const Object *old = change->before ? NULL : catalog_same(&changes->before, change->after);
        if (new && created[new->position])
            continue;
        if (old && dropped[old->position])
            change->before = old;
        if (!change->before || !change->after || object_differs(change->before, change->after))
            list_add(&found, arena, change);
    }
    return found;
}

const char *plan_name(const Changes *changes, const List *batch_changes, bool first, Arena *arena)
{
    Summary summary = {0};

    if (first && was_empty(changes))
        return "initial_schema";
    List all = changed(changes, batch_changes, arena);
    for (size_t i = 0; i < all.count; i++)
        if (!is_minor(all.items[i], changes))
            look_at(&summary, all.items[i]);
    if (!summary.count && first && changes->renames.items.count)
        return plan_file_name(arena, say_rename(changes, arena));
    if (!summary.count && batch_changes->count)
        look_at(&summary, batch_changes->items[0]);
    return plan_file_name(arena, summary.count ? say(&summary, arena) : "change_schema");
}
