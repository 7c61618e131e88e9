#include "dsl/rename.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/data.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/type.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/view.h"
#include "dsl/rename_carry.h"

#include <string.h>

const char *carry_name(const Carry *carry, const Object *old, const char *name)
{
    return old && carry->renames[old->position] ? carry->renames[old->position]->name : name;
}

/* The schema of something in it, as it is called then. */
static const char *new_schema(const Carry *carry, const Object *old, const char *schema)
{
    const Rename *rename = old ? carry->renames[old->position] : NULL;

    return rename && rename->schema ? rename->schema : carry_name(carry, old ? old->parent : NULL, schema);
}

const char *carry_column_name(const Carry *carry, const Object *table, const char *name)
{
    return table ? carry_name(carry, relation_column(carry->before, table, name), name) : name;
}

/* Put another name in place of bytes of a text; done from its end on, so that earlier places stay good. */
static const char *replace_bytes(Arena *arena, const char *text, size_t start, size_t end, const char *with)
{
    return arena_printf(arena, "%.*s%s%s", (int)start, text, with, text + end);
}

static const char *carry_column_ref(const Carry *carry, const Object *table, const char *text, const SqlRef *ref)
{
    const char *name = carry_column_name(carry, table, ref->name);

    return name == ref->name ? text
                             : replace_bytes(carry->arena, text, ref->start, ref->end, quote_name(carry->arena, name));
}

/* Sequences are named in strings: nextval('"It''s"'). */
static const char *in_string(Arena *arena, const char *name)
{
    StrBuf out = {.arena = arena};

    for (; *name; name++)
        strbuf_puts(&out, *name == '\'' ? "''" : (char[]){*name, '\0'});
    return strbuf_text(&out);
}

/* What a type is called by now, and its schema: one that came along with another keeps its name, and to its schema. */
static const char *new_type(const Carry *carry, const Object *declared, const char *name)
{
    return declared && strcmp(declared->name, name) == 0 ? carry_name(carry, declared, name) : name;
}

static const char *new_type_schema(const Carry *carry, const Object *declared, const char *schema)
{
    bool beside = declared && schema && strcmp(declared->parent->name, schema) != 0;

    return beside ? carry_name(carry, catalog_schema(carry->before, schema), schema)
                  : new_schema(carry, declared, schema);
}

/* What a routine is called by now: its signature begins with it. Overloads are renamed together, or not at all. */
static const char *new_called(const Carry *carry, const Object *old, const char *name)
{
    const char *signature = carry_name(carry, old, NULL);

    if (!signature || !kind_of(old)->called)
        return signature ? signature : name;

    size_t arguments = strlen(old->name) - strlen(name);
    return arena_printf(carry->arena, "%.*s", (int)(strlen(signature) - arguments), signature);
}

static const Object *referred(const Carry *carry, const SqlRef *ref)
{
    const List *routines = catalog_routines(carry->before, ref->qualifier, ref->name);
    const SqlRelation *owner = ref->owners.count ? ref->owners.items[0] : NULL;

    if (ref->kind == SQL_REF_QUALIFIER)
        return owner ? catalog_relation(carry->before, owner->schema, owner->name) : NULL;
    if (ref->kind == SQL_REF_TYPE)
        return type_named(carry->before, ref->qualifier, ref->name);
    if (ref->kind == SQL_REF_RELATION)
        return catalog_relation(carry->before, ref->qualifier, ref->name);
    if (ref->kind == SQL_REF_COLLATION)
        return catalog_in_schema(carry->before, KIND_COLLATION, ref->qualifier, ref->name);
    return routines->count ? routines->items[0] : NULL;
}

/* A type, a relation or a routine: its own name may be another now, and that of its schema. */
const char *carry_spelling(const Carry *carry, const SqlRef *ref)
{
    const Object *old = referred(carry, ref);

    if (!old || ref->start == ref->end)
        return NULL;

    bool is_type = ref->kind == SQL_REF_TYPE;
    const char *name = is_type ? new_type(carry, old, ref->name) : new_called(carry, old, ref->name);
    const char *schema = is_type ? new_type_schema(carry, old, ref->qualifier)
                                 : new_schema(carry, old, ref->qualifier);
    if (ref->kind == SQL_REF_QUALIFIER && !ref->qualifier)
        schema = NULL;              /* FROM says which table of that name it is */
    if (name == ref->name && schema == ref->qualifier)
        return NULL;

    if (is_type && !schema && type_is_hidden(name))
        schema = "public";

    const char *spelling = quote_name(carry->arena, name);
    if (schema && (strcmp(schema, "public") != 0 || old->kind == KIND_SEQUENCE || schema == ref->qualifier
                   || (is_type && type_is_hidden(name))))
        spelling = arena_printf(carry->arena, "%s.%s", quote_name(carry->arena, schema), spelling);
    return old->kind == KIND_SEQUENCE ? in_string(carry->arena, spelling) : spelling;
}

static const char *carry_qualified_ref(const Carry *carry, const char *text, const SqlRef *ref)
{
    const char *spelling = carry_spelling(carry, ref);

    return spelling ? replace_bytes(carry->arena, text, ref->whole, ref->end, spelling) : text;
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

static Names carry_names(const Carry *carry, const Object *table, Names names)
{
    Names carried = {.items = arena_array(carry->arena, const char *, names.count), .at = names.at,
                     .count = names.count};

    for (size_t i = 0; i < names.count; i++)
        carried.items[i] = carry_column_name(carry, table, names.items[i]);
    return carried;
}

static QName carry_relation(const Carry *carry, QName name)
{
    if (name.name) {
        const Object *old = catalog_relation(carry->before, name.schema, name.name);

        name.name = carry_name(carry, old, name.name);
        name.schema = old ? new_schema(carry, old, name.schema)
                          : carry_name(carry, catalog_schema(carry->before, name.schema), name.schema);
    }
    return name;
}

static QName carry_routine(const Carry *carry, QName name)
{
    const List *routines = name.name ? catalog_routines(carry->before, name.schema, name.name) : NULL;

    if (routines && routines->count) {
        const Object *of_trigger = trigger_function(carry->before, name);
        const Object *old = of_trigger ? of_trigger : routines->items[0];

        name.name = new_called(carry, old, name.name);
        name.schema = new_schema(carry, old, name.schema);
    }
    return name;
}

/* Relations are what is named most; raw SQL that names another kind by an old name loses but an order it asked for. */
static QName carry_any(const Carry *carry, QName name)
{
    return catalog_relation(carry->before, name.schema, name.name) ? carry_relation(carry, name)
                                                                   : carry_routine(carry, name);
}

static Type carry_type(const Carry *carry, Type type)
{
    if (type.text && type.schema) {
        const Object *declared = catalog_type(carry->before, type.schema, type.name);
        const Object *schema = catalog_schema(carry->before, type.schema);

        type.name = new_type(carry, declared, type.name);
        type.schema = declared ? new_type_schema(carry, declared, type.schema)
                               : carry_name(carry, schema, type.schema);
        if (declared)
            type.text = arena_printf(carry->arena, "%s.%s%s", quote_name(carry->arena, type.schema),
                                     quote_name(carry->arena, type.name), type.array ? "[]" : "");
    }
    return type;
}

static QName carry_collation(const Carry *carry, QName name)
{
    const Object *old = name.name && name.schema ? catalog_in_schema(carry->before, KIND_COLLATION, name.schema,
                                                                     name.name)
                                                 : NULL;

    name.name = carry_name(carry, old, name.name);
    name.schema = new_schema(carry, old, name.schema);
    return name;
}

/* What came along with an object goes where that goes, if it was in the same schema. */
static QName carry_beside(const Carry *carry, const Object *old, QName name)
{
    name.schema = new_type_schema(carry, old, name.schema);
    return name;
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

static void carry_fields(const Carry *carry, const Object *own, void *into, const void *from, const Field *fields);

static Records carry_records(const Carry *carry, const Object *own, Records records, const Field *field)
{
    char *items = arena_alloc(carry->arena, records.count * field->record_size);

    if (records.count)
        memcpy(items, records.items, records.count * field->record_size);
    for (size_t i = 0; i < records.count; i++)
        carry_fields(carry, own, items + i * field->record_size,
                     (const char *)records.items + i * field->record_size, field->record);
    return (Records){.items = items, .count = records.count};
}

static void carry_fields(const Carry *carry, const Object *own, void *into, const void *from, const Field *fields)
{
    const Object *target = target_of(carry, from, fields);

    for (const Field *field = fields; field && field->name; field++) {
        void *place = (char *)into + field->offset;
        const Object *table = field->flags & FIELD_TARGET ? target : field->flags & FIELD_COLUMNS ? own : NULL;

        if (field->type == FIELD_SQL)
            *(Sql *)place = carry_sql(carry, table, *(Sql *)place);
        else if (field->type == FIELD_QUERY)
            *(Sql *)place = carry_query(carry, *(Sql *)place);
        else if (field->type == FIELD_SCRIPT)
            *(Sql *)place = carry_script(carry, *(Sql *)place);
        else if (field->type == FIELD_NAMES && table)
            *(Names *)place = carry_names(carry, table, *(Names *)place);
        else if (field->type == FIELD_TEXT && table && *(const char **)place)
            *(const char **)place = carry_column_name(carry, table, *(const char **)place);
        else if (field->type == FIELD_QNAME && (field->flags & FIELD_TARGET))
            *(QName *)place = carry_relation(carry, *(QName *)place);
        else if (field->type == FIELD_QNAME && (field->flags & FIELD_ANY))
            *(QName *)place = carry_any(carry, *(QName *)place);
        else if (field->type == FIELD_QNAME && (field->flags & FIELD_ROUTINE))
            *(QName *)place = carry_routine(carry, *(QName *)place);
        else if (field->type == FIELD_QNAME && (field->flags & FIELD_COLLATION))
            *(QName *)place = carry_collation(carry, *(QName *)place);
        else if (field->type == FIELD_QNAME && (field->flags & FIELD_BESIDE))
            *(QName *)place = carry_beside(carry, from, *(QName *)place);
        else if (field->type == FIELD_NAMES && (field->flags & FIELD_CHILDREN))
            *(Names *)place = carry_children(carry, from, *(Names *)place);
        else if (field->type == FIELD_TYPE)
            *(Type *)place = carry_type(carry, *(Type *)place);
        else if (field->type == FIELD_RECORDS)
            *(Records *)place = carry_records(carry, own, *(Records *)place, field);
    }
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

static const Object *new_parent(const Carry *carry, const Object *old)
{
    const Rename *rename = carry->renames[old->position];

    if (rename && rename->schema)
        return catalog_schema(&carry->renamed, rename->schema);
    return old->parent ? carry->copies[old->parent->position] : NULL;
}

static Object *carry_object(const Carry *carry, const Object *old)
{
    const Rename *rename = carry->renames[old->position];
    size_t size = kind_of(old)->size;
    Object *copy = arena_alloc(carry->arena, size);

    memcpy(copy, old, size);
    copy->first = copy->last = copy->next = NULL;
    copy->parent = new_parent(carry, old);
    copy->name = old->kind == KIND_INHERITED_COLUMN ? carry_column_name(carry, old->parent, old->name)
                                                    : carry_name(carry, old, old->name);
    if (rename) {
        copy->was = old->name;
        copy->was_schema = rename->schema ? old->parent->name : NULL;
    }
    carry_fields(carry, table_of(old), copy, old, kind_of(old)->fields);
    carry_default(carry, copy, old);
    carry_row(carry, copy, old);
    carry_view(carry, copy, old);
    if (kind_of(old)->renamed)
        kind_of(old)->renamed(copy, carry->arena);
    return copy;
}

static void add(Carry *carry, const Object *old)
{
    if (carry->copies[old->position])
        return;
    carry->copies[old->position] = carry_object(carry, old);
    catalog_add(&carry->renamed, carry->copies[old->position]);
}

/* Schemas first: something may move into one that was declared later. */
static void add_all(Carry *carry, const List *fresh_schemas)
{
    const List *objects = &carry->before->objects;

    for (size_t i = 0; i < objects->count; i++)
        if (((const Object *)objects->items[i])->kind == KIND_SCHEMA)
            add(carry, objects->items[i]);
    for (size_t i = 0; i < fresh_schemas->count; i++)
        catalog_copy(&carry->renamed, fresh_schemas->items[i]);
    for (size_t i = 0; i < objects->count; i++)
        add(carry, objects->items[i]);
}

Catalog renames_apply(const Catalog *before, const Renames *renames, const Object *const **now, Arena *arena)
{
    Carry carry = {
        .before = before,
        .renames = arena_array(arena, const Rename *, before->objects.count + 1),
        .copies = arena_array(arena, Object *, before->objects.count + 1),
        .renamed = {.arena = arena},
        .arena = arena,
    };

    if (now)
        *now = (const Object *const *)(renames->items.count ? (void **)carry.copies : before->objects.items);
    if (!renames->items.count)
        return *before;
    for (size_t i = 0; i < renames->items.count; i++) {
        const Rename *rename = renames->items.items[i];

        carry.renames[rename->before->position] = rename;
        carry.labels |= rename->before->kind == KIND_ENUM_VALUE;
    }
    add_all(&carry, &renames->schemas);
    return carry.renamed;
}
