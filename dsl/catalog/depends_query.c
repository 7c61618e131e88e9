#include "dsl/catalog/depends.h"

#include "dsl/catalog/table.h"

#include <string.h>

static void depends_on_owned(const Catalog *catalog, const SqlRef *ref, const SqlParse *parse, Arena *arena, List *on)
{
    for (size_t i = 0; i < ref->owners.count; i++) {
        const SqlRelation *owner = ref->owners.items[i];
        const Object *table = catalog_relation(catalog, owner->schema, owner->name);
        const Object *column = table ? catalog_find(catalog, KIND_COLUMN, table, ref->name) : NULL;

        if (!column)
            continue;
        list_add(on, arena, column);
        depends_on_labels(catalog, &as_column(column)->type, parse, arena, on);
        return;
    }
}

static void depends_on_relation(const Catalog *catalog, const char *text, const SqlRef *ref, const SqlParse *parse,
                                Arena *arena, List *on)
{
    const Object *relation = catalog_relation(catalog, ref->qualifier, ref->name);
    const Object *column = relation ? object_first(relation, KIND_COLUMN) : NULL;

    if (relation)
        list_add(on, arena, relation);
    for (; column; column = object_next(column))
        if (strchr(text, '*') || strstr(text, column->name)) {
            list_add(on, arena, column);
            depends_on_labels(catalog, &as_column(column)->type, parse, arena, on);
        }
}

void depends_on_script(const Catalog *catalog, const Sql *script, Arena *arena, List *on)
{
    const SqlParse *parse = script->text ? &sql_script(sql_cache(arena), script->text)->parse : NULL;

    for (size_t i = 0; parse && i < parse->refs.count; i++) {
        const SqlRef *ref = parse->refs.items[i];

        if (ref->kind == SQL_REF_COLUMN)
            depends_on_owned(catalog, ref, parse, arena, on);
        else if (ref->kind == SQL_REF_RELATION)
            depends_on_relation(catalog, script->text, ref, parse, arena, on);
        else if (ref->kind == SQL_REF_TYPE)
            depends_on_named_type(catalog, ref, parse, arena, on);
        else if (ref->kind == SQL_REF_FUNCTION)
            depends_on_routines(catalog, ref->qualifier, ref->name, arena, on);
    }
}
