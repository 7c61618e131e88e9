#define _POSIX_C_SOURCE 200809L
#include "dsl/base/colour.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool colour_wanted(FILE *file)
{
    const char *off = getenv("NO_COLOR"), *term = getenv("TERM");

    return isatty(fileno(file)) && !(off && *off) && term && strcmp(term, "dumb") != 0;
}
