/* Values of enums that SQL spells out as strings, as in "state <> 'closed'": the server follows them when renamed. */
#include "dsl/rename_carry.h"

#include "dsl/catalog/data.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/table.h"

#include <string.h>

/* The value that a string spells out and that gets another name, of those that the text needs; or NULL. */
static const Object *renamed_value(const Carry *carry, const List *needs, const char *string)
{
    for (size_t i = 0; i < needs->count; i++) {
        const Object *value = needs->items[i];

        if (value->kind == KIND_ENUM_VALUE && carry->renames[value->position] && strcmp(value->name, string) == 0)
            return value;
    }
    return NULL;
}

/* From the last on, so that earlier places stay good. What is not written plainly (E'…') stays. */
static Sql carry_strings(const Carry *carry, Sql sql, const SqlParse *parse, const List *needs)
{
    for (size_t i = parse->strings.count; i-- > 0;) {
        const Object *value = renamed_value(carry, needs, parse->strings.items[i]);
        const char *plain = value ? quote_literal(carry->arena, value->name) : NULL;
        size_t start = *(const size_t *)parse->string_places.items[i];

        if (plain && start < strlen(sql.text) && strncmp(sql.text + start, plain, strlen(plain)) == 0)
            sql.text = carry_bytes(carry->arena, sql.text, start, start + strlen(plain),
                                   quote_literal(carry->arena, carry_name(carry, value, NULL)));
    }
    return sql;
}

Sql carry_labels(const Carry *carry, const Object *table, Sql expression)
{
    List needs = {0};

    if (!carry->labels || !expression.text)
        return expression;
    depends_on_sql(carry->before, table, &expression, NULL, carry->arena, &needs);
    return carry_strings(carry, expression, sql_expression(sql_cache(carry->arena), expression.text), &needs);
}

Sql carry_query_labels(const Carry *carry, Sql query)
{
    List needs = {0};

    if (!carry->labels || !query.text)
        return query;
    depends_on_query(carry->before, &query, carry->arena, &needs);
    return carry_strings(carry, query, &sql_query(sql_cache(carry->arena), query.text)->parse, &needs);
}

Sql carry_script_labels(const Carry *carry, Sql script)
{
    List needs = {0};

    if (!carry->labels || !script.text)
        return script;
    depends_on_script(carry->before, &script, carry->arena, &needs);
    return carry_strings(carry, script, &sql_script(sql_cache(carry->arena), script.text)->parse, &needs);
}

/* A bare label as a default follows its value, as it does on the server. */
static Sql carry_label(const Carry *carry, const Type *of_type, Sql value)
{
    const SqlParse *parse = value.text ? sql_expression(sql_cache(carry->arena), value.text) : NULL;
    Type type = type_base(carry->before, *of_type);
    const Object *declared = type.array ? NULL : type_declared(carry->before, &type);

    if (!parse || !declared || !parse->constant_is_string || parse->constant_has_cast)
        return value;

    const Object *label = catalog_find(carry->before, KIND_ENUM_VALUE, declared, parse->constant);
    if (label && carry->renames[label->position])
        value.text = quote_literal(carry->arena, carry_name(carry, label, NULL));
    return value;
}

static void carry_default(const Carry *carry, Object *copy, const Object *old)
{
    if (old->kind == KIND_DEFAULT && old->parent->kind == KIND_COLUMN)
        ((Default *)copy)->value = carry_label(carry, &as_column(old->parent)->type, ((Default *)copy)->value);
    else if (old->kind == KIND_DOMAIN)
        ((Domain *)copy)->value = carry_label(carry, &as_domain(old)->type, ((Domain *)copy)->value);
}

/* So it does in a row: its label is what the server now holds there. */
static void carry_row(const Carry *carry, Object *copy, const Object *old)
{
    if (old->kind != KIND_DATA_ROW)
        return;

    Records now = ((DataRow *)copy)->values;
    for (size_t i = 0; i < now.count; i++) {
        const DataValue *value = &records_of(as_data_row(old)->values, DataValue)[i];
        const Object *column = catalog_find(carry->before, KIND_COLUMN, table_of(old), value->column);

        if (column)
            ((DataValue *)now.items)[i].value = carry_label(carry, &as_column(column)->type,
                                                            ((DataValue *)now.items)[i].value);
    }
}

void carry_bare_labels(const Carry *carry, Object *copy, const Object *old)
{
    carry_default(carry, copy, old);
    carry_row(carry, copy, old);
}
