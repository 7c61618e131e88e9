#include "runtime/runner/target.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool target_read(const char *word, Target *target)
{
    static const struct {
        char sign;
        TargetKind kind;
    } signs[] = {{'+', TARGET_MORE}, {'-', TARGET_LESS}};
    enum { MOST_DIGITS = 9 };

    *target = (Target){.kind = word ? TARGET_VERSION : TARGET_NONE};
    if (!word)
        return true;
    if (strcmp(word, "head") == 0 || strcmp(word, "base") == 0) {
        target->kind = *word == 'h' ? TARGET_HEAD : TARGET_BASE;
        return true;
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (*word == signs[i].sign)
            target->kind = signs[i].kind;
    if (target->kind != TARGET_VERSION)
        word++;

    size_t digits = strspn(word, "0123456789");
    if (!digits || digits > MOST_DIGITS || word[digits])
        return false;
    target->number = strtol(word, NULL, 10);
    return true;
}
