#include "codegen/sql/record.h"

#include "dsl/catalog/composite.h"
#include "dsl/catalog/domain.h"
#include "dsl/catalog/naming.h"

static const Object *composite_of(const Catalog *catalog, const Type *type)
{
    Type base = type_base(catalog, *type);
    const Object *declared = type_declared(catalog, &base);

    return declared && declared->kind == KIND_COMPOSITE ? declared : NULL;
}

bool record_same_layout(const SqlOut *out, const Type *before, const Type *after)
{
    const Object *old = composite_of(out->before, before), *new = composite_of(out->after, after);

    if (!old || !new)
        return true;
    if (!names_same(as_composite(old)->attributes, as_composite(new)->attributes))
        return false;
    for (const Object *attribute = object_first(new, KIND_ATTRIBUTE); attribute; attribute = object_next(attribute)) {
        const Object *same = catalog_find(out->before, KIND_ATTRIBUTE, old, attribute->name);

        if (same && !record_same_layout(out, &as_attribute(same)->type, &as_attribute(attribute)->type))
            return false;
    }
    return true;
}

static void put_record(SqlOut *out, StrBuf *sql, const char *expression, const Object *old, const Object *new);

static void put_value(SqlOut *out, StrBuf *sql, const char *expression, const Attribute *old, const Attribute *new)
{
    const char *value = arena_printf(out->arena, "(%s).%s", expression, quote_name(out->arena, old->object.name));

    if (record_same_layout(out, &old->type, &new->type))
        strbuf_puts(sql, value);
    else if (type_base(out->before, old->type).array)
        out->refusal = "it holds arrays of a composite type whose attributes come, go or change places";
    else
        put_record(out, sql, value, composite_of(out->before, &old->type), composite_of(out->after, &new->type));
}

/* A value that is null is not one whose attributes are: IS NULL would not tell them apart. */
static void put_record(SqlOut *out, StrBuf *sql, const char *expression, const Object *old, const Object *new)
{
    const char *separator = "";

    strbuf_printf(sql, "CASE WHEN %s IS DISTINCT FROM NULL THEN ROW(", expression);
    for (size_t i = 0; i < as_composite(new)->attributes.count; i++) {
        const char *name = as_composite(new)->attributes.items[i];
        const Object *same = catalog_find(out->before, KIND_ATTRIBUTE, old, name);
        const Object *attribute = catalog_find(out->after, KIND_ATTRIBUTE, new, name);

        strbuf_puts(sql, separator);
        if (same && attribute)
            put_value(out, sql, expression, as_attribute(same), as_attribute(attribute));
        else
            strbuf_puts(sql, "NULL");
        separator = ", ";
    }
    strbuf_puts(sql, ") END");
}

/* By way of its text, so that a value which does not fit is an error, and not cut as a cast would. */
const char *record_conversion(SqlOut *out, const char *expression, const Type *before, const Type *after,
                              const char *type)
{
    StrBuf sql = {.arena = out->arena};

    if (before->array || after->array)
        out->refusal = "it holds arrays of a composite type whose attributes come, go or change places";
    else
        put_record(out, &sql, expression, composite_of(out->before, before), composite_of(out->after, after));
    out->remedy = "say how with \"using\", or add attributes at the end, which needs no conversion";
    return arena_printf(out->arena, "(%s)::text::%s", strbuf_text(&sql), type);
}
