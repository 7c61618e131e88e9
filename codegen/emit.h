/*
 * Emit: templates that look like what they make.
 *
 *     emit(sql, "DROP TABLE ${table}", "table", ident(sql, table->name), NULL);
 *
 * Values are put in as they are and never scanned for gaps. A gap without a value, or a value without a gap, is a
 * mistake in the program and stops it. Names from users pass through ident() or qualified(), strings through literal(),
 * where they are bound.
 */
#ifndef ECO_CODEGEN_EMIT_H
#define ECO_CODEGEN_EMIT_H

#include "dsl/base/strbuf.h"

#include <stdbool.h>

/* Append a template; then pairs of gap name and value (const char *), then NULL. */
void emit(StrBuf *out, const char *template, ...) __attribute__((sentinel));

/* For binding, in the arena of `out`: a quoted name, a name with its schema (left out when public), a quoted string. */
const char *ident(const StrBuf *out, const char *name);
const char *qualified(const StrBuf *out, const char *schema, const char *name);
const char *literal(const StrBuf *out, const char *text);

/*
 * The same where PostgreSQL looks among its own first, and has many of that sort: a type (its schema is left out when
 * none of PostgreSQL's is called so), and a routine, collation or operator class (whose schema is never left out; NULL:
 * one of PostgreSQL's own).
 */
const char *qualified_type(const StrBuf *out, const char *schema, const char *name);
const char *qualified_fully(const StrBuf *out, const char *schema, const char *name);

/* Words of SQL that are kept in lower case, as a statement has them: "set null" gives SET NULL. */
const char *keywords(const StrBuf *out, const char *words);

#endif
