#include "codegen/c/names.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Words of C and C++, and names that common headers define as macros or types. */
static const char *const words[] = {
    "alignas", "alignof", "and", "and_eq", "asm", "assert", "auto", "bitand", "bitor", "bool", "break", "case",
    "catch", "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl",
    "concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default",
    "delete", "do", "double", "dynamic_cast", "else", "enum", "errno", "explicit", "export", "extern", "false",
    "float", "for", "friend", "goto", "i386", "if", "inline", "int", "int16_t", "int32_t", "int64_t", "int8_t",
    "linux", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr", "operator", "or",
    "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires", "restrict", "return",
    "short", "signed", "size_t", "sizeof", "static", "static_assert", "static_cast", "stderr", "stdin", "stdout",
    "struct", "switch", "template", "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename",
    "typeof", "uint16_t", "uint32_t", "uint64_t", "uint8_t", "union", "unix", "unsigned", "using", "virtual",
    "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
};

/* System headers a program may include by a plain name. */
static const char *const headers[] = {
    "aio", "alloca", "assert", "complex", "cpio", "ctype", "dirent", "dlfcn", "elf", "endian", "errno", "error",
    "fcntl", "features", "fenv", "float", "fmtmsg", "fnmatch", "ftw", "getopt", "glob", "grp", "iconv", "ifaddrs",
    "inttypes", "langinfo", "libgen", "limits", "link", "locale", "malloc", "math", "memory", "monetary", "mqueue",
    "ndbm", "netdb", "nl_types", "poll", "process", "pthread", "pwd", "regex", "resolv", "sched", "search",
    "semaphore", "setjmp", "shadow", "signal", "spawn", "stdalign", "stdarg", "stdatomic", "stdbool", "stddef",
    "stdint", "stdio", "stdlib", "stdnoreturn", "string", "strings", "stropts", "syslog", "tar", "termios",
    "tgmath", "threads", "time", "types", "uchar", "ucontext", "unistd", "utime", "utmpx", "values", "wait",
    "wchar", "wctype", "wordexp",
};

/* The types of libeco, which a prefix of "eco_" could meet. */
static const char *const taken[] = {
    "EcoArray", "EcoBits", "EcoBox", "EcoBytes", "EcoCircle", "EcoClock", "EcoClockTz", "EcoColumn", "EcoConn",
    "EcoCopy", "EcoDate", "EcoDimension", "EcoEnum", "EcoError", "EcoIn", "EcoInet", "EcoInterval", "EcoLine",
    "EcoLseg", "EcoMacaddr", "EcoMacaddr8", "EcoModel", "EcoMultirange", "EcoNumeric", "EcoOut", "EcoPath",
    "EcoPoint", "EcoPolygon", "EcoRange", "EcoRangeParts", "EcoReader", "EcoRecord", "EcoRows", "EcoSchema",
    "EcoStatement", "EcoText", "EcoTime", "EcoUuid", "EcoWire", "EcoArrays", "EcoUnix", "EcoFail", "EcoReady",
    "EcoTake", "EcoPut", "EcoLoad", "EcoStore",
};

static bool among(const char *const *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], name) == 0)
            return true;
    return false;
}

/* Letters as C has them, whatever the locale. */
static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

const char *c_snake(Arena *arena, const char *name)
{
    StrBuf text = {.arena = arena};

    if (*name >= '0' && *name <= '9')
        strbuf_putc(&text, 'x');
    for (const char *at = name; *at; at++) {
        bool inside = ((unsigned char)*at & 0xC0) == 0x80;      /* of a character that gave its underscore already */

        if (!inside)
            strbuf_putc(&text, is_word((unsigned char)*at) ? (char)tolower((unsigned char)*at) : '_');
    }
    if (!text.length)
        strbuf_puts(&text, "empty");
    return strbuf_text(&text);
}

const char *c_member(Arena *arena, const char *name)
{
    const char *snake = c_snake(arena, name);

    return among(words, COUNT(words), snake) ? arena_printf(arena, "%s_", snake) : snake;
}

const char *c_pascal(Arena *arena, const char *snake)
{
    StrBuf text = {.arena = arena};
    bool first = true;

    for (const char *at = snake; *at; at++) {
        if (*at == '_' && text.length) {
            first = true;
            continue;
        }
        strbuf_putc(&text, *at == '_' ? 'X' : first ? (char)toupper((unsigned char)*at) : *at);
        first = false;
    }
    return strbuf_text(&text);
}

const char *c_constant(Arena *arena, const char *snake)
{
    char *text = arena_strdup(arena, snake);

    for (char *at = text; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return text;
}

const char *c_file(Arena *arena, const char *snake)
{
    return among(headers, COUNT(headers), snake) ? arena_printf(arena, "%s_table", snake) : snake;
}

bool c_taken(const char *pascal)
{
    return among(taken, COUNT(taken), pascal);
}

static void put_escaped(StrBuf *text, unsigned char c)
{
    static const char plain[] = "\"\\?\n\t", escaped[] = "\"\\?nt";
    const char *at = strchr(plain, c);

    if (at)
        strbuf_printf(text, "\\%c", escaped[at - plain]);
    else if (c < 32 || c == 127)
        strbuf_printf(text, "\\%03o", c);
    else
        strbuf_putc(text, (char)c);
}

/*
 * The bytes of a mark that turns the direction of writing, 0 at any other place. Compilers warn of them, since
 * they make code look like what it is not: U+061C, U+200E and U+200F, U+202A to U+202E, U+2066 to U+2069.
 */
static size_t turns(const char *at)
{
    const unsigned char *c = (const unsigned char *)at;

    if (c[0] == 0xD8)
        return c[1] == 0x9C ? 2 : 0;
    if (c[0] != 0xE2 || (c[1] != 0x80 && c[1] != 0x81))
        return 0;
    if (c[1] == 0x81)
        return c[2] >= 0xA6 && c[2] <= 0xA9 ? 3 : 0;
    return c[2] == 0x8E || c[2] == 0x8F || (c[2] >= 0xAA && c[2] <= 0xAE) ? 3 : 0;
}

static const char *quote(Arena *arena, const char *from, size_t length)
{
    StrBuf text = {.arena = arena};
    size_t turning = 0;

    strbuf_putc(&text, '"');
    for (size_t i = 0; i < length; i++) {
        turning = turning ? turning : turns(from + i);
        if (turning && turning--)
            strbuf_printf(&text, "\\%03o", (unsigned char)from[i]);
        else
            put_escaped(&text, (unsigned char)from[i]);
    }
    strbuf_putc(&text, '"');
    return strbuf_text(&text);
}

const char *c_string(Arena *arena, const char *text)
{
    return quote(arena, text, strlen(text));
}

const char *c_lines(Arena *arena, const char *text, size_t indent)
{
    StrBuf out = {.arena = arena};

    for (const char *end; (end = strchr(text, '\n')) && end[1]; text = end + 1) {
        strbuf_puts(&out, quote(arena, text, (size_t)(end + 1 - text)));
        strbuf_putc(&out, '\n');
        strbuf_fill(&out, ' ', indent);
    }
    strbuf_puts(&out, c_string(arena, text));
    return strbuf_text(&out);
}

const char *c_comment(Arena *arena, const char *text)
{
    StrBuf out = {.arena = arena};

    for (const char *at = text; *at; at++) {
        bool mark = (at[0] == '*' && at[1] == '/') || (at[0] == '/' && at[1] == '*');

        for (size_t turning; (turning = turns(at)); at += turning)
            ;

        strbuf_putc(&out, (unsigned char)*at < 32 && *at != '\n' ? ' ' : *at);
        if (mark)
            strbuf_putc(&out, ' ');
    }
    return strbuf_text(&out);
}
