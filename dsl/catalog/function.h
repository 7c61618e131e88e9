#ifndef ECO_DSL_CATALOG_FUNCTION_H
#define ECO_DSL_CATALOG_FUNCTION_H

#include "dsl/catalog/catalog.h"
#include "dsl/catalog/option.h"

/* An argument of a routine, or a column of "returns table". */
typedef struct Argument {
    const char *mode;               /* "in", "out", "inout", "variadic", "table"; never NULL */
    const char *name;               /* NULL: it has none */
    Type type;                      /* without modifiers: PostgreSQL keeps none */
    Sql value;                      /* its default */
} Argument;

/* A type that stands for itself: of "transform for type x". */
typedef struct TypeItem {
    Type type;
} TypeItem;

/*
 * A function, window function or procedure. Parent: its schema. Its name is its signature, the types of what it is
 * called with: "add(integer, integer)", "log(public.level, text[])". So overloads are different objects.
 */
typedef struct Function {
    Object object;
    const char *called;             /* "add" */
    const char *routine;            /* "function", "window function", "procedure" */
    Records arguments;              /* of Argument; the columns of "returns table" come last */
    Type returns;                   /* text NULL: a procedure's, or said by what arguments give back */
    bool returns_set;
    const char *language;
    const char *volatility;         /* "immutable", "stable", "volatile" */
    bool strict, leakproof, security_definer;
    const char *parallel;           /* "safe", "restricted", "unsafe" */
    const char *cost, *rows;        /* as a float4 prints; NULL: what PostgreSQL assumes anyway */
    QName support;
    Records settings;               /* of Option, by name; values as pg_proc.proconfig has them */
    Records transforms;             /* of TypeItem */
    const char *body;               /* a string in its language, lines ended by "\n" alone; NULL: the next ones */
    const char *object_file;        /* of a function in C; then body is its link symbol */
    Sql sql_body;                   /* "BEGIN ATOMIC … END" or "RETURN …": parsed and kept by the server */
} Function;

static inline const Function *as_function(const Object *object)
{
    return (const Function *)object;
}

static inline const Argument *function_arguments(const Function *function)
{
    return records_of(function->arguments, Argument);
}

/* What a routine of that name is called by in a catalog. Only "in", "inout" and "variadic" count. */
const char *function_signature(Arena *arena, const char *called, Records arguments);

/* The name that such a signature begins with; NULL if it is not one with these arguments. */
const char *function_called(Arena *arena, const char *signature, Records arguments);

/* True if it is called with the argument; and if the argument gives something back. */
bool argument_is_input(const Argument *argument);
bool argument_is_output(const Argument *argument);

bool function_is_procedure(const Function *function);

/* True if arguments say what it gives back. */
bool function_has_outputs(const Function *function);

/* What PostgreSQL assumes if nothing is said: "1" or "100"; "1000" or "0". */
const char *function_usual_cost(const Function *function);
const char *function_usual_rows(const Function *function);

/* A float4 as PostgreSQL prints it; NULL for what is no number. */
const char *function_number(Arena *arena, const char *text);

/* True for a setting that is a list of names ("search_path"), of which the server keeps each in double quotes. */
bool setting_is_list(const char *name);

/* The elements of such a list as kept: 'a, "B c"' gives a and B c. */
Names setting_elements(Arena *arena, const char *value);

/* The function without arguments by that name: what a trigger executes; NULL if it is not there. */
const Object *trigger_function(const Catalog *catalog, QName name);

#endif
