/*
 * Sources: the files of one compile, and places in them.
 *
 * A place is a byte offset that is unique over all files of a compile: every file starts where the one before
 * ended (plus one). A Span alone therefore says which file it lies in, and costs eight bytes. Line and column are
 * worked out only when something is printed.
 *
 * Everything belongs to the arena given to sources_add(); nothing is released before.
 */
#ifndef ECO_DSL_SOURCE_H
#define ECO_DSL_SOURCE_H

#include "dsl/base/arena.h"
#include "dsl/base/list.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes start … end-1. Offsets begin at 1, so the zero Span is no place at all: "the program made this". */
typedef struct Span {
    uint32_t start, end;
} Span;

typedef struct Source {
    const char *path;               /* as it is shown to people */
    const char *text;               /* `length` bytes and a zero byte after them */
    uint32_t length;
    uint32_t base;                  /* offset of its first byte */
    uint32_t *lines;                /* where each line begins, within the text; made when first needed */
    uint32_t line_count;
} Source;

typedef struct Sources {
    Arena *arena;
    List files;                     /* of Source, by rising base */
} Sources;

/* A place for people: line and column count from 1, the column in characters, not bytes. */
typedef struct Place {
    const Source *source;
    uint32_t line, column;
    const char *line_text;          /* where that line begins; `line_length` bytes without the newline */
    uint32_t line_length;
    uint32_t line_start;            /* offset of that line, as in a Span */
} Place;

enum { SOURCE_LIMIT = 64 * 1024 * 1024 };   /* bytes in one file; a larger one is refused */

/* Add a text. NULL if all files together would not fit the offsets (4 GB). The text is not copied. */
Source *sources_add(Sources *sources, const char *path, const char *text, size_t length);

/* The file a place lies in; NULL for the zero Span. */
const Source *sources_find(const Sources *sources, Span at);

/* Where a span begins; false for the zero Span. */
bool sources_place(Sources *sources, Span at, Place *place);

/* The bytes of a span, copied into the arena; "" for the zero Span. */
const char *sources_text(const Sources *sources, Span at, Arena *arena);

static inline Span span_join(Span first, Span last)
{
    return (Span){first.start ? first.start : last.start, last.end > first.end ? last.end : first.end};
}

#endif
