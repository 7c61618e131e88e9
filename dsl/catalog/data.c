#include "dsl/catalog/data.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *one, const void *other)
{
    return strcmp(((const DataValue *)one)->column, ((const DataValue *)other)->column);
}

void data_sort(Records values)
{
    if (values.count)
        qsort(values.items, values.count, sizeof(DataValue), compare);
}

Sql data_value(const DataRow *row, const char *column)
{
    const DataValue *found = row->values.count ? bsearch(&(DataValue){.column = column}, row->values.items,
                                                         row->values.count, sizeof(DataValue), compare)
                                               : NULL;

    return found ? found->value : (Sql){0};
}

/* '01' and 1 are one integer. */
static const char *plain_number(const char *constant, Arena *arena)
{
    char *end;

    errno = 0;
    long long number = strtoll(constant, &end, 10);
    return *constant && !*end && !errno ? arena_printf(arena, "%lld", number) : constant;
}

static const char *constant_of(const Object *table, const DataRow *row, const char *column, Arena *arena)
{
    Sql value = data_value(row, column);
    const Object *declared = object_first(table, KIND_COLUMN);

    while (declared && strcmp(declared->name, column) != 0)
        declared = object_next(declared);
    if (!value.text || !declared)
        return NULL;

    const SqlParse *parse = sql_expression(sql_cache(arena), value.text);
    if (!parse->constant || parse->constant_is_null)
        return NULL;
    return type_class(&as_column(declared)->type) == TYPE_CLASS_INTEGER ? plain_number(parse->constant, arena)
                                                                        : parse->constant;
}

const char *data_row_name(const Object *table, const DataRow *row, Names columns, Arena *arena)
{
    StrBuf name = {.arena = arena};

    for (size_t i = 0; i < columns.count; i++) {
        const char *constant = constant_of(table, row, columns.items[i], arena);

        if (!constant)
            return NULL;
        strbuf_puts(&name, i ? ", " : "");
        strbuf_puts(&name, *constant && !strpbrk(constant, ",'") ? constant : quote_literal(arena, constant));
    }
    return strbuf_text(&name);
}

/* The columns of a foreign key in the order of the target's primary key; none if the key is not what it points to. */
static Names columns_by_key(const ForeignKey *foreign, Names key, Arena *arena)
{
    Names columns = {.items = arena_array(arena, const char *, key.count)};

    for (size_t k = 0; k < key.count && key.count == foreign->target_columns.count; k++)
        for (size_t i = 0; i < foreign->target_columns.count; i++)
            if (strcmp(foreign->target_columns.items[i], key.items[k]) == 0)
                columns.items[columns.count++] = foreign->columns.items[i];
    return columns.count == key.count ? columns : (Names){0};
}

/* The row of `data` whose columns hold what those of the foreign key hold in `row`. */
static const Object *find_referenced(const Catalog *catalog, const DataRow *row, const ForeignKey *foreign,
                                     const Object *data, Arena *arena)
{
    Names by_key = columns_by_key(foreign, as_data(data)->key, arena);
    const char *name = data_row_name(foreign->object.parent, row, by_key.count ? by_key : foreign->columns, arena);

    if (!name || by_key.count)
        return name ? catalog_find(catalog, KIND_DATA_ROW, data, name) : NULL;
    for (const Object *other = object_first(data, KIND_DATA_ROW); other; other = object_next(other))
        if (text_same(data_row_name(data->parent, as_data_row(other), foreign->target_columns, arena), name))
            return other;
    return NULL;
}

/* What a foreign key only looks at when the transaction ends may come later. */
static void depends_on_referenced(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Object *table = table_of(object);

    for (const Object *key = object_first(table, KIND_FOREIGN_KEY); key; key = object_next(key)) {
        const ForeignKey *foreign = as_foreign_key(key);
        const Object *target = catalog_in_schema(catalog, KIND_TABLE, foreign->target.schema, foreign->target.name);
        const Object *data = target && !foreign->initially_deferred ? object_first(target, KIND_DATA) : NULL;
        const Object *referenced = data ? find_referenced(catalog, as_data_row(object), foreign, data, arena) : NULL;

        if (referenced && referenced != object)
            list_add(on, arena, referenced);
    }
}

static void depends_on_constants(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const DataRow *row = as_data_row(object);
    const Object *table = table_of(object);

    for (size_t i = 0; i < row->values.count; i++) {
        const DataValue *value = &records_of(row->values, DataValue)[i];
        const Object *column = catalog_find(catalog, KIND_COLUMN, table, value->column);

        if (!column)
            continue;
        list_add(on, arena, column);
        depends_on_sql(catalog, NULL, &value->value, &as_column(column)->type, arena, on);
    }
}

static void row_depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    depends_on_constants(object, catalog, arena, on);
    depends_on_referenced(object, catalog, arena, on);
}

static void data_depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Object *key = object_first(object->parent, KIND_PRIMARY_KEY);

    depends_on_columns(catalog, object->parent, as_data(object)->columns, arena, on);
    if (key)
        list_add(on, arena, key);
}

/* Its key may hold the label of an enum, which has another name now. */
static void row_renamed(Object *copy, Arena *arena)
{
    data_sort(((DataRow *)copy)->values);

    const char *name = data_row_name(copy->parent->parent, as_data_row(copy), as_data(copy->parent)->key, arena);
    copy->name = name ? name : copy->name;
}

static const Field fields[] = {
    {"columns", FIELD_NAMES, offsetof(Data, columns), FIELD_COLUMNS | FIELD_HINT},
    {"key", FIELD_NAMES, offsetof(Data, key), FIELD_COLUMNS | FIELD_HINT},
    {"doc", FIELD_TEXT, offsetof(Data, doc), FIELD_HINT},
    {0},
};

const Kind data_kind = {
    .name = "data",
    .size = sizeof(Data),
    .fields = fields,
    .nameless = true,
    .depends = data_depends,
};

static const Field value_fields[] = {
    {"column", FIELD_TEXT, offsetof(DataValue, column), FIELD_COLUMNS},
    {"value", FIELD_SQL, offsetof(DataValue, value)},
    {0},
};

static const Field row_fields[] = {
    {"values", FIELD_RECORDS, offsetof(DataRow, values), FIELD_PLAIN, value_fields, sizeof(DataValue)},
    {0},
};

const Kind data_row_kind = {
    .name = "row",
    .size = sizeof(DataRow),
    .fields = row_fields,
    .name_is_ours = true,
    .no_comment = true,
    .depends = row_depends,
    .renamed = row_renamed,
};
