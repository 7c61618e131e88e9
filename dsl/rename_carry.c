#include "dsl/rename_carry.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"
#include "dsl/catalog/view.h"

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

Names carry_columns(const Carry *carry, const Object *table, Names names)
{
    Names carried = {.items = arena_array(carry->arena, const char *, names.count), .at = names.at,
                     .count = names.count};

    for (size_t i = 0; i < names.count; i++)
        carried.items[i] = carry_column_name(carry, table, names.items[i]);
    return carried;
}

const char *carry_bytes(Arena *arena, const char *text, size_t start, size_t end, const char *with)
{
    return arena_printf(arena, "%.*s%s%s", (int)start, text, with, text + end);
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

QName carry_relation(const Carry *carry, QName name)
{
    if (name.name) {
        const Object *old = catalog_relation(carry->before, name.schema, name.name);

        name.name = carry_name(carry, old, name.name);
        name.schema = old ? new_schema(carry, old, name.schema)
                          : carry_name(carry, catalog_schema(carry->before, name.schema), name.schema);
    }
    return name;
}

QName carry_routine(const Carry *carry, QName name)
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
QName carry_any(const Carry *carry, QName name)
{
    const Object *signed_so = catalog_in_schema(carry->before, KIND_FUNCTION, name.schema, name.name);

    if (signed_so)
        return (QName){.schema = new_schema(carry, signed_so, name.schema),
                       .name = carry_name(carry, signed_so, name.name), .at = name.at};
    return catalog_relation(carry->before, name.schema, name.name) ? carry_relation(carry, name)
                                                                   : carry_routine(carry, name);
}

Type carry_type(const Carry *carry, Type type)
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

QName carry_collation(const Carry *carry, QName name)
{
    const Object *old = name.name && name.schema ? catalog_in_schema(carry->before, KIND_COLLATION, name.schema,
                                                                     name.name)
                                                 : NULL;

    name.name = carry_name(carry, old, name.name);
    name.schema = new_schema(carry, old, name.schema);
    return name;
}

/* What came along with an object goes where that goes, if it was in the same schema. */
QName carry_beside(const Carry *carry, const Object *old, QName name)
{
    name.schema = new_type_schema(carry, old, name.schema);
    return name;
}
