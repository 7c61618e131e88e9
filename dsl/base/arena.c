#include "dsl/base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ArenaChunk {
    ArenaChunk *next;
    size_t used, room;
    alignas(max_align_t) unsigned char bytes[];
};

struct ArenaOwned {
    ArenaOwned *next;
    void *thing;
    void (*release)(void *);
};

enum { CHUNK_SIZE = 64 * 1024, ALIGNMENT = alignof(max_align_t) };

static _Noreturn void out_of_memory(void)
{
    fputs("error: out of memory\n", stderr);
    exit(1);
}

static ArenaChunk *add_chunk(Arena *arena, size_t size)
{
    size_t room = size > CHUNK_SIZE ? size : CHUNK_SIZE;
    ArenaChunk *chunk = calloc(1, sizeof *chunk + room);

    if (!chunk)
        out_of_memory();
    chunk->room = room;

    /* A large block goes behind the chunk in use, so that what is left of that one is not lost. */
    if (size > CHUNK_SIZE && arena->chunks) {
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
    } else {
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    return chunk;
}

void *arena_alloc(Arena *arena, size_t size)
{
    ArenaChunk *chunk = arena->chunks;

    if (size > SIZE_MAX / 2)
        out_of_memory();
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (!chunk || chunk->room - chunk->used < size)
        chunk = add_chunk(arena, size);

    void *memory = chunk->bytes + chunk->used;
    chunk->used += size;
    return memory;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        out_of_memory();
    return arena_alloc(arena, count * size);
}

char *arena_strndup(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);

    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(Arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(Arena *arena, const char *format, va_list arguments)
{
    va_list again;

    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);

    char *text = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

void arena_own(Arena *arena, void *thing, void (*release)(void *))
{
    ArenaOwned *owned = arena_new(arena, ArenaOwned);

    *owned = (ArenaOwned){.next = arena->owned, .thing = thing, .release = release};
    arena->owned = owned;
}

void arena_free(Arena *arena)
{
    for (ArenaOwned *owned = arena->owned; owned; owned = owned->next)
        owned->release(owned->thing);

    for (ArenaChunk *chunk = arena->chunks, *next; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    *arena = (Arena){0};
}
