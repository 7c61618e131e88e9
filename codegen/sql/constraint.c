#include "dsl/catalog/constraint.h"

#include "codegen/sql/sql.h"

static void (*const put_by_kind[KIND_COUNT])(StrBuf *sql, const Object *constraint) = {
    [KIND_PRIMARY_KEY] = put_key,
    [KIND_UNIQUE] = put_key,
    [KIND_CHECK] = put_check,
    [KIND_FOREIGN_KEY] = put_foreign_key,
};

void put_constraint(StrBuf *sql, const Object *constraint)
{
    put_by_kind[constraint->kind](sql, constraint);
}

void constraint_create(SqlOut *out, const Object *constraint)
{
    StrBuf *sql = sql_action(out, constraint->parent);

    emit(sql, "ADD CONSTRAINT ${name} ", "name", ident(sql, constraint->name), NULL);
    put_constraint(sql, constraint);
}

void constraint_drop(SqlOut *out, const Object *constraint)
{
    StrBuf *sql = sql_action(out, constraint->parent);

    emit(sql, "DROP CONSTRAINT ${name}", "name", ident(sql, constraint->name), NULL);
}

void constraint_rename(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER TABLE ${table} RENAME CONSTRAINT ${old} TO ${new}", "table", table_name(sql, parent),
         "old", ident(sql, object->name), "new", ident(sql, name), NULL);
}

void constraint_spell(StrBuf *sql, const Object *object)
{
    emit(sql, "CONSTRAINT ${name} ON ${table}", "name", ident(sql, object->name),
         "table", table_name(sql, object->parent), NULL);
}

static bool is_not_valid(const Object *object)
{
    return (object->kind == KIND_CHECK && as_check(object)->not_valid)
        || (object->kind == KIND_FOREIGN_KEY && as_foreign_key(object)->not_valid);
}

/* In CREATE TABLE the server takes NOT VALID for valid: there are no rows. It has to be said afterwards. */
const Object *constraint_host(const Object *object, const Catalog *catalog, bool dropping)
{
    (void)catalog;
    return dropping || !is_not_valid(object) ? object->parent : NULL;
}
