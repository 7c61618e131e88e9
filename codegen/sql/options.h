/*
 * Options: what stands in WITH (…), and how it is changed in place.
 */
#ifndef ECO_CODEGEN_SQL_OPTIONS_H
#define ECO_CODEGEN_SQL_OPTIONS_H

#include "codegen/sql/sql.h"
#include "dsl/catalog/option.h"

/* " WITH (fillfactor = '70', toast.autovacuum_enabled = 'off')"; nothing for no options. */
void put_with(StrBuf *sql, Records options);

/* ALTER INDEX i SET (…) and RESET (…) for what differs; `whose` is "INDEX i", "VIEW v", … */
void alter_options(SqlOut *out, const char *whose, Records before, Records after);

/* ALTER INDEX i SET TABLESPACE …, if it differs; NULL is the default one. */
void alter_tablespace(SqlOut *out, const char *whose, const char *before, const char *after);

#endif
