/*
 * The grammar of .eco files. It builds nodes (build.h) and thinks no further: meanings are dsl/resolve's.
 *
 * Every item ends with NEWLINE: lines.c sees to it, also for the last one of a block and for objects with a block.
 * Keywords are contextual. A word is reserved only if it can begin an item of a table or continue one on the next line;
 * the others are listed a second time under `word` and can be names.
 */
%require "3.8"
%define api.pure full
%define api.prefix {eco_}
%define api.value.type {Value}
%define api.location.type {Span}
%define parse.error custom
%define parse.lac full
%expect 0
%param {Parser *parser}

%code requires {
#include "grammar/parser.h"
}

%code {
#include "grammar/build.h"
#include "grammar/report.h"

#include <string.h>

static void eco_error(const Span *at, Parser *parser, const char *message);

#define YYLLOC_DEFAULT(now, rhs, n)                                                                   \
    do {                                                                                              \
        if (n)                                                                                        \
            (now) = (Span){YYRHSLOC(rhs, 1).start, YYRHSLOC(rhs, n).end};                             \
        else                                                                                          \
            (now) = (Span){YYRHSLOC(rhs, 0).end, YYRHSLOC(rhs, 0).end};                               \
    } while (0)

#define NODE_OF(kind, at, children)         build_node(parser, NODE_##kind, at, children)
#define NAMED(kind, at, name, children)     build_named(parser, NODE_##kind, at, name, children)
#define WORD_OF(kind, at, text, children)   build_word(parser, NODE_##kind, at, text, children)
#define TEXT_OF(kind, at, span, children)   build_text(parser, NODE_##kind, at, span, children)
#define VALUED(kind, at, name, value)       build_valued(parser, NODE_##kind, at, name, value)
#define FLAG_OF(kind, at, flag)             build_flag(parser, NODE_##kind, at, flag)
#define AND(node, more)                    nodes_join(nodes_one(node), more)
}

/* What is no word; those without a blank in their name are shown in quotes. */
%token YYEOF 0 "end of file"
%token NEWLINE "end of line"
%token LPAREN "(" RPAREN ")" LBRACKET "[" RBRACKET "]" LBRACE "{" RBRACE "}"
%token COMMA "," DOT "." EQUALS "=" QUESTION "?" CAST "::" PLUS "+" MINUS "-"
%token SEMICOLON ";" OTHER "an operator"
%token <text> IDENTIFIER "a name" QUOTED "a quoted name" STRING "a string"
%token NUMBER "a number" BODY "a dollar quote"
%token <span> RAW "an SQL expression"

/* Reserved words. The first of them and the last tell is_reserved() where they are. */
%token <text>
    AS "as" CHECK "check" COLLATE "collate" CONSTRAINT "constraint" DEFERRABLE "deferrable" EXCLUDE "exclude" FOR "for"
    FOREIGN "foreign" FROM "from" GRANT "grant" IN "in" INDEX "index" INITIALLY "initially" NOT "not" ON "on"
    OPTION "option" PARTITION "partition" POLICY "policy" PRIMARY "primary" REFERENCES "references"
    STATISTICS "statistics" TABLE "table" TABLESPACE "tablespace" TO "to" TRIGGER "trigger" UNIQUE "unique" USE "use"
    USING "using" WHEN "when" WHERE "where" WITH "with"

/* Words that mean something in their place and are names everywhere else. */
%token <text>
    ACTION "action" ALWAYS "always" ARRAY "array" ASC "asc" BIT "bit" BY "by" CACHE "cache" CASCADE "cascade"
    CHAR "char" CHARACTER "character" COLLATION "collation" COMPRESSION "compression" CYCLE "cycle" DATA "data"
    DAY "day"
    DEFAULT "default" DEFERRED "deferred" DELETE "delete" DESC "desc" DISTINCT "distinct" DISTRIBUTE "distribute"
    DOMAIN_ "domain" DOUBLE "double" ENUM "enum" EXTENSION "extension" FILL "fill" FIRST "first" FULL "full"
    FUNCTION "function" GENERATED "generated" GROUP "group" HOUR "hour" HYPERTABLE "hypertable" IDENTITY "identity"
    IMMEDIATE "immediate" IMPORT "import" INCLUDE "include" INCREMENT "increment" INHERIT "inherit"
    INHERITS "inherits" INTERVAL "interval" KEY "key" LAST "last" MATCH "match" MATERIALIZED "materialized"
    MAXIMUM "maximum" MAXVALUE "maxvalue" MINIMUM "minimum" MINUTE "minute" MINVALUE "minvalue" MIXIN "mixin"
    MODEL "model" MONTH "month" NATIONAL "national" NCHAR "nchar" NO "no" NONE "none" NULL_ "null"
    NULLS "nulls" OWNED "owned" OWNER "owner" PRECISION "precision" PROCEDURE "procedure" PROJECT "project"
    QUERY "query" RANGE "range" REPLICA "replica" RESTRICT "restrict"
    ROLLUP "rollup" ROW "row" SCHEMA "schema" SECOND "second" SECURITY "security" SEQUENCE "sequence" SET "set"
    SIMPLE "simple" SQL "sql" START "start" STORAGE "storage" STORED "stored" SUM "sum" TIME "time"
    TIMESTAMP "timestamp" TYPE "type" UNLOGGED "unlogged" UPDATE "update" VALID "valid" VARYING "varying"
    VERSION "version" VIEW "view" VIRTUAL "virtual" WAS "was" WITHOUT "without" YEAR "year" ZONE "zone"

/* "row security", "model none" and the like are items, not a column "row" of a type "security". */
%precedence "row" "replica" "model" "distribute" "hypertable"
%precedence "security" "identity" "none" "by"

%type <text> word most_words label type_word other_word unlike_order plain_name name action
%type <text> setting_value option_value number
%type <name> qname opclass_name
%type <span> value bare_value simple_value type_name in_parens in_brackets later_word later_header_word
%type <node> import project setting schema extension enum enum_value mixin table rollup rollup_item assign
%type <node> sequence sequence_item
%type <node> item use model column modifier nullable type default identity generated was sql name_node
%type <node> primary_key unique check foreign_key index key_option unique_option check_option foreign_option
%type <node> deferrability names_include part part_sql index_option storage_option sequence_option
%type <nodes> settings extension_parts enum_values was_opt table_header items column_parts references
%type <nodes> primary_options unique_options check_options foreign_options names name_list name_list_opt
%type <nodes> index_body method_opt parts part_options collate_opt opclass order_opt nulls_opt index_options
%type <nodes> storage_list storage_options sequence_options sequence_list sequence_items rollup_items assigns

%%

file:
  %empty
| file declaration NEWLINE
| file error NEWLINE                    { yyerrok; }
| file NEWLINE
;

declaration:
  import                                { build_declaration(parser, $1); }
| project                               { build_declaration(parser, $1); }
| schema                                { build_declaration(parser, $1); }
| extension                             { build_declaration(parser, $1); }
| enum                                  { build_declaration(parser, $1); }
| sequence                              { build_declaration(parser, $1); }
| mixin                                 { build_declaration(parser, $1); }
| table                                 { build_declaration(parser, $1); }
| rollup                                { build_declaration(parser, $1); }
| later_word                            { report_later(parser, $1); }
;

/* Objects that this version knows by name only. */
later_word:
  "domain"                              { $$ = @$; }
| "type"                                { $$ = @$; }
| "range"                               { $$ = @$; }
| "collation"                           { $$ = @$; }
| "function"                            { $$ = @$; }
| "procedure"                           { $$ = @$; }
| "view"                                { $$ = @$; }
| "materialized" "view"                 { $$ = @$; }
| "data"                                { $$ = @$; }
| "sql"                                 { $$ = @$; }
| "query"                               { $$ = @$; }
| "trigger"                             { $$ = @$; }
| "policy"                              { $$ = @$; }
| "grant"                               { $$ = @$; }
;

/* ---- objects without columns ---- */

import:
  "import" QUOTED                       { $$ = WORD_OF(IMPORT, @$, $2, nodes_none()); }
| "import" STRING                       { $$ = WORD_OF(IMPORT, @$, $2, nodes_none()); }
;

project:
  "project" "{" settings "}"            { $$ = NODE_OF(PROJECT, @$, $settings); }
| "project" name "{" settings "}"       { $$ = NAMED(PROJECT, @$, name_plain($name, @name), $settings); }
;

settings:
  %empty                                { $$ = nodes_none(); }
| settings setting NEWLINE              { $$ = nodes_with($1, $2); }
| settings error NEWLINE                { $$ = $1; yyerrok; }
;

setting:
  name setting_value                    { $$ = VALUED(SETTING, @$, name_plain($1, @1), $2); }
;

setting_value:
  STRING
| QUOTED
| IDENTIFIER
| word
| "on"
| number
;

schema:
  "schema" name was_opt                 { $$ = NAMED(SCHEMA, @$, name_plain($name, @name), $was_opt); }
;

extension:
  "extension" name extension_parts      { $$ = NAMED(EXTENSION, @$, name_plain($name, @name), $3); }
;

extension_parts:
  %empty                                { $$ = nodes_none(); }
| extension_parts "in" name             { $$ = nodes_with($1, NAMED(IN, @3, name_plain($3, @3), nodes_none())); }
| extension_parts "version" STRING      { $$ = nodes_with($1, WORD_OF(VERSION, @3, $3, nodes_none())); }
;

enum:
  "enum" qname was_opt "{" enum_values "}"
                                        { $$ = NAMED(ENUM, @$, $qname, nodes_join($was_opt, $enum_values)); }
;

enum_values:
  %empty                                { $$ = nodes_none(); }
| enum_values enum_value                { $$ = build_item(parser, $1, $2); }
| enum_values NEWLINE                   { $$ = $1; }
| enum_values ","                       { $$ = $1; }
| enum_values error NEWLINE             { $$ = $1; yyerrok; }
;

enum_value:
  label                                 { $$ = NAMED(VALUE, @$, name_plain($1, @1), nodes_none()); }
| label was                             { $$ = NAMED(VALUE, @$, name_plain($1, @1), nodes_one($2)); }
;

sequence:
  "sequence" qname was_opt "{" sequence_items "}"
                                        { $$ = NAMED(SEQUENCE, @$, $qname, nodes_join($was_opt, $sequence_items)); }
;

sequence_items:
  %empty                                { $$ = nodes_none(); }
| sequence_items sequence_item NEWLINE  { $$ = nodes_with($1, $2); }
| sequence_items error NEWLINE          { $$ = $1; yyerrok; }
;

sequence_item:
  "type" type                           { $$ = $2; }
| sequence_option
| "owned" "by" name[table] "." name[column]
                                        { $$ = NAMED(OWNED_BY, @$, name_plain($column, @column), nodes_one(
                                              NAMED(TARGET, @table, name_plain($table, @table), nodes_none()))); }
| "owned" "by" name[schema] "." name[table] "." name[column]
                                        { Span at = {@schema.start, @table.end};
                                          $$ = NAMED(OWNED_BY, @$, name_plain($column, @column), nodes_one(
                                              NAMED(TARGET, at, name_qualified($schema, $table, at), nodes_none()))); }
;

was_opt:
  %empty                                { $$ = nodes_none(); }
| was                                   { $$ = nodes_one($1); }
;

was:
  "was" qname                           { $$ = NAMED(WAS, @$, $qname, nodes_none()); }
;

/* ---- tables and mixins ---- */

mixin:
  "mixin" name "{" items "}"            { $$ = NAMED(MIXIN, @$, name_plain($name, @name), $items); }
;

table:
  "table" qname table_header "{" items "}"
                                        { $$ = NAMED(TABLE, @$, $qname, nodes_join($table_header, $items)); }
| "unlogged" "table" qname table_header "{" items "}"
                                        { $$ = build_flagged(NAMED(TABLE, @$, $qname,
                                                                   nodes_join($table_header, $items))); }
;

table_header:
  %empty                                { $$ = nodes_none(); }
| table_header was                      { $$ = nodes_with($1, $2); }
| table_header later_header_word        { $$ = $1; report_later_header(parser, $2); }
;

later_header_word:
  "inherits"                            { $$ = @$; }
| "partition"                           { $$ = @$; }
;

items:
  %empty                                { $$ = nodes_none(); }
| items item NEWLINE                    { $$ = build_item(parser, $1, $2); }
| items error NEWLINE                   { $$ = nodes_with($1, NODE_OF(LOST, @2, nodes_none())); yyerrok; }
;

item:
  use
| model
| column
| primary_key
| unique
| check
| foreign_key
| index
| later_item                            { $$ = NULL; report_later(parser, @1); }
| "constraint"                          { $$ = NULL; report_constraint(parser, @1); }
;

later_item:
  "exclude"
| "partition"
| "trigger"
| "policy"
| "grant"
| "option"
| "statistics"
| "tablespace"
| "row" "security"
| "replica" "identity"
| "owner" "to"
| "distribute" "by"
| "hypertable" "by"
;

use:
  "use" name                            { $$ = NAMED(USE, @$, name_plain($name, @name), nodes_none()); }
;

model:
  "model" "none"                        { $$ = NODE_OF(MODEL, @$, nodes_none()); }
| "model" "as" name                     { $$ = NAMED(MODEL, @$, name_plain($name, @name), nodes_none()); }
;

/* ---- columns ---- */

column:
  name column_parts                     { $$ = NAMED(COLUMN, @$, name_plain($name, @name), $column_parts); }
;

column_parts:
  type                                  { $$ = nodes_one($1); }
| type nullable                         { $$ = nodes_with(nodes_one($1), $2); }
| column_parts modifier                 { $$ = nodes_with($1, $2); }
;

nullable:
  "?"                                   { $$ = NODE_OF(NULLABLE, @$, nodes_none()); }
;

modifier:
  default
| identity
| generated
| references                            { $$ = NODE_OF(FOREIGN_KEY, @$, $1); }
| was
| "collate" qname                       { $$ = NAMED(COLLATE, @$, $qname, nodes_none()); }
| "using" sql                           { $$ = NODE_OF(USING, @$, nodes_one($sql)); }
| "fill" sql                            { $$ = NODE_OF(FILL, @$, nodes_one($sql)); }
| "primary" "key" primary_options       { $$ = NODE_OF(PRIMARY_KEY, @$, $primary_options); }
| "unique" unique_options               { $$ = NODE_OF(UNIQUE, @$, $unique_options); }
| "check" sql check_options             { $$ = NODE_OF(CHECK, @$, AND($sql, $check_options)); }
| "check" name sql check_options        { $$ = NAMED(CHECK, @$, name_plain($name, @name), AND($sql, $check_options)); }
| later_modifier                        { $$ = NULL; report_later(parser, @1); }
;

later_modifier:
  "storage"
| "compression"
| "statistics"
;

default:
  "=" value                             { $$ = TEXT_OF(DEFAULT, @$, $value, nodes_none()); }
;

identity:
  "identity" "always" sequence_options  { $$ = WORD_OF(IDENTITY, @$, "always", $sequence_options); }
| "identity" "by" "default" sequence_options
                                        { $$ = WORD_OF(IDENTITY, @$, "by default", $sequence_options); }
;

sequence_options:
  %empty                                { $$ = nodes_none(); }
| "(" sequence_list ")"                 { $$ = $2; }
;

sequence_list:
  sequence_option                       { $$ = nodes_one($1); }
| sequence_list sequence_option         { $$ = nodes_with($1, $2); }
| sequence_list "," sequence_option     { $$ = nodes_with($1, $3); }
;

/* "no minimum" and the like: the word as the option's value. */
sequence_option:
  "start" number                        { $$ = VALUED(OPTION, @$, name_plain($1, @1), $2); }
| "start" "with" number                 { $$ = VALUED(OPTION, @$, name_plain($1, @1), $3); }
| "increment" number                    { $$ = VALUED(OPTION, @$, name_plain($1, @1), $2); }
| "increment" "by" number               { $$ = VALUED(OPTION, @$, name_plain($1, @1), $3); }
| minimum number                        { $$ = VALUED(OPTION, @$, name_plain("minimum", @1), $2); }
| maximum number                        { $$ = VALUED(OPTION, @$, name_plain("maximum", @1), $2); }
| "cache" number                        { $$ = VALUED(OPTION, @$, name_plain($1, @1), $2); }
| "cycle"                               { $$ = VALUED(OPTION, @$, name_plain($1, @1), NULL); }
| "no" minimum                          { $$ = VALUED(OPTION, @$, name_plain("minimum", @2), "no"); }
| "no" maximum                          { $$ = VALUED(OPTION, @$, name_plain("maximum", @2), "no"); }
| "no" "cycle"                          { $$ = VALUED(OPTION, @$, name_plain($2, @2), "no"); }
;

/* The second word is SQL's. */
minimum:
  "minimum"                             { }
| "minvalue"                            { }
;

maximum:
  "maximum"                             { }
| "maxvalue"                            { }
;

generated:
  "generated" sql "stored"              { $$ = WORD_OF(GENERATED, @$, "stored", nodes_one($sql)); }
| "generated" sql "virtual"             { $$ = WORD_OF(GENERATED, @$, "virtual", nodes_one($sql)); }
;

/* ---- types: their extent is found here, their meaning in resolve ---- */

type:
  type_name                             { $$ = TEXT_OF(TYPE, @$, @1, nodes_none()); }
;

type_name:
  dotted_type modifiers dimensions      { $$ = @$; }
| "double" "precision" dimensions       { $$ = @$; }
| "double" dimensions                   { $$ = @$; }
| "double" "." name modifiers dimensions { $$ = @$; }
| "character" varying modifiers dimensions { $$ = @$; }
| "char" varying modifiers dimensions   { $$ = @$; }
| "bit" varying modifiers dimensions    { $$ = @$; }
| "nchar" varying modifiers dimensions  { $$ = @$; }
| "national" "character" varying modifiers dimensions { $$ = @$; }
| "national" "char" varying modifiers dimensions { $$ = @$; }
| "time" modifiers zone dimensions      { $$ = @$; }
| "timestamp" modifiers zone dimensions { $$ = @$; }
| "interval" fields modifiers dimensions { $$ = @$; }
;

dotted_type:
  type_word                             { }
| type_word "." name                    { }
;

varying:
  %empty
| "varying"                             { }
;

zone:
  %empty
| "with" "time" "zone"
| "without" "time" "zone"
;

fields:
  %empty
| field
| field "to" field
;

field:
  "year"
| "month"
| "day"
| "hour"
| "minute"
| "second"
;

modifiers:
  %empty
| in_parens
;

dimensions:
  %empty
| bounds
| "array"                               { }
| "array" "[" NUMBER "]"                { }
;

bounds:
  "[" "]"
| "[" NUMBER "]"
| bounds "[" "]"
| bounds "[" NUMBER "]"
;

/* ---- values: what needs no parentheses ---- */

value:
  sql                                   { $$ = $1->at; }
| bare_value
;

bare_value:
  simple_value
| sql "::" type_name                    { $$ = @$; }
| bare_value "::" type_name             { $$ = @$; }
;

simple_value:
  STRING                                { $$ = @$; }
| BODY                                  { $$ = @$; }
| number                                { $$ = @$; }
| qname                                 { $$ = @$; }
| qname in_parens                       { $$ = @$; }
| qname in_brackets                     { $$ = @$; }
| qname STRING                          { $$ = @$; }
;

number:
  NUMBER                                { $$ = parser_text(parser, @$); }
| "-" NUMBER                            { $$ = parser_text(parser, @$); }
| "+" NUMBER                            { $$ = parser_text(parser, @2); }
;

/* SQL: the scanner is told before it looks at what follows the bracket. */
sql:
  "(" sql_follows RAW ")"               { $$ = build_sql(parser, $RAW); }
;

in_parens:
  "(" sql_follows RAW ")"               { $$ = @$; }
;

in_brackets:
  "[" elements_follow RAW "]"           { $$ = @$; }
;

sql_follows:
  %empty                                { lines_read_sql(parser, ')'); }
;

elements_follow:
  %empty                                { lines_read_sql(parser, ']'); }
;

/* ---- constraints ---- */

primary_key:
  "primary" "key" name_list primary_options
                                        { $$ = NODE_OF(PRIMARY_KEY, @$, nodes_join($name_list, $primary_options)); }
| "primary" "key" name name_list primary_options
                                        { $$ = NAMED(PRIMARY_KEY, @$, name_plain($name, @name),
                                                     nodes_join($name_list, $primary_options)); }
;

primary_options:
  %empty                                { $$ = nodes_none(); }
| primary_options key_option            { $$ = nodes_with($1, $2); }
;

key_option:
  names_include
| deferrability
;

unique:
  "unique" name_list unique_options     { $$ = NODE_OF(UNIQUE, @$, nodes_join($name_list, $unique_options)); }
| "unique" name was_opt name_list unique_options
                                        { $$ = NAMED(UNIQUE, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, nodes_join($name_list, $unique_options))); }
;

unique_options:
  %empty                                { $$ = nodes_none(); }
| unique_options unique_option          { $$ = nodes_with($1, $2); }
;

unique_option:
  key_option
| "nulls" "not" "distinct"              { $$ = FLAG_OF(NULLS_NOT_DISTINCT, @$, true); }
;

check:
  "check" sql check_options             { $$ = NODE_OF(CHECK, @$, AND($sql, $check_options)); }
| "check" name was_opt sql check_options
                                        { $$ = NAMED(CHECK, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, AND($sql, $check_options))); }
;

check_options:
  %empty                                { $$ = nodes_none(); }
| check_options check_option            { $$ = nodes_with($1, $2); }
;

check_option:
  "not" "valid"                         { $$ = FLAG_OF(NOT_VALID, @$, true); }
| "no" "inherit"                        { $$ = FLAG_OF(NO_INHERIT, @$, true); }
;

foreign_key:
  "foreign" "key" name_list references  { $$ = NODE_OF(FOREIGN_KEY, @$, nodes_join($name_list, $references)); }
| "foreign" "key" name was_opt name_list references
                                        { $$ = NAMED(FOREIGN_KEY, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, nodes_join($name_list, $references))); }
;

references:
  "references" qname name_list_opt foreign_options
                                        { $$ = AND(NAMED(TARGET, @qname, $qname, $name_list_opt), $foreign_options); }
;

foreign_options:
  %empty                                { $$ = nodes_none(); }
| foreign_options foreign_option        { $$ = nodes_with($1, $2); }
;

foreign_option:
  "match" "full"                        { $$ = WORD_OF(MATCH, @$, "full", nodes_none()); }
| "match" "simple"                      { $$ = WORD_OF(MATCH, @$, "simple", nodes_none()); }
| "on" "delete" action name_list_opt    { $$ = WORD_OF(ON_DELETE, @$, $action, $name_list_opt); }
| "on" "update" action                  { $$ = WORD_OF(ON_UPDATE, @$, $action, nodes_none()); }
| deferrability
| "not" "valid"                         { $$ = FLAG_OF(NOT_VALID, @$, true); }
;

action:
  "no" "action"                         { $$ = "no action"; }
| "restrict"                            { $$ = "restrict"; }
| "cascade"                             { $$ = "cascade"; }
| "set" "null"                          { $$ = "set null"; }
| "set" "default"                       { $$ = "set default"; }
;

deferrability:
  "deferrable"                          { $$ = FLAG_OF(DEFERRABLE, @$, true); }
| "not" "deferrable"                    { $$ = FLAG_OF(DEFERRABLE, @$, false); }
| "initially" "deferred"                { $$ = WORD_OF(INITIALLY, @$, "deferred", nodes_none()); }
| "initially" "immediate"               { $$ = WORD_OF(INITIALLY, @$, "immediate", nodes_none()); }
;

name_list_opt:
  %empty                                { $$ = nodes_none(); }
| name_list
;

name_list:
  "(" names ")"                         { $$ = $2; }
;

names:
  name_node                             { $$ = nodes_one($1); }
| names "," name_node                   { $$ = nodes_with($1, $3); }
;

name_node:
  name                                  { $$ = NAMED(NAME, @$, name_plain($1, @1), nodes_none()); }
;

names_include:
  "include" name_list                   { $$ = NODE_OF(INCLUDE, @$, $2); }
;

/* ---- indexes ---- */

index:
  "index" index_body                    { $$ = NODE_OF(INDEX, @$, $2); }
| "index" name was_opt index_body       { $$ = NAMED(INDEX, @$, name_plain($2, @2), nodes_join($3, $4)); }
| "unique" "index" index_body           { $$ = build_flagged(NODE_OF(INDEX, @$, $3)); }
| "unique" "index" name was_opt index_body
                                        { $$ = build_flagged(NAMED(INDEX, @$, name_plain($3, @3),
                                                                   nodes_join($4, $5))); }
;

index_body:
  method_opt "(" parts ")" index_options
                                        { $$ = nodes_join($method_opt, nodes_join($parts, $index_options)); }
;

method_opt:
  %empty                                { $$ = nodes_none(); }
| "using" name                          { $$ = nodes_one(NAMED(METHOD, @2, name_plain($2, @2), nodes_none())); }
;

parts:
  part                                  { $$ = nodes_one($1); }
| parts "," part                        { $$ = nodes_with($1, $3); }
;

part:
  name part_options                     { $$ = NAMED(PART, @$, name_plain($1, @1), $2); }
| part_sql part_options                 { $$ = NODE_OF(PART, @$, AND($1, $2)); }
;

/* A function call needs no parentheses of its own, as in PostgreSQL. */
part_sql:
  name in_parens                        { $$ = build_sql(parser, @$); }
| name "." name in_parens               { $$ = build_sql(parser, @$); }
| sql
;

part_options:
  collate_opt opclass order_opt nulls_opt
                                        { $$ = nodes_join(nodes_join($1, $2), nodes_join($3, $4)); }
;

collate_opt:
  %empty                                { $$ = nodes_none(); }
| "collate" qname                       { $$ = nodes_one(NAMED(COLLATE, @$, $qname, nodes_none())); }
;

opclass:
  %empty                                { $$ = nodes_none(); }
| opclass_name                          { $$ = nodes_one(NAMED(OPCLASS, @$, $1, nodes_none())); }
| opclass_name storage_list             { $$ = nodes_one(NAMED(OPCLASS, @$, $1, $2)); }
;

opclass_name:
  plain_name                            { $$ = name_plain($1, @1); }
| unlike_order                          { $$ = name_plain($1, @1); }
| plain_name "." name                   { $$ = name_qualified($1, $3, @$); }
| unlike_order "." name                 { $$ = name_qualified($1, $3, @$); }
;

order_opt:
  %empty                                { $$ = nodes_none(); }
| "asc"                                 { $$ = nodes_one(WORD_OF(ORDER, @$, "asc", nodes_none())); }
| "desc"                                { $$ = nodes_one(WORD_OF(ORDER, @$, "desc", nodes_none())); }
;

nulls_opt:
  %empty                                { $$ = nodes_none(); }
| "nulls" "first"                       { $$ = nodes_one(WORD_OF(NULLS, @$, "first", nodes_none())); }
| "nulls" "last"                        { $$ = nodes_one(WORD_OF(NULLS, @$, "last", nodes_none())); }
;

index_options:
  %empty                                { $$ = nodes_none(); }
| index_options index_option            { $$ = nodes_with($1, $2); }
;

index_option:
  names_include
| "where" sql                           { $$ = NODE_OF(WHERE, @$, nodes_one($sql)); }
| "with" storage_list                   { $$ = NODE_OF(WITH, @$, $2); }
| "tablespace" name                     { $$ = NAMED(TABLESPACE, @$, name_plain($name, @name), nodes_none()); }
| "nulls" "not" "distinct"              { $$ = FLAG_OF(NULLS_NOT_DISTINCT, @$, true); }
;

storage_list:
  "(" storage_options ")"               { $$ = $2; }
;

storage_options:
  storage_option                        { $$ = nodes_one($1); }
| storage_options "," storage_option    { $$ = nodes_with($1, $3); }
;

storage_option:
  qname                                 { $$ = VALUED(OPTION, @$, $1, NULL); }
| qname "=" option_value                { $$ = VALUED(OPTION, @$, $1, $3); }
;

option_value:
  name
| STRING
| "on"
| number
;

/* ---- rollups ---- */

rollup:
  "rollup" qname "from" qname[source] "{" rollup_items "}"
                                        { $$ = NAMED(ROLLUP, @$, $2, AND(
                                              NAMED(SOURCE, @source, $source, nodes_none()), $rollup_items)); }
;

rollup_items:
  %empty                                { $$ = nodes_none(); }
| rollup_items rollup_item NEWLINE      { $$ = nodes_with($1, $2); }
| rollup_items error NEWLINE            { $$ = $1; yyerrok; }
;

rollup_item:
  "group" assigns                       { $$ = NODE_OF(GROUP, @$, $2); }
| "sum" assigns                         { $$ = NODE_OF(SUM, @$, $2); }
;

assigns:
  assign                                { $$ = nodes_one($1); }
| assigns "," assign                    { $$ = nodes_with($1, $3); }
;

assign:
  name                                  { $$ = NAMED(ASSIGN, @$, name_plain($1, @1), nodes_none()); }
| name "=" value                        { $$ = NAMED(ASSIGN, @$, name_plain($1, @1),
                                                     nodes_one(build_sql(parser, $3))); }
;

/* ---- names ---- */

qname:
  name                                  { $$ = name_plain($1, @1); }
| name "." name                         { $$ = name_qualified($1, $3, @$); }
;

plain_name:
  IDENTIFIER
| QUOTED
;

name:
  plain_name
| word
;

/* The first word of a type. */
type_word:
  plain_name
| other_word
;

/* Values of an enum may stand one behind the other: one called "was" needs quotes. */
label:
  plain_name
| most_words
;

word:
  most_words
| "was"
;

most_words:
  other_word
| "bit" | "nchar" | "char" | "character" | "double" | "interval" | "national" | "time" | "timestamp"
| "default" | "null"
;

/* Not the words that begin a type of more than one word, and not those that follow a column's name by mistake. */
other_word:
  unlike_order
| "asc" | "desc" | "nulls"
;

/* Not the words that follow the columns of an index. */
unlike_order:
  "action" | "always" | "array" | "by" | "cache" | "cascade" | "collation" | "compression" | "cycle" | "data"
| "day" | "deferred" | "delete" | "distinct" | "distribute" | "domain" | "enum" | "extension" | "fill"
| "first" | "full" | "function" | "generated" | "group" | "hour" | "hypertable" | "identity" | "immediate"
| "import" | "include" | "increment" | "inherit" | "inherits" | "key" | "last" | "match" | "materialized"
| "maximum" | "maxvalue" | "minimum" | "minute" | "minvalue" | "mixin" | "model" | "month" | "no" | "none" | "owned"
| "owner" | "precision"
| "procedure" | "project" | "query" | "range" | "replica" | "restrict" | "rollup" | "row" | "schema"
| "second" | "security" | "sequence" | "set" | "simple" | "sql" | "start" | "storage" | "stored" | "sum"
| "type" | "unlogged" | "update" | "valid" | "varying" | "version" | "view" | "virtual" | "without" | "year"
| "zone"
;

%%

enum { SYMBOLS = YYNTOKENS };

/* Reserved words stand first among the words in the list of tokens above. */
static bool is_reserved(yysymbol_kind_t symbol)
{
    return symbol >= YYSYMBOL_AS && symbol <= YYSYMBOL_WITH;
}

static bool is_word(yysymbol_kind_t symbol)
{
    return symbol >= YYSYMBOL_AS && symbol <= YYSYMBOL_ZONE;
}

void grammar_add_words(Parser *parser)
{
    for (int token = AS; token <= ZONE; token++) {
        Word *word = arena_new(parser->arena, Word);

        *word = (Word){.text = yysymbol_name(YYTRANSLATE(token)), .token = token};
        map_put(&parser->words, parser->arena, word->text, word);
    }
}

/* Where any name can stand, the words that can be one are not worth a mention; a quoted name and a "." never are. */
static int yyreport_syntax_error(const yypcontext_t *context, Parser *parser)
{
    yysymbol_kind_t expected[SYMBOLS], symbol = yypcontext_token(context);
    const char *tokens[SYMBOLS], *words[SYMBOLS];
    int count = yypcontext_expected_tokens(context, expected, SYMBOLS);
    Expected list = {.tokens = tokens, .words = words};

    for (int i = 0; i < count; i++)
        list.name = list.name || expected[i] == YYSYMBOL_IDENTIFIER;
    for (int i = 0; i < count; i++) {
        bool other_name = is_word(expected[i]) && !is_reserved(expected[i]) && list.name;

        if (is_word(expected[i]))
            words[list.word_count++] = yysymbol_name(expected[i]);
        if (!other_name && expected[i] != YYSYMBOL_QUOTED && expected[i] != YYSYMBOL_DOT)
            tokens[list.count++] = yysymbol_name(expected[i]);
    }
    report_syntax(parser, (Unexpected){.kind = parser->previous, .at = *yypcontext_location(context),
                                       .reserved = is_reserved(symbol)}, list);
    return 0;
}

/* Only for what is no syntax error: the parser's stack is full. */
static void eco_error(const Span *at, Parser *parser, const char *message)
{
    diag(parser->diags, DIAG_TOO_DEEP, *at, "%s", message);
}
