#include "dsl/sqltext/walk.h"

#include <string.h>

static bool lists(const List *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i], name) == 0)
            return true;
    return false;
}

/* True if the column is known to be one of the item's; those of tables nobody here knows. */
bool item_has(const Item *item, const char *column)
{
    if (lists(&item->columns, column))
        return true;
    for (size_t i = 0; i < item->parts.count; i++)
        if (item_has(item->parts.items[i], column))
            return true;
    if (!item->targets)
        return false;
    for (size_t i = item->columns.count; i < item->targets->items.count; i++) {
        const Target *target = item->targets->items.items[i];

        if (target->output.name && strcmp(target->output.name, column) == 0)
            return true;
    }
    return lists(&item->targets->shown, column);
}

static void add_all(List *to, Arena *arena, const List *from)
{
    for (size_t i = 0; i < from->count; i++)
        list_add(to, arena, from->items[i]);
}

/* The tables whose columns the item shows. */
void item_owners(const Item *item, Arena *arena, List *owners)
{
    if (item->table)
        list_add(owners, arena, item->table);
    for (size_t i = 0; i < item->parts.count; i++)
        item_owners(item->parts.items[i], arena, owners);
    for (size_t i = 0; item->targets && i < item->targets->items.count; i++)
        add_all(owners, arena, &((const Target *)item->targets->items.items[i])->output.owners);
}

/* The names of which item_has() says yes. */
void item_columns(const Item *item, Arena *arena, List *columns)
{
    add_all(columns, arena, &item->columns);
    for (size_t i = 0; i < item->parts.count; i++)
        item_columns(item->parts.items[i], arena, columns);
    if (!item->targets)
        return;
    for (size_t i = item->columns.count; i < item->targets->items.count; i++) {
        const Target *target = item->targets->items.items[i];

        if (target->output.name)
            list_add(columns, arena, target->output.name);
    }
    add_all(columns, arena, &item->targets->shown);
}

const Item *scope_with(const Scope *scope, const char *name)
{
    for (; scope; scope = scope->outer)
        for (size_t i = scope->with.count; i-- > 0;) {
            const Item *item = scope->with.items[i];

            if (strcmp(item->name, name) == 0)
                return item;
        }
    return NULL;
}

static bool same_schema(const char *written, const SqlRelation *table)
{
    return table && strcmp(table->schema ? table->schema : "public", written) == 0;
}

/* The item that a qualifier means. A schema before it can stand only before a table's own name. */
const Item *scope_item(const Scope *scope, const char *schema, const char *name)
{
    for (; scope; scope = scope->outer)
        for (size_t i = 0; i < scope->items.count; i++) {
            const Item *item = scope->items.items[i];

            if (item->name && strcmp(item->name, name) == 0
                && (!schema || (item->by_own_name && same_schema(schema, item->table))))
                return item;
        }
    return NULL;
}

static bool is_seen(const Item *item)
{
    return !item->only_qualified;
}

/* An unqualified column: whoever shows such a name, scope by scope from the innermost. */
void scope_resolve(Walk *walk, const Scope *scope, SqlRef *ref)
{
    for (; scope && !ref->local; scope = scope->outer) {
        bool known = false;

        for (size_t i = 0; i < scope->items.count; i++)
            known |= is_seen(scope->items.items[i]) && item_has(scope->items.items[i], ref->name);
        for (size_t i = 0; i < scope->items.count; i++)
            if (is_seen(scope->items.items[i]) && (!known || lists(&scope->merged, ref->name)))
                item_owners(scope->items.items[i], walk->arena, &ref->owners);
        ref->local = known;
    }
}
