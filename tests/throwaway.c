#define _XOPEN_SOURCE 700

#include "tests/throwaway.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64], conninfo[128];

/* PostgreSQL refuses to run as root. */
static const char *as_user(void)
{
    return geteuid() == 0 ? "runuser -u postgres -- " : "";
}

static int shell(const char *format)
{
    char command[1024];
    int length = snprintf(command, sizeof(command),
                          "cd / && D=%s; U='%s'; PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1); ",
                          folder, as_user());

    snprintf(command + length, sizeof(command) - (size_t)length, "%s", format);
    return system(command);
}

static void stop(void)
{
    if (shell("$U pg_ctl -D $D/data -m immediate -s stop 2>/dev/null; rm -rf $D") != 0)
        fprintf(stderr, "cannot stop the server in %s\n", folder);
}

const char *throwaway_server(void)
{
    if (conninfo[0])
        return conninfo;
    strcpy(folder, "/tmp/eco-test-XXXXXX");
    if (!mkdtemp(folder) || (geteuid() == 0 && shell("chown postgres $D") != 0))
        exit(1);
    atexit(stop);
    if (shell("$U initdb -D $D/data -A trust -U eco -E UTF8 --locale=C --no-sync >$D/log 2>&1 && "
              "$U pg_ctl -D $D/data -s -w -l $D/server.log -o \"-k $D -c listen_addresses='' -c fsync=off\" start") != 0) {
        shell("cat $D/log $D/server.log >&2");
        exit(1);
    }
    snprintf(conninfo, sizeof(conninfo), "host=%s user=eco dbname=postgres options='-c timezone=UTC'", folder);
    return conninfo;
}
