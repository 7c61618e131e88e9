#include "dsl/rename_carry.h"

#include "dsl/catalog/naming.h"

#include <string.h>

/* A field of a copy, before what it mentions is called by its new names. */
typedef struct Mention {
    const Carry *carry;
    const Field *field;
    void *value;
    const void *from;               /* the struct it is a field of, as that was */
    const Object *own;              /* the table that the whole object is of */
    const Object *table;            /* the table whose columns the field names, by its flags; NULL: none */
} Mention;

static const char *carry_column_ref(const Carry *carry, const Object *table, const char *text, const SqlRef *ref)
{
    const char *name = carry_column_name(carry, table, ref->name);

    return name == ref->name ? text
                             : carry_bytes(carry->arena, text, ref->start, ref->end, quote_name(carry->arena, name));
}

static const char *carry_qualified_ref(const Carry *carry, const char *text, const SqlRef *ref)
{
    const char *spelling = carry_spelling(carry, ref);

    return spelling ? carry_bytes(carry->arena, text, ref->whole, ref->end, spelling) : text;
}

static Sql carry_sql(const Carry *carry, const Object *table, Sql sql)
{
    if (!sql.text)
        return sql;
    sql = carry_labels(carry, table, sql);

    const SqlParse *parse = sql_expression(sql_cache(carry->arena), sql.text);
    for (size_t i = parse->refs.count; i-- > 0;) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind == SQL_REF_COLUMN)
            sql.text = carry_column_ref(carry, table, sql.text, ref);
        else
            sql.text = carry_qualified_ref(carry, sql.text, ref);
    }
    return sql;
}

static const Object *child_called(const Carry *carry, const Object *parent, const char *name)
{
    const Object *found = NULL;

    for (KindId id = 0; !found && id < KIND_COUNT; id++)
        found = catalog_find(carry->before, id, parent, name);
    return found;
}

/* Names of the object's own children, such as the labels of an enum. */
static Names carry_children(const Carry *carry, const Object *old, Names names)
{
    Names carried = {.items = arena_array(carry->arena, const char *, names.count), .at = names.at,
                     .count = names.count};

    for (size_t i = 0; i < names.count; i++)
        carried.items[i] = carry_name(carry, child_called(carry, old, names.items[i]), names.items[i]);
    return carried;
}

/* The table that FIELD_TARGET columns of a struct belong to, as it was before. */
static const Object *target_of(const Carry *carry, const void *from, const Field *fields)
{
    for (const Field *field = fields; field && field->name; field++)
        if (field->type == FIELD_QNAME && (field->flags & FIELD_TARGET)) {
            const QName *name = field_at(from, field);

            return name->name ? catalog_relation(carry->before, name->schema, name->name) : NULL;
        }
    return NULL;
}

static void expression(const Mention *mention)
{
    *(Sql *)mention->value = carry_sql(mention->carry, mention->table, *(Sql *)mention->value);
}

static void query(const Mention *mention)
{
    *(Sql *)mention->value = carry_query(mention->carry, *(Sql *)mention->value);
}

static void script(const Mention *mention)
{
    *(Sql *)mention->value = carry_script(mention->carry, *(Sql *)mention->value);
}

static void column(const Mention *mention)
{
    const char **name = mention->value;

    if (*name)
        *name = carry_column_name(mention->carry, mention->table, *name);
}

static void columns(const Mention *mention)
{
    *(Names *)mention->value = carry_columns(mention->carry, mention->table, *(Names *)mention->value);
}

static void children(const Mention *mention)
{
    *(Names *)mention->value = carry_children(mention->carry, mention->from, *(Names *)mention->value);
}

static void relation(const Mention *mention)
{
    *(QName *)mention->value = carry_relation(mention->carry, *(QName *)mention->value);
}

static void routine(const Mention *mention)
{
    *(QName *)mention->value = carry_routine(mention->carry, *(QName *)mention->value);
}

static void anything(const Mention *mention)
{
    *(QName *)mention->value = carry_any(mention->carry, *(QName *)mention->value);
}

static void collation(const Mention *mention)
{
    *(QName *)mention->value = carry_collation(mention->carry, *(QName *)mention->value);
}

static void beside(const Mention *mention)
{
    *(QName *)mention->value = carry_beside(mention->carry, mention->from, *(QName *)mention->value);
}

static void type(const Mention *mention)
{
    *(Type *)mention->value = carry_type(mention->carry, *(Type *)mention->value);
}

static void records(const Mention *mention)
{
    Records *records = mention->value;
    const Field *field = mention->field;
    const char *from = records->items;
    char *items = arena_alloc(mention->carry->arena, records->count * field->record_size);

    if (records->count)
        memcpy(items, from, records->count * field->record_size);
    for (size_t i = 0; i < records->count; i++)
        carry_fields(mention->carry, mention->own, items + i * field->record_size, from + i * field->record_size,
                     field->record);
    records->items = items;
}

/* The first rule that fits is followed; what none fits mentions nothing that could have another name. */
static const struct {
    FieldType type;
    unsigned flags;                 /* one of these; FIELD_PLAIN: whatever they are */
    void (*carry)(const Mention *mention);
} rules[] = {
    {FIELD_SQL, FIELD_PLAIN, expression},
    {FIELD_QUERY, FIELD_PLAIN, query},
    {FIELD_SCRIPT, FIELD_PLAIN, script},
    {FIELD_TEXT, FIELD_COLUMNS | FIELD_TARGET, column},
    {FIELD_NAMES, FIELD_COLUMNS | FIELD_TARGET, columns},
    {FIELD_NAMES, FIELD_CHILDREN, children},
    {FIELD_QNAME, FIELD_TARGET, relation},
    {FIELD_QNAME, FIELD_ANY, anything},
    {FIELD_QNAME, FIELD_ROUTINE, routine},
    {FIELD_QNAME, FIELD_COLLATION, collation},
    {FIELD_QNAME, FIELD_BESIDE, beside},
    {FIELD_TYPE, FIELD_PLAIN, type},
    {FIELD_RECORDS, FIELD_PLAIN, records},
};

static void carry_field(const Mention *mention)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].type == mention->field->type && (!rules[i].flags || mention->field->flags & rules[i].flags)) {
            rules[i].carry(mention);
            return;
        }
}

void carry_fields(const Carry *carry, const Object *own, void *into, const void *from, const Field *fields)
{
    const Object *target = target_of(carry, from, fields);

    for (const Field *field = fields; field && field->name; field++)
        carry_field(&(Mention){
            .carry = carry,
            .field = field,
            .value = (char *)into + field->offset,
            .from = from,
            .own = own,
            .table = field->flags & FIELD_TARGET ? target : field->flags & FIELD_COLUMNS ? own : NULL,
        });
}
