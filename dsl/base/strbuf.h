/*
 * StrBuf: text that grows, in an arena.
 *
 * `text` is always terminated by a zero byte once anything was added; strbuf_text() never returns NULL.
 *
 *     StrBuf out = {.arena = arena};
 *     strbuf_puts(&out, "hello");
 *     return strbuf_text(&out);
 */
#ifndef ECO_DSL_BASE_STRBUF_H
#define ECO_DSL_BASE_STRBUF_H

#include "dsl/base/arena.h"

typedef struct StrBuf {
    Arena *arena;
    char *text;
    size_t length, room;
} StrBuf;

void strbuf_putc(StrBuf *buffer, char character);
void strbuf_puts(StrBuf *buffer, const char *text);
void strbuf_putn(StrBuf *buffer, const char *text, size_t length);
void strbuf_printf(StrBuf *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* `count` times the same character: indentation and alignment. */
void strbuf_fill(StrBuf *buffer, char character, size_t count);

/* Take back what stands behind the first `length` bytes. */
void strbuf_cut(StrBuf *buffer, size_t length);

/* What was written so far; belongs to the buffer's arena. */
const char *strbuf_text(const StrBuf *buffer);

#endif
