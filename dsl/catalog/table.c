#include "dsl/catalog/table.h"

#include "dsl/catalog/depends.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"

/* What it is partitioned by looks at columns that come along with the table: only what is outside of it counts. */
static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Table *table = as_table(object);

    for (size_t i = 0; i < table->parents.count; i++) {
        QName name = records_of(table->parents, Parent)[i].table;
        const Object *parent = catalog_relation(catalog, name.schema, name.name);

        if (parent)
            list_add(on, arena, parent);
    }
    for (size_t i = 0; i < table->key.count; i++)
        depends_on_sql(catalog, NULL, &records_of(table->key, IndexPart)[i].expression, NULL, arena, on);
    depends_on_type(catalog, &table->of, arena, on);
}

static const Field key_fields[] = {
    {"column", FIELD_TEXT, offsetof(IndexPart, column), FIELD_COLUMNS},
    {"expression", FIELD_SQL, offsetof(IndexPart, expression), FIELD_COLUMNS},
    {"collation", FIELD_QNAME, offsetof(IndexPart, collation)},
    {"opclass", FIELD_QNAME, offsetof(IndexPart, opclass)},
    {0},
};

static const Field parent_fields[] = {
    {"table", FIELD_QNAME, offsetof(Parent, table), FIELD_TARGET},
    {0},
};

static const Field fields[] = {
    {"unlogged", FIELD_BOOL, offsetof(Table, unlogged)},
    {"row_security", FIELD_BOOL, offsetof(Table, row_security)},
    {"row_security_forced", FIELD_BOOL, offsetof(Table, row_security_forced)},
    {"partitioned", FIELD_TEXT, offsetof(Table, partitioned)},
    {"partition_key", FIELD_RECORDS, offsetof(Table, key), FIELD_COLUMNS, key_fields, sizeof(IndexPart)},
    {"parents", FIELD_RECORDS, offsetof(Table, parents), FIELD_PLAIN, parent_fields, sizeof(Parent)},
    {"of", FIELD_TYPE, offsetof(Table, of)},
    {"method", FIELD_TEXT, offsetof(Table, method)},
    {"tablespace", FIELD_TEXT, offsetof(Table, tablespace)},
    {"options", FIELD_RECORDS, offsetof(Table, options), FIELD_PLAIN, option_fields, sizeof(Option)},
    {"model_none", FIELD_BOOL, offsetof(Table, model_none), FIELD_HINT},
    {"model", FIELD_TEXT, offsetof(Table, model), FIELD_HINT},
    {0},
};

const Kind table_kind = {
    .name = "table",
    .size = sizeof(Table),
    .fields = fields,
    .name_space = NAMES_RELATION,
    .has_rows = true,
    .depends = depends,
};

const Object *table_of(const Object *object)
{
    while (object && !kind_of(object)->has_rows)
        object = object->parent;
    return object;
}

const char *column_default(const Object *column)
{
    const Object *value = object_first(column, KIND_DEFAULT);

    return value ? as_default(value)->value.text : NULL;
}
