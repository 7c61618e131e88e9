/*
 * Text: statements as a person would lay them out: a paragraph each; actions on one table that follow each other share
 * an ALTER TABLE.
 */
#ifndef ECO_CODEGEN_PLAN_TEXT_H
#define ECO_CODEGEN_PLAN_TEXT_H

#include "dsl/base/arena.h"
#include "dsl/base/list.h"

/* `statements`: a List of Statement (codegen/sql/sql.h). */
const char *plan_text(Arena *arena, const List *statements);

#endif
