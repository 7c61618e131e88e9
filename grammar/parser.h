/*
 * Parser: the state of one parse, shared by scanner, line rules, grammar and messages. Internal to grammar/.
 *
 *     bytes ─ eco.l ─▶ tokens ─ lines.c ─▶ tokens, line ends and blocks made regular ─ eco.y ─▶ nodes (build.c)
 */
#ifndef ECO_GRAMMAR_PARSER_H
#define ECO_GRAMMAR_PARSER_H

#include "dsl/ast.h"
#include "dsl/base/map.h"
#include "dsl/base/strbuf.h"
#include "dsl/diag.h"

enum {
    NESTING_LIMIT = 1000,           /* parentheses in SQL */
    BLOCK_LIMIT = 64,               /* braces */
    ERROR_LIMIT = 200,              /* errors in one file; the rest of the file is then left alone */
    UNTERMINATED_LIMIT = 20,        /* each may cost a look at the rest of the file */
    LOOKAHEAD = 6
};

/* A word, once for each parse; those of the language carry their token, all others that of an identifier. */
typedef struct Word {
    const char *text;               /* folded to lower case */
    int token;
} Word;

typedef struct Name {
    const char *qualifier, *name;   /* qualifier: NULL if not written */
    Span at;
} Name;

/* Nodes that wait for a parent. */
typedef struct Nodes {
    Node *first, *last;
} Nodes;

typedef union Value {
    const char *text;               /* a name, folded or unquoted; a string without its quotes */
    Name name;
    Span span;
    bool flag;
    Node *node;
    Nodes nodes;
} Value;

typedef struct Token {
    int kind;
    Span at;
    Value value;
} Token;

/* "///" lines and the place of the token that follows them. */
typedef struct Doc {
    uint32_t before;
    Span at;
    const char *text;
    bool taken;
} Doc;

typedef struct Parser {
    const Source *source;
    Arena *arena;
    Diags *diags;
    Node *file;
    struct WrittenTokens *written;  /* what the grammar was given is added here; or NULL */
    Map words;                      /* of Word */
    Map texts;                      /* of char: types, defaults and the like, which repeat */

    void *scanner;                  /* flex's */
    uint32_t next;                  /* offset in the text where the scanner goes on */
    uint32_t jump;                  /* where it shall go on instead: scanner_jump() */
    bool line_started;              /* a token stands on this line already */
    uint32_t bad_line;              /* end of the line that holds the last bad character */
    size_t unterminated;
    size_t errors_before;           /* what diags held when the parse began */
    bool gave_up;                   /* too many errors: the rest of the file is not read */
    uint32_t open_reported;         /* the token for which an open block was reported last */
    StrBuf doc;                     /* lines gathered so far */
    Span doc_at;
    List docs;                      /* of Doc */

    Token ahead[LOOKAHEAD];         /* scanned, not yet given to the grammar; the first is next */
    size_t ahead_count;
    Token current;                  /* the token given last */
    int previous;                   /* its kind, as far as lines are concerned */
    size_t parens;                  /* open "(" and "[" of the language itself, not of SQL */
    Span paren_at;                  /* the outermost */
    Span blocks[BLOCK_LIMIT];       /* open "{" */
    size_t block_count;
    char raw_close;                 /* not 0: SQL follows up to this character; RAW_WORD_END: up to the word "end" */
    bool skip;                      /* what is left of the item */
    size_t skip_level;              /* block_count at which the item ends */
    Token item[3];                  /* first tokens of the item, for messages */
    size_t item_count;
    bool item_executes;             /* a trigger has said what it executes, which comes last */
} Parser;

/* eco.l: the next token of the text, without any thought of lines. */
Token scanner_next(Parser *parser);

/* Go on at another offset of the text. */
void scanner_jump(Parser *parser, uint32_t to);

void scanner_start(Parser *parser);
void scanner_end(Parser *parser);

/* eco.y: put the words of the language into parser->words. */
void grammar_add_words(Parser *parser);
int eco_parse(Parser *parser);

/* lines.c: what the grammar sees. */
int eco_lex(Value *value, Span *at, Parser *parser);

/* Before the grammar asks for the next token: SQL follows, up to the bracket that closes the one just read. */
void lines_read_sql(Parser *parser, char close);

/* Likewise, up to the "end" of the "begin atomic" just read. */
void lines_read_body(Parser *parser);

/* recover.c: drop what is left of the item; its end comes next. `level`: how many blocks are open where it ends. */
void recover_at_item_end(Parser *parser, size_t level);

/*
 * At an unexpected token: if the list it stands in began on an earlier line and is never closed, take the list to end
 * before the token's line, and go on with that line. The list's bracket is parser->paren_at.
 */
bool recover_open_list(Parser *parser);

/* words.c: the word, folded as PostgreSQL folds it. */
const Word *word_of(Parser *parser, const char *text, size_t length);

/* The written bytes of a place as a string; equal texts are one string. */
const char *parser_text(Parser *parser, Span at);

/* The kept copy of a string. */
const char *parser_intern(Parser *parser, const char *text, size_t length);

#endif
