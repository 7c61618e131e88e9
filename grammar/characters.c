#include "grammar/characters.h"

uint32_t character_at(const char *text, size_t *bytes)
{
    const unsigned char *byte = (const unsigned char *)text;
    static const unsigned char masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    size_t size = *byte < 0x80 ? 1 : *byte < 0xe0 ? 2 : *byte < 0xf0 ? 3 : 4;
    uint32_t character = *byte & masks[size];

    for (size_t i = 1; i < size; i++)
        character = character << 6 | (byte[i] & 0x3f);
    *bytes = size;
    return character;
}

const char *character_advice(uint32_t character)
{
    static const struct {
        uint32_t from, to;
        const char *advice;
    } bad[] = {
        {0x00, 0x1f, "remove the control character"},
        {0x5c, 0x5c, "a backslash has no meaning here; inside a string it needs no escape"},
        {0x7f, 0x9f, "remove the control character"},
        {0xa0, 0xa0, "this is a no-break space: write an ordinary one"},
        {0xab, 0xab, "names are quoted with \" and strings with '"},
        {0xad, 0xad, "remove this invisible character"},
        {0xbb, 0xbb, "names are quoted with \" and strings with '"},
        {0x1680, 0x1680, "write an ordinary space"},
        {0x2000, 0x200a, "write an ordinary space"},
        {0x200b, 0x200f, "remove this invisible character"},
        {0x2010, 0x2015, "write an ordinary - or remove it"},
        {0x2018, 0x201b, "this is a typographic quote: strings are quoted with '"},
        {0x201c, 0x201f, "this is a typographic quote: names are quoted with \""},
        {0x2028, 0x202e, "remove this invisible character"},
        {0x202f, 0x202f, "write an ordinary space"},
        {0x205f, 0x205f, "write an ordinary space"},
        {0x2060, 0x206f, "remove this invisible character"},
        {0x3000, 0x3000, "write an ordinary space"},
        {0xfeff, 0xfeff, "remove this invisible character (a byte order mark belongs at the start of a file only)"},
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (character >= bad[i].from && character <= bad[i].to)
            return bad[i].advice;
    return NULL;
}
