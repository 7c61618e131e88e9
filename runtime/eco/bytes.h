/* Numbers as the wire has them: most significant byte first. Compilers make one instruction of each. */
#ifndef ECO_BYTES_H
#define ECO_BYTES_H

#include <stdint.h>
#include <string.h>

static inline uint16_t eco_load16(const uint8_t *from)
{
    return (uint16_t)((uint32_t)from[0] << 8 | from[1]);
}

static inline uint32_t eco_load32(const uint8_t *from)
{
    return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | (uint32_t)from[3];
}

static inline uint64_t eco_load64(const uint8_t *from)
{
    return (uint64_t)eco_load32(from) << 32 | eco_load32(from + 4);
}

static inline double eco_load_double(const uint8_t *from)
{
    uint64_t bits = eco_load64(from);
    double value;

    memcpy(&value, &bits, sizeof(value));
    return value;
}

static inline float eco_load_float(const uint8_t *from)
{
    uint32_t bits = eco_load32(from);
    float value;

    memcpy(&value, &bits, sizeof(value));
    return value;
}

static inline void eco_store16(uint8_t *to, uint16_t value)
{
    to[0] = (uint8_t)(value >> 8);
    to[1] = (uint8_t)value;
}

static inline void eco_store32(uint8_t *to, uint32_t value)
{
    to[0] = (uint8_t)(value >> 24);
    to[1] = (uint8_t)(value >> 16);
    to[2] = (uint8_t)(value >> 8);
    to[3] = (uint8_t)value;
}

static inline void eco_store64(uint8_t *to, uint64_t value)
{
    eco_store32(to, (uint32_t)(value >> 32));
    eco_store32(to + 4, (uint32_t)value);
}

static inline void eco_store_double(uint8_t *to, double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof(bits));
    eco_store64(to, bits);
}

static inline void eco_store_float(uint8_t *to, float value)
{
    uint32_t bits;

    memcpy(&bits, &value, sizeof(bits));
    eco_store32(to, bits);
}

#endif
