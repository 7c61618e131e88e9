#include "codegen/sql/counting.h"

#include "dsl/catalog/sequence.h"

#include <inttypes.h>

/* An option with its number, behind a blank and, in ALTER COLUMN, SET. */
static void put(StrBuf *sql, const char *set, const char *option, int64_t number)
{
    strbuf_printf(sql, " %s%s %" PRId64, set, option, number);
}

void put_counting(StrBuf *sql, const Counting *counting, const char *type)
{
    Counting usual = counting_defaults(type, counting->increment);

    if (counting->start != counting_usual_start(counting))
        put(sql, "", "START", counting->start);
    if (counting->increment != 1)
        put(sql, "", "INCREMENT", counting->increment);
    if (counting->minimum != usual.minimum)
        put(sql, "", "MINVALUE", counting->minimum);
    if (counting->maximum != usual.maximum)
        put(sql, "", "MAXVALUE", counting->maximum);
    if (counting->cache != 1)
        put(sql, "", "CACHE", counting->cache);
    strbuf_puts(sql, counting->cycle ? " CYCLE" : "");
}

bool counting_same(const Counting *one, const Counting *other)
{
    return one->start == other->start && one->increment == other->increment && one->minimum == other->minimum
        && one->maximum == other->maximum && one->cache == other->cache && one->cycle == other->cycle;
}

Counting counting_retyped(const Counting *before, const char *old_type, const char *new_type)
{
    Counting retyped = *before, old = counting_defaults(old_type, 1), new = counting_defaults(new_type, 1);
    Counting old_down = counting_defaults(old_type, -1), new_down = counting_defaults(new_type, -1);

    if (before->maximum == old.maximum)
        retyped.maximum = new.maximum;
    if (before->minimum == old_down.minimum)
        retyped.minimum = new_down.minimum;
    return retyped;
}

void put_counting_change(StrBuf *sql, const Counting *before, const Counting *after, const char *set)
{
    if (before->increment != after->increment)
        put(sql, set, "INCREMENT", after->increment);
    if (before->minimum != after->minimum)
        put(sql, set, "MINVALUE", after->minimum);
    if (before->maximum != after->maximum)
        put(sql, set, "MAXVALUE", after->maximum);
    if (before->start != after->start)
        put(sql, set, "START", after->start);
    if (before->cache != after->cache)
        put(sql, set, "CACHE", after->cache);
    if (before->cycle != after->cycle)
        strbuf_printf(sql, " %s%s", set, after->cycle ? "CYCLE" : "NO CYCLE");
}

const char *next_number(const StrBuf *sql, const Counting *counting, const char *column)
{
    bool down = counting->increment < 0;

    return arena_printf(sql->arena, "%s(%s(%s) %c %" PRIu64 ", %" PRId64 ")", down ? "least" : "greatest",
                        down ? "min" : "max", column, down ? '-' : '+',
                        down ? 0 - (uint64_t)counting->increment : (uint64_t)counting->increment, counting->start);
}
