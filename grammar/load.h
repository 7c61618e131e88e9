/*
 * Load: from paths to trees. Reads a file and all it imports, each once, and parses them.
 *
 * What is wrong (unreadable, not UTF-8, syntax, import cycles) is reported; what could be parsed is returned all
 * the same, so that later passes can report more.
 */
#ifndef ECO_GRAMMAR_LOAD_H
#define ECO_GRAMMAR_LOAD_H

#include "dsl/ast.h"
#include "dsl/diag.h"

/* A chain (Node.next) of NODE_FILE: the imported files before those that import them; NULL if nothing was read. */
Node *load_files(const char *path, Sources *sources, Arena *arena, Diags *diags);

/* The same for a text that is not a file (head.eco out of a database, a test); imports are refused. */
Node *load_text(const char *name, const char *text, size_t length, Sources *sources, Arena *arena, Diags *diags);

#endif
