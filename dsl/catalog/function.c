#define _POSIX_C_SOURCE 200809L
#include "dsl/catalog/function.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/depends.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/type.h"
#include "dsl/sqltext.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool argument_is_input(const Argument *argument)
{
    return strcmp(argument->mode, "out") != 0 && strcmp(argument->mode, "table") != 0;
}

bool argument_is_output(const Argument *argument)
{
    return !argument_is_input(argument) || strcmp(argument->mode, "inout") == 0;
}

bool function_is_procedure(const Function *function)
{
    return strcmp(function->routine, "procedure") == 0;
}

bool function_has_outputs(const Function *function)
{
    for (size_t i = 0; i < function->arguments.count; i++)
        if (argument_is_output(&function_arguments(function)[i]))
            return true;
    return false;
}

/* "(integer, text[])" */
static const char *input_types(Arena *arena, Records arguments)
{
    StrBuf text = {.arena = arena};
    const char *separator = "(";

    for (size_t i = 0; i < arguments.count; i++) {
        const Argument *argument = &records_of(arguments, Argument)[i];

        if (!argument_is_input(argument))
            continue;
        strbuf_puts(&text, separator);
        strbuf_puts(&text, argument->type.text ? argument->type.text : "?");
        separator = ", ";
    }
    strbuf_puts(&text, *separator == '(' ? "()" : ")");
    return strbuf_text(&text);
}

const char *function_signature(Arena *arena, const char *called, Records arguments)
{
    return arena_printf(arena, "%s%s", called, input_types(arena, arguments));
}

const char *function_called(Arena *arena, const char *signature, Records arguments)
{
    const char *types = input_types(arena, arguments);
    size_t length = strlen(signature), tail = strlen(types);

    if (length <= tail || strcmp(signature + length - tail, types) != 0)
        return NULL;
    return arena_strndup(arena, signature, length - tail);
}

const char *function_usual_cost(const Function *function)
{
    bool compiled = text_same(function->language, "c") || text_same(function->language, "internal");

    return compiled ? "1" : "100";
}

const char *function_usual_rows(const Function *function)
{
    return function->returns_set ? "1000" : "0";
}

/* As few digits as tell the number from others; with an exponent where PostgreSQL writes one. */
const char *function_number(Arena *arena, const char *text)
{
    enum { DIGITS = 9, PLAIN_DIGITS = 6 };      /* more than 9 no float4 has */
    char *end;
    float number = strtof(text, &end);
    const char *printed = NULL;
    int digits = 0;

    if (end == text || *end)
        return NULL;
    do
        printed = arena_printf(arena, "%.*e", digits, (double)number);
    while (strtof(printed, NULL) != number && ++digits < DIGITS);

    long exponent = strtol(strchr(printed, 'e') ? strchr(printed, 'e') + 1 : "0", NULL, 10);
    if (exponent < -4 || exponent >= PLAIN_DIGITS)
        return printed;
    return arena_printf(arena, "%.*g", digits + 1 > PLAIN_DIGITS ? digits + 1 : PLAIN_DIGITS, (double)number);
}

bool setting_is_list(const char *name)
{
    static const char *const lists[] = {
        "local_preload_libraries", "search_path", "session_preload_libraries", "shared_preload_libraries",
        "temp_tablespaces",        "unix_socket_directories",
    };

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(lists[i], name) == 0)
            return true;
    return false;
}

/* One element, quoted or not; the place behind it. */
static const char *take_element(const char *at, StrBuf *element)
{
    bool quoted = *at == '"';

    for (at += quoted; *at && (quoted || *at != ','); at++) {
        if (quoted && *at == '"' && *++at != '"')
            break;
        strbuf_putc(element, *at);
    }
    return at + strspn(at, ", ");
}

Names setting_elements(Arena *arena, const char *value)
{
    List elements = {0};

    for (const char *at = value; *at;) {
        StrBuf element = {.arena = arena};

        at = take_element(at, &element);
        list_add(&elements, arena, strbuf_text(&element));
    }
    return (Names){.items = (const char **)elements.items, .count = elements.count};
}

const Object *trigger_function(const Catalog *catalog, QName name)
{
    Arena *arena = catalog->arena;

    return catalog_in_schema(catalog, KIND_FUNCTION, name.schema, function_signature(arena, name.name, (Records){0}));
}

static const char *called(const Object *object, Arena *arena)
{
    (void)arena;
    return as_function(object)->called;
}

static Records bare_arguments(Records arguments, Arena *arena)
{
    Argument *items = arena_array(arena, Argument, arguments.count);

    for (size_t i = 0; i < arguments.count; i++) {
        items[i] = records_of(arguments, Argument)[i];
        items[i].type = type_bare(arena, items[i].type);
    }
    return (Records){.items = items, .count = arguments.count};
}

/* "RETURN (a + b)" is how the server prints it, "RETURN a + b" how it is kept here; a subquery stays as it is. */
static const char *bare_body(const char *text, Arena *arena)
{
    size_t prefix = strlen("RETURN ");

    if (!text || strncmp(text, "RETURN ", prefix) != 0 || !sql_is_parenthesised(text + prefix))
        return text;

    const char *open = strchr(text, '('), *close = strrchr(text, ')');
    const char *inside = arena_strndup(arena, open + 1, (size_t)(close - open - 1));
    return sql_expression(sql_cache(arena), inside)->error ? text : arena_printf(arena, "RETURN %s", inside);
}

/* The name is either a whole signature, with types as they are now; or that of before, for other types. */
static void settle(Object *copy, Arena *arena)
{
    Function *function = (Function *)copy;

    function->arguments = bare_arguments(function->arguments, arena);
    function->returns = type_bare(arena, function->returns);
    function->sql_body.text = bare_body(function->sql_body.text, arena);

    const char *known = function_called(arena, copy->name, function->arguments);
    if (known)
        function->called = known;
    else
        copy->name = function_signature(arena, function->called, function->arguments);
}

static void depends_on_arguments(const Function *function, const Catalog *catalog, Arena *arena, List *on)
{
    for (size_t i = 0; i < function->arguments.count; i++) {
        const Argument *argument = &function_arguments(function)[i];

        depends_on_type(catalog, &argument->type, arena, on);
        depends_on_sql(catalog, NULL, &argument->value, &argument->type, arena, on);
    }
}

/* True if a word of the text is this one, in quotes or not: where it means something else, no harm is done. */
static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = text; *at; at++) {
        bool begins = at == text || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');

        if (begins && strncasecmp(at, word, length) == 0 && !isalnum((unsigned char)at[length]) && at[length] != '_')
            return true;
    }
    return false;
}

/* A body takes columns of the rows that it is given: (one).name. */
static void depends_on_rows(const Function *function, const Catalog *catalog, const char *body, Arena *arena, List *on)
{
    for (size_t i = 0; body && i < function->arguments.count; i++) {
        const Type *type = &function_arguments(function)[i].type;
        const Object *table = type->schema ? catalog_in_schema(catalog, KIND_TABLE, type->schema, type->name) : NULL;

        for (const Object *column = table ? object_first(table, KIND_COLUMN) : NULL; column;
             column = object_next(column))
            if (has_word(body, column->name))
                list_add(on, arena, column);
    }
}

static void depends(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Function *function = as_function(object);
    const Object *extension = catalog_find(catalog, KIND_EXTENSION, NULL, function->language);

    depends_on_arguments(function, catalog, arena, on);
    depends_on_type(catalog, &function->returns, arena, on);
    for (size_t i = 0; i < function->transforms.count; i++)
        depends_on_type(catalog, &records_of(function->transforms, TypeItem)[i].type, arena, on);
    if (function->support.name)
        depends_on_routines(catalog, function->support.schema, function->support.name, arena, on);
    if (extension)
        list_add(on, arena, extension);
    depends_on_script(catalog, &function->sql_body, arena, on);
    depends_on_rows(function, catalog, function->sql_body.text, arena, on);
}

/* "name", "schema.name", "table.column" or "schema.table.column": the type or table, and the column. */
static void depends_on_declared(const SqlDeclared *name, const Catalog *catalog, const char *schema, Arena *arena,
                                List *on)
{
    for (size_t before = 0; before < 2 && before < name->count; before++) {
        const Object *type = catalog_type(catalog, before ? name->parts[0] : schema, name->parts[before]);
        const Object *column = type && name->count > before + 1
                                   ? catalog_column(catalog, type, name->parts[before + 1])
                                   : NULL;

        if (type)
            list_add(on, arena, type);
        if (column)
            list_add(on, arena, column);
    }
}

/* What it is declared by is found in public, or beside the function if that is where it looks. */
static void depends_on_declarations(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    List names = sql_declared(arena, as_function(object)->body);

    for (size_t i = 0; i < names.count; i++) {
        depends_on_declared(names.items[i], catalog, NULL, arena, on);
        depends_on_declared(names.items[i], catalog, object->parent->name, arena, on);
    }
}

/* The server reads a body when the function is created, and forgets what it found there. */
static void looks_at(const Object *object, const Catalog *catalog, Arena *arena, List *on)
{
    const Function *function = as_function(object);

    if (!function->body)
        return;
    if (strcmp(function->language, "plpgsql") == 0)
        depends_on_declarations(object, catalog, arena, on);
    if (strcmp(function->language, "sql") != 0)
        return;
    depends_on_script(catalog, &(Sql){.text = function->body}, arena, on);
    depends_on_rows(function, catalog, function->body, arena, on);
}

static Keeps keeps(const Object *object)
{
    return as_function(object)->sql_body.text ? KEEPS_FIRMLY : KEEPS_SQL;
}

static const Field argument_fields[] = {
    {"mode", FIELD_TEXT, offsetof(Argument, mode)},
    {"name", FIELD_TEXT, offsetof(Argument, name)},
    {"type", FIELD_TYPE, offsetof(Argument, type)},
    {"value", FIELD_SQL, offsetof(Argument, value)},
    {0},
};

static const Field transform_fields[] = {
    {"type", FIELD_TYPE, offsetof(TypeItem, type)},
    {0},
};

static const Field fields[] = {
    {"called", FIELD_TEXT, offsetof(Function, called)},
    {"routine", FIELD_TEXT, offsetof(Function, routine)},
    {"arguments", FIELD_RECORDS, offsetof(Function, arguments), FIELD_PLAIN, argument_fields, sizeof(Argument)},
    {"returns", FIELD_TYPE, offsetof(Function, returns)},
    {"returns_set", FIELD_BOOL, offsetof(Function, returns_set)},
    {"language", FIELD_TEXT, offsetof(Function, language)},
    {"volatility", FIELD_TEXT, offsetof(Function, volatility)},
    {"strict", FIELD_BOOL, offsetof(Function, strict)},
    {"leakproof", FIELD_BOOL, offsetof(Function, leakproof)},
    {"security_definer", FIELD_BOOL, offsetof(Function, security_definer)},
    {"parallel", FIELD_TEXT, offsetof(Function, parallel)},
    {"cost", FIELD_TEXT, offsetof(Function, cost)},
    {"rows", FIELD_TEXT, offsetof(Function, rows)},
    {"support", FIELD_QNAME, offsetof(Function, support), FIELD_ROUTINE},
    {"settings", FIELD_RECORDS, offsetof(Function, settings), FIELD_PLAIN, option_fields, sizeof(Option)},
    {"transforms", FIELD_RECORDS, offsetof(Function, transforms), FIELD_PLAIN, transform_fields, sizeof(TypeItem)},
    {"body", FIELD_TEXT, offsetof(Function, body)},
    {"object_file", FIELD_TEXT, offsetof(Function, object_file)},
    {"sql_body", FIELD_SCRIPT, offsetof(Function, sql_body)},
    {0},
};

const Kind function_kind = {
    .name = "function",
    .size = sizeof(Function),
    .fields = fields,
    .name_space = NAMES_ROUTINE,
    .keeps = keeps,
    .called = called,
    .renamed = settle,
    .depends = depends,
    .looks_at = looks_at,
};
