#include "codegen/sql/conversion.h"

#include "codegen/sql/casts.h"
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
    if ((from == TYPE_CLASS_OTHER) != (to == TYPE_CLASS_OTHER))
        return false;
    return old->array == new->array;
}

/* A number, boolean or time becomes jsonb: no cast does that. */
static bool is_plain_json(const Type *old, const Type *new)
{
    TypeClass from = type_class(old);

    return from != TYPE_CLASS_OTHER && from != TYPE_CLASS_TEXT && !new->schema && !new->array
        && strcmp(new->name, "jsonb") == 0;
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

/* The type between two that share no cast: "::text" for two enums; "" where none is needed. */
static const char *way(const Type *old, const Type *new)
{
    if (old->schema && new->schema)
        return new->array ? "::text[]" : "::text";
    return is_made_a_number(old, new) ? "::integer" : "";
}

static bool counts_as_true(const Type *old, const Type *new)
{
    return is_other_number(old) && type_class(new) == TYPE_CLASS_BOOLEAN;
}

bool type_converts(const Column *old, const Column *new)
{
    const Type *from = &old->type, *to = &new->type;

    return new->using.text || is_plain_json(from, to) || counts_as_true(from, to) || is_made_a_number(from, to)
        || cast_may_exist(from, to);
}

const char *type_conversion(const SqlOut *out, const Column *old, const Column *new)
{
    const Type *from = &old->type, *to = &new->type;
    const char *name = quote_name(out->arena, new->object.name);

    if (new->using.text)
        return new->using.text;
    if (is_plain_json(from, to))
        return arena_printf(out->arena, "to_jsonb(%s)", name);
    if (counts_as_true(from, to))
        return arena_printf(out->arena, "%s <> 0", name);
    if (!type_converts(old, new))
        return arena_printf(out->arena, "%s::text::%s", name, type_short(out->arena, to));
    if (converts_by_itself(from, to))
        return NULL;
    return arena_printf(out->arena, "%s%s::%s", name, way(from, to), type_short(out->arena, to));
}
