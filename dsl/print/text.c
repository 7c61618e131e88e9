#include "dsl/catalog/comment.h"
#include "dsl/catalog/naming.h"
#include "dsl/print/printer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

void print_indent(Printer *printer)
{
    strbuf_fill(&printer->out, ' ', printer->indent);
}

static int by_name(const void *left, const void *right)
{
    return strcmp((*(const Object *const *)left)->name, (*(const Object *const *)right)->name);
}

List print_sorted(Printer *printer, const Object *parent, KindId kind)
{
    List sorted = {0};

    for (const Object *child = object_first(parent, kind); child; child = object_next(child))
        list_add(&sorted, printer->arena, child);
    if (sorted.count)
        qsort(sorted.items, sorted.count, sizeof(void *), by_name);
    return sorted;
}

void print_doc(Printer *printer, const char *doc)
{
    for (const char *line = doc; line;) {
        size_t length = strcspn(line, "\n");

        print_indent(printer);
        strbuf_puts(&printer->out, length ? "/// " : "///");
        strbuf_putn(&printer->out, line, length);
        strbuf_putc(&printer->out, '\n');
        line = line[length] ? line + length + 1 : NULL;
    }
}

void comment_print(Printer *printer, const Object *object)
{
    print_doc(printer, as_comment(object)->text);
}

void print_comment_of(Printer *printer, const Object *object)
{
    const Object *comment = object_first(object, KIND_COMMENT);

    if (comment)
        comment_print(printer, comment);
}

/* Words that .eco keeps for itself, or that would be taken for a part of what they stand in; to SQL they are names. */
static const char *const words[] = {
    "by", "double", "exclude", "identity", "include", "index", "none", "nulls", "option", "partition", "policy", "security",
    "statistics", "tablespace", "trigger", "use", "was",
};

bool print_is_word(const char *name)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], name) == 0)
            return true;
    return false;
}

const char *print_name(Printer *printer, const char *name)
{
    return print_is_word(name) ? arena_printf(printer->arena, "\"%s\"", name) : quote_name(printer->arena, name);
}

const char *print_qname(Printer *printer, const char *schema, const char *name)
{
    const char *own = print_name(printer, name);

    if (!schema || strcmp(schema, "public") == 0)
        return own;
    return arena_printf(printer->arena, "%s.%s", print_name(printer, schema), own);
}

const char *print_other(Printer *printer, QName name)
{
    const char *own = print_name(printer, name.name);

    return name.schema ? arena_printf(printer->arena, "%s.%s", print_name(printer, name.schema), own) : own;
}

void print_names(Printer *printer, Names names)
{
    strbuf_putc(&printer->out, '(');
    for (size_t i = 0; i < names.count; i++) {
        strbuf_puts(&printer->out, i ? ", " : "");
        strbuf_puts(&printer->out, print_name(printer, names.items[i]));
    }
    strbuf_putc(&printer->out, ')');
}

void print_parenthesised(Printer *printer, const char *expression)
{
    strbuf_putc(&printer->out, '(');
    strbuf_puts(&printer->out, expression);
    strbuf_puts(&printer->out, strstr(expression, "--") ? "\n)" : ")");
}

/* Just after 'text', or NULL. Backslashes are no escapes here: E'…' is not taken for a simple literal. */
static const char *after_string(const char *text)
{
    if (*text != '\'')
        return NULL;
    for (text++; *text; text++)
        if (*text == '\'' && *++text != '\'')
            return text;
    return NULL;
}

static const char *after_number(const char *text)
{
    static const char digits[] = "0123456789";

    text += *text == '-';
    if (!isdigit((unsigned char)*text))
        return NULL;
    text += strspn(text, digits);
    return *text == '.' ? text + 1 + strspn(text + 1, digits) : text;
}

static const char *after_word(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";

    return isalpha((unsigned char)*text) && islower((unsigned char)*text) ? text + strspn(text, letters) : NULL;
}

/* Just after the bracket that closes the one at `open`; nothing there may be more than words, numbers and strings. */
static const char *after_brackets(const char *open)
{
    int depth = 0;

    for (const char *at = open; *at; at++) {
        if (*at == '\'') {
            at = after_string(at);
            if (!at || at[-1] != '\'')
                return NULL;
            at--;
        } else if (strchr("\n\"$\\", *at) || strncmp(at, "--", 2) == 0 || strncmp(at, "/*", 2) == 0) {
            return NULL;
        } else if (*at == '(' || *at == '[') {
            depth++;
        } else if ((*at == ')' || *at == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return NULL;
}

bool print_is_call(const char *expression)
{
    const char *open = after_word(expression), *end = NULL;

    if (open && *open == '.')
        open = after_word(open + 1);
    if (open && *open == '(')
        end = after_brackets(open);
    return end && !*end;
}

/* Words that are values by themselves. */
static bool is_value(const char *word)
{
    static const char *const values[] = {"true", "false", "current_date", "current_timestamp", "current_user"};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (strcmp(values[i], word) == 0)
            return true;
    return false;
}

/* "::app.status", "::text[]" or nothing up to the end. */
static bool ends_or_casts(const char *text)
{
    if (text && text[0] == ':' && text[1] == ':') {
        text = after_word(text + 2);
        if (text && *text == '.')
            text = after_word(text + 1);
        if (text && strncmp(text, "[]", 2) == 0)
            text += 2;
    }
    return text && !*text;
}

static bool is_bracketed(const char *expression)
{
    const char *end = after_brackets(expression);

    return !end || !*end;
}

void print_value(Printer *printer, const char *expression)
{
    const char *word = after_word(expression);
    bool array = word && strncmp(expression, "array[", 6) == 0;

    bool cast = *expression == '(' && !is_bracketed(expression) && ends_or_casts(after_brackets(expression));

    if (cast || ends_or_casts(after_number(expression)) || ends_or_casts(after_string(expression))
        || (array && ends_or_casts(after_brackets(word))) || print_is_call(expression)
        || is_value(expression))
        strbuf_puts(&printer->out, expression);
    else
        print_parenthesised(printer, expression);
}

void print_timing(Printer *printer, bool deferrable, bool initially_deferred)
{
    strbuf_puts(&printer->out, deferrable ? " deferrable" : "");
    strbuf_puts(&printer->out, initially_deferred ? " initially deferred" : "");
}
