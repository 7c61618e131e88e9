/*
 * The schemas of schema/examples, with rows in them, through changes at random and back: tests/law.h for each. What is
 * imported from a database that holds one is that schema.
 *
 *     wild_test                        some changes of each, always the same
 *     WILD_TRIALS=200 wild_test        so many of each, and every row of tests/wild/edits_cases.def; else every fifth
 *     WILD_SEED=7 wild_test 'forum*'   others
 *     WILD_VERBOSE=1 …                 tells what was changed, and what was no schema
 */
#define _DEFAULT_SOURCE
#include "codegen/plan/plan.h"
#include "dsl/base/file.h"
#include "dsl/print.h"
#include "runtime/introspect/introspect.h"
#include "tests/compile.h"
#include "tests/law.h"
#include "tests/server.h"
#include "tests/suite.h"
#include "tests/wild/wild.h"

#include <stdlib.h>
#include <string.h>

enum {
    SCHEMAS = 3, USUAL_TRIALS = 2, EVERY_EDIT = 5, MOST_TRIALS = 1000, MOST_CHANGES = 3,
    MOST_DRAWN = 200, DUMP_EVERY = 4
};

typedef struct Example {
    const char *name, *roles;
    const char *path;
    Bytes text, rows;
    const Catalog *catalog;
} Example;

static Example examples[SCHEMAS] = {
    {"forum", "create role forum_app; create role forum_moderator"},
    {"shop", "create role shop_web; create role shop_office"},
    {"saas", "create role saas_app; create role saas_support"},
};

typedef struct Trial {
    const Example *example;
    unsigned number;
} Trial;

static Arena arena_of_examples;
static unsigned long seed;
static bool verbose;

static Bytes content_of(const char *path)
{
    Bytes content;
    const char *error;

    if (!file_read(&arena_of_examples, path, 0, &content, &error)) {
        print_error("%s\n", error);
        exit(1);
    }
    return content;
}

static const Catalog *compiled(Arena *arena, const char *text)
{
    Compiled *compiled = compile_text(arena, text);

    if (diag_failed(&compiled->diags))
        fail_msg("%s", compile_complaints(compiled, arena));
    return &compiled->resolved.catalog;
}

static int begin(void **state)
{
    if (server_start(state) != 0)
        return 1;
    for (size_t i = 0; i < SCHEMAS; i++) {
        Example *example = &examples[i];

        server_psql(&arena_of_examples, server_conninfo(), example->roles);
        example->catalog = compiled(&arena_of_examples, example->text.text);
    }
    return 0;
}

/* Import. */

static const char *ecogen(Arena *arena, const char *word, const char *what, const char *option)
{
    const char *words[] = {getenv("ECOGEN"), word, what, option, NULL};
    int exit_code;
    const char *output = run_program(arena, words, NULL, &exit_code);

    if (exit_code != 0)
        fail_msg("ecogen %s exited with %d:\n%s", word, exit_code, output);
    return output;
}

static void build(Arena *arena, const char *database, const Catalog *schema)
{
    Diags diags = {.arena = arena};
    List planned = plan_migrations(compiled(arena, ""), schema, (PlanOptions){0}, arena, &diags);

    assert_false(diag_failed(&diags));
    for (size_t i = 0; i < planned.count; i++)
        server_psql(arena, database, ((const PlannedMigration *)planned.items[i])->up);
}

static void comes_back(void **state)
{
    const Trial *trial = *state;
    Arena arena = {0};
    const char *database = server_new_database(&arena), *other = server_new_database(&arena);

    build(&arena, database, trial->example->catalog);
    const char *text = ecogen(&arena, "import", database, "--strict");
    build(&arena, other, compiled(&arena, text));
    assert_string_equal(ecogen(&arena, "import", other, "--strict"), text);
    if (server_can_dump())
        assert_string_equal(server_dump(&arena, other), server_dump(&arena, database));
    arena_free(&arena);
}

/* Who learns from it sees it laid out well, and without a warning. */
static void is_tidy(void **state)
{
    const Trial *trial = *state;
    Arena arena = {0};

    assert_string_equal(compile_complaints(compile_text(&arena, trial->example->text.text), &arena), "");
    ecogen(&arena, "fmt", trial->example->path, "--check");
    arena_free(&arena);
}

/* Changes. */

/* One to three changes that leave a schema. */
static Draft changed(const Example *example, Random *random, Arena *arena)
{
    Draft draft = draft_begin(example->catalog, arena);
    unsigned wanted = 1 + random_below(random, MOST_CHANGES), made = 0;

    for (unsigned drawn = 0; made < wanted && drawn < MOST_DRAWN; drawn++) {
        Draft next = draft_begin(&draft.catalog, arena);

        strbuf_puts(&next.told, strbuf_text(&draft.told));
        if (!draft_mutate(&next, random))
            continue;

        Compiled *tried = compile_text(arena, print_eco(&next.catalog, arena));
        if (!diag_failed(&tried->diags)) {
            draft = next;
            made++;
        } else if (verbose) {
            print_message("no schema: %s%s\n", strbuf_text(&next.told), compile_complaints(tried, arena));
        }
    }
    return draft;
}

/* "up: 23502 …": the rows do not fit what is asked for, which is no fault of the plan. */
static bool is_of_rows(const char *broken)
{
    const char *state = strstr(broken, ": ");

    return strncmp(broken, "building", 8) != 0 && strncmp(broken, "rows: ", 6) != 0 && state
        && (strncmp(state, ": 22", 4) == 0 || strncmp(state, ": 23", 4) == 0);
}

/* What nobody could plan, and the user is told so. */
static bool is_refused(const char *broken)
{
    return strncmp(broken, "planning failed", 15) == 0 && strstr(broken, " E0603 ")
        && !strstr(broken, "circle of changes");
}

/* What the compiler takes and this server does not: "feature not supported", "wrong object type". */
static bool is_no_schema(const char *broken)
{
    return strncmp(broken, "building a schema: 0A000", 24) == 0 || strncmp(broken, "building a schema: 42809", 24) == 0;
}

/* The law, without rows where they do not fit what is asked for. */
static const char *broken_law(LawCase *c, Arena *arena)
{
    Law law = law_begin(arena);
    const char *broken = law_broken(&law, c, arena);

    if (!broken || !is_of_rows(broken))
        return broken;
    if (verbose)
        print_message("without rows: %.200s\n", broken);
    c->rows = c->look = c->look_after = NULL;
    return law_broken(&law, c, arena);
}

static void there_and_back(void **state)
{
    const Trial *trial = *state;
    const Example *example = trial->example;
    Random random = {random_mix(seed * MOST_TRIALS + trial->number)};
    Arena arena = {0};
    Draft draft = changed(example, &random, &arena);
    LawCase c = {
        .before = example->text.text,
        .after = print_eco(&draft.catalog, &arena),
        .rows = example->rows.text,
        .look = wild_look(example->catalog, &draft.catalog, false, &arena),
        .look_after = wild_look(example->catalog, &draft.catalog, true, &arena),
        .undumped = !random_one_in(&random, DUMP_EVERY),
        .apart = random_one_in(&random, DUMP_EVERY),
    };

    /* The names of sequences of identities follow from what tables were called. */
    c.undumped |= strstr(strbuf_text(&draft.told), "rename ") || strstr(strbuf_text(&draft.told), "trade ");

    const char *broken = broken_law(&c, &arena);
    if (verbose || broken)
        print_message("%s%s", strbuf_text(&draft.told), broken ? "" : "held\n");
    if (broken && (is_refused(broken) || is_no_schema(broken)))
        print_message("refused: %.300s\n", broken);
    else if (broken)
        fail_msg("%s", broken);
    arena_free(&arena);
}

/* What happens in real life. */

enum { MOST_EDITS = 6 };

static const struct Edit {
    const char *schema, *name;
    struct {
        const char *text, *with;    /* wherever it stands */
    } edits[MOST_EDITS];
    bool rows_change;               /* by triggers, when they are filled */
    bool undumped;                  /* pg_dump sees names that follow from old ones */
} edits[] = {
#include "tests/wild/edit_cases.def"
};

enum { EDITS = sizeof edits / sizeof *edits };

static const Example *example_called(const char *name)
{
    size_t i = 0;

    while (strcmp(examples[i].name, name) != 0)
        i++;
    return &examples[i];
}

static const char *replaced(Arena *arena, const char *text, const char *part, const char *with)
{
    StrBuf out = {.arena = arena};

    if (!strstr(text, part))
        fail_msg("the schema does not hold %s", part);
    for (const char *at; (at = strstr(text, part)); text = at + strlen(part))
        strbuf_printf(&out, "%.*s%s", (int)(at - text), text, with);
    strbuf_puts(&out, text);
    return strbuf_text(&out);
}

static void edited(void **state)
{
    const struct Edit *edit = *state;
    const Example *example = example_called(edit->schema);
    Arena arena = {0};
    const char *text = example->text.text;

    for (size_t i = 0; i < MOST_EDITS && edit->edits[i].text; i++)
        text = replaced(&arena, text, edit->edits[i].text, edit->edits[i].with);

    const Catalog *after = compiled(&arena, text);
    const char *broken = broken_law(&(LawCase){
        .before = example->text.text,
        .after = text,
        .rows = example->rows.text,
        .look = edit->rows_change ? NULL : wild_look(example->catalog, after, false, &arena),
        .look_after = edit->rows_change ? NULL : wild_look(example->catalog, after, true, &arena),
        .undumped = edit->undumped,
    }, &arena);
    if (broken)
        fail_msg("%s", broken);
    arena_free(&arena);
}

static unsigned number_of(const char *name, unsigned usual)
{
    const char *value = getenv(name);

    return value ? (unsigned)strtoul(value, NULL, 10) : usual;
}

/* An argument is a pattern of names. */
static void load_example(Example *example)
{
    Arena *arena = &arena_of_examples;

    example->path = arena_printf(arena, "schema/examples/%s.eco", example->name);
    example->text = content_of(example->path);
    example->rows = content_of(arena_printf(arena, "tests/wild/%s.sql", example->name));
}

static const Trial *new_trial(Arena *arena, Example *example, unsigned n)
{
    Trial *trial = arena_new(arena, Trial);

    *trial = (Trial){example, n};
    return trial;
}

static void add_trials(Suite *suite, Example *example, unsigned each)
{
    Arena *arena = &suite->arena;

    suite_add(suite, arena_printf(arena, "%s is tidy", example->name), is_tidy, new_trial(arena, example, 0));
    suite_add(suite, arena_printf(arena, "%s comes back from import", example->name), comes_back,
              new_trial(arena, example, 0));
    for (unsigned n = 1; n <= each; n++)
        suite_add(suite, arena_printf(arena, "%s, change %u", example->name, n), there_and_back,
                  new_trial(arena, example, n));
}

int main(int count, char **words)
{
    Suite suite = suite_of("wild", count, words);
    unsigned each = number_of("WILD_TRIALS", USUAL_TRIALS);

    seed = number_of("WILD_SEED", 1);
    verbose = getenv("WILD_VERBOSE");
    for (size_t i = 0; i < SCHEMAS; i++) {
        load_example(&examples[i]);
        add_trials(&suite, &examples[i], each);
    }
    for (size_t i = 0; i < EDITS; i += getenv("WILD_TRIALS") ? 1 : EVERY_EDIT)
        suite_add(&suite, arena_printf(&suite.arena, "%s: %s", edits[i].schema, edits[i].name), edited, &edits[i]);

    int failed = suite_run(&suite, begin, server_stop);
    arena_free(&arena_of_examples);
    return failed;
}
