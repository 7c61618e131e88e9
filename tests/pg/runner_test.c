/*
 * ecorun as people run it, against a real server: a case is a folder, and what is done with it step by step.
 */
#define _DEFAULT_SOURCE
#include "dsl/migrations.h"
#include "tests/server.h"
#include "tests/suite.h"


#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_FILES = 12, MOST_STEPS = 16 };

typedef struct Entry {
    const char *name, *text;
} Entry;

/* The words of a shell: ecorun runs in the folder of the case; db asks the database; until waits for an answer. */
typedef struct Step {
    const char *command; /* NULL ends the case; "put NAME" writes `says` into a file; "seal" writes eco.sum */
    int exit_code;
    const char *says;               /* part of what it says; NULL: anything */
} Step;

#define USERS                                                                                                         \
    {"0001_users.up.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text);\n"},                               \
    {"0001_users.down.sql", "DROP TABLE users;\n"}
#define POSTS                                                                                                         \
    {"0002_posts.up.sql", "CREATE TABLE posts (id bigint PRIMARY KEY,\n    owner bigint REFERENCES users);\n"         \
                          "INSERT INTO posts SELECT n, NULL FROM generate_series(1, 3) AS n"},                        \
    {"0002_posts.down.sql", "DROP TABLE posts;\n"}
#define INDEXES                                                                                                       \
    {"0003_indexes.up.sql", "-- ecogen: transaction off\nCREATE INDEX CONCURRENTLY a ON posts (owner);\n"             \
                            "CREATE INDEX CONCURRENTLY b ON users (email);\n"},                                       \
    {"0003_indexes.down.sql", "-- ecogen: transaction off\nDROP INDEX CONCURRENTLY b;\nDROP INDEX CONCURRENTLY a;\n"}
#define NOTHING(file) {file, "-- nothing to do\n"}
#define TABLES                                                                                                         \
    "db \"select coalesce(string_agg(tablename, ' ' order by tablename), '-') from pg_tables where schemaname = "      \
    "'public'\""
#define VERSION "db 'select coalesce(max(version), 0) from ecogen.history'"

static const struct Case {
    const char *name;
    Entry files[MOST_FILES];
    Step steps[MOST_STEPS];
} cases[] = {
    {
        "C379 up, down, up again, to numbers and by counts",
        {USERS, POSTS, INDEXES},
        {
            {"ecorun up", 0, "is at version 3"},
            {TABLES, 0, "posts users"},
            {"ecorun status", 0, "up to date"},
            {"ecorun up", 0, "nothing to do"},
            {"ecorun down", 0, "reverted 0003_indexes"},
            {"ecorun down base", 0, "is at version 0"},
            {TABLES, 0, "-"},
            {"ecorun down", 0, "nothing to do"},
            {"ecorun up 1", 0, "is at version 1"},
            {"ecorun up +1", 0, "is at version 2"},
            {"ecorun up head", 0, "is at version 3"},
            {"ecorun down -2", 0, "is at version 1"},
            {"ecorun up", 0, "is at version 3"},
            {"ecorun down 2", 0, "is at version 2"},
            {"ecorun redo", 0, "applied  0002_posts"},
        },
    },
    {
        "ways that are none",
        {USERS},
        {
            {"ecorun up 2", 1, "error[E0715]: there is no migration 0002: . ends with 0001\n"},
            {"ecorun up", 0, NULL},
            {"ecorun up 0", 1, "error[E0715]: the database is at version 1 already\n      = hint: `ecorun down 0` goes "
                               "back\n"},
            {"ecorun up +1", 1, "there is no migration 0002"},
            {"ecorun down 2", 1, "error[E0715]: the database is at version 1: there is no way down to 2\n"},
            {"ecorun down -2", 1, "there is no way down to -1\n      = hint: `ecorun down base` takes back all there "
                                  "is\n"},
            {"ecorun up base", 2, "is no version"},
            {"ecorun up 1x", 2, "is no version"},
            {"ecorun up -1", 2, NULL},
            {"ecorun down head", 2, NULL},
            {"ecorun upp", 2, "did you mean \"up\""},
            {"ecorun status --exit-cod", 2, "did you mean \"--exit-code\""},
        },
    },
    {
        "C366 an SQL error in the middle is rolled back",
        {USERS,
         {"0002_bad.up.sql", "CREATE TABLE posts (id bigint);\n\nALTER TABLE posts\n    ADD COLUMN \xc3\xa9t\xc3\xa9 "
                             "text, ADD COLUMN x nosuchtype;\n"},
         NOTHING("0002_bad.down.sql")},
        {
            {"ecorun up", 1, "0002_bad.up.sql:4:39: error[E0701]: type \"nosuchtype\" does not exist"},
            {"ecorun up", 1, "0002_bad up was rolled back; the database is at version 1"},
            {TABLES, 0, "users\n"},
            {VERSION, 0, "1\n"},
            {"ecorun history", 0, "failed"},
            {"ecorun status --exit-code", 3, "pending   0002_bad"},
        },
    },
    {
        "C304 a role that is not there: who, where, and how to go on",
        {USERS,
         {"0002_rights.up.sql",
          "CREATE TABLE posts (id int, owner text);\nGRANT SELECT\n    ON users TO \"no one\";\n"
          "ALTER TABLE posts OWNER TO nobody_here; ALTER TABLE posts RENAME COLUMN owner TO author;\n"
          "alter default privileges grant select on tables to \"no one\";\n-- GRANT ALL ON users TO x\n"
          "REVOKE ALL ON TABLE posts FROM \"no one\""},
         {"0002_rights.down.sql", "REVOKE SELECT ON users FROM \"no one\";\nDROP TABLE posts;\n"}},
        {
            {"ecorun up", 1, "0002_rights.up.sql:2:1: error[E0701]: role \"no one\" does not exist (SQLSTATE 42704)"},
            {"ecorun up", 1, "--skip-grants leaves out"},
            {VERSION, 0, "1\n"},
            {"ecorun up --skip-grants", 0, "left out 0002_rights.up.sql:4: ALTER TABLE posts OWNER TO nobody_here\n"},
            {VERSION, 0, "2\n"},
            {"db \"select string_agg(attname, ' ' order by attnum) from pg_attribute where attrelid = "
            "'posts'::regclass and attnum > 0\"", 0,
             "id author\n"},
            {"ecorun verify", 0, NULL},
            {"ecorun down", 1, "role \"no one\" does not exist"},
            {"ecorun down --skip-grants", 0, "left out 0002_rights.down.sql"},
            {VERSION, 0, "1\n"},
            {"ecorun sql --skip-grants 1:2 > up.sql && psql -Xq -v ON_ERROR_STOP=1 -f up.sql "
            "\"$DATABASE_URL\"", 0, NULL},
            {VERSION, 0, "2\n"},
            {"ecorun sql --skip-grants 1:2", 0, "-- left out: GRANT SELECT\n--     ON users TO \"no one\"\n;\n"},
            {"ecorun redo --skip-grants", 0, "applied  0002_rights"},
        },
    },
    {
        "C304 a role in a policy is not left out, nor are rights outside a transaction counted wrong",
        {USERS,
         {"0002_i.up.sql", "-- ecogen: transaction off\nGRANT SELECT ON users TO nobody_here;\n"
                           "CREATE INDEX CONCURRENTLY i ON users (email);\nCREATE POLICY p ON users TO nobody_here;\n"},
         NOTHING("0002_i.down.sql")},
        {
            {"ecorun up --skip-grants", 1, "0002_i.up.sql:4:1: error[E0701]: role \"nobody_here\" does not exist"},
            {"ecorun status", 0, "2 of its 3 statements are done"},
        },
    },
    {
        "what PostgreSQL adds is shown",
        {USERS, POSTS, {"0003_dup.up.sql", "INSERT INTO posts (id) VALUES (3);\n"}, NOTHING("0003_dup.down.sql")},
        {{"ecorun up", 1, "Key (id)=(3) already exists"}, {VERSION, 0, "2\n"}},
    },
    {
        "a deferred constraint fails at the COMMIT",
        {USERS,
         {"0002_late.up.sql",
          "CREATE TABLE t (id bigint REFERENCES users DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO t VALUES (7);\n"},
         NOTHING("0002_late.down.sql")},
        {{"ecorun up", 1, "rolled back; the database is at version 1"}, {TABLES, 0, "users\n"}, {VERSION, 0, "1\n"}},
    },
    {
        "a statement that wants no transaction is told about the comment",
        {USERS, {"0002_i.up.sql", "CREATE INDEX CONCURRENTLY i ON users (email);\n"}, NOTHING("0002_i.down.sql")},
        {{"ecorun up", 1, "-- ecogen: transaction off"}, {VERSION, 0, "1\n"}},
    },
    {
        "C369 an edited file stops everything before it begins",
        {USERS, POSTS},
        {
            {"ecorun up 1", 0, NULL},
            {"put 0001_users.up.sql", 0, "CREATE TABLE users (id int);\n"},
            {"ecorun up", 1, "0001_users.up.sql was changed after it was sealed"},
            {"seal", 0, NULL},
            {"ecorun up", 1, "0001_users.up.sql is not the text that was applied to this database"},
            {"ecorun status --exit-code", 3, "E0712"},
            {VERSION, 0, "1\n"},
            {"ecorun down", 0, "is at version 0"},
        },
    },
    {
        "an edited down file, and a renamed migration",
        {USERS, POSTS},
        {
            {"ecorun up 1", 0, NULL},
            {"put 0001_users.down.sql", 0, "DROP TABLE users CASCADE;\n"},
            {"seal", 0, NULL},
            {"ecorun up", 1, "0001_users.down.sql is not the text"},
            {"mv 0001_users.up.sql 0001_u.up.sql; mv 0001_users.down.sql 0001_u.down.sql", 0, NULL},
            {"seal", 0, NULL},
            {"ecorun up", 1, "was \"users\" when it was applied"},
        },
    },
    {
        "C370 C372 a missing file, a gap, a number twice",
        {USERS, POSTS, INDEXES},
        {
            {"rm 0002_posts.up.sql", 0, NULL},
            {"ecorun up", 1, "0002_posts.up.sql is not there"},
            {"rm 0002_posts.down.sql", 0, NULL},
            {"seal", 0, NULL},
            {"ecorun up", 1, "E0611"},
            {"put 0001_other.up.sql", 0, "SELECT 1;\n"},
            {"put 0001_other.down.sql", 0, "SELECT 1;\n"},
            {"seal", 0, NULL},
            {"ecorun up", 1, "two migrations have the number 0001"},
            {"db \"select count(*) from pg_namespace where nspname = 'ecogen'\"", 0, "0\n"},
        },
    },
    {
        "C370 a database newer than the files",
        {USERS, POSTS, INDEXES},
        {
            {"ecorun up", 0, NULL},
            {"rm 0003* 0002*", 0, NULL},
            {"seal", 0, NULL},
            {"ecorun up", 1, "error[E0711]: the database is at version 3, and . ends with 1\n"},
            {"ecorun up", 1, "or take them back: `ecorun down 1` needs no files"},
            {"ecorun status", 0, "0002_posts was applied"},
            {"ecorun down 1", 0, "is at version 1"},
            {"ecorun up", 0, "nothing to do"},
            {TABLES, 0, "users\n"},
        },
    },
    {
        "down needs no files at all",
        {USERS, POSTS, INDEXES},
        {{"ecorun up", 0, NULL}, {"rm *", 0, NULL}, {"ecorun down base", 0, "is at version 0"}, {TABLES, 0, "-\n"}},
    },
    {
        "a row removed from the history",
        {USERS, POSTS},
        {
            {"ecorun up", 0, NULL},
            {"db 'delete from ecogen.history where version = 1'", 0, NULL},
            {"ecorun status --exit-code", 3,
             "error[E0713]: migration 0001_users was never applied here, but 0002_posts was\n"
             "      = hint: they are applied in order, so somebody removed its row: put that back into ecogen.history, "
             "where a backup has it\n"},
            {"db \"insert into ecogen.history (version, name, checksum, checksum_down, chain, mode, state, step_total,"
             " down_sql, host, tool) values (-1, '', '', '', '', 'tx', 'applied', 0, '', '', '')\"",
             0, NULL},
            {"ecorun status --exit-code", 3, "a row for version -1"},
        },
    },
    {
        "C375 a history that is not ours",
        {USERS},
        {
            {"db 'create schema ecogen; create table ecogen.history (installed_rank int)'", 0, NULL},
            {"ecorun up", 1, "E0710"},
            {"ecorun up --schema other", 0, "is at version 1"},
        },
    },
    {
        "C019 a history under another name is no part of what is compared",
        {USERS, POSTS},
        {
            {"ecorun up 1 --schema other", 0, "is at version 1"},
            {"db \"select count(*) from other.history where catalog like '%other%'\"", 0, "0\n"},
            {"ecorun verify --schema other", 0, "equals version 1"},
            {"db 'drop schema other cascade'", 0, NULL},
            {"ecorun baseline 2 --schema other", 3, "missing     table \"posts\""},
            {"ecorun baseline 1 --schema other", 0, "is at version 1; recorded"},
            {"ecorun up --schema other", 0, "is at version 2"},
        },
    },
    {
        "outside a transaction: what fails at the first statement leaves nothing",
        {USERS,
         {"0002_i.up.sql", "-- ecogen: transaction off\nCREATE INDEX CONCURRENTLY i ON nosuch (email);\n"},
         NOTHING("0002_i.down.sql")},
        {
            {"ecorun up", 1, "nothing of 0002_i was done; the database is at version 1"},
            {VERSION, 0, "1\n"},
            {"ecorun up", 1, "0002_i.up.sql:2:"},
        },
    },
    {
        "C366 outside a transaction: what is done stays, and is said",
        {USERS,
         {"0002_i.up.sql", "-- ecogen: transaction off\nCREATE INDEX CONCURRENTLY i ON users (email);\n"
                           "CREATE INDEX CONCURRENTLY j ON nosuch (email);\nSELECT 3;\n"},
         NOTHING("0002_i.down.sql")},
        {
            {"ecorun up", 1, "1 of its 3 statements are done and stay"},
            {"ecorun up", 1, "E0714"},
            {"ecorun down", 1, "E0714"},
            {"ecorun status", 0, "run what is left from statement 2 on of 0002_i.up.sql"},
            {"db \"select state, step_done from ecogen.history where version = 2\"", 0, "started|1"},
        },
    },
    {
        "outside a transaction: what went through is never said to be undone, even if it could not be noted",
        {USERS,
         {"0002_i.up.sql", "-- ecogen: transaction off\nALTER TABLE users ADD x int;\nALTER TABLE users ADD y int;\n"},
         NOTHING("0002_i.down.sql")},
        {
            {"ecorun up 1", 0, NULL},
            {"db \"create function no() returns trigger language plpgsql as 'begin raise exception ''no''; end'\"", 0,
             NULL},
            {"db 'create trigger no before update on ecogen.history execute function no()'", 0, NULL},
            {"ecorun up", 1, "1 of its 2 statements are done and stay"},
            {"db \"select state from ecogen.history where version = 2\"", 0, "started"},
        },
    },
    {
        "C204 C388 outside a transaction: an invalid index is named",
        {USERS,
         {"0002_i.up.sql", "-- ecogen: transaction off\nCREATE UNIQUE INDEX CONCURRENTLY i ON users (email);\n"},
         NOTHING("0002_i.down.sql")},
        {
            {"ecorun up 1; db \"insert into users values (1, 'x'), (2, 'x')\"", 0, NULL},
            {"ecorun up", 1, "Key (email)=(x) is duplicated"},
            {"ecorun status", 0, "left behind: i"},
        },
    },
    {
        "outside a transaction: what was finished by hand is not held against the half that was there before",
        {USERS,
         {"0002_t.up.sql", "-- ecogen: transaction off\nCREATE TABLE t (id int);\nCREATE TABLE posts (id int);\n"},
         {"0002_t.down.sql", "DROP TABLE posts;\nDROP TABLE t;\n"}},
        {
            {"db 'create table posts ()'", 0, NULL},
            {"ecorun up", 1, "1 of its 2 statements are done and stay"},
            {"db \"select count(*) from ecogen.history where state = 'started' and catalog is not null\"", 0, "0\n"},
            {"db 'drop table posts; create table posts (id int)'", 0, NULL},
            {"db \"update ecogen.history set state = 'applied', step_done = step_total where version = 2\"", 0, NULL},
            {"ecorun verify", 0, "equals version 2"},
        },
    },
    {
        "down, outside a transaction: what fails at the first statement changes nothing",
        {USERS, POSTS, INDEXES},
        {
            {"ecorun up", 0, NULL},
            {"db 'alter index b rename to c'", 0, NULL},
            {"ecorun down", 1, "nothing of 0003_indexes was done; the database is at version 3"},
            {"ecorun down", 1, "0003_indexes.down.sql (as the database keeps it):2:"},
            {"db 'alter index c rename to b'", 0, NULL},
            {"ecorun verify", 0, "equals version 3"},
            {"db 'alter index a rename to c'", 0, NULL},
            {"ecorun down", 1, "1 of its 2 statements are done and stay"},
            {"ecorun status", 0, "0003_indexes stopped half way down"},
        },
    },
    {
        "C374 COMMIT, psql's commands and COPY are refused before anything is touched",
        {USERS,
         {"0002_c.up.sql", "CREATE TABLE c (id int);\nCOMMIT;\nDROP TABLE users;\n"},
         NOTHING("0002_c.down.sql"),
         {"0003_p.up.sql", "\\i other.sql\n"},
         NOTHING("0003_p.down.sql"),
         {"0004_d.up.sql", "COPY users FROM STDIN;\n1\tx\n\\.\n"},
         NOTHING("0004_d.down.sql"),
         {"0005_q.up.sql", "SELECT 'open;\n"},
         NOTHING("0005_q.down.sql")},
        {
            {"ecorun up", 1, "0002_c.up.sql:2:1: error[E0717]"},
            {"ecorun up", 1, "0003_p.up.sql:1:1: error[E0716]"},
            {"ecorun up", 1, "0004_d.up.sql:1:1: error[E0716]"},
            {"ecorun up", 1, "0005_q.up.sql:1:8: error[E0716]"},
            {TABLES, 0, "-\n"},
            {"ecorun sql", 1, "E0717"},
        },
    },
    {
        "what a file leaves behind does not reach the next",
        {{"0001_a.up.sql", "SET search_path = pg_catalog; SET ROLE pg_monitor; CREATE TEMP TABLE users (x int);\n"
                           "SET lock_timeout = 1; PREPARE p AS SELECT 1; LISTEN x;\n"},
         NOTHING("0001_a.down.sql"),
         {"0002_b.up.sql", "CREATE TABLE users (id int); PREPARE p AS SELECT 2;\n"},
         {"0002_b.down.sql", "DROP TABLE users"}},
        {{"ecorun up", 0, "is at version 2"},
         {TABLES, 0, "users\n"},
         {"db \"select tableowner from pg_tables where tablename = 'users'\"", 0, "postgres"}},
    },
    {
        "C373 line ends of Windows, a byte order mark, names of all kinds",
        {{"0001_d\xc3\xa9j\xc3\xa0 vu; drop'\"$(x).up.sql", "\xef\xbb\xbf-- ecogen: transaction off\r\nCREATE TABLE "
                                                            "\"a\"\"b\" (id int);\r\nCREATE TABLE c (id int);\r\n"},
         {"0001_d\xc3\xa9j\xc3\xa0 vu; drop'\"$(x).down.sql", "\xef\xbb\xbf"
                                                              "DROP TABLE c, \"a\"\"b\";\r\n"}},
        {
            {"ecorun sql > /dev/null", 0, NULL},
            {"ecorun up", 0, "is at version 1"},
            {"db 'select mode, name from ecogen.history'", 0, "steps|d\xc3\xa9j\xc3\xa0 vu; drop'\"$(x)"},
            {"ecorun down", 0, NULL},
            {"ecorun sql | psql -XAtq -v ON_ERROR_STOP=1 \"$DATABASE_URL\"", 0, NULL},
            {"ecorun status", 0, "up to date"},
            {"ecorun down base", 0, "is at version 0"},
        },
    },
    {
        "an empty folder, and none",
        {{NULL, NULL}},
        {
            {"ecorun up", 0, "is at version 0, nothing to do"},
            {"ecorun up 1", 1, "error[E0715]: there is no migration 0001: . has none\n"},
            {"ecorun redo", 1, "error[E0715]: there is nothing to redo: no migration is applied\n      = hint: `ecorun "
                               "up` applies them\n"},
            {"ecorun status", 0, "up to date"},
            {"\"$ECORUN\" up --dir nowhere", 1, "cannot read folder nowhere"},
            {"ecorun history", 0, "has no history"},
            {"ecorun verify", 0, "equals version 0"},
            {"ecorun down base", 0, NULL},
        },
    },
    {
        "a script does what a run does",
        {USERS, POSTS, INDEXES},
        {
            {"ecorun sql > up.sql && psql -Xq -f up.sql \"$DATABASE_URL\"", 0, NULL},
            {"ecorun status", 0, "up to date"},
            {"ecorun up", 0, "nothing to do"},
            {"psql -Xq -f up.sql \"$DATABASE_URL\"", 3, "is at version 3"},
            {"ecorun verify", 0, "equals version 3"},
            {"ecorun down 1", 0, NULL},
            {"ecorun sql 1:2 | psql -Xq \"$DATABASE_URL\"", 0, NULL},
            {"ecorun status", 0, "version   0002_posts"},
            {"ecorun sql head:base | psql -Xq \"$DATABASE_URL\"", 3, "goes on from 3"},
            {"ecorun sql 2:base | psql -Xq \"$DATABASE_URL\"", 0, NULL},
            {TABLES, 0, "-\n"},
            {"ecorun sql --role 'my role'", 0, "SET ROLE \"my role\";"},
            {"ecorun sql 1:9", 1, "there is no migration 0009"},
            {"ecorun sql a:b", 2, NULL},
        },
    },
    {
        "a script without ON_ERROR_STOP does not go on with the next migration",
        {USERS,
         {"0002_bad.up.sql", "SELECT nosuch;\n"},
         NOTHING("0002_bad.down.sql"),
         {"0003_x.up.sql", "CREATE TABLE x (id int);\n"},
         {"0003_x.down.sql", "DROP TABLE x;\n"}},
        {{"ecorun sql | grep -v ON_ERROR_STOP | psql -Xq \"$DATABASE_URL\"", 0, NULL},
         {VERSION, 0, "1\n"},
         {TABLES, 0, "users\n"}},
    },
    {
        "C387 verify finds what changed",
        {USERS, POSTS},
        {
            {"ecorun up", 0, NULL},
            {"ecorun verify", 0, "equals version 2"},
            {"db 'alter table users add phone text'", 0, NULL},
            {"ecorun verify", 3, "unexpected  column \"phone\" of table \"users\""},
            {"ecorun verify", 3, "DROP COLUMN phone"},
            {"db 'alter table users drop phone'", 0, NULL},
            {"ecorun verify", 0, NULL},
            {"db 'drop table posts'", 0, NULL},
            {"ecorun verify --format json", 3, "\"equal\": false"},
            {"ecorun verify", 3, "CREATE TABLE posts"},
            {"db 'create view v as select 1'", 0, NULL},
            {"ecorun verify", 3, "unexpected  view \"v\"\n"},
            {"db 'create foreign data wrapper w; create server s foreign data wrapper w; create user mapping for "
             "public server s'", 0, NULL},
            {"ecorun verify", 3, "user mapping public on server s  (not managed)"},
        },
    },
    {
        "verify names what no word is for",
        {USERS, POSTS},
        {
            {"ecorun up 1", 0, NULL},
            {"db \"create foreign data wrapper w; create server s foreign data wrapper w; create user mapping for "
             "public server s options (password 'hush')\"", 0, NULL},
            {"ecorun up", 0, NULL},
            {"ecorun verify", 0, "not managed: user mapping public on server s"},
            {"ecorun verify", 0, "1 object that the language has no words for"},
            {"ecorun verify -q", 0, ""},
            {"ecorun verify --strict", 3, "equals version 2"},
        },
    },
    {
        "what is remembered follows the database down and through failures",
        {USERS, POSTS, {"0003_bad.up.sql", "SELECT nosuch;\n"}, NOTHING("0003_bad.down.sql")},
        {
            {"ecorun up", 1, "the database is at version 2"},
            {"ecorun verify", 0, "equals version 2"},
            {"db 'select count(*) from ecogen.history where catalog is not null'", 0, "1\n"},
            {"ecorun down", 0, NULL},
            {"ecorun verify", 0, "equals version 1"},
            {"ecorun down", 0, NULL},
            {"ecorun verify", 0, "equals version 0"},
        },
    },
    {
        "C389 baseline",
        {USERS, POSTS, INDEXES},
        {
            {"db 'create table users (id bigint primary key, email text)'", 0, NULL},
            {"ecorun baseline 2", 3, "missing     table \"posts\""},
            {"ecorun baseline 2", 3, "error[E0720]: the database is not at version 2\n      = hint: mend what differs, "
                                     "or name the version it is at; nothing was recorded\n"},
            {"ecorun status", 0, "no migration is applied"},
            {"ecorun baseline 4", 1, "error[E0715]: there is no migration 0004: . ends with 0003\n"},
            {"ecorun baseline first", 2, "ecorun: \"first\" is no version: baseline takes a number or head\n"},
            {"ecorun baseline 1", 0, "is at version 1; recorded"},
            {"ecorun baseline 1", 1, "has a history: it is at version 1\n      = hint: a baseline is the first entry "
                                     "of a history; from there `ecorun up` goes on. Nothing was recorded\n"},
            {"ecorun baseline 1", 1, "error[E0719]: "},
            {"ecorun verify", 0, "equals version 1"},
            {"ecorun up", 0, "is at version 3"},
            {"ecorun history", 0, "baseline"},
            {"ecorun down base", 0, "is at version 0"},
        },
    },
    {
        "a schema made by other means is adopted without its comments, and with nothing else missing",
        {{NULL, NULL}},
        {
            {"cp \"$OLDPWD\"/out/migrations/* . && psql -Xq -f \"$OLDPWD\"/tests/pg/ecomind_seed.sql \"$DATABASE_URL\"",
             0, NULL},
            {"db 'drop index idx_users_email'", 0, NULL},
            {"ecorun baseline 1", 3, "missing     index \"idx_users_email\""},
            {"ecorun status", 0, "no migration is applied"},
            {"db 'create index idx_users_email on users (email)'", 0, NULL},
            {"ecorun baseline 1 > said", 0, NULL},
            {"cat said", 0, "missing     comment of table \"users\""},
            {"cat said", 0, "comments differ: this does not stop the adoption"},
            {"cat said", 0, "is at version 1; recorded"},
            {"grep -c 'this SQL' said", 1, "0\n"},
            {"ecorun verify", 0, "equals version 1"},
            {"db \"comment on table users is 'people'\"", 0, NULL},
            {"ecorun verify", 3, "1 difference\n    unexpected  comment of table \"users\""},
            {"ecorun up", 0, "is at version 2"},
            {"ecorun verify", 0, "equals version 2"},
        },
    },
    {
        "what is missing or unexpected as a whole is one line",
        {USERS, POSTS},
        {
            {"ecorun up", 0, NULL},
            {"db 'create index i on posts (owner)'; db 'drop table posts'", 0, NULL},
            {"ecorun verify", 3, "left it: 1 difference\n    missing     table \"posts\" (2 columns)\n\nthis SQL"},
            {"ecorun verify --format json", 3, "column \\\"owner\\\" of table \\\"posts\\\""},
            {"db 'create table extra (id bigserial primary key, a int default 7 unique); create index on extra (a)'", 0,
             NULL},
            {"db \"comment on column extra.a is 'x'; comment on table extra is 'x'; create type mood as enum ('a')\"",
             0, NULL},
            {"ecorun verify", 3, "left it: 3 differences\n"},
            {"ecorun verify", 3, "    unexpected  table \"extra\" (2 columns, 1 index)\n"},
            {"ecorun verify", 3, "    unexpected  enum \"mood\" (1 value)\n"},
            {"db 'drop table extra; create schema app; create table app.t (id int, \"a\33[31mb\" int)'", 0, NULL},
            {"db \"comment on schema app is 'x'; alter table users add \\\"a\33[31mb\\\" int default 7\"", 0, NULL},
            {"ecorun verify", 3, "left it: 5 differences\n"},
            {"ecorun verify", 3, "    unexpected  table \"app.t\" (2 columns)\n"},
            {"ecorun verify", 3, "    unexpected  column \"a?[31mb\" of table \"users\"\n"},
        },
    },
    {
        "baseline without looking",
        {USERS},
        {
            {"ECO_PG_BIN=/nonexistent ecorun baseline 1", 1, "E0721"},
            {"ecorun baseline 1 --unverified", 0, "is at version 1"},
            {"ecorun history", 0, "unverified"},
            {"ecorun baseline", 2, "N|head is missing"},
        },
    },
    {
        "C381 as data",
        {USERS, POSTS},
        {
            {"ecorun up 1 --format json", 0, "\"direction\": \"up\""},
            {"ecorun status --format json", 0, "\"head\": 2"},
            {"ecorun history --format json", 0, "\"applied_by\"|\"by\": "},
            {"ecorun up --format yaml", 2, "text|json"},
            {"ecorun up -q | wc -c", 0, "0\n"},
        },
    },
    {
        "a reader that went is not told about it",
        {USERS},
        {
            {"mkfifo said; (exec <said) & exec 3>said; wait; ecorun sql 2>&1 >&3 | wc -c", 0, "0\n"},
            {"ecorun sql >/dev/full", 1, "cannot write the output: No space left on device"},
            {"ecorun sql >&-", 1, "cannot write the output: Bad file descriptor"},
        },
    },
    {
        "a password is never shown, and a wrong one is an error",
        {USERS},
        {
            {"db \"create role app login password 'hush'\"", 0, NULL},
            {"\"$ECORUN\" up --dir . -d 'postgresql://app:hush-hush@127.0.0.1:1/x'", 4, "E0703"},
            {"\"$ECORUN\" up --dir . -d 'postgresql://app:hush-hush@127.0.0.1:1/x' 2>&1 | grep -c hush", 1, "0\n"},
            {"\"$ECORUN\" up --dir . -d 'host=127.0.0.1 passwort=hush-hush' 2>&1 | grep -c hush", 1, "0\n"},
            {"for url in 'postgresql://app:hush-hush@127.0.0.1:1/x' 'host=127.0.0.1 port=1 password=hush-hush "
             "user=app'; do"
             " : >said; \"$ECORUN\" wait --timeout 20s -d \"$url\" 2>said & until grep -q waiting said; do :; done;"
             " tr '\\0' ' ' < /proc/$!/cmdline; kill $!; done",
             0, ":*********@127.0.0.1:1/x"},
            {": >said; \"$ECORUN\" wait --timeout 20s -d 'postgresql://app@127.0.0.1:1/x?password=hush-hush' 2>said &"
             " until grep -q waiting said; do :; done; tr '\\0' ' ' < /proc/$!/cmdline; kill $!",
             0, "?password=*********"},
            {"\"$ECORUN\" up --dir . -d nonsense", 2, "E0702"},
            {"\"$ECORUN\" wait --timeout 1s -d 'postgresql://app@127.0.0.1:1/x'", 4, "E0703"},
            {"ecorun wait", 0, "accepts connections"},
        },
    },
    {
        "C383 a password that the server refuses",
        {USERS},
        {
            {"db \"create role locked login password 'right'; alter schema public owner to locked\"; hba=$(db 'show "
             "hba_file'); { echo 'local all locked scram-sha-256'; echo 'host all locked all scram-sha-256'; cat "
             "\"$hba\"; } >hba && cat hba >\"$hba\" && rm hba && db 'select pg_reload_conf()'", 0, NULL},
            {"tries=0; while psql -Xqc '' \"$DATABASE_URL user=locked password=wrong\" 2>/dev/null; do "
             "tries=$((tries + 1)); [ $tries -lt 300 ] || exit 99; sleep 0.1; done", 0, NULL},
            {"\"$ECORUN\" up --dir . -d \"$DATABASE_URL user=locked password=hush-hush\"", 1, "error[E0704]: "},
            {"\"$ECORUN\" up --dir . -d \"$DATABASE_URL user=locked password=hush-hush\"", 1,
             "password authentication failed for user \"locked\" (SQLSTATE 28P01)\n"
             "      = hint: what the connection string does not say "
             "comes from PGUSER, PGDATABASE, PGPASSWORD and ~/.pgpass\n"},
            {"\"$ECORUN\" up --dir . -d \"$DATABASE_URL user=locked password=hush-hush\" 2>&1 | grep -c hush", 1,
             "0\n"},
            {"\"$ECORUN\" wait --timeout 20s -d \"$DATABASE_URL user=locked password=wrong\"", 1, "error[E0704]: "},
            {TABLES, 0, "-\n"},
            {"PGPASSWORD=right \"$ECORUN\" status --dir . -d \"$DATABASE_URL user=locked\"", 0, "pending   0001_users"},
        },
    },
    {
        "a pooler that hands out its sessions in turns: another backend answers than the one connected to",
        {USERS},
        {
            {"db 'alter function pg_backend_pid() rename to another_pid; create function pg_catalog.pg_backend_pid() "
             "returns int language sql as $$ select another_pid() + 1 $$'", 0, NULL},
            {"ecorun up", 1, "error[E0709]: a pooler in transaction mode stands before the database\n      = hint: "
                             "connect to the server itself: a lock and the settings of a session are no good behind "
                             "it\n"},
            {TABLES, 0, "-\n"},
        },
    },
    {
        "C375 C376 no right to make the history",
        {USERS},
        {
            {"db 'create role guest login; revoke create on schema public from public'", 0, NULL},
            {"\"$ECORUN\" up --dir . -d \"$DATABASE_URL user=guest\"", 1, "CREATE SCHEMA ecogen AUTHORIZATION"},
            {TABLES, 0, "-\n"},
        },
    },
    {
        "settings of others do no harm",
        {USERS, POSTS, INDEXES},
        {
            {"db \"alter database $(db 'select current_database()') set default_transaction_read_only = on\"", 0, NULL},
            {"PGOPTIONS='-c search_path=nowhere -c standard_conforming_strings=off -c statement_timeout=1 -c "
             "DateStyle=SQL'"
             " ecorun up",
             0, "is at version 3"},
            {"PGOPTIONS='-c default_transaction_read_only=off' db 'select count(*) from users'", 0, "0\n"},
        },
    },
    {
        "C362 two runners at once: each migration is applied once",
        {USERS, POSTS, INDEXES},
        {
            {"for n in 1 2 3 4; do ecorun up > said.$n 2>&1 & all=\"$all $!\"; done; for one in $all; do wait $one || "
             "exit 9; done",
             0, NULL},
            {VERSION, 0, "3\n"},
            {"cat said.* | grep -c ^applied", 0, "3\n"},
            {"cat said.* | grep -c error", 1, "0\n"},
        },
    },
    {
        "C360 the lock's holder is named, and waiting has an end",
        {USERS,
         {"0002_slow.up.sql", "CREATE TABLE t (id int);\nSELECT pg_sleep(60);\n"},
         NOTHING("0002_slow.down.sql")},
        {
            {"\"$ECORUN\" up --dir . > said 2>&1 & echo $! > pid; until_sql \"select count(*) from pg_stat_activity "
             "where state = 'active'"
             " and query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and datname = current_database()\" 1",
             0, NULL},
            {"ecorun up --wait 300ms", 4, "error[E0707]: another runner works on "},
            {"ecorun up --wait 0", 4, "= hint: wait for it, or longer (--wait 10min); if it is stuck, SELECT "
                                      "pg_terminate_backend(pid) ends it\n"},
            {"ecorun up --wait 0", 4, "ecorun up on "},
            {"ecorun status", 0, "pending   0002_slow"},
            {"kill -9 $(cat pid); until_sql \"select count(*) from pg_stat_activity where application_name like "
             "'ecorun%'"
             " and datname = current_database()\" 0",
             0, NULL},
            {TABLES, 0, "users\n"},
            {"ecorun up 1", 0, "is at version 1, nothing to do"},
        },
    },
    {
        "C382 an interruption rolls back and says so",
        {USERS,
         {"0002_slow.up.sql", "CREATE TABLE t (id int);\nSELECT pg_sleep(60);\n"},
         NOTHING("0002_slow.down.sql")},
        {
            {"\"$ECORUN\" up --dir . > said 2>&1 & pid=$!; until_sql \"select count(*) from pg_stat_activity where"
             " state = 'active' and query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and datname ="
             " current_database()\" 1; kill -TERM $pid; wait $pid",
             5, NULL},
            {"cat said", 0, "error[E0706]: "},
            {"cat said", 0, "0002_slow up was rolled back; the database is at version 1"},
            {TABLES, 0, "users\n"},
            {"ecorun status", 0, "pending   0002_slow"},
        },
    },
    {
        "C366 killed outside a transaction: what is known is said",
        {USERS,
         {"0002_i.up.sql",
          "-- ecogen: transaction off\nCREATE INDEX CONCURRENTLY i ON users (email);\nSELECT pg_sleep(60);\n"},
         {"0002_i.down.sql", "DROP INDEX i;\n"}},
        {
            {"\"$ECORUN\" up --dir . > said 2>&1 & pid=$!; until_sql 'select coalesce(max(step_done), 0) from "
             "ecogen.history where"
             " version = 2' 1; kill -9 $pid",
             0, NULL},
            {"ecorun up --wait 20s", 1, "1 of its 2 statements are done and stay; statement 2 may have run or not"},
            {"db \"update ecogen.history set state = 'applied', step_done = step_total, finished_at = now() where "
             "version = 2\"",
             0, NULL},
            {"ecorun up", 0, "nothing to do"},
            {"ecorun down base", 0, "is at version 0"},
        },
    },
    {
        "C364 a lock that others hold is waited for shortly, then tried again",
        {USERS, {"0002_a.up.sql", "ALTER TABLE users ADD a int;\n"}, NOTHING("0002_a.down.sql")},
        {
            {"ecorun up 1", 0, NULL},
            {"db 'begin; lock table users in access share mode; select pg_sleep(60)' > said & echo $! > pid; until_sql"
             " \"select count(*) from pg_locks where relation = 'users'::regclass\" 1",
             0, NULL},
            {"ecorun up --lock-timeout 50ms --retries 1", 1, "trying again in"},
            {"ecorun up --lock-timeout 50ms --retries 0", 1, "pg_blocking_pids"},
            {VERSION, 0, "1\n"},
            {"db \"select count(pg_terminate_backend(pid)) from pg_stat_activity where query like '%pg_sleep(60)%' and"
             " pid <> pg_backend_pid() and datname = current_database()\"",
             0, "1\n"},
            {"ecorun up", 0, "is at version 2"},
        },
    },
    {
        "redo takes the file as it is now",
        {USERS, POSTS},
        {
            {"ecorun redo", 1, "nothing to redo"},
            {"ecorun up", 0, NULL},
            {"put 0002_posts.up.sql", 0, "CREATE TABLE articles (id int);\n"},
            {"put 0002_posts.down.sql", 0, "DROP TABLE articles;\n"},
            {"ecorun redo", 1, "was changed after it was sealed"},
            {"seal", 0, NULL},
            {"ecorun redo", 0, "is at version 2"},
            {TABLES, 0, "articles users\n"},
            {"ecorun status", 0, "up to date"},
            {"ecorun down base", 0, "is at version 0"},
        },
    },
    {
        "C377 another role owns what is made; another schema, of whatever name, holds the history",
        {USERS, POSTS, INDEXES},
        {
            {"db 'create role owner; grant create on schema public to owner'; db \"do 'begin execute format(''grant"
             " create on database %I to owner'', current_database()); end'\"",
             0, NULL},
            {"ecorun up --role owner", 0, "is at version 3"},
            {"db \"select distinct tableowner from pg_tables where schemaname in ('public', 'ecogen')\"", 0, "owner\n"},
            {"ecorun verify", 0, "equals version 3"},
            {"ecorun up --role nosuch", 1, "nosuch"},
            {"ecorun down base", 0, NULL},
            {"ecorun up --schema 'a\"b.c;--'", 0, "is at version 3"},
            {"ecorun status --schema 'a\"b.c;--'", 0, "up to date"},
            {"db 'select max(version) from \"a\"\"b.c;--\".history'", 0, "3\n"},
            {"ecorun status", 0, "no migration is applied"},
        },
    },
    {
        "a server for the time of one command",
        {USERS, POSTS, INDEXES},
        {
            {"ecorun up -d ephemeral:", 0, "is at version 3"},
            {"ecorun status -d ephemeral:", 0, "no migration is applied"},
            {"\"$ECORUN\" ephemeral -- sh -c 'exit 7'", 7, NULL},
            {"\"$ECORUN\" ephemeral \"$ECORUN\" up --dir .", 0, "is at version 3"},
            {"ecorun status", 0, "no migration is applied"},
        },
    },
    {
        "nothing that a server says steers the terminal",
        {{"0001_red.up.sql", "DO 'begin raise warning ''%'', chr(27) || ''[31m'' || chr(10) || ''red''; end';\n"
                             "SELECT 1 / 0;\n"},
         NOTHING("0001_red.down.sql")},
        {{"ecorun up", 1, "WARNING: ?[31m\n    red\n"}},
    },
    {
        "C361 C367 whether a lost session committed is not said while its lock is held",
        {{"0001_end.up.sql", "DO 'begin while not exists (select from pg_locks where locktype = ''advisory'' and not"
                             " granted) loop perform pg_sleep(0.05); end loop; end';\n"
                             "SELECT pg_terminate_backend(pg_backend_pid());\n"},
         NOTHING("0001_end.down.sql")},
        {
            {"ours=\"from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database"
             " where datname = current_database())\";"
             " \"$ECORUN\" up --dir . --wait 1s > said 2>&1 & run=$!; until_sql \"select count(*) $ours\" 1;"
             " db \"select pg_advisory_lock(classid::bigint << 32 | objid::bigint), pg_sleep(60) $ours\" > held 2>&1 &"
             " wait $run",
             4, NULL},
            {"cat said", 0, "it is not known what became of 0001_end"},
            {"db \"select count(pg_terminate_backend(pid)) from pg_stat_activity where query like '%pg_sleep(60)%' and"
             " pid <> pg_backend_pid() and datname = current_database()\"",
             0, "1\n"},
        },
    },
    {
        "C367 the server ends the connection",
        {{"0001_end.up.sql", "CREATE TABLE t (id int);\nSELECT pg_terminate_backend(pg_backend_pid());\n"},
         NOTHING("0001_end.down.sql")},
        {{"ecorun up", 4, "0001_end.up.sql:2:1: error[E0705]: "},
         {"ecorun up", 4, "0001_end was rolled back by the server; the database is at version 0"},
         {TABLES, 0, "-\n"}},
    },
};

/* What the steps' commands can use. */
static const char prelude[] =
    "ecorun() { \"$ECORUN\" \"$@\" --dir .; }\n"
    "db() { psql -XAtq -v ON_ERROR_STOP=1 -c \"$1\" \"$DATABASE_URL\"; }\n"
    "until_sql() {\n"
    "    tries=0\n"
    "    while [ \"$(db \"$1\" 2>/dev/null)\" != \"$2\" ]; do\n"
    "        tries=$((tries + 1)); [ $tries -lt 300 ] || { echo \"never: $1\"; exit 99; }\n"
    "        sleep 0.1\n"
    "    done\n"
    "}\n"
    "cd \"$DIR\" || exit 98\n";

static void put(Arena *arena, const char *folder, const char *name, const char *text)
{
    const char *error;
    bool written;

    assert_true(file_write(arena, file_join(arena, folder, name), (Bytes){text, strlen(text)}, &written, &error));
}

static void seal(Arena *arena, const char *folder)
{
    Sources sources = {.arena = arena};
    Diags diags = {.arena = arena, .sources = &sources};
    Migrations migrations;

    migrations_read(folder, &sources, arena, &diags, &migrations);
    if (migrations.count)
        put(arena, folder, "eco.sum", migrations_seal(&migrations, arena));
}

/* "a|b" matches either. */
static bool said(const char *output, const char *wanted)
{
    const char *bar = strstr(wanted, "\"|\"");

    if (!bar)
        return strstr(output, wanted) != NULL;
    Arena arena = {0};
    bool found = strstr(output, arena_strndup(&arena, wanted, (size_t)(bar + 1 - wanted))) || strstr(output, bar + 2);
    arena_free(&arena);
    return found;
}

static void do_step(Arena *arena, const char *folder, const Step *step)
{
    const char *words[] = {"sh", "-c", arena_printf(arena, "%s%s", prelude, step->command), NULL};
    int exit_code;

    if (strncmp(step->command, "put ", 4) == 0) {
        put(arena, folder, step->command + 4, step->says);
        return;
    }
    if (strcmp(step->command, "seal") == 0) {
        seal(arena, folder);
        return;
    }
    const char *output = run_program(arena, words, NULL, &exit_code);
    if (exit_code != step->exit_code || (step->says && !said(output, step->says)))
        fail_msg("%s: exit %d, expected %d and \"%s\"; it said:\n%s", step->command, exit_code, step->exit_code,
                 step->says ? step->says : "", output);
}

static void check(void **state)
{
    const struct Case *c = *state;
    Arena arena = {0};
    char folder[] = "/tmp/eco-runner-XXXXXX";
    const char *database = server_new_database(&arena);

    assert_non_null(mkdtemp(folder));
    setenv("DIR", folder, 1);
    setenv("DATABASE_URL", database, 1);
    for (size_t i = 0; i < MOST_FILES && c->files[i].name; i++)
        put(&arena, folder, c->files[i].name, c->files[i].text);
    seal(&arena, folder);
    for (size_t i = 0; i < MOST_STEPS && c->steps[i].command; i++)
        do_step(&arena, folder, &c->steps[i]);
    assert_int_equal(system(arena_printf(&arena, "rm -rf '%s'", folder)), 0);
    arena_free(&arena);
}

int main(int count, char **words)
{
    Suite suite = suite_of("runner", count, words);

    unsetenv("PGOPTIONS");
    SUITE_ROWS(&suite, cases, name, check);
    return suite_run(&suite, server_start, server_stop);
}
