#include "dsl/catalog/depends.h"

#include "dsl/catalog/domain.h"
#include "dsl/catalog/function.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/type.h"
#include "dsl/catalog/view.h"
#include "dsl/sqltext.h"

#include <string.h>

static void add(const Object *object, Arena *arena, List *on)
{
    if (object)
        list_add(on, arena, object);
}

void depends_on_column(const Catalog *catalog, const Object *table, const char *column, Arena *arena, List *on)
{
    const Object *found = catalog_column(catalog, table, column);

    add(found ? found : catalog_attribute(catalog, table, column), arena, on);
}

void depends_on_columns(const Catalog *catalog, const Object *table, Names columns, Arena *arena, List *on)
{
    for (size_t i = 0; i < columns.count; i++)
        depends_on_column(catalog, table, columns.items[i], arena, on);
}

/* A name that nothing declares may come from any extension. */
static void depends_on_extensions(const Catalog *catalog, Arena *arena, List *on)
{
    for (size_t i = 0; i < catalog->objects.count; i++) {
        const Object *object = catalog->objects.items[i];

        if (object->kind == KIND_EXTENSION)
            list_add(on, arena, object);
        else if (kind_rank(object->kind) > kind_rank(KIND_TABLE))
            break;
    }
}

static bool depends_on_makers(const Catalog *catalog, NameSpace space, const char *schema, const char *name,
                              Arena *arena, List *on)
{
    const List *makers = catalog_makers(catalog, space, schema, name);

    for (size_t i = 0; i < makers->count; i++)
        list_add(on, arena, makers->items[i]);
    return makers->count > 0;
}

void depends_on_relation(const Catalog *catalog, const char *schema, const char *name, Arena *arena, List *on)
{
    const Object *found = catalog_relation(catalog, schema, name);

    if (found)
        list_add(on, arena, found);
    else
        depends_on_makers(catalog, NAMES_RELATION, schema, name, arena, on);
}

void depends_on_type(const Catalog *catalog, const Type *type, Arena *arena, List *on)
{
    if (!type->text || !type->schema)
        return;

    const Object *declared = catalog_type(catalog, type->schema, type->name);
    if (declared)
        list_add(on, arena, declared);
    else if (!depends_on_makers(catalog, NAMES_TYPE, type->schema, type->name, arena, on))
        depends_on_extensions(catalog, arena, on);
}

/* True if a string can spell the value out: it is the value or, for an array, holds it. One too many does no harm. */
static bool spells(const char *string, const char *value, bool array)
{
    return array ? strstr(string, value) != NULL : strcmp(string, value) == 0;
}

/* In "state <> 'closed'" the string is a label of the column's type, which it takes without a word. */
static void depends_on_strings(const Object *type, bool array, const SqlParse *parse, Arena *arena, List *on)
{
    const Object *value = type ? object_first(type, KIND_ENUM_VALUE) : NULL;

    for (; value; value = object_next(value))
        for (size_t i = 0; i < parse->strings.count; i++)
            if (spells(parse->strings.items[i], value->name, array))
                add(value, arena, on);
}

void depends_on_labels(const Catalog *catalog, const Type *type, const SqlParse *parse, Arena *arena, List *on)
{
    Type base = type->schema ? type_base(catalog, *type) : *type;

    depends_on_strings(type_declared(catalog, &base), base.array, parse, arena, on);
}

void depends_on_values(const Catalog *catalog, const Type *type, const Sql *sql, Arena *arena, List *on)
{
    if (type->text && sql->text)
        depends_on_labels(catalog, type, sql_expression(sql_cache(arena), sql->text), arena, on);
}

void depends_on_collation(const Catalog *catalog, QName name, Arena *arena, List *on)
{
    if (name.name && name.schema)
        add(catalog_in_schema(catalog, KIND_COLLATION, name.schema, name.name), arena, on);
}

static void on_type(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on)
{
    const Object *type = type_named(catalog, ref->qualifier, ref->name);

    add(type, arena, on);
    if (!type && (ref->qualifier || !type_is_hidden(ref->name)))
        depends_on_makers(catalog, NAMES_TYPE, ref->qualifier, ref->name, arena, on);
    depends_on_strings(type, !ref->literal, parse, arena, on);
}

void depends_on_routines(const Catalog *catalog, const char *schema, const char *name, Arena *arena, List *on)
{
    const List *routines = catalog_routines(catalog, schema, name);

    for (size_t i = 0; i < routines->count; i++)
        list_add(on, arena, routines->items[i]);
    depends_on_makers(catalog, NAMES_ROUTINE, schema, name, arena, on);
}

static void on_call(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on)
{
    const List *routines = catalog_routines(catalog, ref->qualifier, ref->name);

    depends_on_routines(catalog, ref->qualifier, ref->name, arena, on);
    for (size_t i = 0; i < routines->count; i++) {
        const Function *function = as_function(routines->items[i]);

        for (size_t a = 0; a < function->arguments.count; a++)
            depends_on_labels(catalog, &function_arguments(function)[a].type, parse, arena, on);
    }
}

/* Within a subquery a column is of the innermost table that has one of this name; else of the table around it all. */
static const Object *referred_column(const Catalog *catalog, const Object *table, const SqlRef *ref)
{
    for (size_t i = 0; i < ref->owners.count; i++) {
        const SqlRelation *owner = ref->owners.items[i];
        const Object *relation = catalog_relation(catalog, owner->schema, owner->name);
        const Object *column = relation ? catalog_column(catalog, relation, ref->name) : NULL;

        if (column)
            return column;
    }
    return table && !ref->local ? catalog_column(catalog, table, ref->name) : NULL;
}

/* Likewise, of the columns of typed tables. */
static const Object *referred_attribute(const Catalog *catalog, const Object *table, const SqlRef *ref)
{
    const Object *found = query_attribute(catalog, ref);

    return found || !table || ref->local ? found : catalog_attribute(catalog, table, ref->name);
}

static void on_collation(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on)
{
    (void)parse;
    add(catalog_in_schema(catalog, KIND_COLLATION, ref->qualifier, ref->name), arena, on);
}

static void on_relation(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on)
{
    (void)parse;
    depends_on_relation(catalog, ref->qualifier, ref->name, arena, on);
}

void depends_on_ref(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on)
{
    static const struct {
        SqlRefKind kind;
        void (*depends)(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on);
    } kinds[] = {
        {SQL_REF_TYPE, on_type},
        {SQL_REF_COLLATION, on_collation},
        {SQL_REF_RELATION, on_relation},
        {SQL_REF_FUNCTION, on_call},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ref->kind == kinds[i].kind)
            kinds[i].depends(catalog, ref, parse, arena, on);
}

static void depends_on_own_column(const Catalog *catalog, const Object *table, const SqlRef *ref,
                                  const SqlParse *parse, Arena *arena, List *on)
{
    const Object *column = referred_column(catalog, table, ref);

    add(column ? column : referred_attribute(catalog, table, ref), arena, on);
    if (column)
        depends_on_labels(catalog, &as_column(column)->type, parse, arena, on);
}

void depends_on_sql(const Catalog *catalog, const Object *table, const Sql *sql, const Type *of_type, Arena *arena,
                    List *on)
{
    if (!sql->text)
        return;

    const SqlParse *parse = sql_expression(sql_cache(arena), sql->text);
    if (of_type && (parse->constant_is_string || of_type->array))
        depends_on_labels(catalog, of_type, parse, arena, on);

    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        depends_on_ref(catalog, ref, parse, arena, on);
        if (ref->kind == SQL_REF_COLUMN)
            depends_on_own_column(catalog, table, ref, parse, arena, on);
    }
}
