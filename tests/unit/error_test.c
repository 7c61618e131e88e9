/* SQL errors of a real server, as people see them. */
#define _POSIX_C_SOURCE 200809L
#include "runtime/introspect/introspect.h"
#include "runtime/pg/error.h"
#include "tests/server.h"
#include "tests/suite.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The statement that is run stands between « and » in the file; the marks themselves are not in it. */
static const struct Case {
    const char *name, *file, *shown;
} cases[] = {
    {
        "a word in the middle",
        "-- \xc3\xa9\nselect 1;\n«select '\xc3\xa9\xc3\xa9',\n  nonsense + 1»;\n",
        "x.sql:4:3: error[E0701]: column \"nonsense\" does not exist (SQLSTATE 42703)\n"
        "    4 |   nonsense + 1;\n"
        "      |   ^~~~~~~~\n",
    },
    {
        "a quoted name",
        "«select * from \"No\tsuch\"»",
        "x.sql:1:15: error[E0701]: relation \"No?such\" does not exist (SQLSTATE 42P01)\n"
        "    1 | select * from \"No such\"\n"
        "      |               ^~~~~~~~~\n",
    },
    {
        "no position: the statement's first word, and the detail",
        "«insert into pg_temp.t values (1), (1)»;",
        "x.sql:1:1: error[E0701]: duplicate key value violates unique constraint \"t_pkey\" (SQLSTATE 23505)\n"
        "    1 | insert into pg_temp.t values (1), (1);\n"
        "      | ^~~~~~\n"
        "      note: detail: Key (id)=(1) already exists.\n",
    },
    {
        "a hint",
        "«select lenght('x'), pg_temp.t.idd from pg_temp.t»",
        "x.sql:1:8: error[E0701]: function lenght(unknown) does not exist (SQLSTATE 42883)\n"
        "    1 | select lenght('x'), pg_temp.t.idd from pg_temp.t\n"
        "      |        ^~~~~~\n"
        "      = hint: No function matches the given name and argument types. You might need to add explicit "
        "type casts.\n",
    },
    {
        "at the end of the statement",
        "select 1;\n«select 1 +»",
        "x.sql:2:11: error[E0701]: syntax error at end of input (SQLSTATE 42601)\n"
        "    2 | select 1 +\n"
        "      |           ^\n",
    },
    {
        "inside a function, in many lines, with escape codes",
        "«do $$ begin raise exception E'one\\n\\x1b[31mtwo' using hint = E'a\\nb'; end $$»",
        "x.sql:1:1: error[E0701]: one\n"
        "      ?[31mtwo (SQLSTATE P0001)\n"
        "    1 | do $$ begin raise exception E'one\\n\\x1b[31mtwo' using hint = E'a\\nb'; end $$\n"
        "      | ^~\n"
        "      note: context: PL/pgSQL function inline_code_block line 1 at RAISE\n"
        "      = hint: a\n"
        "            b\n",
    },
    {
        "a statement that a function made",
        "«do $$ begin execute 'select frm x'; end $$»",
        "x.sql:1:1: error[E0701]: column \"frm\" does not exist (SQLSTATE 42703)\n"
        "    1 | do $$ begin execute 'select frm x'; end $$\n"
        "      | ^~\n"
        "      note: in: select frm x\n"
        "      note: context: PL/pgSQL function inline_code_block line 1 at EXECUTE\n",
    },
};

/* Take the marks out of the text. */
static Span take_marks(char *text, char **statement)
{
    char *first = strstr(text, "«"), *last;

    memmove(first, first + strlen("«"), strlen(first + strlen("«")) + 1);
    last = strstr(text, "»");
    memmove(last, last + strlen("»"), strlen(last + strlen("»")) + 1);
    *statement = first;
    return (Span){(uint32_t)(first - text) + 1, (uint32_t)(last - text) + 1};
}

static const char *printed(Arena *arena, const Diags *diags)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    diag_print(diags, out, (DiagStyle){0});
    fclose(out);
    arena_own(arena, text, free);
    return text;
}

static void error_is_shown(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    Db *db = db_open(&arena, &(DbOptions){.conninfo = server_conninfo()});
    char *file = arena_strdup(&arena, c->file), *statement;
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    Span at = take_marks(file, &statement);

    sources_add(&sources, "x.sql", file, strlen(file));
    assert_true(db_run(db, "create temp table t (id int primary key)"));
    assert_false(db_run(db, arena_strndup(&arena, statement, at.end - at.start)));
    error_report(&diags, at, db_error(db));
    assert_string_equal(printed(&arena, &diags), c->shown);
    arena_free(&arena);
}

/* Errors of connecting: they have no place in a file. */
static const struct Placeless {
    const char *name, *conninfo, *shown;
} placeless[] = {
    {
        "a connection string that is none",
        "host=127.0.0.1 port=99999",
        "error[E0702]: the port in the connection string is no number from 1 to 65535 "
        "(in a password write %2F for \"/\")\n",
    },
    {
        "libpq's own layout is not passed on",
        "host=127.0.0.1 port=1 dbname=x",
        "error[E0703]: connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n"
        "      Is the server running on that host and accepting TCP/IP connections?\n",
    },
};

static void without_a_place(void **state)
{
    const struct Placeless *c = *state;
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};

    error_report(&diags, (Span){0, 0}, db_error(db_open(&arena, &(DbOptions){.conninfo = c->conninfo})));
    assert_string_equal(printed(&arena, &diags), c->shown);
    arena_free(&arena);
}

/* What a server says of itself to those it lets in. */
static const char welcome[] = "R\0\0\0\x08\0\0\0\0" "S\0\0\0\x19server_version\0" "13.22\0" "Z\0\0\0\x05I";

static void welcome_one(int listener)
{
    int fd = accept(listener, NULL, NULL);
    char asked[1024];

    if (read(fd, asked, sizeof asked) > 0 && write(fd, welcome, sizeof welcome - 1) > 0)
        while (read(fd, asked, sizeof asked) > 0)
            ;
    _exit(0);
}

static void too_old(void **state)
{
    Arena arena = {0};
    Sources sources = {.arena = &arena};
    Diags diags = {.arena = &arena, .sources = &sources};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    Introspection found;

    (void)state;
    assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(listen(listener, 1), 0);
    getsockname(listener, (struct sockaddr *)&address, &size);
    pid_t child = fork();
    if (child == 0)
        welcome_one(listener);
    close(listener);

    Db *db = db_open(&arena, &(DbOptions){.conninfo = arena_printf(&arena, "host=127.0.0.1 port=%d user=u "
                                                                   "sslmode=disable gssencmode=disable",
                                                                   ntohs(address.sin_port))});
    assert_false(introspect(db, &arena, &found));
    error_report(&diags, (Span){0, 0}, db_error(db));
    assert_string_equal(printed(&arena, &diags),
                        "error[E0722]: the server is PostgreSQL 13: 14 is the oldest that can be read\n"
                        "      = hint: upgrade it; of its schema alone, ecogen reads what pg_dump -s writes\n");
    db_close(db);
    waitpid(child, NULL, 0);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("error", count, words);

    SUITE_ROWS(&suite, cases, name, error_is_shown);
    SUITE_ROWS(&suite, placeless, name, without_a_place);
    SUITE_TEST(&suite, too_old);
    return suite_run(&suite, server_start, server_stop);
}
