/*
 * Arena: memory that ends all at once.
 *
 * One compile, or one command, has one arena; everything it makes lives in it, so nobody asks who frees a
 * string. Memory comes zeroed. Running out of memory prints a message and ends the program with status 1:
 * it is the only failure that does.
 *
 *     Arena arena = {0};
 *     Table *table = arena_new(&arena, Table);
 *     arena_own(&arena, result, clear);       // clear(result) happens in arena_free
 *     arena_free(&arena);
 */
#ifndef ECO_DSL_BASE_ARENA_H
#define ECO_DSL_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct ArenaChunk ArenaChunk;
typedef struct ArenaOwned ArenaOwned;

typedef struct Arena {
    ArenaChunk *chunks;
    ArenaOwned *owned;
    void *parses;                   /* what dsl/sqltext keeps, so that no text is parsed twice */
} Arena;

/* `size` zeroed bytes, aligned for any type; good until arena_free(). */
void *arena_alloc(Arena *arena, size_t size);

/* One zeroed object, or `count` of them, of a type. */
#define arena_new(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define arena_array(arena, Type, count) ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))
void *arena_alloc_array(Arena *arena, size_t count, size_t size);

/* Copies of text, always terminated by a zero byte. */
char *arena_strdup(Arena *arena, const char *text);
char *arena_strndup(Arena *arena, const char *text, size_t length);

/* Formatted text; for messages and paths, never for SQL (codegen/emit.h is for SQL). */
char *arena_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(Arena *arena, const char *format, va_list arguments);

/* Have arena_free() call release(thing): for what the arena did not allocate. Last owned, first released. */
void arena_own(Arena *arena, void *thing, void (*release)(void *));

/* Release everything; the arena is empty and can be used again. */
void arena_free(Arena *arena);

#endif
