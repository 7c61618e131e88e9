#define _POSIX_C_SOURCE 200809L

#include "runtime/eco/text.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <sys/socket.h>

/* Two hexadecimal digits a byte; `marks` says, bit by bit, before which bytes the separator stands. */
static const char *hexadecimal(const uint8_t *bytes, size_t count, unsigned marks, char separator, char *text)
{
    static const char digits[] = "0123456789abcdef";
    char *at = text;

    for (size_t i = 0; i < count; i++) {
        if (marks >> i & 1)
            *at++ = separator;
        *at++ = digits[bytes[i] >> 4];
        *at++ = digits[bytes[i] & 15];
    }
    *at = '\0';
    return text;
}

const char *eco_uuid_text(EcoUuid uuid, char *text)
{
    return hexadecimal(uuid.bytes, 16, 1u << 4 | 1u << 6 | 1u << 8 | 1u << 10, '-', text);
}

const char *eco_macaddr_text(EcoMacaddr address, char *text)
{
    return hexadecimal(address.bytes, 6, 0x3E, ':', text);
}

const char *eco_macaddr8_text(EcoMacaddr8 address, char *text)
{
    return hexadecimal(address.bytes, 8, 0xFE, ':', text);
}

const char *eco_inet_text(EcoInet inet, char *text)
{
    size_t length;

    text[0] = '\0';
    inet_ntop(inet.size == 4 ? AF_INET : AF_INET6, inet.address, text, ECO_SMALL_TEXT);
    length = strlen(text);
    if (inet.cidr || inet.bits != inet.size * 8)
        snprintf(text + length, ECO_SMALL_TEXT - length, "/%d", inet.bits);
    return text;
}

static int value_of(char digit)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = digit ? strchr(digits, tolower((unsigned char)digit)) : NULL;

    return at ? (int)(at - digits) : -1;
}

bool eco_uuid_from_text(const char *text, EcoUuid *uuid)
{
    for (size_t i = 0; i < 16; i++, text += 2) {
        int high, low;

        text += i && *text == '-';
        high = value_of(text[0]);
        low = high < 0 ? -1 : value_of(text[1]);
        if (low < 0)
            return false;
        uuid->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return *text == '\0';
}
