#define _POSIX_C_SOURCE 200809L
#include "runtime/pg/ephemeral.h"

#include "dsl/base/strbuf.h"
#include "runtime/pg/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool ephemeral_wanted(const char *url)
{
    return url && strcmp(url, "ephemeral:") == 0;
}

const char *ephemeral_conninfo(Arena *arena, const Ephemeral *server, const char *database)
{
    StrBuf out = {.arena = arena};
    const struct {
        const char *word, *value;
    } parts[] = {
        {"host", server->folder}, {"hostaddr", ""}, {"port", KEEPER_PORT}, {"user", KEEPER_ROLE}, {"dbname", database},
    };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        strbuf_printf(&out, "%s%s='", i ? " " : "", parts[i].word);
        for (const char *c = parts[i].value; *c; c++) {
            if (*c == '\'' || *c == '\\')
                strbuf_putc(&out, '\\');
            strbuf_putc(&out, *c);
        }
        strbuf_putc(&out, '\'');
    }
    return strbuf_text(&out);
}

static void put_percent(StrBuf *out, const char *text)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    for (; *text; text++) {
        if (strchr(plain, *text))
            strbuf_putc(out, *text);
        else
            strbuf_printf(out, "%%%02X", (unsigned char)*text);
    }
}

const char *ephemeral_url(Arena *arena, const Ephemeral *server, const char *database)
{
    StrBuf out = {.arena = arena};

    strbuf_puts(&out, "postgresql://" KEEPER_ROLE "@/");
    for (const char *c = database; *c; c++)     /* a slash would end the database's name */
        if (*c == '/')
            strbuf_puts(&out, "%2F");
        else
            put_percent(&out, (char[]){*c, '\0'});
    strbuf_puts(&out, "?host=");
    put_percent(&out, server->folder);
    strbuf_puts(&out, "&port=" KEEPER_PORT);
    return strbuf_text(&out);
}

/* A pipe that no program we start inherits, and that is not taken for stdin where that was closed. */
static bool make_pipe(int ends[2])
{
    int low[2];

    if (pipe(low) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        ends[i] = fcntl(low[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        close(low[i]);
    }
    return ends[0] >= 0 && ends[1] >= 0;
}

/* Everything the keeper has to say: it closes its end after one message. */
static const char *read_report(Arena *arena, int fd)
{
    StrBuf report = {.arena = arena};
    char part[512];

    for (;;) {
        ssize_t got = read(fd, part, sizeof part);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return strbuf_text(&report);
        strbuf_putn(&report, part, (size_t)got);
    }
}

static bool start_keeper(const EphemeralOptions *options, Ephemeral *server, int *report)
{
    int life[2], reports[2];

    if (!make_pipe(life))
        return false;
    if (!make_pipe(reports)) {
        close(life[0]);
        close(life[1]);
        return false;
    }
    server->keeper = fork();
    if (server->keeper == 0)
        keeper_main(options, life[0], reports[1]);
    close(life[0]);
    close(reports[1]);
    server->life = life[1];
    *report = reports[0];
    if (server->keeper < 0) {
        close(life[1]);
        close(reports[0]);
    }
    return server->keeper > 0;
}

bool ephemeral_start(Arena *arena, const EphemeralOptions *options, Ephemeral *server, const char **error)
{
    int report;

    *server = (Ephemeral){0};
    if (!start_keeper(options, server, &report)) {
        *error = arena_printf(arena, "cannot start a throwaway server: %s", strerror(errno));
        *server = (Ephemeral){0};
        return false;
    }

    const char *said = read_report(arena, report);
    close(report);
    if (said[0] != '+') {
        ephemeral_stop(server);
        *error = said[0] == '-' ? said + 1 : "the process that keeps the throwaway server died";
        return false;
    }
    server->folder = said + 1;
    server->conninfo = ephemeral_conninfo(arena, server, "postgres");
    server->url = ephemeral_url(arena, server, "postgres");
    return true;
}

void ephemeral_stop(Ephemeral *server)
{
    if (server->keeper <= 0)
        return;
    close(server->life);
    while (waitpid(server->keeper, NULL, 0) < 0 && errno == EINTR)
        ;
    *server = (Ephemeral){0};
}
