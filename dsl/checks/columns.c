#include "dsl/catalog/naming.h"
#include "dsl/catalog/since.h"
#include "dsl/catalog/table.h"
#include "dsl/checks/checks.h"

#include <string.h>

enum { MOST_COLUMNS = 1600 };

void check_column_count(Scope *scope, const Object *object)
{
    size_t count = 0;

    for (const Object *column = object_first(object, KIND_COLUMN); column; column = object_next(column))
        if (++count == MOST_COLUMNS + 1)
            scope_problem(scope, DIAG_TOO_MANY_COLUMNS, column->at, "table \"%s\" has more than %d columns",
                          object->name, MOST_COLUMNS);
}

static bool is_system_column(const char *name)
{
    static const char *const names[] = {"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

void check_column_name(Scope *scope, const Object *object)
{
    if (is_system_column(object->name))
        scope_problem(scope, DIAG_NAME_CLASH, object->at, "every table has a column \"%s\" of PostgreSQL's own",
                      object->name);
}

static const char *spelled(const Scope *scope, const char *schema, const char *name)
{
    return !schema || strcmp(schema, "public") == 0 ? name : arena_printf(scope->arena, "%s.%s", schema, name);
}

static void add_made(const Scope *scope, const Object *maker, List *names)
{
    List made = kind_of(maker)->makes(maker, scope->arena);

    for (size_t i = 0; i < made.count; i++) {
        const Made *one = made.items[i];

        if (one->space == NAMES_TYPE)
            list_add(names, scope->arena, spelled(scope, one->name.schema, one->name.name));
    }
}

/* Names of types as they would be written: built-in ones, and what the schema declares. */
static List type_candidates(const Scope *scope)
{
    size_t count = 0;
    const char *const *builtin = type_names(&count);
    List names = {0};

    for (size_t i = 0; i < count; i++)
        list_add(&names, scope->arena, builtin[i]);
    for (size_t i = 0; i < scope->catalog->objects.count; i++) {
        const Object *object = scope->catalog->objects.items[i];

        if (kind_of(object)->name_space == NAMES_TYPE)
            list_add(&names, scope->arena, spelled(scope, object->parent->name, object->name));
        if (kind_of(object)->makes)
            add_made(scope, object, &names);
    }
    return names;
}

/* The schema of what one makes of that name, or NULL. */
static const char *made_elsewhere(const Scope *scope, const Object *maker, const char *name)
{
    List made = kind_of(maker)->makes(maker, scope->arena);

    for (size_t i = 0; i < made.count; i++) {
        const Made *one = made.items[i];

        if (one->space == NAMES_TYPE && strcmp(one->name.name, name) == 0)
            return one->name.schema ? one->name.schema : "public";
    }
    return NULL;
}

/* The schema of another type of that name, or NULL: more to the point than any likeness. */
static const char *type_elsewhere(const Scope *scope, const char *name)
{
    const char *schema = NULL;

    for (size_t i = 0; i < scope->catalog->objects.count && !schema; i++) {
        const Object *object = scope->catalog->objects.items[i];

        if (kind_of(object)->name_space == NAMES_TYPE && strcmp(object->name, name) == 0)
            schema = object->parent->name;
        else if (kind_of(object)->makes)
            schema = made_elsewhere(scope, object, name);
    }
    return schema;
}

static void report_type(Scope *scope, const Type *type)
{
    const char *elsewhere = scope_suggests(scope) ? type_elsewhere(scope, type->name) : NULL;
    const char *name = spelled(scope, type->schema, type->name);

    if (!elsewhere) {
        scope_unknown(scope, DIAG_UNKNOWN_TYPE, type->at, "type", name, NULL,
                      scope_suggests(scope) ? type_candidates(scope) : (List){0});
        return;
    }
    Diag *d = scope_problem(scope, DIAG_UNKNOWN_TYPE, type->at, "unknown type \"%s\"", name);
    diag_hint(scope->diags, d, "did you mean \"%s.%s\"?", elsewhere, type->name);
}

/* A table is a type as well: that of its rows. */
static bool is_known(const Scope *scope, const Type *type)
{
    return !type->text || !type->schema || scope->has_extension || scope->incomplete
        || catalog_type(scope->catalog, type->schema, type->name)
        || catalog_makers(scope->catalog, NAMES_TYPE, type->schema, type->name)->count;
}

void check_data_type(Scope *scope, const Type *type)
{
    if (!is_known(scope, type))
        report_type(scope, type);
    if (type_since(type) > scope->project->postgres)
        check_version(scope, type_since(type), type->at, type_short(scope->arena, type));
}

/* "owner app" in the block of a table is a column, as "owner text" is: only other objects say their owner so. */
static bool means_owner(Scope *scope, const Object *column)
{
    const Type *type = &as_column(column)->type;

    if (strcmp(column->name, "owner") != 0 || type->modifiers || type->array || !scope_suggests(scope)
        || is_known(scope, type) || type_elsewhere(scope, type->name))
        return false;
    const List known = type_candidates(scope);
    return !nearest_name(type->name, (const char *const *)known.items, known.count);
}

static void report_owner(Scope *scope, const Type *type)
{
    Diag *d = scope_problem(scope, DIAG_UNKNOWN_TYPE, type->at, "unknown type \"%s\"", type->name);

    diag_hint(scope->diags, d, "this is a column called \"owner\"; to say whose the table is: owner to %s",
              quote_name(scope->arena, type->name));
}

/* What stands for many types, or for none, no row can hold. */
void check_column_type(Scope *scope, const Object *object)
{
    const Type *type = &as_column(object)->type;
    const BuiltinType *builtin = type->text && !type->schema ? type_builtin(type->name) : NULL;

    if (means_owner(scope, object))
        report_owner(scope, type);
    else
        check_data_type(scope, type);
    if (builtin && builtin->class == TYPE_CLASS_PSEUDO)
        scope_problem(scope, DIAG_PSEUDO_TYPE, type->at, "\"%s\" is a type for functions alone", type->name);
}

void check_identity_integer(Scope *scope, const Object *object)
{
    const Column *column = as_column(object);
    const BuiltinType *type = type_plain(&column->type);

    if (column->identity && column->type.text && (!type || type->class != TYPE_CLASS_INTEGER))
        scope_problem(scope, DIAG_BAD_IDENTITY, column->type.at,
                      "identity column \"%s\" must be smallint, integer or bigint", object->name);
}

static void check_plain_columns(Scope *scope, const Object *object, const Sql *sql)
{
    const SqlParse *parse = scope_parse(scope, sql);

    for (size_t i = 0; i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];
        const Object *used = ref->kind == SQL_REF_COLUMN ? check_column(scope, object->parent, ref->name) : NULL;

        if (used && as_column(used)->generated.text)
            scope_problem(scope, DIAG_BAD_GENERATED, scope_ref_place(sql, ref),
                          used == object ? "generated column \"%s\" uses itself"
                                         : "a generated column cannot use \"%s\", which is generated, too",
                          used->name);
    }
}

void check_generated(Scope *scope, const Object *object)
{
    const Column *column = as_column(object);

    if (!column->generated.text)
        return;
    check_expression(scope, &column->generated, object->parent, "a generated column");
    check_plain_columns(scope, object, &column->generated);
    if (column->is_virtual)
        check_version(scope, 18, node_child(scope_node(scope, object), NODE_GENERATED)->at, "a virtual column");
}

void check_column_hints(Scope *scope, const Object *object)
{
    const Column *column = as_column(object);

    if (column->using.text)
        check_expression(scope, &column->using, NULL, NULL);
    if (column->fill.text)
        check_expression(scope, &column->fill, object->parent, "\"fill\"");
}
