/*
 * Does the database still look as it did when the structs were generated?
 */
#ifndef ECO_CHECK_H
#define ECO_CHECK_H

#include "conn.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Compare every column of `models` with the connected database, in one round trip. True if each is there, of the same
 * type, and not null where the struct has no room for null. If not, every one that does not fit is named in `why`
 * (may be NULL), a line each; a table that is not there is one line; more columns in the database do no harm.
 *
 *     EcoOut why = {0};
 *     if (!ecomind_schema_check(&conn, &why))
 *         fputs(eco_out_text(&why), stderr);
 *     eco_out_free(&why);
 *
 * False also when the question could not be asked; then conn->error.failed is set and `why` is empty.
 */
bool eco_schema_check(EcoConn *conn, const EcoModel *const *models, size_t count, EcoOut *why);

/* What was written, as a C string; "" if nothing. */
const char *eco_out_text(EcoOut *out);

#ifdef __cplusplus
}
#endif

#endif
