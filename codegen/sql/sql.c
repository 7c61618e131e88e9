#include "codegen/sql/sql.h"

#include "dsl/catalog/domain.h"
#include "dsl/catalog/type.h"
#include "dsl/sqltext.h"

#define KIND(id, name, rank) extern const SqlKind name##_sql;
#define MODEL_KIND(id, name, rank)
#include "dsl/catalog/kinds.def"
#undef KIND

static const SqlKind *const kinds[KIND_COUNT] = {
#define KIND(id, name, rank) [KIND_##id] = &name##_sql,
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND
};

const SqlKind *sql_kind(KindId kind)
{
    return kinds[kind];
}

static Statement *begin(SqlOut *out, const Object *table)
{
    Statement *statement = arena_new(out->arena, Statement);

    *statement = (Statement){.text = {.arena = out->arena}, .table = table};
    list_add(&out->statements, out->arena, statement);
    return statement;
}

StrBuf *sql_statement(SqlOut *out)
{
    return &begin(out, NULL)->text;
}

StrBuf *sql_action(SqlOut *out, const Object *table)
{
    return &begin(out, table)->text;
}

/* A name may hold a newline: a comment ends there, and what follows would be a statement. */
static const char *one_line(Arena *arena, const char *format, va_list arguments)
{
    char *text = arena_vprintf(arena, format, arguments);

    for (char *at = text; *at; at++)
        *at = (unsigned char)*at < ' ' ? ' ' : *at;
    return text;
}

void sql_comment(SqlOut *out, const char *format, ...)
{
    Statement *last = out->statements.items[out->statements.count - 1];
    va_list arguments;

    va_start(arguments, format);
    last->comment = one_line(out->arena, format, arguments);
    va_end(arguments);
}

void sql_loss(SqlOut *out, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    out->loss = one_line(out->arena, format, arguments);
    va_end(arguments);
}

bool sql_creates(const SqlOut *out, const Object *object)
{
    return out->plan.creates(out->plan.of, object);
}

bool sql_carried(const SqlOut *out, const Object *object)
{
    return out->plan.carries(out->plan.of, object);
}

bool sql_taken(const SqlOut *out, const Object *object)
{
    return out->plan.takes(out->plan.of, object);
}

bool sql_remakes(const SqlOut *out, const Object *type)
{
    return out->plan.remakes(out->plan.of, type);
}

const char *sql_old_type(const SqlOut *out, const Type *type)
{
    const Object *declared = type_declared(out->before, type);
    const char *aside = declared ? out->plan.aside(out->plan.of, declared) : NULL;
    Type old = *type;

    old.name = aside ? aside : type->name;
    return type_short(out->arena, &old);
}

bool sql_may_hold_data(const SqlOut *out, const Object *table)
{
    return !sql_creates(out, table);
}

const Object *parent_host(const Object *object, const Catalog *catalog, bool dropping)
{
    (void)catalog, (void)dropping;
    return object->parent;
}

const Object *no_host(const Object *object, const Catalog *catalog, bool dropping)
{
    (void)object, (void)catalog, (void)dropping;
    return NULL;
}

void parts_alter(SqlOut *out, const Object *before, const Object *after)
{
    (void)out, (void)before, (void)after;
}

static StrBuf *spelled(SqlOut *out, const char *verb, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    strbuf_puts(sql, verb);
    sql_kind(object->kind)->spell(sql, object);
    return sql;
}

void spelled_drop(SqlOut *out, const Object *object)
{
    spelled(out, "DROP ", object);
}

void spelled_rename(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = spelled(out, "ALTER ", object);

    (void)parent;
    emit(sql, " RENAME TO ${name}", "name", ident(sql, name), NULL);
}

void spelled_move(SqlOut *out, const Object *object, const char *schema)
{
    StrBuf *sql = spelled(out, "ALTER ", object);

    emit(sql, " SET SCHEMA ${schema}", "schema", ident(sql, schema), NULL);
}

void put_collation(StrBuf *sql, QName collation)
{
    if (collation.name)
        emit(sql, " COLLATE ${name}", "name", qualified_fully(sql, collation.schema, collation.name), NULL);
}

const char *type_name(const StrBuf *sql, const Object *type)
{
    return qualified_type(sql, type->parent->name, type->name);
}

const char *table_name(const StrBuf *sql, const Object *table)
{
    return qualified(sql, table->parent->name, table->name);
}

void put_names_flagged(StrBuf *sql, Names names, const char *before_last, const char *after_last)
{
    for (size_t i = 0; i < names.count; i++) {
        bool last = i + 1 == names.count;

        strbuf_puts(sql, i ? ", " : "(");
        strbuf_puts(sql, last ? before_last : "");
        strbuf_puts(sql, ident(sql, names.items[i]));
        strbuf_puts(sql, last ? after_last : "");
    }
    strbuf_puts(sql, ")");
}

void put_names(StrBuf *sql, Names names)
{
    put_names_flagged(sql, names, "", "");
}

void put_parenthesised(StrBuf *sql, const char *expression)
{
    bool bare = !sql_is_parenthesised(expression);

    strbuf_puts(sql, bare ? "(" : "");
    strbuf_puts(sql, expression);
    strbuf_puts(sql, bare ? ")" : "");
}

void put_default_value(StrBuf *sql, const char *expression)
{
    if (sql_is_simple(expression))
        strbuf_puts(sql, expression);
    else
        put_parenthesised(sql, expression);
}
