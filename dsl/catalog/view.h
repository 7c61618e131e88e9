#ifndef ECO_DSL_CATALOG_VIEW_H
#define ECO_DSL_CATALOG_VIEW_H

#include "dsl/catalog/catalog.h"
#include "dsl/catalog/column_settings.h"
#include "dsl/sqltext.h"

/*
 * A view or a materialized view: two kinds, one shape. Parent: its schema. Indexes of a materialized view, and those
 * of its columns of which there is something to say, are its children.
 */
typedef struct View {
    Object object;
    Names columns;                  /* what its first columns are called, whatever the query calls them */
    Sql query;                      /* without the semicolon at its end */
    Names stars;                    /* the columns that each "*" in the query stands for, one after the other */
    Records options;                /* of Option, sorted by name; switches are "true", never written out otherwise */
    const char *method;             /* of a materialized view, as the next two; NULL: heap */
    const char *tablespace;         /* NULL: the default */
    bool no_data;                   /* how it is made, not what it is: the first REFRESH fills it */
    bool model_none;
    const char *model;              /* "model as x" */

    /* Written by views_settle(), or read from a server. */
    Names outputs;                  /* what its columns are called; as far as that is known */
    bool outputs_known;             /* these are all of them */
} View;

/*
 * A column of a view of which there is something to say: its parent is the view, its children what else is said. How it
 * is kept is as with a column of a table; only a materialized view keeps anything.
 */
typedef struct ViewColumn {
    Object object;
    ColumnSettings settings;        /* of a materialized view's */
} ViewColumn;

static inline const View *as_view(const Object *object)
{
    return (const View *)object;
}

static inline const ViewColumn *as_view_column(const Object *object)
{
    return (const ViewColumn *)object;
}

static inline bool is_view(const Object *object)
{
    return object->kind == KIND_VIEW || object->kind == KIND_MATERIALIZED_VIEW;
}

/* A column of a table, or one of a view, or from another table, of which there is something to say. */
static inline bool is_column(const Object *object)
{
    return object->kind == KIND_COLUMN || object->kind == KIND_VIEW_COLUMN || object->kind == KIND_INHERITED_COLUMN;
}

/* Work out what the columns of all views are called, and what their stars stand for. All tables must have theirs. */
void views_settle(Catalog *catalog);

/* Add the names of a relation's columns. False if these may not be all. */
bool relation_columns(const Catalog *catalog, const Object *relation, Arena *arena, List *names);

/* What is known of that column of a table, or what is said of that column of a view; NULL: nothing. */
const Object *relation_column(const Catalog *catalog, const Object *relation, const char *name);

/*
 * The catalog with an object for each column of a view that a hint here or in `other` speaks of, whether there is
 * anything to say of it or not: so that both know what is renamed. The catalog itself where no hint does.
 */
Catalog views_spread(const Catalog *catalog, const Catalog *other, Arena *arena);

/*
 * The relation that a name in a query is a column of: a table that has it, or a view that has or may have it. NULL:
 * none of the catalog.
 */
const Object *query_owner(const Catalog *catalog, const SqlRef *ref);

/* The table's column that a name in a query means; NULL if it is none, or none of a table of the catalog. */
const Object *query_column(const Catalog *catalog, const SqlRef *ref);

/* The attribute, if it is a column of a typed table. */
const Object *query_attribute(const Catalog *catalog, const SqlRef *ref);

/*
 * True if the server is sure to take the query of `after` in the place of that of `before`, as long as nothing that
 * they are made of changes: the columns are the same, and others can come behind them.
 */
bool view_can_replace(const View *before, const View *after, Arena *arena);

#endif
