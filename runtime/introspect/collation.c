#include "runtime/introspect/kind.h"

/* Where the locale of icu stands has changed with 15 and with 17. */
#define LOCALE "coalesce(to_jsonb(c) ->> 'colllocale', to_jsonb(c) ->> 'colliculocale', c.collcollate)"

const IntrospectKind collation_introspect = {
    .when = ANY_OWN("pg_collation"),
    .query =
    "select " KEY("pg_collation", "c.oid") " as key, " KEY("pg_namespace", "c.collnamespace") " as parent,"
    "       c.collname as name,"
    "       case c.collprovider when 'i' then 'icu' when 'b' then 'builtin' else 'libc' end as provider,"
    "       case when c.collprovider <> 'c' then " LOCALE
    "            when c.collcollate = c.collctype then c.collcollate end as locale,"
    "       case when c.collprovider = 'c' and c.collcollate <> c.collctype then c.collcollate end as lc_collate,"
    "       case when c.collprovider = 'c' and c.collcollate <> c.collctype then c.collctype end as lc_ctype,"
    "       {16|c.collicurules|null} as rules, not c.collisdeterministic as nondeterministic"
    "  from pg_collation c"
    " where " USER_OBJECT("c.oid", "pg_collation")
    " order by c.collname",
};
