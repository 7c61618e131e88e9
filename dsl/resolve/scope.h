/*
 * Scope: what resolving and checking share: the catalog as it grows, and what was written for each of its objects.
 *
 * Everything that is reported goes through scope_problem(), which keeps one mistake from being told many times: a
 * mixin's column that is wrong is wrong in every table that uses it.
 */
#ifndef ECO_DSL_RESOLVE_SCOPE_H
#define ECO_DSL_RESOLVE_SCOPE_H

#include "dsl/ast.h"
#include "dsl/base/map.h"
#include "dsl/catalog/catalog.h"
#include "dsl/diag.h"
#include "dsl/resolve.h"
#include "dsl/sqltext.h"

typedef struct Scope {
    Arena *arena;
    Diags *diags;
    Catalog *catalog;
    Project *project;
    SqlCache *sql;
    List nodes;                     /* of Node: what declared the object of the same position */
    List lost;                      /* of Object: tables of which a part could not be resolved */
    Map reported;                   /* what was told already, by code and place */
    Map types_seen;                 /* by position: they were looked at for circles */
    bool incomplete;                /* syntax errors cost items: what seems unknown may have been one of them */
    bool has_extension;             /* an extension may bring types, operator classes and index methods */
    bool has_raw_sql;               /* SQL of the user's own may bring anything */
} Scope;

/* As diag(); the second report of the same code at the same place goes nowhere. Never NULL. */
Diag *scope_problem(Scope *scope, DiagCode code, Span at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * Report that a name is not known, with a suggestion; nothing if it may have been lost to another error. `what` it is
 * and, unless NULL, whose: unknown column "emial" of table "users".
 */
Diag *scope_unknown(Scope *scope, DiagCode code, Span at, const char *what, const char *name, const char *whose,
                   List candidates);

/* False when so much is wrong that nobody would read a suggestion: gathering candidates costs. */
bool scope_suggests(const Scope *scope);

/*
 * A column of that table, or NULL: then it was reported (unless part of the table was lost). For a view always NULL,
 * and what it has not is reported.
 */
const Object *scope_column(Scope *scope, const Object *table, const char *name, Span at);

/*
 * Add what `node` declares: its name is checked, and that nothing stands twice that can stand once; its documentation
 * becomes a comment. False if the name is taken by another object of its kind and parent (reported).
 */
bool scope_add(Scope *scope, void *object, const Node *node);

/* What declared an object. */
const Node *scope_node(const Scope *scope, const Object *object);

/* Report every child of that kind after the first; once.c: of every kind that can stand once in such a node. */
void scope_once(Scope *scope, const Node *node, NodeKind kind);
void scope_check_once(Scope *scope, const Node *node);

/* Report every option of a node that has the name of one before it. */
void scope_options_once(Scope *scope, const Node *node);

/* Say of a table that not all of it is known. */
void scope_lose(Scope *scope, const Object *table);
bool scope_has_lost(const Scope *scope, const Object *table);

/* Where a node is to be pointed at: its name, else all of it. */
Span place_of(const Node *node);

/* A name that the catalog uses; the schema is "public" if none was written. */
QName scope_qname(const Node *node);

/*
 * The SQL of a node that has text, without blanks around it or a comment at its end. Text is NULL if PostgreSQL's
 * parser rejects it (reported at the byte where it does).
 */
Sql scope_sql(Scope *scope, const Node *node);

/* The same for a node whose text is a query; without a semicolon at its end. */
Sql scope_query(Scope *scope, const Node *node);

/* Any number of statements, without the last semicolon. */
Sql scope_script(Scope *scope, const Node *node);

/* The same for the SQL child of a node that may be missing. */
Sql scope_sql_child(Scope *scope, const Node *parent);

/* The parse of an expression that scope_sql() accepted. */
const SqlParse *scope_parse(Scope *scope, const Sql *sql);

/* The place of a name in an expression. */
Span scope_ref_place(const Sql *sql, const SqlRef *ref);

#endif
