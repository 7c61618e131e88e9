#include "dsl/catalog/rights.h"
#include "dsl/catalog/view.h"

#include "codegen/sql/rights.h"

#include <string.h>

static bool is_all(Names privileges)
{
    return names_have(privileges, ALL_PRIVILEGES);
}

/* "SELECT, INSERT", or "SELECT (title), INSERT (title)" of a column. */
static void put_privileges(StrBuf *sql, const Object *parent, Names privileges)
{
    for (size_t i = 0; i < privileges.count; i++) {
        strbuf_puts(sql, i ? ", " : "");
        strbuf_puts(sql, keywords(sql, privileges.items[i]));
        if (is_column(parent))
            strbuf_printf(sql, " (%s)", ident(sql, parent->name));
    }
}

/* To GRANT, whatever has rows is a table. */
static void put_object(StrBuf *sql, const Object *parent)
{
    const Object *object = is_column(parent) ? parent->parent : parent;

    if (kind_of(object)->has_rows)
        strbuf_printf(sql, "TABLE %s", table_name(sql, object));
    else
        sql_kind(object->kind)->spell(sql, object);
}

typedef struct Way {
    const char *verb, *direction, *end;
} Way;

static const Way grant = {"GRANT ", " TO ", ""}, grant_with_option = {"GRANT ", " TO ", " WITH GRANT OPTION"},
                 revoke = {"REVOKE ", " FROM ", ""}, revoke_option = {"REVOKE GRANT OPTION FOR ", " FROM ", ""};

static void put(SqlOut *out, Way way, const Object *object, Names privileges)
{
    if (!privileges.count)
        return;

    StrBuf *sql = sql_statement(out);
    strbuf_puts(sql, way.verb);
    put_privileges(sql, object->parent, privileges);
    strbuf_puts(sql, " ON ");
    put_object(sql, object->parent);
    strbuf_puts(sql, way.direction);
    strbuf_puts(sql, role_name(sql, object->name));
    strbuf_puts(sql, way.end);
}

/* What a role may, and what of it it may hand on. */
typedef struct Rights {
    Names may, grantable;
} Rights;

/* Taking a privilege on a table away takes it on the columns away, too: what stays there has to be granted again. */
static void grant_columns_again(SqlOut *out, const Object *object)
{
    const Object *table = catalog_same(out->after, object->parent);

    for (const Object *child = table ? table->first : NULL; child; child = child->next) {
        const Object *same = is_column(child) ? catalog_find(out->after, KIND_GRANT, child, object->name) : NULL;

        if (!same || sql_creates(out, same))
            continue;
        put(out, grant, same, names_without(out->arena, as_grant(same)->privileges, as_grant(same)->grantable));
        put(out, grant_with_option, same, as_grant(same)->grantable);
    }
}

static void change(SqlOut *out, const Object *object, Rights from, Rights to)
{
    /* "all" differs from server to server: what is left of it, or added to it, cannot be counted. */
    if (is_all(from.may) != is_all(to.may) || is_all(from.grantable) != is_all(to.grantable)) {
        put(out, revoke, object, from.may);
        from = (Rights){0};
    }

    Arena *arena = out->arena;
    Names gone = names_without(arena, from.may, to.may);
    Names plain = names_without(arena, names_without(arena, to.may, from.may), to.grantable);

    put(out, revoke, object, gone);
    put(out, revoke_option, object, names_without(arena, names_without(arena, from.grantable, to.grantable), gone));
    put(out, grant, object, plain);
    put(out, grant_with_option, object, names_without(arena, to.grantable, from.grantable));
    if (out->statements.count && kind_of(object->parent)->has_rows)
        grant_columns_again(out, object);
}

static Rights rights_of(const Object *object)
{
    return (Rights){as_grant(object)->privileges, as_grant(object)->grantable};
}

/* What the role may do if the schema says nothing. */
static Rights rights_by_default(const Object *object)
{
    bool everybody = strcmp(object->name, PUBLIC_ROLE) == 0;

    return everybody ? (Rights){.may = rights_of_public(object->parent)} : (Rights){0};
}

/* What everybody may do in the schema public depends on the server: it is granted whether they may already or not. */
static bool is_public_in_public(const Object *object)
{
    return object->parent->kind == KIND_SCHEMA && rights_by_default(object).may.count;
}

static void create(SqlOut *out, const Object *object)
{
    change(out, object, rights_by_default(object), rights_of(object));
    if (is_public_in_public(object))
        put(out, grant, object, as_grant(object)->privileges);
}

static void drop(SqlOut *out, const Object *object)
{
    if (is_public_in_public(object)) {
        strbuf_puts(sql_statement(out), "GRANT USAGE ON SCHEMA public TO PUBLIC");
        strbuf_puts(sql_statement(out), "DO $$ BEGIN\n"
                                        "    IF current_setting('server_version_num')::integer < 150000 THEN\n"
                                        "        GRANT CREATE ON SCHEMA public TO PUBLIC;\n"
                                        "    ELSE\n"
                                        "        REVOKE CREATE ON SCHEMA public FROM PUBLIC;\n"
                                        "    END IF;\n"
                                        "END $$");
        sql_comment(out, "as a new database has it: before PostgreSQL 15 everybody may create");
        return;
    }
    change(out, object, rights_of(object), rights_by_default(object));
}

static void alter(SqlOut *out, const Object *before, const Object *after)
{
    change(out, after, rights_of(before), rights_of(after));
}

const SqlKind grant_sql = {.create = create, .drop = drop, .alter = alter};
