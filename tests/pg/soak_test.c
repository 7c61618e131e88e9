/*
 * Pairs of schemas that "make soak" found wanting once: tests/pg/soak_cases/NAME.eco and NAME.new.eco, the law between
 * them, as tests/law_table.h tries it. A line of the first that begins "// since 15"
 * says the first major version that has what they use.
 */
#define _POSIX_C_SOURCE 200809L
#include "dsl/base/file.h"
#include "tests/law_table.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "tests/pg/soak_cases/"
#define OLD ".eco"
#define NEW ".new.eco"

enum { MOST = 500 };

static Arena arena_of_cases;
static LawCase cases[MOST];
static size_t count_of_cases;

static const char *content_of(const char *path)
{
    Bytes content;
    const char *error;

    if (file_read(&arena_of_cases, path, 0, &content, &error))
        return content.text;
    fprintf(stderr, "%s\n", error);
    exit(1);
}

static void add_case(const char *path)
{
    size_t length = strlen(path) - strlen(NEW);
    const char *name = arena_strndup(&arena_of_cases, path + strlen(FOLDER), length - strlen(FOLDER));
    const char *before = content_of(arena_printf(&arena_of_cases, "%.*s" OLD, (int)length, path));
    const char *since = strstr(before, "// since ");

    cases[count_of_cases++] = (LawCase){
        .name = name,
        .before = before,
        .after = content_of(path),
        .since = since ? atoi(since + strlen("// since ")) : 0,
    };
}

static void find_cases(void)
{
    glob_t found;

    if (glob(FOLDER "*" NEW, 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc && i < MOST; i++)
        add_case(found.gl_pathv[i]);
    globfree(&found);
}

int main(int count, char **words)
{
    find_cases();

    int failed = law_table("soak", cases, count_of_cases, count, words);
    arena_free(&arena_of_cases);
    return failed;
}
