#include "codegen/sql/conversion.h"

#include "codegen/sql/casts.h"
#include "codegen/sql/record.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/enum.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"

#include <string.h>

/*
 * True if the server converts by itself (an assignment cast exists); else the conversion has to be written. It may be
 * where it need not: jsonb to integer takes an explicit cast, money to numeric takes any.
 */
static bool converts_by_itself(const Type *old, const Type *new)
{
    TypeClass from = type_class(old), to = type_class(new);

    if (to == TYPE_CLASS_TEXT)
        return true;
    if (from == TYPE_CLASS_TEXT || from == TYPE_CLASS_BOOLEAN || to == TYPE_CLASS_BOOLEAN || old->schema || new->schema)
        return false;
    if ((from == TYPE_CLASS_OTHER) != (to == TYPE_CLASS_OTHER) || old->array != new->array)
        return false;
    if (!old->array)
        return true;

    Type one = *old, other = *new;
    one.array = other.array = false;
    return converts_by_itself(&one, &other);
}

/* A number, boolean, time or type of the user's becomes jsonb: no cast does that. */
static bool is_plain_json(const SqlOut *out, const Type *old, const Type *new)
{
    TypeClass from = type_class(old);

    return ((from != TYPE_CLASS_OTHER && from != TYPE_CLASS_TEXT) || type_declared(out->before, old)) && !new->schema
        && !new->array && strcmp(new->name, "jsonb") == 0;
}

/* A number to which no boolean can be cast, nor from it: of all numbers integer alone has that cast. */
static bool is_other_number(const Type *type)
{
    TypeClass class = type_class(type);

    return class == TYPE_CLASS_NUMERIC || (class == TYPE_CLASS_INTEGER && strcmp(type->name, "integer") != 0);
}

static bool is_made_a_number(const Type *old, const Type *new)
{
    return type_class(old) == TYPE_CLASS_BOOLEAN && is_other_number(new);
}

static bool is_made_here(const Catalog *catalog, const Type *type)
{
    return type_declared(catalog, type)
        || (type->schema && catalog_makers(catalog, NAMES_TYPE, type->schema, type->name)->count);
}

/* What is declared here has no casts but those from and to text; only a bare string needs none. */
static bool goes_by_text(const SqlOut *out, const Type *old, const Type *new)
{
    bool from_string = type_class(old) == TYPE_CLASS_TEXT || (old->array && !old->schema);
    bool declared = is_made_here(out->before, old) || is_made_here(out->after, new);

    return (old->schema && new->schema) || (declared && !from_string && !(new->array && !new->schema));
}

/* The type between two that share no cast: "::text" for two enums; "" where none is needed. */
static const char *way(const SqlOut *out, const Type *old, const Type *new)
{
    if (goes_by_text(out, old, new))
        return new->array ? "::text[]" : "::text";
    return is_made_a_number(old, new) ? "::integer" : "";
}

static bool counts_as_true(const Type *old, const Type *new)
{
    return is_other_number(old) && type_class(new) == TYPE_CLASS_BOOLEAN;
}

static bool converts(const SqlOut *out, const Type *from, const Type *to)
{
    return is_plain_json(out, from, to) || counts_as_true(from, to) || is_made_a_number(from, to)
        || cast_may_exist(from, to);
}

bool type_converts(const SqlOut *out, const Column *old, const Column *new)
{
    Type from = type_base(out->before, old->type), to = type_base(out->after, new->type);

    return new->using.text || converts(out, &from, &to);
}

static bool is_made_anew(const SqlOut *out, const Type *type)
{
    const Object *declared = type_declared(out->after, type);

    return declared && sql_remakes(out, declared);
}

bool type_moves(const SqlOut *out, const Column *column)
{
    const QName *name = &column->collation;
    const Object *collation = name->name && name->schema
                                ? catalog_in_schema(out->after, KIND_COLLATION, name->schema, name->name)
                                : NULL;

    return is_made_anew(out, &column->type) || (collation && sql_remakes(out, collation));
}

/* At bottom they are the same: one is a domain over the other, or both are over one type. */
static bool is_same(const SqlOut *out, const Type *old, const Type *new)
{
    return text_same(old->text, new->text) && !is_made_anew(out, new);
}

/* The enum that is made anew without some of its values, with others in their places; NULL if it is no such type. */
static const Object *merged_enum(const SqlOut *out, const Type *old, const Type *new)
{
    const Object *before = type_declared(out->before, old), *after = type_declared(out->after, new);

    if (!before || !after || before->kind != KIND_ENUM || !object_is(before, after))
        return NULL;
    for (size_t i = 0; i < as_enum(before)->labels.count; i++)
        if (!names_have(as_enum(after)->labels, as_enum(before)->labels.items[i])
            && enum_successor(after, as_enum(before)->labels.items[i]))
            return before;
    return NULL;
}

/* c::text with the values that are gone replaced, back to the type. */
static const char *merge_values(SqlOut *out, const Object *before, const char *name, const char *type, bool array)
{
    const Object *after = catalog_same(out->after, before);
    StrBuf text = {.arena = out->arena};
    const char *value = arena_printf(out->arena, array ? "%s::text[]" : "%s::text", name);

    strbuf_printf(&text, "CASE %s", value);
    for (size_t i = 0; i < as_enum(before)->labels.count; i++) {
        const char *label = as_enum(before)->labels.items[i];
        const char *next = names_have(as_enum(after)->labels, label) ? NULL : enum_successor(after, label);

        if (!next)
            continue;
        sql_loss(out, "which of %s were %s", name, quote_literal(out->arena, label));
        strbuf_printf(&text, " WHEN %s THEN %s", quote_literal(out->arena, label), quote_literal(out->arena, next));
        value = array ? arena_printf(out->arena, "array_replace(%s, %s, %s)", value,
                                     quote_literal(out->arena, label), quote_literal(out->arena, next)) : value;
    }
    strbuf_printf(&text, " ELSE %s END", value);
    return array ? arena_printf(out->arena, "%s::%s", value, type)
                 : arena_printf(out->arena, "(%s)::%s", strbuf_text(&text), type);
}

const char *type_conversion(SqlOut *out, const Column *old, const Column *new)
{
    Type from = type_base(out->before, old->type), to = type_base(out->after, new->type);
    const char *name = quote_name(out->arena, new->object.name), *type = type_short(out->arena, &new->type);

    if (new->using.text)
        return new->using.text;
    if (merged_enum(out, &from, &to))
        return merge_values(out, merged_enum(out, &from, &to), name, type, new->type.array);
    if (is_plain_json(out, &from, &to))
        return arena_printf(out->arena, "to_jsonb(%s)", name);
    if (counts_as_true(&from, &to))
        return arena_printf(out->arena, "%s <> 0", name);
    if (!converts(out, &from, &to))
        return arena_printf(out->arena, "%s::text::%s", name, type);
    if (is_same(out, &from, &to) || converts_by_itself(&from, &to))
        return NULL;
    if (!record_same_layout(out, &from, &to))
        return record_conversion(out, name, &from, &to, type);
    return arena_printf(out->arena, "%s%s::%s", name, way(out, &from, &to), type);
}
