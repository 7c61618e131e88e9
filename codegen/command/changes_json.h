#ifndef ECO_CODEGEN_COMMAND_CHANGES_JSON_H
#define ECO_CODEGEN_COMMAND_CHANGES_JSON_H

#include "dsl/diff.h"

/* One of the two schemas that were compared. */
typedef struct JsonSide {
    const char *label;
    const List *unmanaged;          /* of Unmanaged */
} JsonSide;

/*
 * Changes for programs, one document:
 *
 *     {"format": 1, "from": "a.eco", "to": "b.eco", "equal": false,
 *      "renames": [{"kind": "column", "path": ["public", "users", "mail"], "name": "email"}],
 *      "changes": [{"what": "create" | "drop" | "alter", "kind": "column", "path": ["public", "users", "email"],
 *                   "fields": ["type"], "before": {"type": "text", …}, "after": {…}}],
 *      "unmanaged": [{"in": "from" | "to", "kind": "cast", "identity": "(app.a AS app.b)"}]}
 *
 * "fields" names what differs in an alteration; "before" and "after" are there where there is one.
 */
const char *changes_json(const Changes *changes, JsonSide from, JsonSide to, Arena *arena);

#endif
