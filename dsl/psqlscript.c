#include "dsl/psqlscript.h"

#include <string.h>
#include <strings.h>

/* Commands that change how psql talks, not what the database holds. */
static const char *const harmless[] = {
    "restrict", "unrestrict", "connect", "c", "echo", "qecho", "warn", "timing", "pset", "x", "t", "a", "r", "encoding",
    "unset", "conninfo", "errverbose",
};

typedef struct Reading {
    const char *script;
    char *text;                     /* the same, read, and blanked as we go */
    size_t length, at;
    size_t word, word_length;       /* the last word outside of quotes */
    bool after_from;                /* it was "from", and now there is another */
    bool begun, copies, from_client;        /* of the present statement: it has words; COPY; FROM stdin */
    bool creates;                   /* the word before was the statement's first, and CREATE */
    bool made;                      /* something of a database was created */
    Bytes database;                 /* the one connected to, as it is written; NULL: whoever runs the script decides */
    const char *error;
    size_t error_at;
} Reading;

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_'
        || (unsigned char)byte >= 0x80;
}

static bool is(const Reading *reading, const char *word)
{
    return reading->word_length == strlen(word)
        && strncasecmp(reading->text + reading->word, word, reading->word_length) == 0;
}

/* CREATE of something that is in no database. */
static bool is_global(const Reading *reading)
{
    static const char *const globals[] = {"database", "role", "user", "group", "tablespace"};

    for (size_t i = 0; i < sizeof globals / sizeof *globals; i++)
        if (is(reading, globals[i]))
            return true;
    return false;
}

static void fail(Reading *reading, size_t at, const char *error)
{
    if (!reading->error) {
        reading->error = error;
        reading->error_at = at;
    }
}

static bool starts(const Reading *reading, const char *with)
{
    return strncmp(reading->text + reading->at, with, strlen(with)) == 0;
}

static size_t line_end(const Reading *reading)
{
    const char *newline = memchr(reading->text + reading->at, '\n', reading->length - reading->at);

    return newline ? (size_t)(newline - reading->text) : reading->length;
}

/* Lines stay lines. */
static void blank(Reading *reading, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (reading->text[i] != '\n')
            reading->text[i] = ' ';
}

static void pass_block_comment(Reading *reading)
{
    size_t depth = 0;

    while (reading->at < reading->length) {
        bool opens = starts(reading, "/*"), closes = starts(reading, "*/");

        reading->at += opens || closes ? 2 : 1;
        depth += opens;
        if (closes && --depth == 0)
            return;
    }
}

/* From one quote to the next; a doubled one is just two strings. `escapes`: E'it\'s'. */
static void pass_quoted(Reading *reading, bool escapes)
{
    char quote = reading->text[reading->at++];

    while (reading->at < reading->length && reading->text[reading->at] != quote)
        reading->at += escapes && reading->text[reading->at] == '\\' && reading->at + 1 < reading->length ? 2 : 1;
    reading->at += reading->at < reading->length;
}

/* "$$ … $$", "$body$ … $body$"; a dollar that opens none ("$1") is passed alone. */
static void pass_dollars(Reading *reading)
{
    const char *open = reading->text + reading->at;
    size_t size = 1;

    while (is_word_byte(open[size]))
        size++;
    if (open[size] != '$' || (open[1] >= '0' && open[1] <= '9')) {
        reading->at++;
        return;
    }
    size++;
    reading->at += size;
    while (reading->at < reading->length && strncmp(reading->text + reading->at, open, size) != 0)
        reading->at++;
    reading->at += reading->at < reading->length ? size : 0;
}

static void pass_word(Reading *reading)
{
    bool after_from = reading->begun && is(reading, "from");

    reading->word = reading->at;
    while (reading->at < reading->length && (is_word_byte(reading->text[reading->at])
                                             || (reading->text[reading->at] == '$' && reading->at > reading->word)))
        reading->at++;
    reading->word_length = reading->at - reading->word;
    reading->made |= reading->creates && !is_global(reading);
    reading->creates = !reading->begun && is(reading, "create");
    reading->copies = reading->begun ? reading->copies : is(reading, "copy");
    reading->from_client |= after_from && is(reading, "stdin");
    reading->begun = true;
}

/* "-reuse-previous=on" "dbname='it is'" (in quotes) or plain: where the word at `at` ends. */
static size_t argument_end(const Reading *reading, size_t at, size_t end)
{
    for (char quote = '\0'; at < end && (quote || !strchr(" \t\r", reading->text[at])); at++)
        if (quote ? reading->text[at] == quote : strchr("'\"", reading->text[at]) != NULL)
            quote = quote ? '\0' : reading->text[at];
    return at;
}

/* What was created before a \connect and what comes behind it are of two schemas, but for the same database's name. */
static void note_database(Reading *reading, size_t at, size_t end)
{
    static const char reuse[] = "-reuse-previous=";

    do {
        at += strspn(reading->text + at, " \t");
        reading->word = at;
        reading->word_length = argument_end(reading, at, end) - at;
        at += reading->word_length;
    } while (strncmp(reading->text + reading->word, reuse, strlen(reuse)) == 0);

    Bytes name = {reading->script + reading->word, reading->word_length};
    bool same = name.length == reading->database.length && reading->database.text
             && memcmp(name.text, reading->database.text, name.length) == 0;

    if (!name.length || is(reading, "-") || same)
        return;
    if (reading->made)
        fail(reading, reading->word, "what follows is another database's: a schema is that of one");
    reading->database = name;
}

/* Up to the next line, also where several stand in one: "\echo a \echo b". */
static void pass_command(Reading *reading)
{
    const char *name = reading->text + reading->at + 1;
    size_t length = 0, end = line_end(reading);

    while (is_word_byte(name[length]))
        length++;
    if ((length == 1 && *name == 'c') || (length == 7 && strncmp(name, "connect", 7) == 0))
        note_database(reading, reading->at + 1 + length, end);
    for (size_t i = 0; i < sizeof harmless / sizeof *harmless; i++)
        if (strlen(harmless[i]) == length && strncmp(harmless[i], name, length) == 0) {
            blank(reading, reading->at, end);
            break;
        }
    reading->at = end;
}

/* "\set ON_ERROR_STOP on": variables in capitals are psql's own. */
static bool sets_itself(const Reading *reading)
{
    size_t at = reading->at + strlen("\\set");

    if (!starts(reading, "\\set ") && !starts(reading, "\\set\t"))
        return false;
    while (reading->text[at] == ' ' || reading->text[at] == '\t')
        at++;
    size_t size = strspn(reading->text + at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    return size && strchr(" \t\r\n", reading->text[at + size]);
}

/* The rows behind COPY end with a line "\." */
static void pass_rows(Reading *reading, size_t statement)
{
    bool ended = false;

    reading->at = line_end(reading);
    while (reading->at < reading->length && !ended) {
        size_t begin = ++reading->at;

        reading->at = line_end(reading);
        ended = reading->at - begin >= 2 && strncmp(reading->text + begin, "\\.", 2) == 0
             && (reading->at - begin == 2 || (reading->at - begin == 3 && reading->text[begin + 2] == '\r'));
    }
    if (!ended)
        fail(reading, statement + strspn(reading->text + statement, " \t\r\n"),
             "the rows behind this COPY never end: a line \"\\.\" is missing");
    blank(reading, statement, reading->at);
}

static void pass_one(Reading *reading)
{
    char byte = reading->text[reading->at];

    if (starts(reading, "--"))
        reading->at = line_end(reading);
    else if (starts(reading, "/*"))
        pass_block_comment(reading);
    else if (byte == '\'')
        pass_quoted(reading, reading->word_length == 1 && reading->word + 1 == reading->at && is(reading, "e"));
    else if (byte == '"')
        pass_quoted(reading, false);
    else if (byte == '$')
        pass_dollars(reading);
    else if (byte == '\\' && sets_itself(reading))
        blank(reading, reading->at, line_end(reading));
    else if (byte == '\\')
        pass_command(reading);
    else if (is_word_byte(byte))
        pass_word(reading);
    else
        reading->at++;
}

bool psqlscript_blank(Arena *arena, Bytes script, Bytes *plain, const char **error, size_t *error_at)
{
    Reading reading = {
        .script = script.text,
        .text = arena_strndup(arena, script.text, script.length),
        .length = script.length,
    };
    size_t statement = 0;

    while (reading.at < reading.length && !reading.error) {
        if (!reading.begun)
            statement = reading.at;
        if (reading.text[reading.at] != ';') {
            pass_one(&reading);
            continue;
        }
        reading.at++;
        if (reading.copies && reading.from_client)
            pass_rows(&reading, statement);
        reading.begun = reading.copies = reading.from_client = reading.creates = false;
        reading.word_length = 0;
    }
    *plain = (Bytes){reading.text, reading.length};
    *error = reading.error;
    *error_at = reading.error_at;
    return !reading.error;
}
