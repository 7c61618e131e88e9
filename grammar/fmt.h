/*
 * Fmt: the canonical layout of a .eco text.
 *
 * It works on the text alone: every comment, the order of things, quotes and one blank line out of several stay, and so
 * do the line breaks inside an item. SQL is not touched, wherever it stands. What print_eco() writes is laid out so
 * already.
 *
 *     bytes ─ parse ─▶ tokens and tree ─ marks ─▶ tokens that know their part ─ lines, gaps, words ─▶ lines ─ render ─▶
 *
 * It has no rule for each construct: items, blocks, brackets and the places of a column's parts are all it goes by.
 */
#ifndef ECO_GRAMMAR_FMT_H
#define ECO_GRAMMAR_FMT_H

#include "dsl/ast.h"
#include "dsl/base/file.h"
#include "dsl/diag.h"

/*
 * The text in its layout, without what stands in the spans `removed` (of Span, by rising place; NULL: nothing is).
 * False if it has errors, which are reported: then there is no layout.
 */
bool fmt_source(const Source *source, const List *removed, Arena *arena, Diags *diags, Bytes *formatted);

#endif
