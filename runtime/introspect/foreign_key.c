#include "runtime/introspect/kind.h"

#define ACTION(column)                                                                                                \
    "case " column " when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'"                      \
    " when 'n' then 'set null' when 'd' then 'set default' end"

const IntrospectKind foreign_key_introspect = {
    .when = ANY_CONSTRAINT("f"),
    .query =
    "select " KEY("pg_constraint", "k.oid") " as key, " KEY("pg_class", "k.conrelid") " as parent, k.conname as name,"
    "       " COLUMN_NAMES("k.conkey", "k.conrelid", "true") " as columns,"
    "       array[n.nspname, t.relname]::text[] as target,"
    "       " COLUMN_NAMES("k.confkey", "k.confrelid", "true") " as target_columns,"
    "       " ACTION("k.confdeltype") " as on_delete, " ACTION("k.confupdtype") " as on_update,"
    "       {15|" COLUMN_NAMES("k.confdelsetcols", "k.conrelid", "true") "|null} as on_delete_columns,"
    "       k.confmatchtype = 'f' as match_full, k.condeferrable as deferrable,"
    "       k.condeferred as initially_deferred, not k.convalidated {18|and k.conenforced|} as not_valid,"
    "       {18|k.conperiod|false} as period, {18|not k.conenforced|false} as not_enforced"
    "  from pg_constraint k"
    "  join pg_class t on t.oid = k.confrelid"
    "  join pg_namespace n on n.oid = t.relnamespace"
    " where k.contype = 'f' and k.conparentid = 0 and k.conrelid >= " FIRST_USER_OID
    " order by k.conname",
};
