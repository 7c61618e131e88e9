#include "dsl/base/option_values.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool duration_read(const char *text, unsigned *milliseconds)
{
    static const struct {
        const char *unit;
        unsigned long factor;
    } units[] = {{"", 1000}, {"s", 1000}, {"ms", 1}, {"min", 60000}, {"m", 60000}, {"h", 3600000}};
    enum { MOST = INT32_MAX };
    char *end;

    if (!isdigit((unsigned char)*text))
        return false;
    errno = 0;
    unsigned long number = strtoul(text, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(end, units[i].unit) != 0)
            continue;
        if (errno || number > MOST / units[i].factor)
            return false;
        *milliseconds = (unsigned)(number * units[i].factor);
        return true;
    }
    return false;
}

bool choice_has(const char *choices, const char *value)
{
    for (size_t length = strlen(value); *choices; choices += choices[0] == '|') {
        size_t one = strcspn(choices, "|");

        if (one == length && memcmp(choices, value, length) == 0)
            return true;
        choices += one;
    }
    return false;
}

bool number_read(const char *text, unsigned *value)
{
    if (!text || !*text || strlen(text) > 9 || strspn(text, "0123456789") != strlen(text))
        return false;
    *value = (unsigned)strtoul(text, NULL, 10);
    return true;
}
