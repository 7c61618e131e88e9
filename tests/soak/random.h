/*
 * Random: numbers that follow from a seed (splitmix64): the same on every machine, so that a seed is a test case.
 */
#ifndef ECO_TESTS_SOAK_RANDOM_H
#define ECO_TESTS_SOAK_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Random {
    uint64_t state;
} Random;

/* A number well mixed of another. */
static inline uint64_t random_mix(uint64_t number)
{
    number += UINT64_C(0x9e3779b97f4a7c15);
    number = (number ^ (number >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94d049bb133111eb);
    return number ^ (number >> 31);
}

static inline uint32_t random_next(Random *random)
{
    random->state += UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(random_mix(random->state) >> 32);
}

/* 0 to n - 1; 0 if n is 0. */
static inline unsigned random_below(Random *random, unsigned n)
{
    return n ? random_next(random) % n : 0;
}

static inline bool random_one_in(Random *random, unsigned n)
{
    return random_below(random, n) == 0;
}

#endif
