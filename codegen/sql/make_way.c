#include "codegen/sql/make_way.h"

#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"

#include <string.h>

static const KindId kinds[] = {KIND_PRIMARY_KEY, KIND_UNIQUE, KIND_INDEX};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *key_of(Arena *arena, const char *schema, const char *name)
{
    return arena_printf(arena, "%s\n%s", schema, name);
}

static void add_shared(GivenNames *given, const Object *table, const Object *whole)
{
    for (size_t k = 0; k < KINDS; k++)
        for (const Object *object = object_first(whole, kinds[k]); object; object = object_next(object)) {
            DefaultName parts = object_default_name(object, given->arena);
            const char *name = default_name(given->arena, table->name, parts.middle, parts.label);

            map_put(&given->names, given->arena, key_of(given->arena, table->parent->name, name), (void *)object);
        }
}

static void add_catalog(GivenNames *given, const Catalog *catalog)
{
    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *table = catalog->objects.items[i];

        if (table->kind != KIND_TABLE || !table_bound(table))
            continue;
        for (const Object *whole = partition_parent(catalog, table); whole; whole = partition_parent(catalog, whole))
            add_shared(given, table, whole);
    }
}

GivenNames given_names(const Catalog *before, const Catalog *after, Arena *arena)
{
    GivenNames given = {.arena = arena};

    add_catalog(&given, before);
    add_catalog(&given, after);
    return given;
}

/* A name without the number behind it, which the server puts there if that name is taken: how long that is. */
static size_t stem_length(const char *name)
{
    size_t stem = strlen(name);

    while (stem > 0 && strchr("0123456789", name[stem - 1]))
        stem--;
    return stem;
}

static bool refers_to_partitions(const Catalog *catalog, const Object *key)
{
    QName target = as_foreign_key(key)->target;
    const Object *table = catalog_in_schema(catalog, KIND_TABLE, target.schema, target.name);

    return table && as_table(table)->partitioned;
}

bool foreign_key_name_is_given(const Catalog *catalog, const Object *key)
{
    size_t stem = stem_length(key->name);

    if (!key->name[stem] || stem < strlen("fkey") || strncmp(key->name + stem - 4, "fkey", 4) != 0)
        return false;
    for (const Object *other = object_first(key->parent, KIND_FOREIGN_KEY); other; other = object_next(other))
        if (other != key && refers_to_partitions(catalog, other))
            return true;
    return false;
}

static bool is_in_schema(const Object *object)
{
    return kind_of(object)->name_space == NAMES_RELATION;
}

bool given_name_taken(const GivenNames *given, const Catalog *catalog, const Object *object, const char *name)
{
    if (object->kind == KIND_FOREIGN_KEY)
        return foreign_key_name_is_given(catalog, object);

    const Object *schema = object_up_to(object, KIND_SCHEMA);
    if (!given->names.count || !schema || !is_in_schema(object))
        return false;

    const char *stem = arena_strndup(given->arena, name, stem_length(name));
    return map_get(&given->names, key_of(given->arena, schema->name, name))
        || map_get(&given->names, key_of(given->arena, schema->name, stem));
}

static const char *is_constraint(StrBuf *body, const Object *table, const char *name)
{
    StrBuf text = {.arena = body->arena};

    emit(&text,
         "SELECT FROM pg_constraint WHERE conrelid = ${table}::regclass AND conparentid <> 0 AND conname = ${name}",
         "table", literal(&text, table_name(&text, table)), "name", literal(&text, name), NULL);
    return strbuf_text(&text);
}

static const char *is_index(StrBuf *body, const Object *schema, const char *name)
{
    StrBuf text = {.arena = body->arena};

    emit(&text, "SELECT FROM pg_inherits WHERE inhrelid = to_regclass(${name})",
         "name", literal(&text, quote_qname(body->arena, schema->name, name)), NULL);
    return strbuf_text(&text);
}

void make_way(SqlOut *out, const Object *object, const char *name)
{
    StrBuf body = {.arena = out->arena};
    const Object *schema = object_up_to(object, KIND_SCHEMA);
    bool constraint = object->kind == KIND_FOREIGN_KEY;
    const char *found = constraint ? is_constraint(&body, object->parent, name) : is_index(&body, schema, name);

    emit(&body, "\nBEGIN\n    IF EXISTS (${found}) THEN\n        EXECUTE format(", "found", found, NULL);
    if (constraint)
        emit(&body, "'ALTER TABLE %s RENAME CONSTRAINT %I TO %I', ${table}::regclass, ${name},",
             "table", literal(&body, table_name(&body, object->parent)), "name", literal(&body, name), NULL);
    else
        emit(&body, "'ALTER INDEX %s RENAME TO %I', ${name}::regclass,",
             "name", literal(&body, quote_qname(out->arena, schema->name, name)), NULL);
    emit(&body, "\n                       'ecogen_' || md5(${name}));\n    END IF;\nEND\n",
         "name", literal(&body, name), NULL);

    const char *tag = dollar_tag(out->arena, strbuf_text(&body));
    emit(sql_statement(out), "DO ${tag}${body}${end}", "tag", tag, "body", strbuf_text(&body), "end", tag, NULL);
    sql_comment(out, "if the server called something of a partition %s by itself, that makes way",
                quote_name(out->arena, name));
}
