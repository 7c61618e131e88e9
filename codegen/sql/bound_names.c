/*
 * What a partition has of the whole it calls as the server once chose, or as it was called before it was attached: when
 * it leaves, that becomes its own, and is to be called as the schema has it.
 */
#include "codegen/sql/bound_names.h"

#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"

static const KindId kinds[] = {KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_INDEX, KIND_FOREIGN_KEY};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* What is shared: rows of a VALUES list. */
typedef struct Sharing {
    StrBuf indexes, foreign_keys;
    const Object *table;
    List named;                     /* of Object: those of the table that have their row */
} Sharing;

/* What the table has of an object of the whole: of several that are alike each is taken once, as the server does. */
static const Object *shared_of(const Sharing *sharing, const Object *whole)
{
    for (const Object *own = object_first(sharing->table, whole->kind); own; own = object_next(own))
        if (own->shared && !list_has(&sharing->named, own) && !object_differs(own, whole))
            return own;
    return NULL;
}

static void add_row(Sharing *sharing, Arena *arena, const Object *whole)
{
    const Object *own = shared_of(sharing, whole), *table = whole->parent;
    bool foreign = whole->kind == KIND_FOREIGN_KEY;
    StrBuf *rows = foreign ? &sharing->foreign_keys : &sharing->indexes;
    const char *name = qualified(rows, table->parent->name, foreign ? table->name : whole->name);

    if (!own)
        return;
    list_add(&sharing->named, arena, own);
    strbuf_puts(rows, rows->length ? ", (" : "(");
    if (foreign)
        emit(rows, "${table}::regclass, ${key}", "table", literal(rows, name), "key", literal(rows, whole->name), NULL);
    else
        emit(rows, "${index}::regclass", "index", literal(rows, name), NULL);
    emit(rows, ", ${name})", "name", literal(rows, own->name), NULL);
}

static void put_indexes(StrBuf *body, const Sharing *sharing, const char *table)
{
    emit(body,
         "            SELECT format('ALTER INDEX %s RENAME TO', x.indexrelid::regclass) AS rename,\n"
         "                   x.indexrelid AS oid, w.name\n"
         "              FROM (VALUES ${rows}) w (whole, name)\n"
         "              JOIN pg_index x ON x.indrelid = ${table}::regclass\n"
         "               AND w.whole IN (SELECT relid FROM pg_partition_ancestors(x.indexrelid))\n"
         "              JOIN pg_class c ON c.oid = x.indexrelid AND c.relname <> w.name\n",
         "rows", strbuf_text(&sharing->indexes), "table", table, NULL);
}

static void put_foreign_keys(StrBuf *body, const Sharing *sharing, const char *table)
{
    emit(body,
         "            SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO', k.conrelid::regclass, k.conname)\n"
         "                   AS rename, k.oid, w.name\n"
         "              FROM (VALUES ${rows}) w (whole, key, name)\n"
         "              JOIN pg_constraint p ON p.conrelid = w.whole AND p.conname = w.key\n"
         "              JOIN pg_constraint k ON k.conrelid = ${table}::regclass AND k.conname <> w.name\n"
         "               AND p.oid IN (\n"
         "                   WITH RECURSIVE up (parent) AS (SELECT k.conparentid UNION ALL\n"
         "                       SELECT u.conparentid FROM up JOIN pg_constraint u ON u.oid = up.parent)\n"
         "                   SELECT parent FROM up)\n",
         "rows", strbuf_text(&sharing->foreign_keys), "table", table, NULL);
}

/* In two rounds: a name may be that of another one so far. */
static void put_renames(SqlOut *out, const Sharing *sharing)
{
    StrBuf body = {.arena = out->arena}, *sql;
    const char *table = literal(&body, table_name(&body, sharing->table)), *tag;

    strbuf_puts(&body, "\nDECLARE\n    one record;\nBEGIN\n    FOR round IN 1..2 LOOP\n        FOR one IN\n");
    if (sharing->indexes.length)
        put_indexes(&body, sharing, table);
    if (sharing->indexes.length && sharing->foreign_keys.length)
        strbuf_puts(&body, "             UNION ALL\n");
    if (sharing->foreign_keys.length)
        put_foreign_keys(&body, sharing, table);
    strbuf_puts(&body,
                "        LOOP\n"
                "            EXECUTE format('%s %I', one.rename,\n"
                "                           CASE round WHEN 1 THEN 'ecogen_' || one.oid ELSE one.name END);\n"
                "        END LOOP;\n"
                "    END LOOP;\n"
                "END\n");
    tag = dollar_tag(out->arena, strbuf_text(&body));
    sql = sql_statement(out);
    emit(sql, "DO ${tag}${body}${tag}", "tag", tag, "body", strbuf_text(&body), NULL);
    sql_comment(out, "what %s keeps of the whole is to be called as the schema calls it, whatever its name was",
                quote_name(out->arena, sharing->table->name));
}

void bound_name_shared(SqlOut *out, const Object *table)
{
    Sharing sharing = {.indexes.arena = out->arena, .foreign_keys.arena = out->arena, .table = table};

    for (const Object *whole = partition_parent(out->before, table); whole;
         whole = partition_parent(out->before, whole))
        for (size_t k = 0; k < KINDS; k++)
            for (const Object *object = object_first(whole, kinds[k]); object; object = object_next(object))
                add_row(&sharing, out->arena, object);
    if (sharing.named.count)
        put_renames(out, &sharing);
}
