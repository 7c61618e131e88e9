#include "runtime/eco/out.h"

#include <stdlib.h>

void eco_out_free(EcoOut *out)
{
    free(out->data);
    memset(out, 0, sizeof(*out));
}

uint8_t *eco_out_grow(EcoOut *out, size_t size)
{
    size_t room = out->room ? out->room : 256;
    uint8_t *data;

    if (out->failure)
        return NULL;
    while (room - out->length < size)
        room *= 2;
    data = room != out->room ? realloc(out->data, room) : out->data;
    if (!data) {
        out->failure = "out of memory";
        return NULL;
    }
    out->data = data;
    out->room = room;
    return out->data + out->length;
}

/* A field whose length eco_array_end() fills in; the head says: dimensions, nulls?, type, and per dimension two. */
void eco_array_begin(EcoOut *out, uint32_t element_type, size_t count)
{
    size_t head = count ? 20 : 12;
    uint8_t *at;

    out->array = out->length;
    if (count > INT32_MAX) {
        out->failure = "an array has more elements than PostgreSQL allows";
        return;
    }
    at = eco_put_field(out, head);
    if (!at)
        return;
    eco_store32(at, count ? 1 : 0);
    eco_store32(at + 4, 1);
    eco_store32(at + 8, element_type);
    if (count) {
        eco_store32(at + 12, (uint32_t)count);
        eco_store32(at + 16, 1);
    }
}

EcoArray eco_array_end(EcoOut *out)
{
    EcoArray array = {{NULL, 0}};
    size_t length = out->length - out->array - 4;

    if (out->failure)
        return array;
    if (length > INT32_MAX - 4) {
        out->failure = "an array is larger than PostgreSQL allows (1 GB)";
        return array;
    }
    eco_store32(out->data + out->array, (uint32_t)length);
    array.wire.data = out->data + out->array + 4;
    array.wire.length = length;
    return array;
}
