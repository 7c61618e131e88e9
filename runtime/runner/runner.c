#define _POSIX_C_SOURCE 200809L
#include "runtime/runner/runner.h"

#include "dsl/base/colour.h"
#include "runtime/pg/error.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void note_signal(int signal_number)
{
    (void)signal_number;
    if (interrupted < 2)
        interrupted = interrupted + 1;
}

/* They set a flag that the Db looks at. */
static void catch_signals(void)
{
    static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_signal}, before;

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
        sigaction(caught[i], &action, &before);
        if (before.sa_handler == SIG_IGN)   /* nohup */
            sigaction(caught[i], &before, NULL);
    }
    signal(SIGPIPE, SIG_IGN);       /* a reader of our output that went must not stop a migration half way */
}

void runner_begin(Runner *runner, void *settings)
{
    *runner = (Runner){.settings = settings};
    runner->sources.arena = &runner->arena;
    runner->diags = (Diags){.arena = &runner->arena, .sources = &runner->sources};
    catch_signals();
}

/* A folder that is not there is a typing error, and no reason to report success. */
bool runner_read_folder(Runner *runner)
{
    if (access(runner->settings->folder, F_OK) != 0) {
        diag_hint(&runner->diags,
                  diag(&runner->diags, DIAG_UNREADABLE, (Span){0}, "cannot read folder %s: %s",
                       runner->settings->folder,
                       strerror(errno)),
                  "--dir DIR says where the migrations are");
        return false;
    }
    return migrations_read(runner->settings->folder, &runner->sources, &runner->arena, &runner->diags,
                           &runner->migrations);
}

static void pass_notice(void *context, const DbError *notice)
{
    const Runner *runner = context;

    if (runner->settings->verbose || strcmp(notice->severity, "WARNING") == 0)
        runner_tell(runner, "%s: %s\n", notice->severity, notice->message);
}

static const char *throwaway(Runner *runner)
{
    const char *error;

    if (ephemeral_start(&runner->arena, &(EphemeralOptions){0}, &runner->server, &error))
        return runner->server.conninfo;
    diag(&runner->diags, DIAG_UNREACHABLE, (Span){0}, "%s", error);
    return NULL;
}

/* Who we are, in pg_stat_activity and in the history: "ecorun up on host". */
static const char *application(Runner *runner, const char *command)
{
    char host[65] = "";

    if (gethostname(host, sizeof host - 1) != 0)
        host[0] = '\0';
    return arena_printf(&runner->arena, "ecorun %s on %s", command, host);
}

bool runner_connect(Runner *runner, const char *command)
{
    return runner_connect_within(runner, command, 0);
}

bool runner_connect_within(Runner *runner, const char *command, unsigned seconds)
{
    const RunnerSettings *settings = runner->settings;
    const char *url = db_choose(settings->db);
    const char *role = settings->role ? arena_printf(&runner->arena, "role=%s", settings->role) : NULL;
    const char *const more[] = {"jit=off", role, NULL};
    DbOptions options = {
        .conninfo = url,
        .application = application(runner, command),
        .search_path = "public, pg_temp",
        .settings = more,
        .lock_timeout = settings->lock_timeout,
        .statement_timeout = settings->statement_timeout,
        .connect_timeout = seconds,
        .interrupted = &interrupted,
        .notice = pass_notice,
        .notice_context = runner,
    };

    if (runner->server.conninfo)
        options.conninfo = runner->server.conninfo;
    else if (ephemeral_wanted(url) && !(options.conninfo = throwaway(runner)))
        return false;
    runner->db = db_open(&runner->arena, &options);
    return !runner_report(runner, (Span){0});
}

Diag *runner_report(Runner *runner, Span statement)
{
    return runner->db && db_failed(runner->db) ? error_report(&runner->diags, statement, db_error(runner->db)) : NULL;
}

int runner_end(Runner *runner, int code)
{
    if (diag_failed(&runner->diags))
        code = diag_exit_code(&runner->diags);
    fflush(stdout);
    diag_print(&runner->diags, stderr, (DiagStyle){.colour = colour_wanted(stderr)});
    if (runner->db)
        db_close(runner->db);
    ephemeral_stop(&runner->server);
    arena_free(&runner->arena);
    return code;
}

void runner_say(const Runner *runner, const char *format, ...)
{
    va_list arguments;

    if (runner->settings->quiet)
        return;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    fflush(stdout);
}

void runner_tell(const Runner *runner, const char *format, ...)
{
    Arena arena = {0};
    va_list arguments;

    if (runner->settings->quiet)
        return;
    va_start(arguments, format);
    fprintf(stderr, "%s\n", error_tame(&arena, arena_vprintf(&arena, format, arguments), "\n    "));
    va_end(arguments);
    arena_free(&arena);
}

int runner_refuse_word(Runner *runner, const char *word, const char *known)
{
    fputs("ecorun: \"", stderr);
    option_put_word(stderr, word);
    fprintf(stderr, "\" is no version: %s\n", known);
    runner_end(runner, EXIT_USAGE);
    return EXIT_USAGE;
}

void runner_no_migration(Runner *runner, long version)
{
    const char *folder = runner->settings->folder;
    size_t count = runner->migrations.count;

    if (count)
        diag(&runner->diags, DIAG_UNKNOWN_VERSION, (Span){0}, "there is no migration %04ld: %s ends with %04zu",
             version, folder, count);
    else
        diag(&runner->diags, DIAG_UNKNOWN_VERSION, (Span){0}, "there is no migration %04ld: %s has none", version,
             folder);
}

const char *runner_title(Runner *runner, long version, const char *name)
{
    return arena_printf(&runner->arena, "%04ld_%s", version, name);
}

const Source *runner_source(const Runner *runner, const char *path)
{
    for (size_t i = 0; i < runner->sources.files.count; i++) {
        const Source *source = runner->sources.files.items[i];

        if (strcmp(source->path, path) == 0)
            return source;
    }
    return NULL;
}

bool runner_wants_json(const Runner *runner)
{
    return strcmp(runner->settings->format, "json") == 0;
}

bool runner_sleep(unsigned milliseconds)
{
    struct timespec time = {.tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000};

    return !interrupted && nanosleep(&time, NULL) == 0 && !interrupted;
}

long runner_clock(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

unsigned runner_jitter(unsigned milliseconds)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return milliseconds / 2 + (unsigned)(time.tv_nsec / 1000) % (milliseconds / 2 + 1);
}
