/*
 * EcoError: the first thing that went wrong on a connection.
 *
 * The first failure sticks: every later call on that connection does nothing and returns false, so that a sequence
 * of calls reads as what it does and is checked once. eco_error_clear() makes the connection usable again; a
 * transaction that failed still needs its ROLLBACK.
 */
#ifndef ECO_ERROR_H
#define ECO_ERROR_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct EcoError {
    bool failed;
    char sqlstate[6];               /* as the server said it; "" if the failure is on this side of the wire */
    char table[64], column[64];     /* "" if not known */
    int64_t row;                    /* from 1, of a stream or batch; 0 if not known */
    char message[512];              /* one or more lines, no newline at the end */
} EcoError;

/* Record a failure, unless one is recorded already. Always false, so that it can be returned. */
bool eco_fail(EcoError *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

void eco_error_clear(EcoError *error);

#ifdef __cplusplus
}
#endif

#endif
