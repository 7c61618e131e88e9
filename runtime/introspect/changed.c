#include "runtime/introspect/changed.h"

#include "dsl/base/strbuf.h"

/* What definitions are made of, and names are looked up in. */
static const char *const catalogs[] = {
    "pg_am", "pg_amop", "pg_amproc", "pg_attrdef", "pg_attribute", "pg_cast", "pg_class", "pg_collation",
    "pg_constraint", "pg_conversion", "pg_enum", "pg_event_trigger", "pg_extension", "pg_foreign_data_wrapper",
    "pg_foreign_server", "pg_foreign_table", "pg_index", "pg_inherits", "pg_language", "pg_namespace", "pg_opclass",
    "pg_operator", "pg_opfamily", "pg_partitioned_table", "pg_policy", "pg_proc", "pg_publication", "pg_range",
    "pg_rewrite", "pg_statistic_ext", "pg_transform", "pg_trigger", "pg_ts_config", "pg_ts_dict", "pg_type",
};

/*
 * A row that the snapshot sees bears in xmax who changed or dropped it. That has 32 bits: the whole number is the one
 * that is nearest to where the server is now. One that is ahead of that is none (several who hold a row share one).
 */
static const char judging[] =
    " select coalesce(bool_or(case when age(r.who) > 0 and not pg_visible_in_snapshot(w.id, pg_current_snapshot())"
    "                              then pg_xact_status(w.id) = 'committed' end), false)"
    "  from (select distinct who from rows_left) r"
    " cross join (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 2147483648) n (most)"
    " cross join lateral (select (n.most - ((n.most - r.who::text::bigint) & 4294967295))::text::xid8) w (id)";

/* Nobody was under way when the snapshot was taken, and no number was given out since. */
const char changed_when[] =
    "pg_snapshot_xmin(pg_current_snapshot()) <> pg_snapshot_xmax(pg_current_snapshot())"
    " or age(pg_snapshot_xmax(pg_current_snapshot())::xid) <> 0";

const char *changed_query(Arena *arena)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, "with rows_left (who) as (");
    for (size_t i = 0; i < sizeof catalogs / sizeof *catalogs; i++)
        strbuf_printf(&out, "%sselect xmax from %s where xmax <> 0", i ? " union all " : "", catalogs[i]);
    strbuf_printf(&out, ")%s", judging);
    return strbuf_text(&out);
}
