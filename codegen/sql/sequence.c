#include "codegen/sql/counting.h"
#include "codegen/sql/rights.h"
#include "dsl/catalog/rights.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

static const char *sequence_name(const StrBuf *sql, const Object *sequence)
{
    return qualified(sql, sequence->parent->name, sequence->name);
}

/* Since PostgreSQL 15 one that an unlogged table owns is so, too. */
static bool is_unlogged_in(const SqlOut *out, const Catalog *catalog, const Object *sequence)
{
    const Object *column = sequence_owner(catalog, sequence);
    bool of_unlogged = column && column->parent->kind == KIND_TABLE && as_table(column->parent)->unlogged;

    return as_sequence(sequence)->unlogged || (of_unlogged && !(out->oldest && out->oldest < 15));
}

static bool is_unlogged(const SqlOut *out, const Object *sequence)
{
    return is_unlogged_in(out, out->after, sequence);
}

/* It was there, and has to be logged as it was not; or the other way round. */
static void change_logging(SqlOut *out, const Object *sequence)
{
    const Object *old = catalog_same(out->before, sequence), *new = catalog_same(out->after, sequence);
    StrBuf *sql;

    if (!old || !new || sql_creates(out, new) || is_unlogged_in(out, out->before, old) == is_unlogged(out, new))
        return;
    sql = sql_statement(out);
    emit(sql, "ALTER SEQUENCE ${name} SET ${how}", "name", sequence_name(sql, new),
         "how", is_unlogged(out, new) ? "UNLOGGED" : "LOGGED", NULL);
}

static void create(SqlOut *out, const Object *object)
{
    const Sequence *sequence = as_sequence(object);
    StrBuf *sql = sql_statement(out);

    emit(sql, "CREATE ${unlogged}SEQUENCE ${name} AS ${type}", "unlogged", is_unlogged(out, object) ? "UNLOGGED " : "",
         "name", sequence_name(sql, object),
         "type", type_short(sql->arena, &sequence->type), NULL);
    put_counting(sql, &sequence->counting, sequence->type.name);
}

static void drop(SqlOut *out, const Object *object)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "DROP SEQUENCE ${name}", "name", sequence_name(sql, object), NULL);
    if (!sequence_owner(out->before, object))
        sql_loss(out, "the numbers it has come to");
}

/* How far it has counted stays as it is: there is no RESTART here. */
static void alter(SqlOut *out, const Object *before, const Object *after)
{
    const Sequence *old = as_sequence(before), *new = as_sequence(after);
    Counting counting = counting_retyped(&old->counting, old->type.name, new->type.name);
    Sequence logged = *new;

    if (old->unlogged != new->unlogged)
        change_logging(out, after);
    logged.unlogged = old->unlogged;
    if (!object_differs(before, &logged.object))
        return;

    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER SEQUENCE ${name}", "name", sequence_name(sql, after), NULL);
    if (!text_same(old->type.text, new->type.text))
        emit(sql, " AS ${type}", "type", type_short(sql->arena, &new->type), NULL);
    put_counting_change(sql, &counting, &new->counting, "");
}

/* One that a column owns lives where its table does. It stays behind only if it changes hands, too. */
static void move(SqlOut *out, const Object *object, const char *schema)
{
    if (object_first(object, KIND_SEQUENCE_OWNER)) {
        StrBuf *sql = sql_statement(out);

        emit(sql, "ALTER SEQUENCE ${name} OWNED BY NONE", "name", sequence_name(sql, object), NULL);
    }
    spelled_move(out, object, schema);
}

/* The column that can be written "serial" together with the sequence. */
static const Object *serial_column(const Object *object, const Catalog *catalog)
{
    const Object *column = sequence_owner(catalog, object);

    return column && sequence_of_serial(catalog, column) == as_sequence(object) ? column : NULL;
}

/* Created along with a serial column; dropped along with whatever column owns it. */
static const Object *host(const Object *object, const Catalog *catalog, bool dropping)
{
    return dropping ? sequence_owner(catalog, object) : serial_column(object, catalog);
}

static void spell(StrBuf *sql, const Object *object)
{
    emit(sql, "SEQUENCE ${name}", "name", sequence_name(sql, object), NULL);
}

const SqlKind sequence_sql = {
    .create = create,
    .drop = drop,
    .alter = alter,
    .rename = spelled_rename,
    .move = move,
    .host = host,
    .spell = spell,
};

/* A serial column that was there before may hold numbers already: the sequence goes on behind them. */
static void go_on_behind(SqlOut *out, const SequenceOwner *owner)
{
    StrBuf *sql = sql_statement(out);
    const Object *sequence = owner->object.parent;

    emit(sql, "SELECT setval(${sequence}, ${number}, false) FROM ${table}",
         "sequence", literal(sql, sequence_name(sql, sequence)),
         "number", next_number(sql, &as_sequence(sequence)->counting, ident(sql, owner->column)),
         "table", qualified(sql, owner->table.schema, owner->table.name), NULL);
}

static const Object *owning_table(const Catalog *catalog, const Object *object)
{
    const SequenceOwner *owner = as_sequence_owner(object);

    return catalog_relation(catalog, owner->table.schema, owner->table.name);
}

/* The role that owns a relation, if the schema says so. */
static const char *role_of(const Catalog *catalog, const Object *relation)
{
    const Object *here = relation ? catalog_same(catalog, relation) : NULL;
    const Object *owner = here ? catalog_find(catalog, KIND_OWNER, here, "") : NULL;

    return owner ? as_owner(owner)->role : NULL;
}

static void put_role(SqlOut *out, const Object *sequence, const char *role)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER SEQUENCE ${name} OWNER TO ${role}", "name", sequence_name(sql, sequence),
         "role", role_name(sql, role), NULL);
}

static void put_free(SqlOut *out, const Object *sequence)
{
    StrBuf *sql = sql_statement(out);

    emit(sql, "ALTER SEQUENCE ${name} OWNED BY NONE", "name", sequence_name(sql, sequence), NULL);
}

/* A sequence has the owner of its column's table: the one it has before or after the migration. */
static bool has_role(const SqlOut *out, const Object *before)
{
    const Object *table = owning_table(out->before, before);

    return role_of(out->before, table) || (table && role_of(out->after, table));
}

/* A sequence can only be a column's if it has the same owner as the table; it leaves another first. */
static void give_to_owner(SqlOut *out, const Object *object)
{
    const Object *table = owning_table(out->after, object), *sequence = catalog_same(out->before, object->parent);
    const Object *of_table = table ? catalog_find(out->after, KIND_OWNER, table, "") : NULL;
    const Object *before = sequence ? catalog_find(out->before, KIND_SEQUENCE_OWNER, sequence, "") : NULL;

    if (before && (of_table || has_role(out, before)))
        put_free(out, object->parent);
    if (of_table && (sequence || !sql_creates(out, of_table)))
        put_role(out, object->parent, as_owner(of_table)->role);
    else if (!of_table && sequence && (role_of(out->before, sequence) || (before && has_role(out, before))))
        put_role(out, object->parent, "current_user");
}

static void own(SqlOut *out, const Object *object)
{
    const SequenceOwner *owner = as_sequence_owner(object);
    const Object *column = serial_column(object->parent, out->after);

    give_to_owner(out, object);

    StrBuf *sql = sql_statement(out);
    emit(sql, "ALTER SEQUENCE ${name} OWNED BY ${table}.${column}", "name", sequence_name(sql, object->parent),
         "table", qualified(sql, owner->table.schema, owner->table.name), "column", ident(sql, owner->column), NULL);
    change_logging(out, object->parent);
    if (column && !sql_creates(out, column) && sql_creates(out, object->parent))
        go_on_behind(out, owner);
}

/* It had the owner of the table, and keeps it unless told. */
static void disown(SqlOut *out, const Object *object)
{
    put_free(out, object->parent);
    if (has_role(out, object) && catalog_same(out->after, object->parent))
        put_role(out, object->parent, "current_user");
    change_logging(out, object->parent);
}

static void own_another(SqlOut *out, const Object *before, const Object *after)
{
    (void)before;
    own(out, after);
}

static const Object *owner_host(const Object *object, const Catalog *catalog, bool dropping)
{
    return dropping ? object->parent : serial_column(object->parent, catalog);
}

const SqlKind sequence_owner_sql = {.create = own, .drop = disown, .alter = own_another, .host = owner_host};
