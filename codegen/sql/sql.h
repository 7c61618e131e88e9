/*
 * Sql: how each kind of object is created, altered, renamed and dropped: one file a kind, create and drop side by side.
 *
 * A kind's functions write statements into a SqlOut; they know nothing of order, of files or of transactions: that is
 * the plan's (codegen/plan). Every name passes through ident() or qualified(), every string through literal().
 */
#ifndef ECO_CODEGEN_SQL_SQL_H
#define ECO_CODEGEN_SQL_SQL_H

#include "codegen/emit.h"
#include "dsl/diff.h"

/*
 * One statement, or a remark alone (then without text), or one action of an ALTER TABLE or ALTER VIEW that can be
 * joined with its neighbours.
 */
typedef struct Statement {
    StrBuf text;                    /* without semicolon */
    const Object *table;            /* not NULL: `text` ("ADD COLUMN x int") is an action of ALTER TABLE (VIEW) on it */
    const char *comment;            /* a line for the reader, without "--"; NULL if none */
} Statement;

/* What else the same plan does, as far as a statement has to know it. */
typedef struct SqlPlan {
    const void *of;                 /* passed to each: */
    bool (*creates)(const void *of, const Object *object);      /* the object is created */
    bool (*carries)(const void *of, const Object *object);      /* and by the statement of another */
    bool (*takes)(const void *of, const Object *object);        /* it is dropped by the statement of another */
    bool (*remakes)(const void *of, const Object *object);      /* a new type takes the place of an old one */
    const char *(*aside)(const void *of, const Object *object); /* what that is called meanwhile; NULL: it is not */

    /* Bounds that are attached with this one, rows that no longer belong there being moved; NULL: it comes as it is. */
    const List *(*attaches)(const void *of, const Object *bound);
    const List *(*heirs)(const void *of, const Object *table);  /* what takes rows of one that is dropped; or NULL */
} SqlPlan;

typedef struct SqlOut {
    Arena *arena;
    const Catalog *before, *after;  /* all names as they are once the renames are done */
    SqlPlan plan;
    bool online;                    /* tables that were there before may hold data: choose forms that let others work */
    int oldest;                     /* the oldest PostgreSQL it has to run on; 0: no matter */
    bool backwards;                 /* a way back, from what was there before */
    bool invent;                    /* a column that comes back without its data is filled with something harmless */
    bool unchecked;                 /* not all that the object's body mentions is there when it is created */

    /* What the functions leave. */
    List statements;                /* of Statement */
    bool outside_transaction;       /* cannot run in a transaction block */
    bool alone;                     /* shares its migration with nothing */
    bool settles;                   /* what needs it must wait for a commit */
    const char *loss;               /* what data is lost for good; NULL if none */
    const char *refusal;            /* why there is no way to do this; NULL if there is */
    const char *remedy;             /* and what to do about it */
} SqlOut;

/* Begin a statement, or an action of ALTER TABLE on the table; write into what is returned. */
StrBuf *sql_statement(SqlOut *out);
StrBuf *sql_action(SqlOut *out, const Object *table);

/* A line above the statement begun last; newlines within become blanks. */
void sql_comment(SqlOut *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What data the statements lose for good: "the values of score". */
void sql_loss(SqlOut *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True if the object is created in this plan; and if that is written by another's statement. */
bool sql_creates(const SqlOut *out, const Object *object);
bool sql_carried(const SqlOut *out, const Object *object);

/* True if the object is dropped in this plan, and by another's statement. */
bool sql_taken(const SqlOut *out, const Object *object);

/* True if a new type takes the place of this one, and columns have to move. */
bool sql_remakes(const SqlOut *out, const Object *type);

/* A type in SQL that speaks of what there was before, once those that columns move away from took another name. */
const char *sql_old_type(const SqlOut *out, const Type *type);

/* True if the table was there before this plan, so that it may hold data and others may be using it. */
bool sql_may_hold_data(const SqlOut *out, const Object *table);

typedef struct SqlKind {
    void (*create)(SqlOut *out, const Object *object);
    void (*drop)(SqlOut *out, const Object *object);

    /* Change in place, if can_alter (NULL: always) says so; else the object is dropped and created. NULL: never. */
    void (*alter)(SqlOut *out, const Object *before, const Object *after);
    bool (*can_alter)(const Object *before, const Object *after);

    /*
     * True if `alter` puts another object in the place of this one. What it would carry when created it then carries
     * too, and whatever mentions it in SQL has to step aside meanwhile. NULL: never.
     */
    bool (*rebuilds)(const Object *before, const Object *after);

    /*
     * What columns are made of (a type, a collation) and cannot be altered: it takes another name, a new one is
     * created, the columns move, and it is dropped. NULL: no column is made of this.
     */
    void (*step_aside)(SqlOut *out, const Object *object, const char *name);

    /* `object` has its old name still, and `parent` is its parent; all is called as it is when the statement runs. */
    void (*rename)(SqlOut *out, const Object *object, const Object *parent, const char *name);

    /* To another schema, called so when the statement runs. NULL: the kind cannot be moved. */
    void (*move)(SqlOut *out, const Object *object, const char *schema);

    /*
     * The object whose statement creates (drops) this one along, if that one is created (dropped) as well; NULL: it
     * always stands alone. NULL function: it stands alone when created and goes with its parent when dropped.
     */
    const Object *(*host)(const Object *object, const Catalog *catalog, bool dropping);

    /* "TABLE users", as COMMENT ON and ALTER … OWNER TO want it; NULL: the kind has neither. */
    void (*spell)(StrBuf *sql, const Object *object);
} SqlKind;

const SqlKind *sql_kind(KindId kind);

/* Pieces that several kinds share. */

/* The table's name as ALTER TABLE wants it. */
const char *table_name(const StrBuf *sql, const Object *table);

/* "(a, b)"; and with words around the last name. */
void put_names(StrBuf *sql, Names names);
void put_names_flagged(StrBuf *sql, Names names, const char *before_last, const char *after_last);

struct Key;
void put_key_index(StrBuf *sql, const struct Key *key);

/* " COLLATE app.german"; nothing if there is none. */
void put_collation(StrBuf *sql, QName collation);

/* The name of a type, as ALTER TYPE wants it. */
const char *type_name(const StrBuf *sql, const Object *type);

/* What stands after CONSTRAINT name: "PRIMARY KEY (id)", "CHECK (x > 0)", … For FK, keys and checks. */
void put_key(StrBuf *sql, const Object *key);
void put_check(StrBuf *sql, const Object *check);
void put_foreign_key(StrBuf *sql, const Object *foreign_key);
void put_exclude(StrBuf *sql, const Object *exclude);
void put_constraint(StrBuf *sql, const Object *constraint);

/* " ON DELETE CASCADE DEFERRABLE …": what follows the referenced columns. */
void put_foreign_key_tail(StrBuf *sql, const Object *foreign_key);

/* " FOR VALUES FROM (1) TO (5)", or " DEFAULT": of a partition. */
void put_bound(StrBuf *sql, const Object *table);

/* "lower(a) COLLATE x opclass": of an index and whatever has the like. */
struct IndexPart;
void put_part(StrBuf *sql, const struct IndexPart *part);

/* ALTER TABLE (or DOMAIN) … ADD, DROP and RENAME CONSTRAINT are alike for all constraints. */
StrBuf *constraint_action(SqlOut *out, const Object *parent);
void constraint_create(SqlOut *out, const Object *constraint);
void constraint_drop(SqlOut *out, const Object *constraint);
void constraint_rename(SqlOut *out, const Object *object, const Object *parent, const char *name);
void constraint_spell(StrBuf *sql, const Object *object);
const Object *constraint_host(const Object *object, const Catalog *catalog, bool dropping);

/* SqlKind.host of what its parent's statement creates and drops along. */
const Object *parent_host(const Object *object, const Catalog *catalog, bool dropping);

/* And of what always has a statement of its own, as all that lives in a schema has: schemas are dropped empty. */
const Object *no_host(const Object *object, const Catalog *catalog, bool dropping);

/* SqlKind.alter of what changes by its parts alone: an enum by its values, a composite type by its attributes. */
void parts_alter(SqlOut *out, const Object *before, const Object *after);

/* SqlKind.drop, .rename and .move of what SQL calls as `spell` says: "DROP TABLE t", "ALTER TABLE t RENAME TO u". */
void spelled_drop(SqlOut *out, const Object *object);
void spelled_rename(SqlOut *out, const Object *object, const Object *parent, const char *name);
void spelled_move(SqlOut *out, const Object *object, const char *schema);

/*
 * Expressions, as the user wrote them. Whatever one holds (comments, quotes, brackets) what follows it stands outside
 * of it: each of these is one expression to the server's parser, in its place and nowhere else. Where nothing but an
 * end or a reserved word can follow (USING …, SET x = … WHERE) it stands bare.
 *
 *   parenthesised    in parentheses, unless it stands in them already
 *   default_value    bare if it is a plain value: DEFAULT takes no more than that
 */
void put_parenthesised(StrBuf *sql, const char *expression);
void put_default_value(StrBuf *sql, const char *expression);

#endif
