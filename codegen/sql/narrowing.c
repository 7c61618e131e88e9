#include "codegen/sql/narrowing.h"

#include "dsl/catalog/domain.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"

#include <stdlib.h>
#include <string.h>

enum { NO_LIMIT = 1 << 30, FRACTIONS_OF_SECONDS = 6 };

/* What each cast drops in silence, of types as format_type() calls them. */
static const struct Loss {
    const char *from, *to, *what;
} losses[] = {
    {"bigint", "double precision", "digits that double precision does not keep, of"},
    {"bigint", "real", "digits that real does not keep, of"},
    {"integer", "real", "digits that real does not keep, of"},
    {"double precision", "numeric", "all but fifteen digits of"},
    {"double precision", "real", "digits that real does not keep, of"},
    {"inet", "cidr", "the bits of hosts in"},
    {"interval", "time without time zone", "the days of"},
    {"json", "jsonb", "blanks, the order of keys and what is said twice, in"},
    {"numeric", "double precision", "digits that double precision does not keep, of"},
    {"numeric", "money", "fractions of cents in"},
    {"numeric", "real", "digits that real does not keep, of"},
    {"real", "numeric", "all but six digits of"},
    {"time with time zone", "time without time zone", "the zones of"},
    {"timestamp with time zone", "date", "the times of day of"},
    {"timestamp with time zone", "time with time zone", "the dates of"},
    {"timestamp with time zone", "time without time zone", "the dates of"},
    {"timestamp without time zone", "date", "the times of day of"},
    {"timestamp without time zone", "time without time zone", "the dates of"},
};

static const char *listed_loss(const Type *from, const Type *to)
{
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
        if (strcmp(losses[i].from, from->name) == 0 && strcmp(losses[i].to, to->name) == 0)
            return losses[i].what;
    return NULL;
}

/* The n-th modifier, from 0; `missing` where there is none. */
static int modifier(const Type *type, int n, int missing)
{
    const char *at = type->modifiers;

    while (at && n-- > 0) {
        at = strchr(at, ',');
        at = at ? at + 1 : NULL;
    }
    return at ? atoi(at) : missing;
}

static bool is_named(const Type *type, const char *name)
{
    return !type->schema && strcmp(type->name, name) == 0;
}

/* "12,2" holds up to two digits behind the point; without modifiers there is no end to them. */
static int scale(const Type *type)
{
    return modifier(type, 1, type->modifiers ? 0 : NO_LIMIT);
}

static int digits_before_point(const Type *type)
{
    return type->modifiers ? modifier(type, 0, 0) - scale(type) : NO_LIMIT;
}

/* "interval day to second(3)": what stands between; "" for one of everything. */
static bool has_fields(const Type *type)
{
    return is_named(type, "interval") && strncmp(type->text, "interval ", strlen("interval ")) == 0;
}

static const char *lost_part(const Type *from, const Type *to)
{
    TypeClass old = type_class(from), new = type_class(to);

    if (new == TYPE_CLASS_BOOLEAN && (old == TYPE_CLASS_INTEGER || old == TYPE_CLASS_NUMERIC))
        return "all but whether they are 0, of";
    if (old == TYPE_CLASS_NUMERIC && new == TYPE_CLASS_INTEGER)
        return "the digits behind the point of";
    if (!is_named(to, from->name))
        return listed_loss(from, to);
    if (is_named(to, "numeric") && scale(to) < scale(from))
        return "digits behind the point of";
    if (has_fields(to) && !text_same(from->text, to->text))
        return "units that the new type leaves out, of";
    if (new == TYPE_CLASS_TIME && modifier(to, 0, FRACTIONS_OF_SECONDS) < modifier(from, 0, FRACTIONS_OF_SECONDS))
        return "fractions of seconds of";
    return NULL;
}

/* How many a type of text or bits holds. */
static int length(const Type *type)
{
    return modifier(type, 0, NO_LIMIT);
}

static bool is_too_small(const Type *from, const Type *to)
{
    TypeClass old = type_class(from), new = type_class(to);
    const BuiltinType *one = type_builtin(from->name), *other = type_builtin(to->name);
    bool bits = is_named(to, "bit") || is_named(to, "bit varying");

    if (new == TYPE_CLASS_INTEGER)
        return old == TYPE_CLASS_NUMERIC || (old == TYPE_CLASS_INTEGER && other->highest < one->highest);
    if (is_named(to, "numeric") && is_named(from, "numeric"))
        return digits_before_point(to) < digits_before_point(from);
    if (new == TYPE_CLASS_TEXT)
        return old == TYPE_CLASS_TEXT && length(to) < length(from);
    return bits && (length(to) < length(from) || (is_named(to, "bit") && !is_named(from, "bit")));
}

/* A text may be any value, or none. */
static bool is_read(const Type *from, const Type *to)
{
    return type_class(from) == TYPE_CLASS_TEXT && type_class(to) != TYPE_CLASS_TEXT;
}

static bool has_zone(const Type *type)
{
    return is_named(type, "timestamp with time zone");
}

static bool has_no_zone(const Type *type)
{
    return is_named(type, "timestamp without time zone") || is_named(type, "date")
        || is_named(type, "time without time zone");
}

/* As elements: what happens to them happens to arrays of them. */
static Type element(Type type)
{
    type.array = false;
    return type;
}

Narrowing type_narrowing(const SqlOut *out, const Column *old, const Column *new)
{
    Type from = element(type_base(out->before, old->type)), to = element(type_base(out->after, new->type));
    const char *name = quote_name(out->arena, new->object.name), *type = type_short(out->arena, &new->type);
    Narrowing narrowing = {0};

    if (new->using.text || from.schema || to.schema || text_same(from.text, to.text))
        return narrowing;

    const char *part = lost_part(&from, &to);
    if (part)
        narrowing.loses = arena_printf(out->arena, "%s %s", part, name);
    if (is_too_small(&from, &to))
        narrowing.note = arena_printf(out->arena, "fails, changing nothing, where a value of %s does not fit into %s",
                                      name, type);
    else if (is_read(&from, &to))
        narrowing.note = arena_printf(out->arena, "fails, changing nothing, where %s holds a text that is no %s", name,
                                      type);
    else if ((has_zone(&from) && has_no_zone(&to)) || (has_no_zone(&from) && has_zone(&to)))
        narrowing.note = arena_printf(out->arena, "times without a zone are those of the session's TimeZone: UTC, if "
                                                  "ecorun runs this");
    return narrowing;
}
