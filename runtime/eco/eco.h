/*
 * libeco: what generated models call. It needs libpq and nothing else.
 */
#ifndef ECO_ECO_H
#define ECO_ECO_H

#include "array.h"
#include "check.h"
#include "conn.h"
#include "copy.h"
#include "error.h"
#include "geometry.h"
#include "in.h"
#include "model.h"
#include "numeric.h"
#include "oid.h"
#include "out.h"
#include "reader.h"
#include "rows.h"
#include "text.h"
#include "time.h"
#include "types.h"

#endif
