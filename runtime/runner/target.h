/*
 * Target: how far to go: what people write after "up" and "down".
 */
#ifndef ECO_RUNTIME_RUNNER_TARGET_H
#define ECO_RUNTIME_RUNNER_TARGET_H

#include <stdbool.h>
#include <stddef.h>

typedef enum TargetKind { TARGET_NONE, TARGET_VERSION, TARGET_MORE, TARGET_LESS, TARGET_HEAD, TARGET_BASE } TargetKind;

typedef struct Target {
    TargetKind kind;
    long number;
} Target;

/* "3", "0003", "+2", "-1", "head", "base"; NULL gives TARGET_NONE. False if it is nothing of that. */
bool target_read(const char *word, Target *target);

#endif
