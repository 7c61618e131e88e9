#include "codegen/sql/sql.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

#include <inttypes.h>
#include <string.h>

static const Object *owner(const Sequence *sequence, const Catalog *catalog)
{
    if (!sequence->owner_table.name)
        return NULL;

    const Object *table = catalog_in_schema(catalog, KIND_TABLE, sequence->owner_table.schema,
                                            sequence->owner_table.name);
    return table ? catalog_find(catalog, KIND_COLUMN, table, sequence->owner_column) : NULL;
}

static void put_options(StrBuf *sql, const Sequence *sequence)
{
    strbuf_printf(sql, " AS %s START %" PRId64 " INCREMENT %" PRId64 " MINVALUE %" PRId64 " MAXVALUE %" PRId64
                  " CACHE %" PRId64 "%s", type_short(sql->arena, &sequence->type), sequence->start,
                  sequence->increment, sequence->minimum, sequence->maximum, sequence->cache,
                  sequence->cycle ? " CYCLE" : " NO CYCLE");
}

static void put_owner(StrBuf *sql, const Sequence *sequence)
{
    if (!sequence->owner_table.name)
        strbuf_puts(sql, " OWNED BY NONE");
    else
        emit(sql, " OWNED BY ${table}.${column}",
             "table", qualified(sql, sequence->owner_table.schema, sequence->owner_table.name),
             "column", ident(sql, sequence->owner_column), NULL);
}

/* A sequence comes before the column that owns it, unless the column was there already. */
static void create(SqlOut *out, const Object *object)
{
    const Sequence *sequence = as_sequence(object);
    const Object *column = owner(sequence, out->after);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE SEQUENCE ${name}", "name", qualified(sql, object->parent->name, object->name), NULL);
    if (sequence_is_default(sequence))
        emit(sql, " AS ${type}", "type", type_short(sql->arena, &sequence->type), NULL);
    else
        put_options(sql, sequence);
    if (column && !sql_creates(out, column))
        put_owner(sql, sequence);
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "DROP SEQUENCE ${name}", "name", qualified(sql, object->parent->name, object->name), NULL);
}

static void alter(SqlOut *out, const Object *before, const Object *after, uint64_t fields)
{
    const Sequence *old = as_sequence(before), *new = as_sequence(after);
    StrBuf *sql = sql_statement(out);
    bool same_owner = text_same(old->owner_table.name, new->owner_table.name)
                   && text_same(old->owner_table.schema, new->owner_table.schema)
                   && text_same(old->owner_column, new->owner_column);

    (void)fields;
    emit(sql, "ALTER SEQUENCE ${name}", "name", qualified(sql, after->parent->name, after->name), NULL);
    if (sequence_is_default(old) && sequence_is_default(new) && !text_same(old->type.text, new->type.text))
        emit(sql, " AS ${type}", "type", type_short(sql->arena, &new->type), NULL);
    else if (!sequence_is_default(old) || !sequence_is_default(new))
        put_options(sql, new);
    if (!same_owner)
        put_owner(sql, new);
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER SEQUENCE ${old} RENAME TO ${new}", "old", qualified(sql, parent->name, object->name),
         "new", ident(sql, name), NULL);
}

/* Created along with the column if that can be written "serial"; dropped along with the column that owns it. */
static const Object *host(const Object *object, const Catalog *catalog, bool dropping)
{
    const Object *column = owner(as_sequence(object), catalog);

    if (!column || dropping)
        return column;
    return sequence_of_serial(catalog, column) == as_sequence(object) ? column : NULL;
}

static void comment_on(StrBuf *sql, const Object *object)
{
    emit(sql, "SEQUENCE ${name}", "name", qualified(sql, object->parent->name, object->name), NULL);
}

const SqlKind sequence_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .rename = rename_it,
    .host = host,
    .comment_on = comment_on,
};
