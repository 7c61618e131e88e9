#include "dsl/catalog/view.h"

#include <string.h>

/* A query, and what its outputs end up being called. */
typedef struct Shape {
    const View *view;
    const SqlQuery *query;
} Shape;

static Shape shape_of(const View *view, Arena *arena)
{
    return (Shape){view, sql_query(sql_cache(arena), view->query.text)};
}

static const SqlOutput *output_of(Shape shape, size_t i)
{
    return shape.query->outputs.items[i];
}

static const char *name_of(Shape shape, size_t i)
{
    return i < shape.view->columns.count ? shape.view->columns.items[i] : output_of(shape, i)->name;
}

static bool begins_with_outputs(Shape old, Shape new)
{
    if (old.query->outputs.count > new.query->outputs.count)
        return false;
    for (size_t i = 0; i < old.query->outputs.count; i++)
        if (!text_same(name_of(old, i), name_of(new, i))
            || !text_same(output_of(old, i)->canonical, output_of(new, i)->canonical))
            return false;
    return true;
}

static bool owners_same(const List *old, const List *new)
{
    if (old->count != new->count)
        return false;
    for (size_t i = 0; i < old->count; i++) {
        const SqlRelation *one = old->items[i], *other = new->items[i];

        if (!text_same(one->name, other->name) || !text_same(one->schema, other->schema))
            return false;
    }
    return true;
}

/* The first ref from `i` on that stands in the output; NULL if none does any more. */
static const SqlRef *next_ref(const SqlQuery *query, const SqlOutput *output, size_t *i)
{
    while (*i < query->parse.refs.count) {
        const SqlRef *ref = query->parse.refs.items[(*i)++];

        if (ref->start >= output->start && ref->end <= output->end)
            return ref;
    }
    return NULL;
}

/* Columns of the same tables: then an expression that is spelled alike has the type it had. */
static bool refs_same(Shape old, Shape new, size_t output)
{
    size_t i = 0, k = 0;

    for (;;) {
        const SqlRef *one = next_ref(old.query, output_of(old, output), &i);
        const SqlRef *other = next_ref(new.query, output_of(new, output), &k);

        if (!one || !other)
            return one == other;
        if (one->kind != other->kind)
            return false;
        if (one->kind == SQL_REF_COLUMN
            && (!one->owners.count || one->local || other->local || !owners_same(&one->owners, &other->owners)))
            return false;
    }
}

/* The branches of UNION settle a type together: which of them, the outputs of the first do not say. */
static bool has_branches(const SqlOutput *output)
{
    const char *end = strchr(output->canonical, '|');

    return !end || end[1];
}

static bool types_stay(Shape old, Shape new)
{
    for (size_t i = 0; i < old.query->outputs.count; i++)
        if (has_branches(output_of(old, i)) || has_branches(output_of(new, i)) || !refs_same(old, new, i))
            return false;
    return true;
}

/* "select * from t": what comes into the table last comes into the view last. */
static bool star_grew(Shape old, Shape new)
{
    if (old.query->outputs.count != 1 || !output_of(old, 0)->star_is_plain || old.query->parse.stars.count != 1
        || !text_same(old.query->parse.canonical, new.query->parse.canonical)
        || old.view->columns.count > old.view->stars.count || !names_same(old.view->columns, new.view->columns)
        || old.view->stars.count > new.view->stars.count)
        return false;

    Names begin = {.items = new.view->stars.items, .count = old.view->stars.count};
    return names_same(old.view->stars, begin);
}

bool view_can_replace(const View *before, const View *after, Arena *arena)
{
    Shape old = shape_of(before, arena), new = shape_of(after, arena);

    if (old.query->parse.error || new.query->parse.error)
        return false;
    if (!names_same(before->stars, after->stars))
        return star_grew(old, new);
    if (old.query->has_star || new.query->has_star)
        return text_same(old.query->parse.canonical, new.query->parse.canonical)
            && names_same(before->columns, after->columns);
    return begins_with_outputs(old, new)
        && (text_same(old.query->rest, new.query->rest) || types_stay(old, new));
}
