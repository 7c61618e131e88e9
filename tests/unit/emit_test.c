/*
 * Templates: gaps are filled with values as they are; what users named goes through ident(), qualified() or literal().
 */
#include "codegen/emit.h"
#include "tests/suite.h"

#include <string.h>

enum { IDENT, LITERAL, GAP };

static const struct Case {
    const char *name;
    int binding;
    const char *template, *value, *text;
} cases[] = {
    {"a gap", GAP, "DROP TABLE ${x};", "t", "DROP TABLE t;"},
    {"a gap twice", GAP, "${x}${x}", "a", "aa"},
    {"nothing in a gap", GAP, "(${x})", "", "()"},
    {"a value is never scanned", GAP, "[${x}]", "${x} %s $1", "[${x} %s $1]"},
    {"a dollar is no gap", GAP, "$1 $x {x} ${x}", "a", "$1 $x {x} a"},
    {"a plain name", IDENT, "${x}", "users", "users"},
    {"a hostile name", IDENT, "${x}", "a\"; drop table b; --", "\"a\"\"; drop table b; --\""},
    {"a reserved word", IDENT, "${x}", "table", "\"table\""},
    {"a name in capitals", IDENT, "${x}", "Users", "\"Users\""},
    {"a string", LITERAL, "${x}", "it's", "'it''s'"},
    {"a string with a backslash", LITERAL, "${x}", "a\\b", "E'a\\\\b'"},
};

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    StrBuf out = {.arena = &arena};
    const char *value = c->binding == IDENT ? ident(&out, c->value) : c->binding == LITERAL ? literal(&out, c->value)
        : c->value;

    emit(&out, c->template, "x", value, NULL);
    assert_string_equal(strbuf_text(&out), c->text);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("emit", count, words);

    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
