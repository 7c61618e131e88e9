/*
 * Printer: how each kind writes itself as .eco. Internal to dsl/print.
 *
 * print.c writes the objects that stand by themselves; those write the ones that stand in them, at `indent`.
 * A new kind is a file here with its <name>_print.
 */
#ifndef ECO_DSL_PRINT_PRINTER_H
#define ECO_DSL_PRINT_PRINTER_H

#include "dsl/base/strbuf.h"
#include "dsl/catalog/catalog.h"
#include "dsl/catalog/column_settings.h"

typedef struct Printer {
    const Catalog *catalog;
    Arena *arena;
    StrBuf out;
    size_t indent;
} Printer;

typedef void PrintFunction(Printer *printer, const Object *object);

#define KIND(id, name, rank) PrintFunction name##_print;
#define MODEL_KIND(id, name, rank) PrintFunction name##_print;
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND

/* The print function of an object's kind. */
void print_object(Printer *printer, const Object *object);

/* The children of one kind by name: a list of Object. */
List print_sorted(Printer *printer, const Object *parent, KindId kind);

/* "/// …" for an object that has a comment. */
void print_comment_of(Printer *printer, const Object *object);

/* Text as "/// …" lines; nothing for NULL. */
void print_doc(Printer *printer, const char *doc);

/* Spaces up to the present indent. */
void print_indent(Printer *printer);

/* A string as .eco reads it, where it is no SQL: between quotes, a backslash is a backslash. */
const char *print_string(Printer *printer, const char *text);

/* A name as .eco needs it: as SQL does, and words that .eco keeps for itself stand in quotes, too. */
const char *print_name(Printer *printer, const char *name);

/* True for a word that .eco keeps for itself and SQL does not. */
bool print_is_word(const char *name);

/* "app.users"; plain for public. */
const char *print_qname(Printer *printer, const char *schema, const char *name);

/* " was app.users", the hint of an object; "" if it has none. It stands behind the object's name, a column's type. */
const char *print_was(Printer *printer, const Object *object);

/* A type as people write it: "varchar(255)", "app.status". */
const char *print_type(Printer *printer, const Type *type);

/* "(a, b)"; and with words around the last name. */
void print_names(Printer *printer, Names names);
void print_names_flagged(Printer *printer, Names names, const char *before_last, const char *after_last);

/* "(expression)". */
void print_parenthesised(Printer *printer, const char *expression);

/* A type without "?". */
const char *print_type(Printer *printer, const Type *type);

/* What follows "=": as it is if it is a literal or a call, else in parentheses. */
void print_value(Printer *printer, const char *expression);

/* A text in dollar quotes, as it is. */
void print_body(Printer *printer, const char *text);

/* " with (fillfactor = 70)"; nothing for no options. */
void print_options(Printer *printer, Records options);

/* "deferrable initially deferred". */
void print_timing(Printer *printer, bool deferrable, bool initially_deferred);

/* " references t (a) on delete cascade …". */
void print_references(Printer *printer, const Object *foreign_key);

/* What differs from how PostgreSQL counts anyway: lines of a block, or " start 5 cache 10". */
void print_counting(Printer *printer, const Counting *counting, const char *type, bool block);

/* The sequence that is not printed because its column is printed as "serial"; NULL if it is no such column. */
const Object *print_serial(const Printer *printer, const Object *column);

/* All columns of a table, one a line, aligned. */
void print_columns(Printer *printer, const Object *table);

/* "storage external", "statistics 500" …: how a column is kept and looked at, each between two gaps. */
void print_settings(Printer *printer, const ColumnSettings *settings, const char *before, const char *behind);

/* The name of a collation or operator class, with its schema if one was written. */
const char *print_other(Printer *printer, QName name);

/*
 * Cells of a block, two blanks behind the widest of their column; print_widen() finds out how wide that is (what is
 * very long does not push the others aside). Cells end in blanks, lines do not.
 */
void print_widen(size_t *width, const char *text);
void print_cell(Printer *printer, const char *text, size_t width);
void print_end_line(Printer *printer);

/* The name of a collation. */
const char *print_collation(Printer *printer, QName name);

/* "schema app", "sequence app.numbers": how "grant … on" names an object. */
const char *print_address(Printer *printer, const Object *object);

/* Lines that say whose an object and its columns are, and what others may do with them; true if there are any. */
void print_rights(Printer *printer, const Object *object);
bool print_has_rights(const Object *object);

/* "lower(b) collate x desc". */
struct IndexPart;
void print_part(Printer *printer, const struct IndexPart *part);

/* "(a, lower(b) desc)": what an index is over, or a table partitioned by. */
void print_parts(Printer *printer, Records parts);

/* "fillfactor = 70, toast.autovacuum_enabled = off", without anything around it. */
void print_option_list(Printer *printer, Records options);

/* Lines that say replica identity and cluster order, and whether there are any. */
void print_marks(Printer *printer, const Object *on);
bool print_has_marks(const Object *on);

/* True if a constraint is written behind the one column it is over. */
bool print_behind_column(Printer *printer, const Object *constraint);

#endif
