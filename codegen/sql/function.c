#include "codegen/sql/function.h"

#include "dsl/catalog/naming.h"
#include "dsl/catalog/type.h"

#include <string.h>

/* "a, 'B c'": every element of a list by itself; or one value. */
static void put_value(StrBuf *sql, const Option *setting)
{
    Names elements = setting_is_list(setting->name) ? setting_elements(sql->arena, setting->value)
                                                    : (Names){.items = (const char *[]){setting->value}, .count = 1};

    if (!elements.count)
        strbuf_puts(sql, "''");
    for (size_t i = 0; i < elements.count; i++) {
        const char *element = elements.items[i], *name = ident(sql, element);
        bool plain = setting_is_list(setting->name) && *element && strcmp(name, element) == 0;

        strbuf_puts(sql, i ? ", " : "");
        strbuf_puts(sql, plain ? name : literal(sql, element));
    }
}

/* "app.org" is two names. */
const char *setting_name(const StrBuf *sql, const char *name)
{
    const char *dot = strchr(name, '.');

    if (!dot)
        return ident(sql, name);
    return arena_printf(sql->arena, "%s.%s", ident(sql, arena_strndup(sql->arena, name, (size_t)(dot - name))),
                        ident(sql, dot + 1));
}

void put_function_setting(StrBuf *sql, const char *before, const Option *setting)
{
    emit(sql, "${before}SET ${name} = ", "before", before, "name", setting_name(sql, setting->name), NULL);
    put_value(sql, setting);
}

static void put_transforms(StrBuf *sql, const Function *function)
{
    const char *separator = "\n    TRANSFORM ";

    for (size_t i = 0; i < function->transforms.count; i++) {
        emit(sql, "${separator}FOR TYPE ${type}", "separator", separator,
             "type", type_short(sql->arena, &records_of(function->transforms, TypeItem)[i].type), NULL);
        separator = ", ";
    }
}

static void put_properties(StrBuf *sql, const Function *function)
{
    emit(sql, "\n    LANGUAGE ${language}", "language", ident(sql, function->language), NULL);
    strbuf_puts(sql, strcmp(function->routine, "window function") == 0 ? " WINDOW" : "");
    if (strcmp(function->volatility, "volatile") != 0)
        strbuf_puts(sql, strcmp(function->volatility, "stable") == 0 ? " STABLE" : " IMMUTABLE");
    strbuf_puts(sql, function->strict ? " STRICT" : "");
    strbuf_puts(sql, function->leakproof ? " LEAKPROOF" : "");
    strbuf_puts(sql, function->security_definer ? " SECURITY DEFINER" : "");
    if (strcmp(function->parallel, "unsafe") != 0)
        strbuf_puts(sql, strcmp(function->parallel, "safe") == 0 ? " PARALLEL SAFE" : " PARALLEL RESTRICTED");
    if (function->cost)
        emit(sql, " COST ${cost}", "cost", function->cost, NULL);
    if (function->rows)
        emit(sql, " ROWS ${rows}", "rows", function->rows, NULL);
    if (function->support.name)
        emit(sql, " SUPPORT ${name}",
             "name", qualified_fully(sql, function->support.schema, function->support.name), NULL);
    put_transforms(sql, function);
    for (size_t i = 0; i < function->settings.count; i++)
        put_function_setting(sql, "\n    ", &records_of(function->settings, Option)[i]);
}

static void put_body(StrBuf *sql, const Function *function)
{
    if (function->sql_body.text) {
        strbuf_puts(sql, strchr(function->sql_body.text, '\n') ? "\n" : "\n    ");
        strbuf_puts(sql, function->sql_body.text);
    } else if (function->object_file) {
        emit(sql, "\n    AS ${file}, ${symbol}", "file", literal(sql, function->object_file),
             "symbol", literal(sql, function->body), NULL);
    } else {
        emit(sql, "\n${indent}AS ${tag}${body}${tag}", "indent", strchr(function->body, '\n') ? "" : "    ",
             "tag", dollar_tag(sql->arena, function->body), "body", function->body, NULL);
    }
}

void function_define(SqlOut *out, const Function *function, const char *verb)
{
    if (out->unchecked) {
        strbuf_puts(sql_statement(out), "SET check_function_bodies = off");
        sql_comment(out, "bodies that mention each other: this one cannot be checked before all are there");
    }

    StrBuf *sql = sql_statement(out);
    put_function_head(sql, function, verb);
    put_properties(sql, function);
    put_body(sql, function);
    if (out->unchecked)
        strbuf_puts(sql_statement(out), "RESET check_function_bodies");
}

static void create(SqlOut *out, const Object *object)
{
    function_define(out, as_function(object), "CREATE");
}

/*
 * A routine that is being renamed, as SQL finds it now: its arguments have types that have their new names already. A
 * signature ends with the old ones, or with these.
 */
static Function current(const SqlOut *out, const Object *object, const char *signature)
{
    Function now = *as_function(out->before->objects.items[object->position]);
    const char *called = function_called(out->arena, signature, as_function(object)->arguments);

    now.called = called ? called : function_called(out->arena, signature, now.arguments);
    return now;
}

static void rename_it(SqlOut *out, const Object *object, const Object *parent, const char *name)
{
    StrBuf *sql = sql_statement(out);
    Function old = current(out, object, object->name), new = current(out, object, name);

    emit(sql, "ALTER ${word} ${old} RENAME TO ${new}", "word", function_word(&old),
         "old", function_identity(sql, parent->name, &old), "new", ident(sql, new.called), NULL);
}

static void move(SqlOut *out, const Object *object, const char *schema)
{
    StrBuf *sql = sql_statement(out);
    Function old = current(out, object, object->name);

    emit(sql, "ALTER ${word} ${name} SET SCHEMA ${schema}", "word", function_word(&old),
         "name", function_identity(sql, object->parent->name, &old), "schema", ident(sql, schema), NULL);
}

static void spell(StrBuf *sql, const Object *object)
{
    const Function *function = as_function(object);

    emit(sql, "${word} ${name}", "word", function_word(function),
         "name", function_identity(sql, object->parent->name, function), NULL);
}

const SqlKind function_sql = {
    .create = create,
    .drop = spelled_drop,
    .alter = function_alter,
    .can_alter = function_can_alter,
    .rename = rename_it,
    .move = move,
    .host = no_host,
    .spell = spell,
};
