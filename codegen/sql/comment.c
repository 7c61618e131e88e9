#include "dsl/catalog/comment.h"

#include "codegen/sql/sql.h"

/* A comment that is NULL is none. */
static void put(SqlOut *out, const Object *object, const char *text)
{
    StrBuf *sql = sql_statement(out);

    strbuf_puts(sql, "COMMENT ON ");
    sql_kind(object->parent->kind)->spell(sql, object->parent);
    emit(sql, " IS ${text}", "text", text ? literal(sql, text) : "NULL", NULL);
}

static void create(SqlOut *out, const Object *object)
{
    put(out, object, as_comment(object)->text);
}

static void drop(SqlOut *out, const Object *object)
{
    put(out, object, NULL);
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    (void)before;
    create(out, after);
}

const SqlKind comment_sql = {.create = create, .drop = drop, .alter = alter};
