/*
 * Rights: how roles and what is granted are written. For owners, grants and policies.
 */
#ifndef ECO_CODEGEN_SQL_RIGHTS_H
#define ECO_CODEGEN_SQL_RIGHTS_H

#include "codegen/sql/sql.h"

/* A role as GRANT, OWNER TO and CREATE POLICY want it: PUBLIC and CURRENT_USER are words, others are names. */
const char *role_name(const StrBuf *sql, const char *role);

#endif
