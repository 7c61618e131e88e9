#include "dsl/base/strbuf.h"

#include <stdio.h>
#include <string.h>

static void make_room(StrBuf *buffer, size_t extra)
{
    size_t need = buffer->length + extra + 1;

    if (need <= buffer->room)
        return;

    size_t room = buffer->room ? buffer->room * 2 : 64;
    while (room < need)
        room *= 2;

    char *text = arena_alloc(buffer->arena, room);
    if (buffer->length)
        memcpy(text, buffer->text, buffer->length);
    buffer->text = text;
    buffer->room = room;
}

void strbuf_putn(StrBuf *buffer, const char *text, size_t length)
{
    make_room(buffer, length);
    if (length)
        memcpy(buffer->text + buffer->length, text, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void strbuf_puts(StrBuf *buffer, const char *text)
{
    strbuf_putn(buffer, text, strlen(text));
}

void strbuf_putc(StrBuf *buffer, char character)
{
    strbuf_putn(buffer, &character, 1);
}

void strbuf_fill(StrBuf *buffer, char character, size_t count)
{
    make_room(buffer, count);
    memset(buffer->text + buffer->length, character, count);
    buffer->length += count;
    buffer->text[buffer->length] = '\0';
}

void strbuf_printf(StrBuf *buffer, const char *format, ...)
{
    va_list arguments, again;

    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length > 0) {
        make_room(buffer, (size_t)length);
        vsnprintf(buffer->text + buffer->length, (size_t)length + 1, format, arguments);
        buffer->length += (size_t)length;
    }
    va_end(arguments);
}

void strbuf_cut(StrBuf *buffer, size_t length)
{
    if (length < buffer->length) {
        buffer->length = length;
        buffer->text[length] = '\0';
    }
}

const char *strbuf_text(const StrBuf *buffer)
{
    return buffer->text ? buffer->text : "";
}
