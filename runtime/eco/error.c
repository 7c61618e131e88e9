#include "runtime/eco/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool eco_fail(EcoError *error, const char *format, ...)
{
    va_list arguments;

    if (error->failed)
        return false;
    error->failed = true;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof(error->message), format, arguments);
    va_end(arguments);
    return false;
}

void eco_error_clear(EcoError *error)
{
    memset(error, 0, sizeof(*error));
}
