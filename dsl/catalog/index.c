#include "dsl/catalog/index.h"

#include "dsl/catalog/depends.h"

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Index *index = as_index(object);

    for (size_t i = 0; i < index->parts.count; i++) {
        const IndexPart *part = &records_of(index->parts, IndexPart)[i];

        if (part->column)
            depends_on_column(catalog, object->parent, part->column, arena, on);
        depends_on_collation(catalog, part->collation, arena, on);
        depends_on_sql(catalog, object->parent, &part->expression, NULL, arena, on);
    }
    depends_on_columns(catalog, object->parent, index->include, arena, on);
    depends_on_sql(catalog, object->parent, &index->where, NULL, arena, on);
}

static Keeps keeps(const Object *object)
{
    const Index *index = as_index(object);
    bool expressions = index->where.text != NULL;

    for (size_t i = 0; i < index->parts.count; i++)
        expressions |= records_of(index->parts, IndexPart)[i].expression.text != NULL;
    return expressions ? KEEPS_SQL : KEEPS_NOTHING;
}

static const Field part_fields[] = {
    {"column", FIELD_TEXT, offsetof(IndexPart, column), FIELD_COLUMNS},
    {"expression", FIELD_SQL, offsetof(IndexPart, expression), FIELD_COLUMNS},
    {"collation", FIELD_QNAME, offsetof(IndexPart, collation), FIELD_COLLATION},
    {"opclass", FIELD_QNAME, offsetof(IndexPart, opclass)},
    {"opclass_options", FIELD_TEXT, offsetof(IndexPart, opclass_options)},
    {"descending", FIELD_BOOL, offsetof(IndexPart, descending)},
    {"nulls_first", FIELD_BOOL, offsetof(IndexPart, nulls_first)},
    {0},
};

static const Field fields[] = {
    {"unique", FIELD_BOOL, offsetof(Index, unique)},
    {"method", FIELD_TEXT, offsetof(Index, method)},
    {"parts", FIELD_RECORDS, offsetof(Index, parts), FIELD_COLUMNS, part_fields, sizeof(IndexPart)},
    {"include", FIELD_NAMES, offsetof(Index, include), FIELD_COLUMNS},
    {"nulls_not_distinct", FIELD_BOOL, offsetof(Index, nulls_not_distinct)},
    {"where", FIELD_SQL, offsetof(Index, where), FIELD_COLUMNS},
    {"options", FIELD_RECORDS, offsetof(Index, options), FIELD_PLAIN, option_fields, sizeof(Option)},
    {"tablespace", FIELD_TEXT, offsetof(Index, tablespace)},
    {"invalid", FIELD_BOOL, offsetof(Index, invalid)},
    {0},
};

const Kind index_kind = {
    .name = "index",
    .size = sizeof(Index),
    .fields = fields,
    .name_space = NAMES_RELATION,
    .depends = depends,
    .keeps = keeps,
};

static const Field exclude_fields[] = {
    {"method", FIELD_TEXT, offsetof(Exclude, index.method)},
    {"parts", FIELD_RECORDS, offsetof(Exclude, index.parts), FIELD_COLUMNS, part_fields, sizeof(IndexPart)},
    {"operators", FIELD_NAMES, offsetof(Exclude, operators)},
    {"include", FIELD_NAMES, offsetof(Exclude, index.include), FIELD_COLUMNS},
    {"where", FIELD_SQL, offsetof(Exclude, index.where), FIELD_COLUMNS},
    {"options", FIELD_RECORDS, offsetof(Exclude, index.options), FIELD_PLAIN, option_fields, sizeof(Option)},
    {"tablespace", FIELD_TEXT, offsetof(Exclude, index.tablespace)},
    {"deferrable", FIELD_BOOL, offsetof(Exclude, deferrable)},
    {"initially_deferred", FIELD_BOOL, offsetof(Exclude, initially_deferred)},
    {0},
};

const Kind exclude_kind = {
    .name = "exclusion constraint",
    .size = sizeof(Exclude),
    .fields = exclude_fields,
    .name_space = NAMES_RELATION,
    .depends = depends,
    .keeps = keeps,
};
