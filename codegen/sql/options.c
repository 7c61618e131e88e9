#include "codegen/sql/options.h"

#include <string.h>

/* Parameters of a TOAST table have a prefix that is no part of their name. */
static void put_name(StrBuf *sql, const char *name)
{
    static const char toast[] = "toast.";
    bool prefixed = strncmp(name, toast, strlen(toast)) == 0;

    strbuf_puts(sql, prefixed ? toast : "");
    strbuf_puts(sql, ident(sql, prefixed ? name + strlen(toast) : name));
}

static void put_options(StrBuf *sql, Records options, bool values)
{
    const char *separator = "(";

    for (size_t i = 0; i < options.count; i++) {
        const Option *option = &records_of(options, Option)[i];

        strbuf_puts(sql, separator);
        put_name(sql, option->name);
        if (values && option->value)
            emit(sql, " = ${value}", "value", literal(sql, option->value), NULL);
        separator = ", ";
    }
    strbuf_puts(sql, ")");
}

void put_with(StrBuf *sql, Records options)
{
    if (!options.count)
        return;
    strbuf_puts(sql, " WITH ");
    put_options(sql, options, true);
}

void alter_options(SqlOut *out, const char *whose, Records before, Records after)
{
    Records lost = options_missing(before, after, false, out->arena);
    Records set = options_missing(after, before, true, out->arena);

    if (set.count) {
        StrBuf *sql = sql_statement(out);

        emit(sql, "ALTER ${whose} SET ", "whose", whose, NULL);
        put_options(sql, set, true);
    }
    if (lost.count) {
        StrBuf *sql = sql_statement(out);

        emit(sql, "ALTER ${whose} RESET ", "whose", whose, NULL);
        put_options(sql, lost, false);
    }
}

void alter_tablespace(SqlOut *out, const char *whose, const char *before, const char *after)
{
    if (text_same(before, after))
        return;

    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER ${whose} SET TABLESPACE ${tablespace}", "whose", whose,
         "tablespace", ident(sql, after ? after : "pg_default"), NULL);
}
