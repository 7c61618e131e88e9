#include "grammar/report.h"

#include "grammar/eco.tab.h"

#include <string.h>

enum { LONGEST_LIST = 5, LONGEST_TEXT = 40 };

/* What people write who know SQL, and how it is written here. */
static const struct {
    const char *text, *hint;
} advices[] = {
    {"not", "a column is not null unless \"?\" follows its type"},
    {"null", "a column is not null unless \"?\" follows its type"},
    {"default", "a default is written with \"=\": status text = 'new'"},
    {"create", "it is written without CREATE: table users { … }"},
    {"alter", "a file says what is, not how to get there: edit the object itself, ecogen writes the ALTER"},
    {"drop", "what shall not be there is left out, ecogen writes the DROP"},
    {"--", "comments begin with \"//\""},
    {",", "a newline ends an item; only lists have commas"},
    {"}", "no block is open here"},
    {"constraint", "a name follows the kind of constraint: check positive (n > 0)"},
    {"auto_increment", "write the type as bigserial, or add: identity always"},
    {"/", "SQL that is longer than one value stands in parentheses"},
    {"*", "SQL that is longer than one value stands in parentheses"},
    {"+", "SQL that is longer than one value stands in parentheses"},
    {"-", "SQL that is longer than one value stands in parentheses"},
    {"|", "SQL that is longer than one value stands in parentheses"},
    {"at", "SQL that is longer than one value stands in parentheses"},
    {"(", "SQL that is longer than one value stands in parentheses"},
};

static const char *advice_for(const char *text)
{
    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        if (strcmp(advices[i].text, text) == 0)
            return advices[i].hint;
    return NULL;
}

static const char *written(Parser *parser, Span at)
{
    const char *text = parser_text(parser, at);
    size_t length = strcspn(text, "\r\n");

    if (length > LONGEST_TEXT)
        for (length = LONGEST_TEXT; length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80;)
            length--;
    return text[length] ? arena_printf(parser->arena, "%.*s…", (int)length, text) : text;
}

/* "\"refrences\"", "end of line": the text itself wherever there is one to show. */
static const char *unexpected_text(Parser *parser, Span at)
{
    const char *text = parser_text(parser, at);

    if (!*text)
        return "end of file";
    if (*text == '\n' || *text == '\r')
        return "end of line";
    return arena_printf(parser->arena, "\"%s\"", written(parser, at));
}

static bool wants(Expected expected, const char *token)
{
    for (size_t i = 0; i < expected.count; i++)
        if (strcmp(expected.tokens[i], token) == 0)
            return true;
    return false;
}

/* Words and punctuation are quoted, descriptions ("a name") are not: those hold a blank. */
static const char *expected_text(Parser *parser, Expected expected)
{
    StrBuf text = {.arena = parser->arena};

    for (size_t i = 0; i < expected.count; i++) {
        const char *quote = strchr(expected.tokens[i], ' ') ? "" : "\"";
        const char *before = i == 0 ? ", expected " : i + 1 == expected.count ? " or " : ", ";

        strbuf_printf(&text, "%s%s%s%s", before, quote, expected.tokens[i], quote);
    }
    if (expected.count > LONGEST_LIST)      /* a header may go on in many ways, but its block must come */
        return wants(expected, "{") ? ", expected \"{\"" : "";
    return strbuf_text(&text);
}

/* The word of the language that was meant, by the looks of it. */
static const char *meant(Parser *parser, Unexpected unexpected, Expected expected)
{
    if (unexpected.kind != IDENTIFIER)
        return NULL;
    const char *text = parser_text(parser, unexpected.at);
    const Word *word = word_of(parser, text, strlen(text));
    return strlen(word->text) > 2 ? nearest_name(word->text, expected.words, expected.word_count) : NULL;
}

static Diag *reserved(Parser *parser, Span at)
{
    const char *text = parser_text(parser, at);
    const Word *word = word_of(parser, text, strlen(text));
    Diag *d = diag(parser->diags, DIAG_RESERVED_NAME, at, "\"%s\" is a reserved word", text);

    diag_hint(parser->diags, d, "as a name it stands in quotes: \"%s\"", word->text);
    return d;
}

/* "check int", "unique text?", "index jsonb = …": a column whose name can begin another kind of item. */
static bool looks_like_column(const Parser *parser, Unexpected unexpected)
{
    static const int starters[] = {CHECK, FOREIGN, INDEX, PRIMARY, UNIQUE};
    bool starts = false;

    for (size_t i = 0; i < sizeof starters / sizeof *starters; i++)
        starts = starts || parser->item[0].kind == starters[i];
    if (!starts || parser->item_count < 2)
        return false;
    if (parser->item_count == 2)
        return unexpected.kind == IDENTIFIER || unexpected.kind == EQUALS;
    return parser->item[2].at.start == unexpected.at.start
        && (unexpected.kind == QUESTION || unexpected.kind == EQUALS || unexpected.kind == NEWLINE);
}

/* What stands in the block of a table stands nowhere else. */
static bool item_of_table(const Parser *parser, int kind)
{
    static const int items[] = {CHECK,     EXCLUDE, FOREIGN,    INDEX,   PARTITION,
                                 POLICY,    PRIMARY, STATISTICS, TRIGGER, UNIQUE};

    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (items[i] == kind)
            return parser->block_count == 0 && parser->item_count == 1;
    return false;
}

/* "trigger text", "trigger text?", "trigger text = …": a trigger would say when it fires. */
static bool looks_like_trigger_column(const Parser *parser, Unexpected unexpected)
{
    return parser->item_count == 3 && parser->item[0].kind == TRIGGER
        && (unexpected.kind == QUESTION || unexpected.kind == EQUALS || unexpected.kind == NEWLINE);
}

static const char *advice_on(Parser *parser, Unexpected unexpected, Expected expected)
{
    if (item_of_table(parser, unexpected.kind))
        return "it stands in the block of its table";
    if (looks_like_trigger_column(parser, unexpected))
        return "a column of that name needs quotes: \"trigger\" text";
    if (wants(expected, "a dollar quote") && !expected.name)
        return "a body stands in dollar quotes: $$ select … $$";
    return advice_for(parser_text(parser, unexpected.at));
}

static void add_hint(Parser *parser, Diag *d, Unexpected unexpected, Expected expected)
{
    const char *advice = advice_on(parser, unexpected, expected);

    if (advice)
        diag_hint(parser->diags, d, "%s", advice);
    if (parser->parens && unexpected.kind != LPAREN && unexpected.kind != LBRACKET)
        diag_note(parser->diags, d, parser->paren_at, "inside the parenthesis that opens here");
}

static void report_unexpected(Parser *parser, Unexpected unexpected, Expected expected)
{
    const char *text = unexpected_text(parser, unexpected.at), *word = meant(parser, unexpected, expected);
    Diag *d;

    if (word)
        d = diag(parser->diags, DIAG_SYNTAX, unexpected.at, "unexpected %s, expected \"%s\"", text, word);
    else
        d = diag(parser->diags, DIAG_SYNTAX, unexpected.at, "unexpected %s%s", text, expected_text(parser, expected));
    if (!word)
        add_hint(parser, d, unexpected, expected);
}

/* "constraint name check (…)", as SQL has it: only a trigger begins so. */
static bool report_constraint(Parser *parser)
{
    if (parser->item[0].kind != CONSTRAINT || parser->item_count != 2)
        return false;
    Diag *d = diag(parser->diags, DIAG_SYNTAX, parser->item[0].at, "unexpected \"constraint\"");
    diag_hint(parser->diags, d, "%s", advice_for("constraint"));
    return true;
}

/* The item ends in the block where it began; a "{" that nobody expected opens one that belongs to the item. */
static void skip_rest(Parser *parser, int kind)
{
    size_t level = parser->block_count - (kind == LBRACE && parser->block_count > 0);

    if (kind != NEWLINE || level == 0)
        recover_at_item_end(parser, level);
}

void report_syntax(Parser *parser, Unexpected unexpected, Expected expected)
{
    if (parser->gave_up)
        return;
    if (recover_open_list(parser)) {
        diag(parser->diags, DIAG_UNTERMINATED, parser->paren_at, "this \"%s\" is never closed",
             parser_text(parser, parser->paren_at));
        return;
    }
    if (report_constraint(parser)) {
        skip_rest(parser, unexpected.kind);
        return;
    }
    if (looks_like_column(parser, unexpected) && !meant(parser, unexpected, expected))
        reserved(parser, parser->item[0].at);
    else if (unexpected.reserved && expected.name)
        reserved(parser, unexpected.at);
    else
        report_unexpected(parser, unexpected, expected);
    skip_rest(parser, unexpected.kind);
}

void report_later(Parser *parser, Span word)
{
    Diag *d = diag(parser->diags, DIAG_NOT_YET, word, "\"%s\" is not compiled yet", written(parser, word));

    diag_hint(parser->diags, d, "the language has this word, this version of ecogen does not: leave it out for now");
    recover_at_item_end(parser, parser->block_count);
}

void report_lost_docs(Parser *parser)
{
    if (parser->diags->errors > parser->errors_before)
        return;
    for (size_t i = 0; i < parser->docs.count; i++) {
        const Doc *doc = parser->docs.items[i];

        if (!doc->taken)
            diag(parser->diags, DIAG_LOST_DOC, doc->at, "nothing follows that this documentation could belong to");
    }
}
