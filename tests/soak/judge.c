/* A pair alone: whether it holds; and if it does not, the smallest that breaks in the same way. */
#define _POSIX_C_SOURCE 200809L
#include "tests/server.h"
#include "tests/soak/soak.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DATABASE_LASTS = 60, MOST_TRIES = 600 };

typedef struct Try {
    Soak *soak;
    Way way;
    bool rows;
    const char *class;              /* what must still be wrong while shrinking */
    unsigned tries;
} Try;

/* Databases grow with what was dropped in them; and a connection that saw an error is not used again. */
Law *soak_law(Soak *soak, Arena *arena)
{
    if (soak->used++ % DATABASE_LASTS == 0 || !soak->law.db || db_failed(soak->law.db)) {
        const char *database = (soak->used - 1) % DATABASE_LASTS ? soak->law.database : NULL;

        if (soak->law.db)
            db_close(soak->law.db);
        arena_free(&soak->of_law);
        soak->law.database = database ? database : server_new_database(&soak->arena);
        soak->law.db = law_connect(&soak->law, &soak->of_law);
    }
    soak->law.arena = arena;
    soak->law.built = (Map){0};
    soak->law.holds = NULL;
    soak->law.watch = NULL;
    return &soak->law;
}

/* What broke, without what differs between pairs: quoted names and numbers. */
static const char *class_of(Arena *arena, const char *broken)
{
    StrBuf text = {.arena = arena};

    /* The error, not the warnings before it. */
    const char *error = strstr(broken, " E0");
    if (strncmp(broken, "planning failed:\n", 17) == 0)
        broken = error ? error : broken + 17;
    for (bool inside = false; *broken && *broken != '\n' && text.length < 100; broken++) {
        inside ^= *broken == '"';
        if (!inside && (!isdigit((unsigned char)*broken) || broken[-1] == 'E' || text.length < 12))
            strbuf_putc(&text, *broken);
    }
    if (*broken && broken[1] && strchr("-+", broken[1]))
        strbuf_printf(&text, " %.*s", (int)strcspn(broken + 1, "\n\"0123456789"), broken + 1);
    return strbuf_text(&text);
}

/* "up: 23502 …": the rows do not fit what is asked for, which is no fault of the plan. */
static bool is_of_rows(const char *broken)
{
    const char *state = strstr(broken, ": ");

    if (strncmp(broken, "rows: ", 6) == 0)
        return true;
    return state && (strncmp(state, ": 22", 4) == 0 || strncmp(state, ": 23", 4) == 0);
}

End end_of(const char *broken)
{
    if (!broken)
        return HELD;
    /* The owner of a table has no right to what an index of it calls. */
    const char *denied = "building a schema: 42501 permission denied";
    if (strncmp(broken, "a schema has errors", 19) == 0 || strncmp(broken, denied, strlen(denied)) == 0)
        return INVALID;
    if (strncmp(broken, "planning failed", 15) == 0)
        return strstr(broken, " E0603 ") && !strstr(broken, "circle of changes") ? REFUSED : BROKEN;
    if (strstr(broken, "cannot recursively add identity column"))       /* see docs/limits.md */
        return REFUSED;
    /* Rows of reference in a published table that tells nobody which row it is. */
    if (strstr(broken, "it does not have a replica identity and publishes"))
        return REFUSED;
    return strstr(broken, ": 42846 cannot cast type") || strstr(broken, "cannot be cast automatically") ? REFUSED
                                                                                                     : BROKEN;
}

LawCase pair_case(Pair *pair, Way way)
{
    Model *before = &pair->before, *after = &pair->after;
    LawCase c = {.before = model_text(before), .after = model_text(after), .undumped = !way.dump, .apart = way.apart};

    c.held = rows_of_reference(before);
    c.held_after = rows_of_reference(after);
    if (pair->rows) {
        c.rows = rows_seed(before);
        c.look = rows_look(before, after);
        c.look_after = rows_look(after, before);
    }
    return c;
}

static void leave_out(Model *model, const char *kind)
{
    *model = model_copy(model, model->arena);
    for (size_t i = model->pieces.count; i-- > 0;)
        if (kind_among(model->pieces.items[i], kind))
            memmove(&model->pieces.items[i], &model->pieces.items[i + 1],
                    (--model->pieces.count - i) * sizeof *model->pieces.items);
}

/* What breaks the law for a pair; NULL if nothing does. */
static const char *judge(const Try *try, Model *before, Model *after, End *end)
{
    Arena *arena = before->arena;
    Pair pair = {.before = *before, .after = *after, .rows = try->rows};
    LawCase c = pair_case(&pair, try->way);
    const char *broken = law_broken(soak_law(try->soak, arena), &c, arena);

    *end = end_of(broken);
    if (*end == BROKEN && (try->rows || c.held || c.held_after) && is_of_rows(broken)) {
        pair.rows = false;
        leave_out(&pair.before, "data");
        leave_out(&pair.after, "data");
        c = pair_case(&pair, try->way);
        broken = law_broken(soak_law(try->soak, arena), &c, arena);
        *end = end_of(broken) == HELD ? HELD_WITHOUT_ROWS : end_of(broken);
    }
    return broken;
}

static bool still_broken(void *context, Model *before, Model *after)
{
    Try *try = context;
    Arena arena = {0};
    Model one = model_copy(before, &arena), other = model_copy(after, &arena);
    End end;
    const char *broken = try->tries++ < MOST_TRIES ? judge(try, &one, &other, &end) : NULL;
    bool same = broken && strcmp(class_of(&arena, broken), try->class) == 0;

    arena_free(&arena);
    return same;
}

static void leave(const Soak *soak, uint64_t seed, const char *suffix, const char *text)
{
    Arena arena = {0};
    const char *path = arena_printf(&arena, "%s/%" PRIu64 "%s", soak->folder, seed, suffix);
    FILE *file = fopen(path, "w");

    if (file) {
        fputs(text, file);
        fclose(file);
    }
    arena_free(&arena);
}

static void tell_of_broken(Soak *soak, Try *try, uint64_t seed, Model *before, Model *after, const char *broken)
{
    End end;

    try->class = class_of(&soak->arena, broken);
    printf("seed %" PRIu64 "%s%s: %s\n", seed, try->way.apart ? " (apart)" : "", try->way.dump ? " (dumped)" : "",
           try->class);
    fflush(stdout);
    if (soak->whole && !map_get(&soak->classes, try->class))
        printf("%.600s\n", broken);
    map_put(&soak->classes, &soak->arena, soak->whole ? try->class : "", soak);
    if ((soak->whole || map_get(&soak->classes, try->class)) && !soak->one)
        return;

    double began = soak_now();
    map_put(&soak->classes, &soak->arena, try->class, soak);
    pair_shrink(before, after, still_broken, try);
    model_say_was(before, after);

    soak->shrinking += soak_now() - began;

    const char *why = judge(try, before, after, &end);
    leave(soak, seed, ".eco", model_text(before));
    leave(soak, seed, ".new.eco", model_text(after));
    leave(soak, seed, ".why", why ? why : "");
    printf("---- %s/%" PRIu64 ".eco, after %u tries\n%s----\n%s----\n%s\n", soak->folder, seed, try->tries,
           model_text(before), model_text(after), why ? why : "(no longer)");
    fflush(stdout);
}

const char *pair_try(Soak *soak, Pair *pair, Way way, End *end)
{
    Try try = {.soak = soak, .way = way, .rows = pair->rows};
    const char *broken = judge(&try, &pair->before, &pair->after, end);

    if (*end == BROKEN)
        tell_of_broken(soak, &try, pair->seed, &pair->before, &pair->after, broken);
    return broken;
}
