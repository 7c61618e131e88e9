#include "runtime/introspect/kind.h"

/* Each argument ends with a zero byte, which no text can hold. */
#define ARGUMENTS                                                                                                     \
    "(select array_agg(convert_from(decode(a.hex[1], 'hex'), getdatabaseencoding()) order by a.n)"                    \
    "   from regexp_matches(encode(t.tgargs, 'hex'), '((?:(?!00)..)*)00', 'g') with ordinality a (hex, n))"

/*
 * The server prints the condition within the whole definition alone. Before it stand names, in quotes if they are
 * anything but words, and so cannot be taken for its beginning; what stands behind it is known.
 */
#define DEFINITION "pg_get_triggerdef(t.oid)"
#define BEFORE_WHEN                                                                                                   \
    "substring(" DEFINITION " from '^(?:[^\"]|\"(?:[^\"]|\"\")*\")*? FOR EACH (?:ROW|STATEMENT) WHEN [(]')"
#define BEHIND_WHEN                                                                                                   \
    "') EXECUTE FUNCTION ' || t.tgfoid::regproc || '('"                                                               \
    " || coalesce((select string_agg('''' || replace(a, '''', '''''') || '''', ', ' order by n)"                      \
    "                from unnest(" ARGUMENTS ") with ordinality u (a, n)), '') || ')'"
#define WHEN                                                                                                          \
    "case when t.tgqual is not null then left(substr(" DEFINITION ", length(" BEFORE_WHEN ") + 1),"                   \
    " -length(" BEHIND_WHEN ")) end"

#define EVENT(bit, name) "case when t.tgtype & " bit " <> 0 then '" name "' end"
#define EVENTS                                                                                                        \
    "array_remove(array[" EVENT("4", "insert") ", " EVENT("8", "delete") ", " EVENT("16", "update") ", "              \
    EVENT("32", "truncate") "], null)"

const IntrospectKind trigger_introspect = {
    .when = ANY("pg_trigger", "not tgisinternal"),
    .query =
    "select " KEY("pg_trigger", "t.oid") " as key, " KEY("pg_class", "t.tgrelid") " as parent, t.tgname as name,"
    "       t.tgconstraint <> 0 as constraint,"
    "       case when t.tgtype & 2 <> 0 then 'before' when t.tgtype & 64 <> 0 then 'instead of' else 'after' end"
    "       as timing, " EVENTS " as events, " COLUMN_NAMES("t.tgattr::int2[]", "t.tgrelid", "true") " as columns,"
    "       case when f.oid is not null then array[fn.nspname, f.relname]::text[] end as from,"
    "       t.tgdeferrable as deferrable, t.tginitdeferred as initially_deferred,"
    "       t.tgoldtable as old_table, t.tgnewtable as new_table, t.tgtype & 1 <> 0 as row, " WHEN " as when,"
    "       array[n.nspname, p.proname]::text[] as function, " ARGUMENTS " as arguments,"
    "       case t.tgenabled when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end as fires"
    "  from pg_trigger t"
    "  join pg_proc p on p.oid = t.tgfoid"
    "  join pg_namespace n on n.oid = p.pronamespace"
    "  left join pg_class f on f.oid = t.tgconstrrelid"
    "  left join pg_namespace fn on fn.oid = f.relnamespace"
    " where not t.tgisinternal and t.tgparentid = 0 and t.tgrelid >= " FIRST_USER_OID
    /* What keeps rows out of the table itself, as they are in chunks, comes with a hypertable. */
    "   and not (t.tgname = 'ts_insert_blocker' and t.tgfoid in " OF_EXTENSION("pg_proc") ")"
    " order by t.tgname",
};
