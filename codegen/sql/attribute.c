#include "codegen/sql/attribute.h"

#include "dsl/catalog/composite.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"

void put_attribute(StrBuf *sql, const Object *object)
{
    const Attribute *attribute = as_attribute(object);

    emit(sql, "${name} ${type}", "name", ident(sql, object->name), "type", type_short(sql->arena, &attribute->type),
         NULL);
    put_collation(sql, attribute->collation);
}

/* CASCADE, behind it, takes typed tables along; where there is none it does nothing. */
static StrBuf *alter_type(SqlOut *out, const Object *type)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TYPE ${name} ", "name", type_name(sql, type), NULL);
    return sql;
}

static void create(SqlOut *out, const Object *object)
{
    StrBuf *sql = alter_type(out, object->parent);

    strbuf_puts(sql, "ADD ATTRIBUTE ");
    put_attribute(sql, object);
    strbuf_puts(sql, " CASCADE");
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = alter_type(out, object->parent);

    emit(sql, "DROP ATTRIBUTE ${name} CASCADE", "name", ident(sql, object->name), NULL);
    sql_loss(out, "the values of %s in columns of type %s", quote_name(out->arena, object->name),
             quote_name(out->arena, object->parent->name));
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = alter_type(out, parent);

    emit(sql, "RENAME ATTRIBUTE ${old} TO ${new} CASCADE", "old", ident(sql, object->name), "new", ident(sql, name),
         NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "COLUMN ${type}.${name}", "type", type_name(sql, object->parent), "name", ident(sql, object->name), NULL);
}

/* Nothing about one can be altered while a column holds it, or a view looks at it: the type is made anew. */
const SqlKind attribute_sql = {
    .create = create,
    .drop = drop,
    .rename = rename_it,
    .host = parent_host,
    .spell = spell,
};
