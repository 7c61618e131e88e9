/* Which of its own things the server takes for what a partition has of the whole: it compares some fields alone. */
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"

#include <string.h>

static const Field part_fields[] = {
    {"column", FIELD_TEXT, offsetof(IndexPart, column)},
    {"expression", FIELD_SQL, offsetof(IndexPart, expression)},
    {"collation", FIELD_QNAME, offsetof(IndexPart, collation)},
    {"opclass", FIELD_QNAME, offsetof(IndexPart, opclass)},
    {0},
};

static const Field index_fields[] = {
    {"unique", FIELD_BOOL, offsetof(Index, unique)},
    {"method", FIELD_TEXT, offsetof(Index, method)},
    {"parts", FIELD_RECORDS, offsetof(Index, parts), FIELD_PLAIN, part_fields, sizeof(IndexPart)},
    {"include", FIELD_NAMES, offsetof(Index, include)},
    {"nulls_not_distinct", FIELD_BOOL, offsetof(Index, nulls_not_distinct)},
    {"where", FIELD_SQL, offsetof(Index, where)},
    {0},
};

static const Field key_fields[] = {
    {"columns", FIELD_NAMES, offsetof(Key, columns)},
    {"include", FIELD_NAMES, offsetof(Key, include)},
    {"nulls_not_distinct", FIELD_BOOL, offsetof(Key, nulls_not_distinct)},
    {0},
};

static bool same(const Object *one, const Object *other, const Field *fields)
{
    for (; fields->name; fields++)
        if (!field_same(one, other, fields))
            return false;
    return true;
}

static bool is_key(const Object *object)
{
    return object->kind == KIND_PRIMARY_KEY || object->kind == KIND_UNIQUE;
}

/* The index of a constraint does where no constraint is wanted. */
static bool is_index_of(const Index *index, const Key *key)
{
    bool plain = index->unique && strcmp(index->method, "btree") == 0 && !index->where.text
              && index->nulls_not_distinct == key->nulls_not_distinct && names_same(index->include, key->include)
              && index->parts.count == key->columns.count;

    for (size_t i = 0; plain && i < index->parts.count; i++) {
        const IndexPart *part = &records_of(index->parts, IndexPart)[i];

        plain = text_same(part->column, key->columns.items[i]) && !part->collation.name && !part->opclass.name;
    }
    return plain;
}

bool partition_takes(const Object *whole, const Object *object)
{
    if (whole->kind == KIND_INDEX && is_key(object))
        return is_index_of(as_index(whole), as_key(object));
    if (is_key(whole) && is_key(object))
        return same(whole, object, key_fields);
    if (whole->kind != object->kind)
        return false;
    if (whole->kind == KIND_INDEX)
        return same(whole, object, index_fields);
    return whole->kind == KIND_FOREIGN_KEY && !object_differs(whole, object);
}
