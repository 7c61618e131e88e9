#include "dsl/sqlscript.h"

#include "dsl/sqltext.h"

static Span span(const Source *source, size_t start, size_t end)
{
    return (Span){source->base + (uint32_t)start, source->base + (uint32_t)end};
}

/* COMMIT in a migration would end the runner's transaction, and with it the promise that all happens or nothing. */
static void refuse_transaction(Diags *diags, Span statement)
{
    diag_hint(
        diags, diag(diags, DIAG_SCRIPT_TRANSACTION, statement, "a migration cannot begin or end a transaction"),
        "leave it out: the runner wraps the file in a transaction; \"-- ecogen: transaction off\" in its first lines "
        "turns that off");
}

bool sqlscript_read(const Source *source, Diags *diags, SqlScript *script)
{
    size_t errors = diags->errors, count, error_at;
    SqlStatement *statements;
    const char *error;

    *script = (SqlScript){0};
    if (!sql_split(diags->arena, source->text, source->length, &statements, &count, &error, &error_at)) {
        diag(diags, DIAG_SCRIPT_TEXT, span(source, error_at, error_at + 1), "%s", error);
        return false;
    }
    script->statements = arena_array(diags->arena, Span, count + 1);
    for (script->count = 0; script->count < count; script->count++) {
        const SqlStatement *statement = &statements[script->count];

        script->statements[script->count] = span(source, statement->start, statement->end);
        if (statement->kind == SQL_STATEMENT_TRANSACTION)
            refuse_transaction(diags, script->statements[script->count]);
    }
    return diags->errors == errors;
}
