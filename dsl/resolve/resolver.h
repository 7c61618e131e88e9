/*
 * Resolver: the passes of resolve(), and what they hand on to each other.
 *
 *   declare    the project, then all that has a name at the top of a file: so that order does not matter
 *   types      collations, defaults and functions of domains, composite and range types
 *   columns    mixins expanded in place, serials taken apart; constraints and indexes are only collected
 *   owners     of sequences, once the columns are there
 *   pending    constraints, indexes, triggers get their contents, then their names, then their place in the catalog
 *   items      of tables and views that are none of these: policies, grants …
 *   data       rows that tables must hold, told apart by primary keys
 *   raw SQL    that names any of these; then the rights that stand at the top of a file
 *   rollups
 */
#ifndef ECO_DSL_RESOLVE_RESOLVER_H
#define ECO_DSL_RESOLVE_RESOLVER_H

#include "dsl/catalog/address.h"
#include "dsl/catalog/column_settings.h"
#include "dsl/resolve/scope.h"

enum { LIST_LIMIT = 1600 };         /* columns of a table, so of any list; much is quadratic in it */

typedef struct SchemaWork {
    Map tables;                     /* of TableWork */
    Map constraints;                /* of Object: the names of constraints that default names keep clear of */
    Map numbers;                    /* of int: the number that a default name was last given */
} SchemaWork;

/* A table, or a domain: what has constraints. */
typedef struct TableWork {
    const Object *table;            /* or materialized view, which has indexes, too */
    const Node *node;
    SchemaWork *schema;
    const struct Key *primary_key;  /* the first, or NULL */
} TableWork;

typedef struct Mixin {
    const Node *node;
    bool open;                      /* being expanded: meeting it again is a cycle */
    bool looked;                    /* its own uses were looked through for cycles */
    const struct Mixin *from;       /* the mixin whose "use" led here */
    const Object *table;            /* the table it was last expanded in, */
    const Node *use;                /* and the "use" that did it */
} Mixin;

/* A constraint or index whose name, and with it its place in the catalog, is not settled yet. */
typedef struct Pending {
    Object *object;
    const Node *node;
    const Node *column;             /* the column it stands behind, or NULL */
    TableWork *table;
} Pending;

/* Something else in the block of a table or view, to be looked at once everything is declared. */
typedef struct Item {
    const Object *on;
    const Node *node;
} Item;

/* A serial column, whose sequence still needs a name. */
typedef struct Serial {
    const Object *column;
    const Node *node;
    TableWork *table;
} Serial;

typedef struct Resolver {
    Scope scope;
    Map schemas;                    /* of SchemaWork, by name */
    Map claimed;                    /* of Object: who takes a name, by claim_key() */
    Map mixins;                     /* of Mixin, by name */
    Map types;                      /* what types mean, by what was written */
    List mixin_names;
    size_t depth;                   /* of mixins that are open */
    List tables;                    /* of TableWork, as declared */
    List types_declared;            /* of Object: domains, composite and range types */
    List pending;                   /* of Pending, in the order in which PostgreSQL would meet them */
    List items;                     /* of Item */
    List raw_sql;                   /* of RawSql */
    List grants;                    /* of Grant: what was granted so far */
    Map granted;                    /* the same, by object and role */
    List serials;                   /* of Serial */
    List owned;                     /* of Sequence, of those that say "owned by" */
    List rollups;                   /* of Node */
} Resolver;

void resolve_project(Resolver *resolver, const Node *files);
void resolve_declarations(Resolver *resolver, const Node *files);
void resolve_types(Resolver *resolver);
void resolve_columns(Resolver *resolver);

/*
 * declare.c: what stands at the top of a file becomes an object of the catalog, or is kept for a later pass. Of types
 * the rest is settled by resolve_types(), of sequences the owner comes later, of views what their columns are called.
 */
typedef void Declare(Resolver *resolver, const Node *node);

Declare declare_schema, declare_extension, declare_collation, declare_enum, declare_domain, declare_composite;
Declare declare_range, declare_sequence, declare_function, declare_mixin, declare_table, declare_view;

/* The schema public stands in every database. */
void declare_public(Resolver *resolver);

/* The schema that a node declares its object in, and what is known of one. */
const Object *resolve_schema_of(Resolver *resolver, const Node *node);
SchemaWork *resolve_schema_work(Resolver *resolver, const Object *schema);

/* Add a column of a table. `use` is the table's "use" that brings it, NULL if the table declares it itself. */
void resolve_column(Resolver *resolver, TableWork *work, const Node *node, const Node *use);

void resolve_owners(Resolver *resolver);
void resolve_contents(Resolver *resolver);
void resolve_names(Resolver *resolver);
void resolve_rollups(Resolver *resolver);

/* The column of a view that a node names, so that something can be said of it. NULL: there is none (reported). */
/* The column of a table, its own or one it has from another: of that an object is made, as something is said of it. */
const Object *resolve_column_named(Resolver *resolver, const Object *table, const Node *name);

const Object *resolve_view_column(Resolver *resolver, const Object *view, const Node *name);

/* How the options of a node say to count, with PostgreSQL's defaults for a sequence of that integer type. */
Counting resolve_counting(Resolver *resolver, const Node *parent, const char *type_name);

/* What a TYPE node means; without text if it is no type: then it was reported. */
Type resolve_type(Resolver *resolver, const Node *node);

/* As in PostgreSQL, "initially deferred" alone also makes a constraint or trigger deferrable. */
void resolve_deferral(Resolver *resolver, const Node *node, bool *deferrable, bool *deferred);

/*
 * The collation that a node names (NULL: none); none if it is the one that values of that type (NULL: any) have anyway.
 */
QName resolve_collation(Resolver *resolver, const Node *node, const Type *of_type);

/* pending.c: what is collected for later, and then gets its contents. `column`: that it stands behind, or NULL. */
typedef void ResolvePending(Resolver *resolver, const Pending *pending);
bool resolve_is_pending(NodeKind kind);
void resolve_later(Resolver *resolver, TableWork *table, const Node *node, const Node *column);

ResolvePending resolve_primary_key, resolve_unique, resolve_check, resolve_foreign_key, resolve_exclude;
ResolvePending resolve_index, resolve_statistics, resolve_trigger;

/* items.c: what has a function there can be collected, and is resolved with all others in the order collected. */
typedef void ResolveItem(Resolver *resolver, const Object *on, const Node *node);
bool resolve_is_item(NodeKind kind);
void resolve_item_later(Resolver *resolver, const Object *on, const Node *node);
void resolve_items(Resolver *resolver);

ResolveItem resolve_policy, resolve_row_security, resolve_owner, resolve_grant;
ResolveItem resolve_table_options, resolve_table_space, resolve_replica_identity, resolve_cluster;
ResolveItem resolve_distribution, resolve_inherited;

/* The OPTION children of a node (NULL: none), sorted by name. What is written without a value is "true". */
Records resolve_options(Resolver *resolver, const Node *with);

/* The access method of a table or materialized view: NULL for heap. */
const char *resolve_method(const Node *node);

/* By what a table is partitioned, which tables it inherits, of which type it is. */
struct Table;
void resolve_partitioned(Resolver *resolver, struct Table *table, const Node *node);

/* Report tables that are inherited and not declared. */
void resolve_parents_known(Resolver *resolver);

/* The rows that a partition of `whole` takes. */
void resolve_bound(Resolver *resolver, const Object *table, const Object *whole, const Node *node);

/* One column of an index or of what a table is partitioned by. */
struct IndexPart;
struct IndexPart resolve_index_part(Resolver *resolver, const Node *node);

/* How a column is stored, and what ANALYZE does with it. */
ColumnSettings resolve_column_settings(Resolver *resolver, const Type *type, const Node *node);

void resolve_raw_sql(Resolver *resolver, const Node *files);

/* The rows that tables must hold: once their keys are known. */
void resolve_data(Resolver *resolver, const Node *files);

/* Owners and grants that stand at the top of a file, and name what they are about. */
void resolve_rights(Resolver *resolver, const Node *files);

/* What an OBJECT node says ("function f(integer)"), and what it names, or NULL: then it was reported. */
Address resolve_address(Resolver *resolver, const Node *node);
const Object *resolve_object(Resolver *resolver, const Node *node);

/* The names of the NAME children of a node, each with its place. */
Names resolve_name_list(Resolver *resolver, const Node *parent);

/* The table that a node names, or NULL: then it was reported. */
const Object *resolve_table(Resolver *resolver, const Node *node);

TableWork *resolve_work(const Resolver *resolver, const Object *table);

/*
 * claims.c: take the names that an object claims; of each that is taken, report by whom. Two of one kind and parent are
 * reported when they are added to the catalog.
 */
void resolve_claim(Resolver *resolver, const Object *object);
bool resolve_is_claimed(Resolver *resolver, NameSpace space, const Object *schema, const char *name);

#endif
