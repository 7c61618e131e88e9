/*
 * Tree: do two texts say the same? Blanks and, outside of names, case do not count. All of it is here, because fuzzers
 * are linked without the harness.
 */
#ifndef ECO_TESTS_TREE_H
#define ECO_TESTS_TREE_H

#include "dsl/ast.h"

#include <ctype.h>
#include <string.h>

static inline const char *tree_skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n\f\v");
}

static inline bool tree_same_words(const char *one, const char *other)
{
    if (!one || !other)
        return one == other;
    for (;; one++, other++) {
        one = tree_skip_blanks(one);
        other = tree_skip_blanks(other);
        if (tolower((unsigned char)*one) != tolower((unsigned char)*other))
            return false;
        if (!*one)
            return true;
    }
}

static inline bool tree_same_text(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

/* Two chains of siblings and all below them. */
static inline bool tree_same(const Node *one, const Node *other)
{
    for (; one && other; one = one->next, other = other->next)
        if (one->kind != other->kind || one->flag != other->flag || !tree_same_text(one->name, other->name)
            || !tree_same_text(one->qualifier, other->qualifier) || !tree_same_text(one->doc, other->doc)
            || !tree_same_words(one->text, other->text) || !tree_same(one->first, other->first))
            return false;
    return !one && !other;
}

#endif
