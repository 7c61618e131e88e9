/*
 * Sqlscript: a file of SQL, statement by statement, as a runner sends it; what it cannot send is reported.
 *
 * Refused are texts that cannot be taken apart, what only psql can do (backslash commands, COPY with the data in the
 * file), and statements that begin or end a transaction: they would take the history row out of the migration's.
 */
#ifndef ECO_DSL_SQLSCRIPT_H
#define ECO_DSL_SQLSCRIPT_H

#include "dsl/diag.h"

typedef struct SqlScript {
    Span *statements;               /* without the semicolon and surrounding blanks and comments */
    size_t count;
} SqlScript;

/*
 * Take a file apart. False if it cannot be read or holds what is refused; each is reported. The text must be valid
 * UTF-8 without zero bytes.
 */
bool sqlscript_read(const Source *source, Diags *diags, SqlScript *script);

#endif
