/*
 * Model: a table with everything C calls it and its columns; what the emitters of this folder work from.
 */
#ifndef ECO_CODEGEN_C_MODEL_H
#define ECO_CODEGEN_C_MODEL_H

#include "codegen/c/ctype.h"
#include "codegen/c/models.h"
#include "dsl/base/strbuf.h"
#include "dsl/catalog/enum.h"
#include "dsl/catalog/rollup.h"
#include "dsl/catalog/table.h"

typedef struct Member {
    const Column *column;
    const char *name;               /* of the struct's member */
    const char *sql;                /* the column's name, quoted where needed */
    const char *type_sql;           /* its type without modifiers */
    const char *doc;                /* or NULL */
    CType type;
    bool key;
    bool by_server;                 /* serial, identity, generated: not written */
    bool returned;                  /* serial, identity: an insert brings it back */
} Member;

typedef struct Model {
    const Object *table;
    const char *stem;               /* "daily_org_agg": files, functions */
    const char *type;               /* "DailyOrgAgg" */
    const char *file;               /* without its ending */
    const char *qualified;          /* "public.daily_org_agg" */
    const char *doc;                /* or NULL */
    Member *members;
    size_t count, written, returned;
    bool copies;                    /* binary COPY can write it */
    const Rollup *rollup;           /* NULL: none, or its source has no model or sends types of no known number */
    const struct Model *source;     /* of the rollup */
} Model;

/* What all emitters need. */
typedef struct Emission {
    const Catalog *catalog;
    const ModelOptions *options;
    const char *prefix;
    Arena *arena, *kept;            /* for what a file is made of, and for the files */
    Diags *diags;
    List models;                    /* of Model */
    List *files;
} Emission;

/* Report what two objects, or one and libeco, would both bring into C. */
void emission_check_names(Emission *emission);

/* The tables that get a model, in the catalog's order. */
void model_collect(Emission *emission);

/* The columns that a rollup's expressions mention, and maybe some more: a flag for each member of the source. */
bool *model_rollup_needs(const Model *model, Arena *arena);

/* Members joined, cut into lines of readable length: each `what(member)`, where it is not NULL. */
typedef const char *MemberText(const Member *member, size_t number, Arena *arena);
const char *model_list(const Model *model, MemberText *what, size_t start, const char *indent, Arena *arena);

/* Blanks as wide as "bool STEM_reader_open(", for the line under it. */
const char *model_indent(const Model *model, Arena *arena);

/* Add a file. */
void emission_file(Emission *emission, const char *name, const StrBuf *text);

/* Around what a header declares: whence it is, a guard, the includes (whole lines), and what C++ needs; and its end. */
void header_begin(StrBuf *out, const Emission *emission, const char *stem, const char *includes);
void header_end(StrBuf *out);
const char *header_guard(const char *stem, Arena *arena);

/* The constants of an enum, by label; at least one, as C wants it; NULL after the last. */
const char **enum_constants(const Enum *type, const char *stem, Arena *arena);

/* One header and one C file a table, an enum; one of each for all. */
void emit_model_header(Emission *emission, const Model *model);
void emit_model_source(Emission *emission, const Model *model);
void emit_model_rollup(StrBuf *out, const Model *model);
void emit_enum(Emission *emission, const Object *object);
void emit_umbrella(Emission *emission);

/* The name of the two files for all: "ecomind_schema". */
const char *umbrella_stem(const Emission *emission);

#endif
