#include "dsl/catalog/view.h"

#include "dsl/catalog/composite.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/partition.h"

/* What is known of each view while their columns are worked out. */
typedef struct Settling {
    Catalog *catalog;
    bool *begun;                    /* by position: views that use each other in a circle end here */
} Settling;

static void settle(Settling *settling, View *view);

/* The columns of a typed table are those of its type. */
static bool add_attributes(const Catalog *catalog, const Object *table, Arena *arena, List *names)
{
    const Object *type = type_declared(catalog, &as_table(table)->of);

    if (!type || type->kind != KIND_COMPOSITE)
        return false;
    for (size_t i = 0; i < as_composite(type)->attributes.count; i++)
        list_add(names, arena, as_composite(type)->attributes.items[i]);
    return true;
}

bool relation_columns(const Catalog *catalog, const Object *relation, Arena *arena, List *names)
{
    if (is_view(relation)) {
        const View *view = as_view(relation);

        for (size_t i = 0; i < view->outputs.count; i++)
            list_add(names, arena, view->outputs.items[i]);
        return view->outputs_known;
    }
    if (relation->kind != KIND_TABLE)
        return false;

    List columns = table_columns(catalog, relation, arena);
    for (size_t i = 0; i < columns.count; i++)
        list_add(names, arena, ((const Object *)columns.items[i])->name);
    return !as_table(relation)->of.text || add_attributes(catalog, relation, arena, names);
}

const Object *relation_column(const Catalog *catalog, const Object *relation, const char *name)
{
    const Object *column = is_view(relation) ? catalog_find(catalog, KIND_VIEW_COLUMN, relation, name)
                                             : catalog_column(catalog, relation, name);

    return column ? column : catalog_attribute(catalog, relation, name);
}

/* The columns of relations that a star stands for, one relation after the other. */
static bool star_columns(Settling *settling, const List *owners, List *names)
{
    bool known = owners->count > 0;

    for (size_t i = 0; i < owners->count; i++) {
        const SqlRelation *owner = owners->items[i];
        const Object *relation = catalog_relation(settling->catalog, owner->schema, owner->name);

        if (relation && is_view(relation))
            settle(settling, (View *)relation);
        known &= relation && relation_columns(settling->catalog, relation, settling->catalog->arena, names);
    }
    return known;
}

static Names names_of(const List *list)
{
    return (Names){.items = (const char **)list->items, .count = list->count};
}

/* The names in parentheses behind the view's own are those of its first columns. */
static void override(const View *view, List *outputs)
{
    for (size_t i = 0; i < view->columns.count && i < outputs->count; i++)
        outputs->items[i] = (void *)view->columns.items[i];
}

static void settle(Settling *settling, View *view)
{
    Arena *arena = settling->catalog->arena;
    List outputs = {0}, stars = {0};
    bool known = true;

    if (settling->begun[view->object.position] || !view->query.text)
        return;
    settling->begun[view->object.position] = true;

    const SqlQuery *query = sql_query(sql_cache(arena), view->query.text);
    star_columns(settling, &query->parse.stars, &stars);
    for (size_t i = 0; i < query->outputs.count; i++) {
        const SqlOutput *output = query->outputs.items[i];

        if (output->star)
            known &= star_columns(settling, &output->owners, &outputs) && output->star_is_plain;
        else
            list_add(&outputs, arena, (void *)(output->name ? output->name : "?column?"));
    }
    override(view, &outputs);
    view->outputs = names_of(&outputs);
    view->stars = names_of(&stars);
    view->outputs_known = known;
}

void views_settle(Catalog *catalog)
{
    Settling settling = {.catalog = catalog, .begun = arena_array(catalog->arena, bool, catalog->objects.count + 1)};

    for (size_t i = 0; i < catalog->objects.count; i++)
        if (is_view(catalog->objects.items[i]))
            settle(&settling, catalog->objects.items[i]);
}

static bool may_have(const Catalog *catalog, const Object *relation, const char *name)
{
    if (is_view(relation))
        return !as_view(relation)->outputs_known || names_have(as_view(relation)->outputs, name);
    return catalog_column(catalog, relation, name) || catalog_attribute(catalog, relation, name);
}

const Object *query_owner(const Catalog *catalog, const SqlRef *ref)
{
    for (size_t i = 0; i < ref->owners.count; i++) {
        const SqlRelation *owner = ref->owners.items[i];
        const Object *relation = catalog_relation(catalog, owner->schema, owner->name);

        if (relation && may_have(catalog, relation, ref->name))
            return relation;
    }
    return NULL;
}

const Object *query_column(const Catalog *catalog, const SqlRef *ref)
{
    const Object *owner = ref->kind == SQL_REF_COLUMN ? query_owner(catalog, ref) : NULL;

    return owner && owner->kind == KIND_TABLE ? catalog_column(catalog, owner, ref->name) : NULL;
}

const Object *query_attribute(const Catalog *catalog, const SqlRef *ref)
{
    const Object *owner = ref->kind == SQL_REF_COLUMN ? query_owner(catalog, ref) : NULL;

    return owner ? catalog_attribute(catalog, owner, ref->name) : NULL;
}
