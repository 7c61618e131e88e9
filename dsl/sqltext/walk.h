/*
 * Walk: once over a tree of libpg_query, with what is in scope at each place.
 *
 * In its JSON a node is {"Kind": {fields}}; where C has a struct and no Node pointer, the fields stand there by
 * themselves: a RangeVar is known by its "relname" then, a TypeName by its "typemod".
 */
#ifndef ECO_DSL_SQLTEXT_WALK_H
#define ECO_DSL_SQLTEXT_WALK_H

#include "dsl/sqltext/expression.h"

/* An output column of a SELECT within the text. */
typedef struct Target {
    SqlOutput output;               /* without canonical */
    SqlRef *ref;                    /* the column that gives it its name; NULL if it is none, or was given one */
    bool bare;                      /* and it is that column and nothing more */
} Target;

typedef struct Targets {
    List items;                     /* of Target */
    List shown;                     /* of const char *: columns of subqueries that stars stand for */
} Targets;

/* What stands in FROM, or before it in WITH: a name, and what columns it has. */
typedef struct Item {
    const char *name;               /* NULL if it has none */
    const SqlRelation *table;       /* the table, view or the like that it is */
    bool by_own_name;               /* without an alias */
    bool only_qualified;            /* its columns are seen with its name before them, and not without */
    List columns;                   /* of const char *: its first ones, as given behind its name */
    const Targets *targets;         /* of a subquery; they may not be complete yet */
    List parts;                     /* of Item: what a join with an alias is made of */
} Item;

typedef struct Scope {
    const struct Scope *outer;
    List items, with;               /* of Item */
    List merged;                    /* of const char *: the names in USING */
} Scope;

/* The column that gives the present output its name, and its ref once it was met. */
typedef struct Naming {
    const json_t *column;
    SqlRef *ref;
} Naming;

typedef struct Walk {
    Arena *arena;
    const char *text;               /* what was parsed, and how many bytes of it stand before the user's */
    size_t before;
    SqlParse *parse;
    SqlTokens *tokens;              /* of `text`, once they were needed */
    size_t used;                    /* the token up to which USING was looked for */
    Naming naming;
    size_t statement;               /* the byte of walk->text at which the present one begins */
    bool statements;                /* not only what an expression or query holds */
} Walk;

/* walk.c */
void walk_tree(Walk *walk, const Scope *scope, json_t *tree);
void walk_fields(Walk *walk, const Scope *scope, json_t *node, const char *const *but, size_t count);
void walk_refuse(Walk *walk, const json_t *node, const char *error);
void walk_finish(Walk *walk);       /* refs by rising start */

/* refs.c */
SqlRef *ref_names(Walk *walk, SqlRefKind kind, const json_t *names, const json_t *node);
SqlRef *ref_names_at(Walk *walk, SqlRefKind kind, const json_t *names, size_t count, size_t place);   /* the first */
SqlRef *ref_column(Walk *walk, const Scope *scope, const json_t *node);
SqlRef *ref_relation(Walk *walk, const json_t *node);
SqlRef *ref_collation(Walk *walk, const json_t *node);
void ref_relation_string(Walk *walk, const json_t *node);
SqlRef *ref_at(Walk *walk, SqlRefKind kind, const char *qualifier, const char *name, SqlToken token);
const char *ref_plain_string(const json_t *node);

/* scope.c */
const Item *scope_with(const Scope *scope, const char *name);
void scope_resolve(Walk *walk, const Scope *scope, SqlRef *ref);
const Item *scope_item(const Scope *scope, const char *schema, const char *name);
bool item_has(const Item *item, const char *column);
void item_owners(const Item *item, Arena *arena, List *owners);
void item_columns(const Item *item, Arena *arena, List *columns);

/* from.c: add what stands in a FROM clause to the scope, and walk what is in it. */
void from_clause(Walk *walk, Scope *scope, const json_t *items);
void from_table(Walk *walk, Scope *scope, const json_t *node);
void from_with(Walk *walk, Scope *scope, const json_t *clause);

/* select.c; `targets` is filled as soon as they are known: a recursive WITH query sees its own first branch. */
void select_query(Walk *walk, const Scope *outer, json_t *node, Targets *targets);
void select_change(Walk *walk, const Scope *outer, json_t *node, Targets *targets);
void select_any(Walk *walk, const Scope *outer, json_t *wrapped, Targets *targets);

/* statement.c */
bool statement_object(Walk *walk, const Scope *scope, json_t *node);
void statement_walk(Walk *walk, json_t *statement);
void statement_list_created(Arena *arena, const json_t *statement, List *created);

/* newer.c */
void statement_read_newer(const json_t *statement, SqlNewer *newer);

/* places.c */
const SqlTokens *place_tokens(Walk *walk);
size_t place_output_end(Walk *walk, size_t start);  /* both bytes of walk->text */
bool place_using(Walk *walk, size_t after, const List *names, size_t *first);
bool place_field(Walk *walk, size_t after, const char *name, SqlToken *field);
size_t place_last(const json_t *tree);
size_t place_in_drop(Walk *walk, size_t *token, const char *behind, const List *names);     /* a byte; 0: nowhere */

#endif
