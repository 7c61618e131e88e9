#include "codegen/plan/text.h"

#include "codegen/sql/sql.h"

#include <string.h>

static void put_comment(StrBuf *text, const Statement *statement)
{
    if (statement->comment)
        strbuf_printf(text, "-- %s\n", statement->comment);
}

static bool joins(const Statement *statement, const Statement *next)
{
    return next->table && statement->table && object_is(statement->table, next->table);
}

static size_t put_alter_table(StrBuf *text, const List *statements, size_t at)
{
    const Statement *first = statements->items[at];
    size_t end = at + 1;

    while (end < statements->count && joins(first, statements->items[end]))
        end++;
    for (size_t i = at; i < end; i++)
        put_comment(text, statements->items[i]);
    strbuf_puts(text, "ALTER ");
    sql_kind(first->table->kind)->spell(text, first->table);
    for (size_t i = at; i < end; i++) {
        const Statement *statement = statements->items[i];

        strbuf_puts(text, end - at == 1 ? " " : i == at ? "\n    " : ",\n    ");
        strbuf_puts(text, strbuf_text(&statement->text));
    }
    strbuf_puts(text, ";\n");
    return end;
}

static bool starts_with(const Statement *statement, const char *word)
{
    return !statement->table && strncmp(strbuf_text(&statement->text), word, strlen(word)) == 0;
}

/* Short statements of one sort stand together, as COMMENTs and CREATE INDEXes do where a person writes them. */
static bool stands_with(const Statement *before, const Statement *statement)
{
    static const char *const sorts[] = {"COMMENT ON ", "CREATE INDEX ", "CREATE UNIQUE INDEX ", "DROP INDEX "};

    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (starts_with(before, sorts[i]) && starts_with(statement, sorts[i]))
            return !statement->comment;
    return false;
}

const char *plan_text(Arena *arena, const List *statements)
{
    StrBuf text = {.arena = arena};

    for (size_t i = 0; i < statements->count;) {
        const Statement *statement = statements->items[i];

        if (i > 0 && !stands_with(statements->items[i - 1], statement))
            strbuf_putc(&text, '\n');
        if (statement->table) {
            i = put_alter_table(&text, statements, i);
            continue;
        }
        put_comment(&text, statement);
        if (statement->text.length)
            strbuf_printf(&text, "%s;\n", strbuf_text(&statement->text));
        i++;
    }
    return strbuf_text(&text);
}
