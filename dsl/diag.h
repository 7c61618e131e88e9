/*
 * Diags: what is wrong with the input, where, and what to do about it.
 *
 * A pass reports and goes on; the driver asks diag_failed() between passes. Nothing is printed until
 * diag_print(), which sorts by place, so that the order of passes does not show.
 *
 *     Diag *d = diag(diags, DIAG_DUPLICATE_NAME, object->at, "duplicate %s \"%s\"", kind, name);
 *     diag_note(diags, d, first->at, "first declared here");
 *     diag_hint(diags, d, "give one of them another name");
 *
 * Message: lower case, no full stop, names the kind of object, user text in double quotes.
 * Note: another place. Hint: what to do.
 */
#ifndef ECO_DSL_DIAG_H
#define ECO_DSL_DIAG_H

#include "dsl/source.h"

#include <stdio.h>

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE, SEVERITY_COUNT } Severity;

/* Every diagnostic by its name: DIAG_SYNTAX, … (diag.def). */
typedef enum DiagCode {
#define DIAG(name, code, severity, summary) DIAG_##name,
#include "dsl/diag.def"
#undef DIAG
    DIAG_COUNT
} DiagCode;

typedef struct DiagNote {
    struct DiagNote *next;
    Span at;
    const char *text;
} DiagNote;

typedef struct Diag {
    DiagCode code;
    Span at;
    const char *message;
    DiagNote *notes;                /* in the order in which they were added */
    const char *hint;               /* or NULL */
    size_t sequence;                /* order of reporting, for those at the same place */
} Diag;

typedef struct Diags {
    Arena *arena;
    Sources *sources;
    List all;                       /* of Diag */
    size_t errors, warnings;
} Diags;

typedef struct DiagStyle {
    bool colour;
    size_t limit;                   /* how many to show; 0 means 20 */
} DiagStyle;

Diag *diag(Diags *diags, DiagCode code, Span at, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* Take back what is no error, behind the first `count`. */
void diag_take_back(Diags *diags, size_t count);
void diag_note(Diags *diags, Diag *d, Span at, const char *format, ...) __attribute__((format(printf, 4, 5)));
void diag_hint(Diags *diags, Diag *d, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* "did you mean "x"?" if one of the candidates is near enough to `wrong`; else nothing. */
void diag_suggest(Diags *diags, Diag *d, const char *wrong, const char *const *candidates, size_t count);

/* The same for a path where nothing is: what lies beside it and is called nearly so. */
void diag_suggest_path(Diags *diags, Diag *d, const char *path);

/* True if an error was reported. */
bool diag_failed(const Diags *diags);

/* What a program that found these ends with (dsl/base/options.h), if there is an error among them. */
int diag_exit_code(const Diags *diags);

/*
 * Print all, sorted by place, with source line and caret, harmless to a terminal. Over the limit, notes are left out
 * first, then warnings; a last line says how many were.
 */
void diag_print(const Diags *diags, FILE *file, DiagStyle style);

/* "E0102", its severity, and what it means in one sentence. */
const char *diag_code_text(DiagCode code);
Severity diag_severity(DiagCode code);
const char *diag_summary(DiagCode code);

/* The candidate nearest to `wrong`, if near enough to be meant; else NULL. */
const char *nearest_name(const char *wrong, const char *const *candidates, size_t count);

#endif
