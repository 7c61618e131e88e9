#include "codegen/sql/options.h"
#include "dsl/catalog/index.h"

#include <string.h>

static void put_parts(StrBuf *sql, const Exclude *exclude)
{
    for (size_t i = 0; i < exclude->index.parts.count; i++) {
        strbuf_puts(sql, i ? ", " : "(");
        put_part(sql, &records_of(exclude->index.parts, IndexPart)[i]);
        strbuf_printf(sql, " WITH %s", exclude->operators.items[i]);
    }
    strbuf_puts(sql, ")");
}

void put_exclude(StrBuf *sql, const Object *object)
{
    const Exclude *exclude = as_exclude(object);
    const Index *index = &exclude->index;

    strbuf_puts(sql, "EXCLUDE ");
    if (strcmp(index->method, "btree") != 0)
        emit(sql, "USING ${method} ", "method", ident(sql, index->method), NULL);
    put_parts(sql, exclude);
    if (index->include.count) {
        strbuf_puts(sql, " INCLUDE ");
        put_names(sql, index->include);
    }
    put_with(sql, index->options);
    if (index->tablespace)
        emit(sql, " USING INDEX TABLESPACE ${name}", "name", ident(sql, index->tablespace), NULL);
    if (index->where.text) {
        strbuf_puts(sql, " WHERE ");
        put_parenthesised(sql, index->where.text);
    }
    strbuf_puts(sql, exclude->deferrable ? " DEFERRABLE" : "");
    strbuf_puts(sql, exclude->initially_deferred ? " INITIALLY DEFERRED" : "");
}

const SqlKind exclude_sql = {
    .create = constraint_create,
    .drop = constraint_drop,
    .rename = constraint_rename,
    .host = constraint_host,
    .spell = constraint_spell,
};
