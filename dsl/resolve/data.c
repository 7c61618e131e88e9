#include "dsl/catalog/data.h"

#include "dsl/catalog/constraint.h"
#include "dsl/resolve/resolver.h"

#include <string.h>

/* False if it is no column of the table, or one twice. */
static bool check_columns(Resolver *resolver, const Object *table, Names columns)
{
    bool good = true;

    for (size_t i = 0; i < columns.count; i++) {
        good &= scope_column(&resolver->scope, table, columns.items[i], columns.at[i]) != NULL;
        for (size_t j = 0; j < i; j++)
            if (strcmp(columns.items[i], columns.items[j]) == 0) {
                scope_problem(&resolver->scope, DIAG_REPEATED_COLUMN, columns.at[i],
                              "column \"%s\" stands twice in data", columns.items[i]);
                good = false;
            }
    }
    return good;
}

/* The columns that tell rows apart; none if that cannot be said (reported). */
static Names key_of(Resolver *resolver, const Data *data)
{
    const Object *table = data->object.parent, *key = object_first(table, KIND_PRIMARY_KEY);

    if (!key && !scope_has_lost(&resolver->scope, table)) {
        Diag *d = scope_problem(&resolver->scope, DIAG_DATA_KEY, data->object.at,
                                "table \"%s\" has no primary key: its rows cannot be told apart", table->name);

        diag_note(resolver->scope.diags, d, table->at, "the table");
    }
    for (size_t i = 0; key && i < as_key(key)->columns.count; i++) {
        const char *column = as_key(key)->columns.items[i];

        if (names_have(data->columns, column))
            continue;
        Diag *d = scope_problem(&resolver->scope, DIAG_DATA_KEY, data->object.at,
                                "column \"%s\" of the primary key is not among the columns of the data", column);
        diag_note(resolver->scope.diags, d, key->at, "the primary key");
        return (Names){0};
    }
    return key ? as_key(key)->columns : (Names){0};
}

/* False if one of them is no SQL at all (reported). */
static bool read_values(Resolver *resolver, Names columns, const Node *node, Records *values)
{
    DataValue *items = arena_array(resolver->scope.arena, DataValue, columns.count);
    const Node *value = node_child(node, NODE_SQL);
    bool good = true;

    for (size_t i = 0; i < columns.count; i++, value = node_next(value)) {
        items[i] = (DataValue){.column = columns.items[i], .value = scope_sql(&resolver->scope, value)};
        good &= items[i].value.text != NULL;
    }
    *values = (Records){.items = items, .count = columns.count};
    data_sort(*values);
    return good;
}

/* What no name can be made of: NULL, or what has to be worked out. */
static void report_key(Resolver *resolver, const Data *data, const DataRow *row)
{
    for (size_t i = 0; i < data->key.count; i++) {
        Names one = {.items = &data->key.items[i], .count = 1};

        if (!data_row_name(data->object.parent, row, one, resolver->scope.arena))
            scope_problem(&resolver->scope, DIAG_DATA_VALUE, data_value(row, one.items[0]).at,
                          "column \"%s\" of the primary key takes one constant, and no NULL", one.items[0]);
    }
}

static void resolve_row(Resolver *resolver, const Data *data, const Node *node)
{
    DataRow *row = arena_new(resolver->scope.arena, DataRow);
    size_t count = node_count(node, NODE_SQL);

    if (count != data->columns.count) {
        scope_problem(&resolver->scope, DIAG_DATA_LENGTH, node->at, "the row has %zu value%s, the data %zu column%s",
                      count, count == 1 ? "" : "s", data->columns.count, data->columns.count == 1 ? "" : "s");
        return;
    }
    row->object = (Object){.kind = KIND_DATA_ROW, .parent = &data->object, .at = node->at};
    if (!read_values(resolver, data->columns, node, &row->values))
        return;
    row->object.name = data_row_name(data->object.parent, row, data->key, resolver->scope.arena);
    if (row->object.name)
        scope_add(&resolver->scope, row, node);
    else
        report_key(resolver, data, row);
}

/* Data without a row says nothing. */
static void resolve_one(Resolver *resolver, const Node *node)
{
    const Object *table = resolve_table(resolver, node);
    Data *data = arena_new(resolver->scope.arena, Data);

    if (!table)
        return;
    *data = (Data){
        .object = {.kind = KIND_DATA, .parent = table, .name = "", .at = place_of(node)},
        .columns = resolve_name_list(resolver, node),
        .doc = node->doc,
    };
    data->key = key_of(resolver, data);
    if (!check_columns(resolver, table, data->columns) || !data->key.count || !node_child(node, NODE_ROW)
        || !scope_add(&resolver->scope, data, node))
        return;
    for (const Node *row = node_child(node, NODE_ROW); row; row = node_next(row))
        resolve_row(resolver, data, row);
}

void resolve_data(Resolver *resolver, const Node *files)
{
    for (const Node *file = files; file; file = file->next)
        for (const Node *node = node_child(file, NODE_DATA); node; node = node_next(node))
            resolve_one(resolver, node);
}
