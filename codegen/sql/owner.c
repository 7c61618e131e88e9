#include "dsl/catalog/rights.h"

#include "codegen/sql/rights.h"

#include <string.h>

const char *role_name(const StrBuf *sql, const char *role)
{
    static const char *const words[][2] = {
        {PUBLIC_ROLE, "PUBLIC"},
        {"current_role", "CURRENT_ROLE"},
        {"current_user", "CURRENT_USER"},
        {"session_user", "SESSION_USER"},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(role, words[i][0]) == 0)
            return words[i][1];
    return ident(sql, role);
}

static void give(SqlOut *out, const Object *object, const char *role)
{
    StrBuf *sql = sql_statement(out);

    strbuf_puts(sql, "ALTER ");
    sql_kind(object->parent->kind)->spell(sql, object->parent);
    emit(sql, " OWNER TO ${role}", "role", role_name(sql, role), NULL);
}

static void create(SqlOut *out, const Object *object)
{
    give(out, object, as_owner(object)->role);
}

/* A schema that does not say whose a thing is leaves it to whoever runs the migrations. */
static void drop(SqlOut *out, const Object *object)
{
    give(out, object, "current_user");
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    (void)before;
    create(out, after);
}

const SqlKind owner_sql = {.create = create, .drop = drop, .alter = alter};
