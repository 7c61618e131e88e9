#include "dsl/catalog/constraint.h"

#include "codegen/sql/make_way.h"

static void (*const put_by_kind[KIND_COUNT])(StrBuf *sql, const Object *constraint) = {
    [KIND_PRIMARY_KEY] = put_key,
    [KIND_UNIQUE] = put_key,
    [KIND_CHECK] = put_check,
    [KIND_FOREIGN_KEY] = put_foreign_key,
    [KIND_EXCLUDE] = put_exclude,
};

void put_constraint(StrBuf *sql, const Object *constraint)
{
    put_by_kind[constraint->kind](sql, constraint);
}

static bool is_in_domain(const Object *parent)
{
    return parent->kind == KIND_DOMAIN;
}

static const char *parent_name(const StrBuf *sql, const Object *parent)
{
    return is_in_domain(parent) ? type_name(sql, parent) : table_name(sql, parent);
}

/* Actions of one ALTER DOMAIN cannot be joined as those of an ALTER TABLE can. */
StrBuf *constraint_action(SqlOut *out, const Object *parent)
{
    if (!is_in_domain(parent))
        return sql_action(out, parent);

    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER DOMAIN ${name} ", "name", type_name(sql, parent), NULL);
    return sql;
}

static bool stands_alone(const Object *constraint)
{
    return constraint->kind == KIND_UNIQUE && key_is_merged(constraint);
}

void constraint_create(SqlOut *out, const Object *constraint)
{
    StrBuf *sql = stands_alone(constraint) ? sql_statement(out) : constraint_action(out, constraint->parent);

    if (stands_alone(constraint))
        emit(sql, "ALTER TABLE ${table} ", "table", table_name(sql, constraint->parent), NULL);
    emit(sql, "ADD CONSTRAINT ${name} ", "name", ident(sql, constraint->name), NULL);
    put_constraint(sql, constraint);
}

void constraint_drop(SqlOut *out, const Object *constraint)
{
    StrBuf *sql = constraint_action(out, constraint->parent);

    emit(sql, "DROP CONSTRAINT ${name}", "name", ident(sql, constraint->name), NULL);
}

void constraint_rename(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER ${sort} ${name} RENAME CONSTRAINT ${old} TO ${new}",
         "sort", is_in_domain(parent) ? "DOMAIN" : "TABLE", "name", parent_name(sql, parent),
         "old", ident(sql, object->name), "new", ident(sql, name), NULL);
}

void constraint_spell(StrBuf *sql, const Object *object)
{
    emit(sql, "CONSTRAINT ${name} ON ${sort}${parent}", "name", ident(sql, object->name),
         "sort", is_in_domain(object->parent) ? "DOMAIN " : "", "parent", parent_name(sql, object->parent), NULL);
}

static bool is_not_valid(const Object *object)
{
    return (object->kind == KIND_CHECK && as_check(object)->not_valid)
        || (object->kind == KIND_FOREIGN_KEY && as_foreign_key(object)->not_valid);
}

/* In CREATE TABLE the server takes NOT VALID for valid: there are no rows. It has to be said afterwards. */
const Object *constraint_host(const Object *object, const Catalog *catalog, bool dropping)
{
    if (dropping)
        return object->parent;
    if (stands_alone(object))
        return NULL;
    if (object->kind == KIND_FOREIGN_KEY && foreign_key_name_is_given(catalog, object))
        return NULL;
    return is_not_valid(object) ? NULL : object->parent;
}
