#define _POSIX_C_SOURCE 200809L
#include "dsl/base/options.h"
#include "tests/suite.h"


#include <string.h>

typedef struct Settings {
    bool quiet, frozen;
    unsigned verbose, wait, jobs;
    const char *db, *format;
    char said[200];                 /* the command that ran and its words */
} Settings;

static int say(void *settings, const char *name, int count, char **words)
{
    Settings *s = settings;
    int length = snprintf(s->said, sizeof s->said, "%s", name);

    for (int i = 0; i < count; i++)
        length += snprintf(s->said + length, sizeof s->said - (size_t)length, " %s", words[i]);
    assert_null(words[count]);
    return EXIT_DONE;
}

static int up(void *settings, int count, char **words)
{
    return say(settings, "up", count, words);
}

static int hold(void *settings, int count, char **words)
{
    return say(settings, "hold", count, words);
}

static int everyday(void *settings, int count, char **words)
{
    return say(settings, "everyday", count, words);
}

static void version(FILE *file)
{
    fputs("test 1\n", file);
}

static const OptionSpec options[] = {
    {'d', "db", "URL", "the database", OPTION_TEXT, offsetof(Settings, db)},
    {'q', "quiet", NULL, "say nothing", OPTION_FLAG, offsetof(Settings, quiet)},
    {'v', "verbose", NULL, "say more", OPTION_COUNT, offsetof(Settings, verbose)},
    {0, "format", "text|json", "how", OPTION_CHOICE, offsetof(Settings, format)},
    {0, "wait", "TIME", "how long", OPTION_DURATION, offsetof(Settings, wait)},
    {0},
};

static const OptionSpec up_options[] = {
    {0, "frozen", NULL, "only look", OPTION_FLAG, offsetof(Settings, frozen)},
    {'j', "jobs", "N", "at once", OPTION_NUMBER, offsetof(Settings, jobs)},
    {0},
};

static const Command commands[] = {
    {.name = "up", .words = "[N]", .most = 1, .summary = "go up", .options = up_options, .run = up},
    {.name = "hold", .words = "COMMAND …", .least = 1, .most = -1, .summary = "hold", .takes_rest = true, .run = hold},
    {0},
};

static const Command fallback = {.name = "FILE", .words = "[FILE]", .most = 1, .summary = "everyday", .run = everyday};

enum { MOST = 10 };

static const struct Case {
    const char *name;
    const char *words[MOST];
    int code;
    const char *said;               /* by the command; "" if none ran */
    Settings expected;
} cases[] = {
    {"a command", {"up"}, EXIT_DONE, "up", {0}},
    {"a word", {"up", "3"}, EXIT_DONE, "up 3", {0}},
    {"minus and a digit is a word", {"up", "-3"}, EXIT_DONE, "up -3", {0}},
    {"a word too many", {"up", "3", "4"}, EXIT_USAGE, "", {0}},
    {"a word too few", {"hold"}, EXIT_USAGE, "", {0}},
    {"options before, between and after", {"-q", "--db", "x", "up", "--frozen", "3", "--jobs=4"}, EXIT_DONE, "up 3",
     {.quiet = true, .frozen = true, .db = "x", .jobs = 4}},
    {"letters together", {"up", "-qvvdURL"}, EXIT_DONE, "up", {.quiet = true, .verbose = 2, .db = "URL"}},
    {"a letter and its value apart", {"up", "-d", "URL", "7"}, EXIT_DONE, "up 7", {.db = "URL"}},
    {"an empty value", {"up", "--db="}, EXIT_DONE, "up", {.db = ""}},
    {"no more options after --", {"up", "--", "--frozen"}, EXIT_DONE, "up --frozen", {0}},
    {"the rest is another's", {"hold", "psql", "-q", "--", "-c"}, EXIT_DONE, "hold psql -q -- -c", {0}},
    {"the rest after --", {"hold", "-q", "--", "psql", "-v"}, EXIT_DONE, "hold psql -v", {.quiet = true}},
    {"an unknown option", {"up", "--frozn"}, EXIT_USAGE, "", {0}},
    {"another command's option", {"hold", "--frozen", "x"}, EXIT_USAGE, "", {0}},
    {"an unknown letter", {"up", "-x"}, EXIT_USAGE, "", {0}},
    {"a value that is missing", {"up", "--db"}, EXIT_USAGE, "", {0}},
    {"a letter's value that is missing", {"up", "-d"}, EXIT_USAGE, "", {0}},
    {"a value where none belongs", {"up", "--frozen=yes"}, EXIT_USAGE, "", {0}},
    {"a choice", {"up", "--format", "json"}, EXIT_DONE, "up", {.format = "json"}},
    {"no choice", {"up", "--format", "js"}, EXIT_USAGE, "", {0}},
    {"no choice: both", {"up", "--format", "text|json"}, EXIT_USAGE, "", {0}},
    {"no choice: empty", {"up", "--format="}, EXIT_USAGE, "", {0}},
    {"seconds", {"up", "--wait", "2"}, EXIT_DONE, "up", {.wait = 2000}},
    {"milliseconds", {"up", "--wait", "250ms"}, EXIT_DONE, "up", {.wait = 250}},
    {"minutes", {"up", "--wait=3min"}, EXIT_DONE, "up", {.wait = 180000}},
    {"no duration", {"up", "--wait", "soon"}, EXIT_USAGE, "", {0}},
    {"a negative duration", {"up", "--wait", "-1"}, EXIT_USAGE, "", {0}},
    {"a duration over all bounds", {"up", "--wait", "99999999999999999999h"}, EXIT_USAGE, "", {0}},
    {"no number", {"up", "--jobs", "4x"}, EXIT_USAGE, "", {0}},
    {"a number over all bounds", {"up", "--jobs", "9999999999"}, EXIT_USAGE, "", {0}},
    {"no command is the everyday one", {"x.eco"}, EXIT_DONE, "everyday x.eco", {0}},
    {"nothing at all", {NULL}, EXIT_DONE, "everyday", {0}},
    {"help runs nothing", {"up", "--help"}, EXIT_DONE, "", {0}},
    {"help of all", {"--help"}, EXIT_DONE, "", {0}},
    {"help of one", {"help", "up"}, EXIT_DONE, "", {0}},
    {"help of none", {"help", "upp"}, EXIT_USAGE, "", {0}},
    {"version", {"--version"}, EXIT_DONE, "", {0}},
};

static void assert_text(const char *is, const char *expected)
{
    assert_string_equal(is ? is : "(none)", expected ? expected : "(none)");
}

static void check(void **state)
{
    const struct Case *c = *state;
    const Program program = {.name = "test", .summary = "a test", .commands = commands, .options = options,
                             .fallback = &fallback, .print_version = version};
    char *argv[MOST + 2] = {(char *)(uintptr_t)"test"};
    int argc = 1;
    Settings settings = {0};

    for (; c->words[argc - 1]; argc++)
        argv[argc] = (char *)(uintptr_t)c->words[argc - 1];
    assert_int_equal(program_main(&program, &settings, argc, argv), c->code);
    assert_string_equal(settings.said, c->said);
    if (c->code)
        return;
    assert_int_equal(settings.quiet, c->expected.quiet);
    assert_int_equal(settings.frozen, c->expected.frozen);
    assert_int_equal(settings.verbose, c->expected.verbose);
    assert_int_equal(settings.wait, c->expected.wait);
    assert_int_equal(settings.jobs, c->expected.jobs);
    assert_text(settings.db, c->expected.db);
    assert_text(settings.format, c->expected.format);
}

static void suggests(void **state)
{
    const Program program = {.name = "test", .summary = "a test", .commands = commands, .options = options,
                             .print_version = version};
    Settings settings = {0};

    (void)state;
    assert_int_equal(program_main(&program, &settings, 2, (char *[]){(char[]){"test"}, (char[]){"upp"}, NULL}),
                     EXIT_USAGE);
    assert_int_equal(program_main(&program, &settings, 1, (char *[]){(char[]){"test"}, NULL}), EXIT_USAGE);
}

int main(int count, char **words)
{
    Suite suite = suite_of("options", count, words);

    SUITE_TEST(&suite, suggests);
    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, NULL, NULL);
}
