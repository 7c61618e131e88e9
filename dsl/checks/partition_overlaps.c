#include "dsl/checks/checks.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Partitions that would take the same rows: found as far as values are plain numbers and dates, or written alike. */

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

static bool hashes_overlap(Scope *scope, const Node *one, const Node *other)
{
    const Node *modulus = node_child(one, NODE_OPTION), *other_modulus = node_child(other, NODE_OPTION);
    long from = strtol(modulus->text, NULL, 10), other_from = strtol(other_modulus->text, NULL, 10);
    long left = strtol(node_next(modulus)->text, NULL, 10);
    long other_left = strtol(node_next(other_modulus)->text, NULL, 10);
    long smaller = from < other_from ? from : other_from;

    (void)scope;
    return smaller > 0 && left % smaller == other_left % smaller;
}

/* There is one default partition. */
static bool defaults_overlap(Scope *scope, const Node *one, const Node *other)
{
    (void)scope, (void)one, (void)other;
    return true;
}

static const struct {
    const char *method;
    bool (*overlap)(Scope *scope, const Node *one, const Node *other);
} methods[] = {
    {"range", ranges_overlap},
    {"list", lists_overlap},
    {"hash", hashes_overlap},
    {"default", defaults_overlap},
};

static bool overlap(Scope *scope, const Node *one, const Node *other)
{
    for (size_t i = 0; strcmp(one->text, other->text) == 0 && i < sizeof methods / sizeof *methods; i++)
        if (strcmp(one->text, methods[i].method) == 0)
            return methods[i].overlap(scope, one, other);
    return false;
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
