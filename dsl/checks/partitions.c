#include "dsl/catalog/constraint.h"
#include "dsl/catalog/index.h"
#include "dsl/catalog/partition.h"
#include "dsl/checks/checks.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const IndexPart *key_part(const Object *table, size_t i)
{
    return &records_of(as_table(table)->key, IndexPart)[i];
}

void check_partition_key(Scope *scope, const Object *object)
{
    const Table *table = as_table(object);
    const Node *node = scope_node(scope, object), *by = node_child(node, NODE_PARTITION_BY);
    const Node *part = node_child(by, NODE_PART), *first = node_child(node, NODE_PARTITION);

    if (first && !table->partitioned)
        scope_problem(scope, DIAG_PARTITION_KEY, place_of(first),
                      "%s has partitions, but does not say by what it is partitioned",
                      object_describe(object, scope->arena));
    if (table->partitioned && strcmp(table->partitioned, "list") == 0 && table->key.count > 1)
        scope_problem(scope, DIAG_PARTITION_KEY, by->at, "a table is partitioned by list of one column or expression");
    if (by && node_child(node, NODE_PARENT))
        scope_problem(scope, DIAG_PARTITION_KEY, by->at, "a partitioned table cannot inherit others");
    if (by && table->options.count)
        scope_problem(scope, DIAG_PARTITION_KEY, by->at,
                      "a partitioned table holds no rows, so it has no storage options: give them to its partitions");
    for (size_t i = 0; i < table->key.count && part; i++, part = node_next(part))
        if (key_part(object, i)->column)
            scope_column(scope, object, key_part(object, i)->column, place_of(part));
        else
            check_expression(scope, &key_part(object, i)->expression, object, "a partition key");
}

/* Where a table's columns come from; NULL: from itself. */
static const char *origin(Scope *scope, const Object *column)
{
    const Table *table = as_table(column->parent);
    const Object *whole = partition_parent(scope->catalog, column->parent);

    if (whole)
        return object_describe(whole, scope->arena);
    if (table->of.text)
        return arena_printf(scope->arena, "type \"%s\"", table->of.name);
    for (size_t i = 0; i < table->parents.count; i++) {
        QName name = records_of(table->parents, Parent)[i].table;
        const Object *parent = catalog_in_schema(scope->catalog, KIND_TABLE, name.schema, name.name);

        const Object *same = parent ? catalog_column(scope->catalog, parent, column->name) : NULL;

        if (same && same != column)
            return object_describe(parent, scope->arena);
    }
    return NULL;
}

void check_column_is_own(Scope *scope, const Object *object)
{
    const char *from = origin(scope, object);

    if (!from)
        return;
    Diag *d = scope_problem(scope, DIAG_DUPLICATE_NAME, object->at,
                            "column \"%s\" stands in %s, whose columns come from %s",
                            object->name, object_describe(object->parent, scope->arena), from);
    diag_hint(scope->diags, d, "leave it out here");
}

static void check_parent(Scope *scope, const Object *object, const Node *node)
{
    const Object *parent = catalog_in_schema(scope->catalog, KIND_TABLE, node->qualifier, node->name);

    if (parent && as_table(parent)->partitioned)
        scope_problem(scope, DIAG_PARTITION_KEY, place_of(node),
                      "a partitioned table is not inherited: declare partitions");
    List above = parent ? table_ancestors(scope->catalog, parent, scope->arena) : (List){0};
    if (parent == object || list_has(&above, object))
        scope_problem(scope, DIAG_INHERIT_CYCLE, place_of(node), "tables inherit each other in a circle");
}

void check_parents(Scope *scope, const Object *object)
{
    const Node *node = scope_node(scope, object), *of = node_child(node, NODE_OF);

    for (const Node *parent = node_child(node, NODE_PARENT); parent; parent = node_next(parent))
        check_parent(scope, object, parent);
    if (of && node_child(node, NODE_PARENT))
        scope_problem(scope, DIAG_PARTITION_KEY, of->at, "a typed table cannot inherit others");
}

/* Unique things. */

static void refuse_unique(Scope *scope, const Object *object, const char *lacking)
{
    Diag *d = scope_problem(scope, DIAG_PARTITION_UNIQUE, object->at,
                            "%s must contain %s: rows are unique within their partition only",
                            object_describe(object, scope->arena), lacking);

    diag_note(scope->diags, d, node_child(scope_node(scope, object->parent), NODE_PARTITION_BY)->at,
              "by this the table is partitioned");
}

static void check_contains(Scope *scope, const Object *object, Names columns)
{
    const Object *table = object->parent;

    for (size_t i = 0; i < as_table(table)->key.count; i++) {
        const IndexPart *part = key_part(table, i);

        if (!part->column || !names_have(columns, part->column)) {
            refuse_unique(scope, object, part->column ? arena_printf(scope->arena, "\"%s\"", part->column)
                                                      : "every column of the partition key, and that has expressions");
            return;
        }
    }
}

void check_key_has_partition_key(Scope *scope, const Object *object)
{
    check_contains(scope, object, as_key(object)->columns);
}

void check_index_has_partition_key(Scope *scope, const Object *object)
{
    const Index *index = as_index(object);
    Names columns = {.items = arena_array(scope->arena, const char *, index->parts.count)};

    if (!index->unique || object->parent->kind != KIND_TABLE)
        return;
    for (size_t i = 0; i < index->parts.count; i++)
        if (records_of(index->parts, IndexPart)[i].column)
            columns.items[columns.count++] = records_of(index->parts, IndexPart)[i].column;
    check_contains(scope, object, columns);
}

/* Bounds. */

static void look_at_value(Scope *scope, const Object *table, size_t i, const Node *node)
{
    Sql value = scope_sql(scope, node);
    const SqlParse *parse = value.text ? scope_parse(scope, &value) : NULL;
    const char *name = i < as_table(table)->key.count ? key_part(table, i)->column : NULL;
    const Object *column = name ? check_column(scope, table, name) : NULL;

    if (!parse || !parse->constant || parse->constant_is_null || parse->constant_has_cast || !column)
        return;

    const char *fault = literal_fault(scope->arena, scope->catalog, &as_column(column)->type, parse->constant,
                                      literal_kind(parse));
    if (fault)
        scope_problem(scope, DIAG_PARTITION_BOUND, value.at, "%s", fault);
}

static size_t look_at_values(Scope *scope, const Object *table, const Node *values, bool several)
{
    size_t count = 0;

    for (const Node *value = node_child(values, NODE_SQL); value; value = node_next(value))
        look_at_value(scope, table, several ? count++ : 0, value);
    return count;
}

static void check_edge(Scope *scope, const Object *table, const Node *edge)
{
    size_t count = look_at_values(scope, table, edge, true), wanted = as_table(table)->key.count;

    if (count != wanted)
        scope_problem(scope, DIAG_PARTITION_BOUND, edge->at, "%zu value%s where the table is partitioned by %zu", count,
                      count == 1 ? " stands" : "s stand", wanted);
}

static void check_modulus(Scope *scope, const Node *bound)
{
    const Node *modulus = node_child(bound, NODE_OPTION), *remainder = node_next(modulus);
    long from = strtol(modulus->text, NULL, 10), left = strtol(remainder->text, NULL, 10);

    if (from <= 0 || left < 0 || left >= from)
        scope_problem(scope, DIAG_PARTITION_BOUND, bound->at,
                      "the modulus is a whole number above 0, and the remainder one from 0 up to below it");
}

void check_partition_bound(Scope *scope, const Object *object)
{
    const Node *node = scope_node(scope, object);
    const Object *whole = partition_parent(scope->catalog, object->parent);
    const char *method = whole ? as_table(whole)->partitioned : NULL;

    if (!method)
        return;
    if (strcmp(node->text, "default") == 0 ? strcmp(method, "hash") == 0 : strcmp(node->text, method) != 0) {
        scope_problem(scope, DIAG_PARTITION_BOUND, node->at, "%s is partitioned by %s, and this is the bound of a %s "
                      "partition", object_describe(whole, scope->arena), method, node->text);
    } else if (strcmp(node->text, "range") == 0) {
        check_edge(scope, whole, node_child(node, NODE_LOWER));
        check_edge(scope, whole, node_child(node, NODE_UPPER));
    } else if (strcmp(node->text, "list") == 0) {
        look_at_values(scope, whole, node, false);
    } else if (strcmp(node->text, "hash") == 0) {
        check_modulus(scope, node);
    }
}

/* Overlaps: found as far as values are plain numbers and dates, or are written alike. */

/* -1, 0 or 1; 2 for what cannot be told. */
enum { UNKNOWN = 2 };

static bool is_word(const char *text, const char *word)
{
    return strcasecmp(text, word) == 0;
}

static int infinity(const char *text)
{
    return is_word(text, "minvalue") ? -1 : is_word(text, "maxvalue") ? 1 : 0;
}

static int sign(int order)
{
    return order < 0 ? -1 : order > 0;
}

/* "2026-01-01": text that has the order of what it means, if the other is of the same length. */
static bool is_day(const char *text)
{
    return strlen(text) == 10 && strspn(text, "0123456789-") == 10 && text[4] == '-' && text[7] == '-';
}

static int compare_constants(const SqlParse *one, const SqlParse *other)
{
    char *end, *other_end;
    double left, right;

    if (!one->constant || !other->constant || one->constant_is_null || other->constant_is_null)
        return UNKNOWN;
    if (is_day(one->constant) && is_day(other->constant))
        return sign(strcmp(one->constant, other->constant));
    left = strtod(one->constant, &end);
    right = strtod(other->constant, &other_end);
    if (*end || *other_end || end == one->constant || other_end == other->constant || one->constant_is_string
        || other->constant_is_string)
        return UNKNOWN;
    return left < right ? -1 : left > right;
}

static int compare_values(Scope *scope, const Node *one, const Node *other)
{
    Sql left = scope_sql(scope, one), right = scope_sql(scope, other);
    int low = left.text ? infinity(left.text) : 0, high = right.text ? infinity(right.text) : 0;

    if (!left.text || !right.text)
        return UNKNOWN;
    if (low || high)
        return sign(low - high);

    const SqlParse *first = scope_parse(scope, &left), *second = scope_parse(scope, &right);
    return strcmp(first->canonical, second->canonical) == 0 ? 0 : compare_constants(first, second);
}

static int compare_edges(Scope *scope, const Node *one, const Node *other)
{
    const Node *left = node_child(one, NODE_SQL), *right = node_child(other, NODE_SQL);

    for (; left && right; left = node_next(left), right = node_next(right)) {
        int order = compare_values(scope, left, right);

        if (order)
            return order;
    }
    return 0;
}

static bool ranges_overlap(Scope *scope, const Node *one, const Node *other)
{
    return compare_edges(scope, node_child(one, NODE_LOWER), node_child(other, NODE_UPPER)) == -1
        && compare_edges(scope, node_child(other, NODE_LOWER), node_child(one, NODE_UPPER)) == -1;
}

static bool lists_overlap(Scope *scope, const Node *one, const Node *other)
{
    for (const Node *left = node_child(one, NODE_SQL); left; left = node_next(left))
        for (const Node *right = node_child(other, NODE_SQL); right; right = node_next(right))
            if (compare_values(scope, left, right) == 0)
                return true;
    return false;
}

static bool hashes_overlap(const Node *one, const Node *other)
{
    const Node *modulus = node_child(one, NODE_OPTION), *other_modulus = node_child(other, NODE_OPTION);
    long from = strtol(modulus->text, NULL, 10), other_from = strtol(other_modulus->text, NULL, 10);
    long left = strtol(node_next(modulus)->text, NULL, 10);
    long other_left = strtol(node_next(other_modulus)->text, NULL, 10);
    long smaller = from < other_from ? from : other_from;

    return smaller > 0 && left % smaller == other_left % smaller;
}

static bool overlap(Scope *scope, const Node *one, const Node *other)
{
    if (strcmp(one->text, other->text) != 0)
        return false;
    if (strcmp(one->text, "range") == 0)
        return ranges_overlap(scope, one, other);
    if (strcmp(one->text, "list") == 0)
        return lists_overlap(scope, one, other);
    return strcmp(one->text, "default") == 0 || hashes_overlap(one, other);
}

static void look_at_range(Scope *scope, const Node *bound)
{
    int order = strcmp(bound->text, "range") == 0
                  ? compare_edges(scope, node_child(bound, NODE_LOWER), node_child(bound, NODE_UPPER))
                  : -1;

    if (order == 0 || order == 1)
        scope_problem(scope, DIAG_PARTITION_BOUND, bound->at, "no row lies between these: the lower bound is part of a "
                      "partition, the upper one is not");
}

/* Each with those before it; of many partitions every one is looked at beside its neighbours in the file alone. */
void check_partitions(Scope *scope, const Object *object)
{
    enum { MANY = 500 };
    const Node *first = node_child(scope_node(scope, object), NODE_PARTITION);
    size_t count = 0;

    for (const Node *part = first; part; part = node_next(part))
        count++;
    for (const Node *part = first; part; part = node_next(part)) {
        const Node *bound = node_child(part, NODE_BOUND);
        size_t looked = 0;

        look_at_range(scope, bound);
        for (const Node *other = node_next(part); other && (count < MANY || looked < 1); other = node_next(other)) {
            looked++;
            if (!overlap(scope, bound, node_child(other, NODE_BOUND)))
                continue;
            Diag *d = scope_problem(scope, DIAG_PARTITION_OVERLAP, place_of(other),
                                    "partition \"%s\" would take rows of partition \"%s\"", other->name, part->name);
            diag_note(scope->diags, d, bound->at, "that one is here");
        }
    }
}
