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
    AS "as" CHECK "check" COLLATE "collate" COLUMN "column" CONSTRAINT "constraint" DEFERRABLE "deferrable"
    EXCLUDE "exclude" FOR "for" FOREIGN "foreign" FROM "from" GRANT "grant" IN "in" INDEX "index"
    INITIALLY "initially" NOT "not" ON "on" OPTION "option" PARTITION "partition" POLICY "policy" PRIMARY "primary"
    REFERENCES "references" REVOKE "revoke" STATISTICS "statistics" TABLE "table" TABLESPACE "tablespace" TO "to"
    TRIGGER "trigger" UNIQUE "unique" USE "use" USING "using" WHEN "when" WHERE "where" WITH "with"

/* Words that mean something in their place and are names everywhere else. */
%token <text>
    ACTION "action" AFTER "after" ALL "all" ALWAYS "always" ARRAY "array" ASC "asc" ATOMIC "atomic" BEFORE "before"
    BEGIN_ "begin" BIT "bit" BY "by" CACHE "cache" CALLED "called" CANONICAL "canonical" CASCADE "cascade"
    CASCADED "cascaded" CHAR "char" CHARACTER "character" CLUSTER "cluster" COLLATION "collation"
    COMPRESSION "compression" COST "cost" CURRENT "current" CYCLE "cycle" DATA "data" DAY "day" DEFAULT "default"
    DEFERRED "deferred" DEFINER "definer" DELETE "delete" DESC "desc" DISABLED "disabled" DISTINCT "distinct"
    DISTRIBUTE "distribute" DOMAIN_ "domain" DOUBLE "double" DOWN "down" EACH "each" END_ "end" ENFORCED "enforced"
    ENUM "enum" EVERY "every" EXECUTE "execute" EXTENSION "extension" FILL "fill" FIRST "first" FORCED "forced"
    FULL "full" FUNCTION "function" GENERATED "generated" GROUP "group" HASH "hash" HOUR "hour"
    HYPERTABLE "hypertable" IDENTITY "identity" IMMEDIATE "immediate" IMMUTABLE "immutable" IMPORT "import"
    INCLUDE "include" INCREMENT "increment" INHERIT "inherit" INHERITS "inherits" INOUT "inout" INPUT "input"
    INSERT "insert" INSTEAD "instead" INTERVAL "interval" INVOKER "invoker" KEY "key" LANGUAGE "language" LAST "last"
    LEAKPROOF "leakproof" LIST "list" LOCAL "local" MATCH "match" MATERIALIZED "materialized" MAXIMUM "maximum"
    MAXVALUE "maxvalue" MINIMUM "minimum" MINUTE "minute" MINVALUE "minvalue" MIXIN "mixin" MODEL "model"
    MODULUS "modulus" MONTH "month" MULTIRANGE_TYPE_NAME "multirange_type_name" NATIONAL "national" NCHAR "nchar"
    NEW "new" NO "no" NONE "none" NOTHING "nothing" NULL_ "null" NULLS "nulls" OF "of" OLD "old" OPERATOR "operator"
    OR "or" OUT "out" OVERLAPS "overlaps" OWNED "owned" OWNER "owner" PARALLEL "parallel" PERIOD "period"
    PERMISSIVE "permissive" PRECISION "precision" PROCEDURE "procedure" PROJECT "project" QUERY "query" RANGE "range"
    REFERENCE "reference" REFERENCING "referencing" REMAINDER "remainder" REPLICA "replica" RESTRICT "restrict"
    RESTRICTED "restricted" RESTRICTIVE "restrictive" RETURN "return" RETURNS "returns" ROLLUP "rollup" ROW "row"
    ROWS "rows" SAFE "safe" SCHEMA "schema" SECOND "second" SECURITY "security" SELECT "select" SEQUENCE "sequence"
    SET "set" SETOF "setof" SIMPLE "simple" SQL "sql" STABLE "stable" START "start" STATEMENT "statement"
    STORAGE "storage" STORED "stored" STRICT "strict" SUBTYPE "subtype" SUBTYPE_DIFF "subtype_diff"
    SUBTYPE_OPCLASS "subtype_opclass" SUM "sum" SUPPORT "support" TIME "time" TIMESTAMP "timestamp"
    TRANSFORM "transform" TRUNCATE "truncate" TYPE "type" UNLOGGED "unlogged" UNSAFE "unsafe" UP "up" UPDATE "update"
    VALID "valid" VARIADIC "variadic" VARYING "varying" VERSION "version" VIEW "view" VIRTUAL "virtual"
    VOLATILE "volatile" WAS "was" WINDOW "window" WITHOUT "without" YEAR "year" ZONE "zone"

/* "row security", "model none" and the like are items, not a column "row" of a type "security". */
%precedence "row" "replica" "model" "distribute" "hypertable"
%precedence "security" "identity" "none" "by"

%type <text> word most_words label type_word other_word unlike_order kind_word kindless_word plain_name name action
%type <text> setting_value option_value number mode partition_method timing row_or_statement command storage_value
%type <text> object_kind routine
%type <name> qname opclass_name object_name
%type <span> value bare_value simple_value type_name in_parens in_brackets operator query_word
%type <node> import project setting schema extension enum enum_value mixin table rollup rollup_item assign
%type <node> domain domain_part composite attribute attribute_part range range_item collation collation_item sequence
%type <node> sequence_item
%type <node> function procedure argument argument_parts routine_part setting_of_routine constant body
%type <node> view materialized_view view_item stored_item materialized_part view_column view_column_part
%type <node> data row raw_sql raw_part object_ref address
%type <node> grant revoke owner object_grant object_revoke object_owner view_owner privilege role
%type <node> item use model column modifier nullable type default identity generated was sql name_node
%type <node> storage compression statistics_target column_options collate column_check
%type <node> primary_key unique check foreign_key index exclude exclude_part exclude_option statistics partition bound
%type <node> trigger event trigger_option transition execute fires row_security policy policy_option table_option
%type <node> replica_identity tablespace cluster distribute table_part parent partition_by partition_part
%type <node> key_option unique_option check_option foreign_option key_name foreign_name
%type <node> deferrability names_include part part_sql stored_part index_option storage_option sequence_option
%type <flag> grant_option_opt grant_option_for
%type <nodes> settings extension_parts enum_values was_opt table_header items column_parts references
%type <nodes> domain_parts attributes attribute_parts range_items collation_items
%type <nodes> arguments arguments_opt default_opt routine_parts types constants constants_opt
%type <nodes> with_opt check_option_opt view_block view_items materialized_parts data_opt stored_block stored_items
%type <nodes> view_column_parts
%type <nodes> rows values raw_parts addresses privileges roles
%type <nodes> primary_options unique_options check_options foreign_options names name_list name_list_opt
%type <nodes> key_names key_name_list foreign_names foreign_name_list foreign_name_list_opt
%type <nodes> exclude_body exclude_parts exclude_options statistics_body statistics_kinds stored_parts target_opt
%type <nodes> partition_parts partition_header partition_block parents transitions trigger_body events trigger_options
%type <nodes> fires_opt policy_options
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
| domain                                { build_declaration(parser, $1); }
| composite                             { build_declaration(parser, $1); }
| range                                 { build_declaration(parser, $1); }
| collation                             { build_declaration(parser, $1); }
| function                              { build_declaration(parser, $1); }
| procedure                             { build_declaration(parser, $1); }
| view                                  { build_declaration(parser, $1); }
| materialized_view                     { build_declaration(parser, $1); }
| data                                  { build_declaration(parser, $1); }
| raw_sql                               { build_declaration(parser, $1); }
| object_grant                          { build_declaration(parser, $1); }
| object_revoke                         { build_declaration(parser, $1); }
| object_owner                          { build_declaration(parser, $1); }
| query_word                            { report_later(parser, $1); }
;

/* An object that this version knows by name only. */
query_word:
  "query"                               { $$ = @$; }
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
| enum_value was                        { $$ = $1; $$->at = @$; node_add($$, $2); }
;

sequence:
  "sequence" qname was_opt "{" sequence_items "}"
                                        { $$ = NAMED(SEQUENCE, @$, $qname, nodes_join($was_opt, $sequence_items)); }
| "unlogged" "sequence" qname was_opt "{" sequence_items "}"
                                        { $$ = build_flagged(NAMED(SEQUENCE, @$, $qname,
                                                                   nodes_join($was_opt, $sequence_items))); }
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

/* ---- types ---- */

domain:
  "domain" qname was_opt domain_parts   { $$ = NAMED(DOMAIN, @$, $qname, nodes_join($was_opt, $domain_parts)); }
;

domain_parts:
  type                                  { $$ = nodes_one($1); }
| type nullable                         { $$ = nodes_with(nodes_one($1), $2); }
| domain_parts domain_part              { $$ = nodes_with($1, $2); }
;

domain_part:
  default
| was
| collate
| column_check                          { $$ = build_documented(parser, $1); }
;

composite:
  "type" qname was_opt "{" attributes "}"
                                        { $$ = NAMED(COMPOSITE, @$, $qname, nodes_join($was_opt, $attributes)); }
;

attributes:
  %empty                                { $$ = nodes_none(); }
| attributes attribute NEWLINE          { $$ = build_item(parser, $1, $2); }
| attributes error NEWLINE              { $$ = $1; yyerrok; }
;

attribute:
  name attribute_parts                  { $$ = NAMED(ATTRIBUTE, @$, name_plain($name, @name), $attribute_parts); }
;

attribute_parts:
  type                                  { $$ = nodes_one($1); }
| type nullable                         { $$ = nodes_with(nodes_one($1), $2); }
| attribute_parts attribute_part        { $$ = nodes_with($1, $2); }
;

attribute_part:
  was
| collate
;

range:
  "range" qname was_opt "{" range_items "}"
                                        { $$ = NAMED(RANGE, @$, $qname, nodes_join($was_opt, $range_items)); }
;

range_items:
  %empty                                { $$ = nodes_none(); }
| range_items range_item NEWLINE        { $$ = nodes_with($1, $2); }
| range_items error NEWLINE             { $$ = $1; yyerrok; }
;

range_item:
  "subtype" type                        { $$ = $2; }
| "subtype_opclass" qname               { $$ = NAMED(OPCLASS, @$, $qname, nodes_none()); }
| "collation" qname                     { $$ = NAMED(COLLATE, @$, $qname, nodes_none()); }
| "canonical" qname                     { $$ = NAMED(CANONICAL, @$, $qname, nodes_none()); }
| "subtype_diff" qname                  { $$ = NAMED(SUBTYPE_DIFF, @$, $qname, nodes_none()); }
| "multirange_type_name" qname          { $$ = NAMED(MULTIRANGE, @$, $qname, nodes_none()); }
;

collation:
  "collation" qname was_opt "{" collation_items "}"
                                        { $$ = NAMED(COLLATION, @$, $qname, nodes_join($was_opt, $collation_items)); }
;

collation_items:
  %empty                                { $$ = nodes_none(); }
| collation_items collation_item NEWLINE { $$ = nodes_with($1, $2); }
| collation_items error NEWLINE         { $$ = $1; yyerrok; }
;

collation_item:
  name                                  { $$ = VALUED(OPTION, @$, name_plain($1, @1), NULL); }
| name option_value                     { $$ = VALUED(OPTION, @$, name_plain($1, @1), $2); }
;

/* ---- functions and procedures ---- */

function:
  "function" qname was_opt "(" arguments_opt ")" routine_parts
                                        { $$ = NAMED(FUNCTION, @$, $qname,
                                              nodes_join($was_opt, nodes_join($arguments_opt, $routine_parts))); }
;

procedure:
  "procedure" qname was_opt "(" arguments_opt ")" routine_parts
                                        { $$ = NAMED(PROCEDURE, @$, $qname,
                                              nodes_join($was_opt, nodes_join($arguments_opt, $routine_parts))); }
;

arguments_opt:
  %empty                                { $$ = nodes_none(); }
| arguments
;

arguments:
  argument                              { $$ = nodes_one($1); }
| arguments "," argument                { $$ = nodes_with($1, $3); }
;

argument:
  argument_parts
| mode argument_parts                   { $$ = build_moded($2, $1, @$); }
;

mode:
  "in"
| "out"
| "inout"
| "variadic"
;

argument_parts:
  type default_opt                      { $$ = NODE_OF(ARGUMENT, @$, AND($type, $default_opt)); }
| type_word type default_opt            { $$ = NAMED(ARGUMENT, @$, name_plain($1, @1), AND($type, $default_opt)); }
;

default_opt:
  %empty                                { $$ = nodes_none(); }
| default                               { $$ = nodes_one($1); }
| "default" value                       { $$ = nodes_one(TEXT_OF(DEFAULT, @$, $value, nodes_none())); }
;

routine_parts:
  %empty                                { $$ = nodes_none(); }
| routine_parts routine_part            { $$ = nodes_with($1, $2); }
| routine_parts "as" STRING "," STRING  { $$ = nodes_join($1, AND(WORD_OF(BODY, @3, $3, nodes_none()), nodes_one(
                                              WORD_OF(BODY, @5, $5, nodes_none())))); }
;

routine_part:
  "returns" type                        { $$ = NODE_OF(RETURNS, @$, nodes_one($type)); }
| "returns" "setof" type                { $$ = build_flagged(NODE_OF(RETURNS, @$, nodes_one($type))); }
| "returns" "trigger"                   { $$ = NODE_OF(RETURNS, @$, nodes_one(
                                              TEXT_OF(TYPE, @2, @2, nodes_none()))); }
| "returns" "table" "(" arguments ")"   { $$ = NODE_OF(RETURNS, @$, $arguments); }
| "language" name                       { $$ = NAMED(LANGUAGE, @$, name_plain($name, @name), nodes_none()); }
| "immutable"                           { $$ = WORD_OF(VOLATILITY, @$, $1, nodes_none()); }
| "stable"                              { $$ = WORD_OF(VOLATILITY, @$, $1, nodes_none()); }
| "volatile"                            { $$ = WORD_OF(VOLATILITY, @$, $1, nodes_none()); }
| "strict"                              { $$ = FLAG_OF(NULL_INPUT, @$, true); }
| "returns" "null" "on" "null" "input"  { $$ = FLAG_OF(NULL_INPUT, @$, true); }
| "called" "on" "null" "input"          { $$ = FLAG_OF(NULL_INPUT, @$, false); }
| "leakproof"                           { $$ = FLAG_OF(LEAKPROOF, @$, true); }
| "not" "leakproof"                     { $$ = FLAG_OF(LEAKPROOF, @$, false); }
| "security" "definer"                  { $$ = WORD_OF(SECURITY, @$, $2, nodes_none()); }
| "security" "invoker"                  { $$ = WORD_OF(SECURITY, @$, $2, nodes_none()); }
| "parallel" "safe"                     { $$ = WORD_OF(PARALLEL, @$, $2, nodes_none()); }
| "parallel" "restricted"               { $$ = WORD_OF(PARALLEL, @$, $2, nodes_none()); }
| "parallel" "unsafe"                   { $$ = WORD_OF(PARALLEL, @$, $2, nodes_none()); }
| "cost" number                         { $$ = WORD_OF(COST, @$, $2, nodes_none()); }
| "rows" number                         { $$ = WORD_OF(ROWS, @$, $2, nodes_none()); }
| "support" qname                       { $$ = NAMED(SUPPORT, @$, $qname, nodes_none()); }
| "window"                              { $$ = NODE_OF(WINDOW, @$, nodes_none()); }
| "transform" types                     { $$ = NODE_OF(TRANSFORM, @$, $types); }
| setting_of_routine
| "as" body                             { $$ = $body; }
| "as" STRING                           { $$ = WORD_OF(BODY, @2, $2, nodes_none()); }
| "begin" "atomic" body_follows RAW "end" { $$ = TEXT_OF(ATOMIC, $RAW, $RAW, nodes_none()); }
| "return" value                        { $$ = NODE_OF(RETURN, @$, nodes_one(build_sql(parser, $value))); }
;

types:
  "for" "type" type                     { $$ = nodes_one($type); }
| types "," "for" "type" type           { $$ = nodes_with($1, $type); }
;

setting_of_routine:
  "set" qname "=" constants             { $$ = NAMED(SET, @$, $qname, $constants); }
| "set" qname "to" constants            { $$ = NAMED(SET, @$, $qname, $constants); }
| "set" qname "from" "current"          { $$ = build_flagged(NAMED(SET, @$, $qname, nodes_none())); }
;

constants:
  constant                              { $$ = nodes_one($1); }
| constants "," constant                { $$ = nodes_with($1, $3); }
;

constant:
  name                                  { $$ = NAMED(CONSTANT, @$, name_plain($1, @1), nodes_none()); }
| "on"                                  { $$ = NAMED(CONSTANT, @$, name_plain($1, @1), nodes_none()); }
| STRING                                { $$ = WORD_OF(CONSTANT, @$, $1, nodes_none()); }
| number                                { $$ = WORD_OF(CONSTANT, @$, $1, nodes_none()); }
;

body:
  BODY                                  { $$ = build_body(parser, @1); }
;

body_follows:
  %empty                                { lines_read_body(parser); }
;

/* ---- views ---- */

view:
  "view" qname was_opt name_list_opt with_opt "as" body check_option_opt view_block
                                        { $$ = NAMED(VIEW, @$, $qname,
                                              nodes_join(nodes_join($was_opt, nodes_join($name_list_opt, $with_opt)),
                                                         AND($body, nodes_join($check_option_opt, $view_block)))); }
;

with_opt:
  %empty                                { $$ = nodes_none(); }
| "with" storage_list                   { $$ = nodes_one(NODE_OF(WITH, @$, $2)); }
;

check_option_opt:
  %empty                                { $$ = nodes_none(); }
| "with" "check" "option"               { $$ = nodes_one(WORD_OF(CHECK_OPTION, @$, "cascaded", nodes_none())); }
| "with" "cascaded" "check" "option"    { $$ = nodes_one(WORD_OF(CHECK_OPTION, @$, $2, nodes_none())); }
| "with" "local" "check" "option"       { $$ = nodes_one(WORD_OF(CHECK_OPTION, @$, $2, nodes_none())); }
;

view_block:
  %empty                                { $$ = nodes_none(); }
| "{" view_items "}"                    { $$ = $2; }
;

view_items:
  %empty                                { $$ = nodes_none(); }
| view_items view_item NEWLINE          { $$ = build_item(parser, $1, $2); }
| view_items error NEWLINE              { $$ = $1; yyerrok; }
;

view_item:
  model
| view_column
| trigger
| grant
| revoke
| view_owner
;

view_column:
  "column" name view_column_parts       { $$ = NAMED(VIEW_COLUMN, @$, name_plain($name, @name), $3); }
;

view_column_parts:
  %empty                                { $$ = nodes_none(); }
| view_column_parts view_column_part    { $$ = nodes_with($1, $2); }
;

view_column_part:
  was
| default
| storage
| compression
| statistics_target
| column_options
| "not" "null"                          { $$ = FLAG_OF(NOT_NULL, @$, true); }
;

/* In a view nothing but its owner can be meant. */
view_owner:
  owner
| "owner" name                          { $$ = NAMED(OWNER, @$, name_plain($name, @name), nodes_none()); }
;

materialized_view:
  "materialized" "view" qname was_opt name_list_opt materialized_parts "as" body data_opt stored_block
                                        { $$ = NAMED(MATERIALIZED_VIEW, @$, $qname,
                                              nodes_join(nodes_join($was_opt, nodes_join($name_list_opt, $6)),
                                                         AND($body, nodes_join($data_opt, $stored_block)))); }
;

materialized_parts:
  %empty                                { $$ = nodes_none(); }
| materialized_parts materialized_part  { $$ = nodes_with($1, $2); }
;

materialized_part:
  "with" storage_list                   { $$ = NODE_OF(WITH, @$, $2); }
| "using" name                          { $$ = NAMED(METHOD, @$, name_plain($name, @name), nodes_none()); }
| tablespace
;

data_opt:
  %empty                                { $$ = nodes_none(); }
| "with" "data"                         { $$ = nodes_one(FLAG_OF(NO_DATA, @$, false)); }
| "with" "no" "data"                    { $$ = nodes_one(FLAG_OF(NO_DATA, @$, true)); }
;

stored_block:
  %empty                                { $$ = nodes_none(); }
| "{" stored_items "}"                  { $$ = $2; }
;

stored_items:
  %empty                                { $$ = nodes_none(); }
| stored_items stored_item NEWLINE      { $$ = build_item(parser, $1, $2); }
| stored_items error NEWLINE            { $$ = $1; yyerrok; }
;

stored_item:
  model
| view_column
| index
| statistics
| cluster
| table_option
| tablespace
| grant
| revoke
| view_owner
;

/* ---- rows, and what the language has no word for ---- */

data:
  "data" qname name_list "{" rows "}"   { $$ = NAMED(DATA, @$, $qname, nodes_join($name_list, $rows)); }
;

rows:
  %empty                                { $$ = nodes_none(); }
| rows row NEWLINE                      { $$ = nodes_with($1, $2); }
| rows error NEWLINE                    { $$ = nodes_with($1, NODE_OF(LOST, @2, nodes_none())); yyerrok; }
;

row:
  "(" values ")"                        { $$ = NODE_OF(ROW, @$, $values); }
;

values:
  value                                 { $$ = nodes_one(build_sql(parser, $1)); }
| values "," value                      { $$ = nodes_with($1, build_sql(parser, $3)); }
;

raw_sql:
  "sql" name was_opt raw_parts          { $$ = NAMED(RAW_SQL, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, $raw_parts)); }
;

raw_parts:
  raw_part                              { $$ = nodes_one($1); }
| raw_parts raw_part                    { $$ = nodes_with($1, $2); }
;

raw_part:
  "after" addresses                     { $$ = NODE_OF(AFTER, @$, $2); }
| "before" addresses                    { $$ = NODE_OF(BEFORE, @$, $2); }
| "up" body                             { $$ = NODE_OF(UP, @$, nodes_one($body)); }
| "down" body                           { $$ = NODE_OF(DOWN, @$, nodes_one($body)); }
;

addresses:
  address                               { $$ = nodes_one($1); }
| addresses "," address                 { $$ = nodes_with($1, $3); }
;

address:
  object_ref
| object_name                           { $$ = NAMED(OBJECT, @$, $1, nodes_none()); }
;

object_name:
  plain_name                            { $$ = name_plain($1, @1); }
| kindless_word                         { $$ = name_plain($1, @1); }
| plain_name "." name                   { $$ = name_qualified($1, $3, @$); }
| kindless_word "." name                { $$ = name_qualified($1, $3, @$); }
;

/* ---- rights ---- */

object_ref:
  object_kind qname                     { $$ = VALUED(OBJECT, @$, $qname, $1); }
| routine qname                         { $$ = VALUED(OBJECT, @$, $qname, $1); }
| routine qname "(" arguments_opt ")"   { $$ = build_flagged(build_more(VALUED(OBJECT, @$, $qname, $1), @$,
                                                                   $arguments_opt)); }
;

object_kind:
  "collation"
| "domain"
| "enum"
| "extension"
| "materialized" "view"                 { $$ = "materialized view"; }
| "range"
| "schema"
| "sequence"
| "statistics"
| "table"
| "type"
| "view"
;

routine:
  "function"
| "procedure"
;

object_grant:
  "grant" privileges "on" object_ref "to" roles grant_option_opt
                                        { $$ = build_right(parser, NODE_GRANT, @$, $grant_option_opt,
                                                           nodes_join(nodes_with($2, $4), $roles)); }
;

grant:
  "grant" privileges "to" roles grant_option_opt
                                        { $$ = build_right(parser, NODE_GRANT, @$, $grant_option_opt,
                                                           nodes_join($2, $roles)); }
;

grant_option_opt:
  %empty                                { $$ = false; }
| "with" "grant" "option"               { $$ = true; }
;

object_revoke:
  "revoke" grant_option_for privileges "on" object_ref "from" roles
                                        { $$ = build_right(parser, NODE_REVOKE, @$, $2,
                                                           nodes_join(nodes_with($3, $5), $roles)); }
;

revoke:
  "revoke" grant_option_for privileges "from" roles
                                        { $$ = build_right(parser, NODE_REVOKE, @$, $2, nodes_join($3, $roles)); }
;

grant_option_for:
  %empty                                { $$ = false; }
| "grant" "option" "for"                { $$ = true; }
;

object_owner:
  "owner" name "on" object_ref          { $$ = NAMED(OWNER, @$, name_plain($2, @2), nodes_one($4)); }
| "owner" "to" name "on" object_ref     { $$ = NAMED(OWNER, @$, name_plain($3, @3), nodes_one($5)); }
;

/* A column of a table may be called "owner". */
owner:
  "owner" "to" name                     { $$ = NAMED(OWNER, @$, name_plain($name, @name), nodes_none()); }
;

privileges:
  privilege                             { $$ = nodes_one($1); }
| privileges "," privilege              { $$ = nodes_with($1, $3); }
;

privilege:
  name name_list_opt                    { $$ = NAMED(PRIVILEGE, @$, name_plain($1, @1), $2); }
| "references" name_list_opt            { $$ = NAMED(PRIVILEGE, @$, name_plain($1, @1), $2); }
| "trigger"                             { $$ = NAMED(PRIVILEGE, @$, name_plain($1, @1), nodes_none()); }
;

roles:
  role                                  { $$ = nodes_one($1); }
| roles "," role                        { $$ = nodes_with($1, $3); }
;

role:
  name                                  { $$ = NAMED(ROLE, @$, name_plain($1, @1), nodes_none()); }
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
| table_header table_part               { $$ = nodes_with($1, $2); }
| table_header "inherits" parents       { $$ = nodes_join($1, $3); }
;

table_part:
  was
| "of" qname                            { $$ = NAMED(OF, @$, $qname, nodes_none()); }
| partition_by
| "using" name                          { $$ = NAMED(METHOD, @$, name_plain($name, @name), nodes_none()); }
;

parents:
  parent                                { $$ = nodes_one($1); }
| parents "," parent                    { $$ = nodes_with($1, $3); }
;

parent:
  qname                                 { $$ = NAMED(PARENT, @$, $1, nodes_none()); }
;

partition_by:
  "partition" "by" partition_method "(" partition_parts ")"
                                        { $$ = WORD_OF(PARTITION_BY, @$, $3, $5); }
;

partition_method:
  "range"
| "list"
| "hash"
;

partition_parts:
  partition_part                        { $$ = nodes_one($1); }
| partition_parts "," partition_part    { $$ = nodes_with($1, $3); }
;

partition_part:
  name collate_opt opclass              { $$ = NAMED(PART, @$, name_plain($1, @1), nodes_join($2, $3)); }
| part_sql collate_opt opclass          { $$ = NODE_OF(PART, @$, AND($1, nodes_join($2, $3))); }
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
| view_column
| primary_key
| unique
| check
| foreign_key
| index
| exclude
| statistics
| partition
| trigger
| row_security
| policy
| grant
| revoke
| owner
| table_option
| replica_identity
| tablespace
| cluster
| distribute
;

table_option:
  "option" storage_options              { $$ = NODE_OF(WITH, @$, $2); }
;

replica_identity:
  "replica" "identity" "default"        { $$ = WORD_OF(REPLICA_IDENTITY, @$, $3, nodes_none()); }
| "replica" "identity" "full"           { $$ = WORD_OF(REPLICA_IDENTITY, @$, $3, nodes_none()); }
| "replica" "identity" "nothing"        { $$ = WORD_OF(REPLICA_IDENTITY, @$, $3, nodes_none()); }
| "replica" "identity" "index" name     { $$ = VALUED(REPLICA_IDENTITY, @$, name_plain($name, @name), $3); }
;

tablespace:
  "tablespace" name                     { $$ = NAMED(TABLESPACE, @$, name_plain($name, @name), nodes_none()); }
;

cluster:
  "cluster" "on" name                   { $$ = NAMED(CLUSTER, @$, name_plain($name, @name), nodes_none()); }
;

distribute:
  "distribute" "by" name                { $$ = NAMED(DISTRIBUTE, @$, name_plain($name, @name), nodes_none()); }
| "reference"                           { $$ = NODE_OF(REFERENCE, @$, nodes_none()); }
| "hypertable" "by" name "every" STRING { $$ = VALUED(HYPERTABLE, @$, name_plain($name, @name), $5); }
| "hypertable" "by" name "every" number { $$ = VALUED(HYPERTABLE, @$, name_plain($name, @name), $5); }
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
| collate
| "using" sql                           { $$ = NODE_OF(USING, @$, nodes_one($sql)); }
| "fill" sql                            { $$ = NODE_OF(FILL, @$, nodes_one($sql)); }
| "primary" "key" primary_options       { $$ = NODE_OF(PRIMARY_KEY, @$, $primary_options); }
| "unique" unique_options               { $$ = NODE_OF(UNIQUE, @$, $unique_options); }
| column_check
| storage
| compression
| statistics_target
| column_options
;

column_check:
  "check" sql check_options             { $$ = NODE_OF(CHECK, @$, AND($sql, $check_options)); }
| "check" name was_opt sql check_options { $$ = NAMED(CHECK, @$, name_plain($name, @name),
                                                      nodes_join($was_opt, AND($sql, $check_options))); }
;

collate:
  "collate" qname                       { $$ = NAMED(COLLATE, @$, $qname, nodes_none()); }
;

storage:
  "storage" storage_value               { $$ = WORD_OF(STORAGE, @$, $2, nodes_none()); }
;

compression:
  "compression" storage_value           { $$ = WORD_OF(COMPRESSION, @$, $2, nodes_none()); }
;

storage_value:
  name
;

statistics_target:
  "statistics" number                   { $$ = WORD_OF(STATISTICS_TARGET, @$, $2, nodes_none()); }
;

column_options:
  "option" storage_list                 { $$ = NODE_OF(WITH, @$, $2); }
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
  "primary" "key" key_name_list primary_options
                                        { $$ = NODE_OF(PRIMARY_KEY, @$, nodes_join($3, $primary_options)); }
| "primary" "key" name was_opt key_name_list primary_options
                                        { $$ = NAMED(PRIMARY_KEY, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, nodes_join($5, $primary_options))); }
;

primary_options:
  %empty                                { $$ = nodes_none(); }
| primary_options key_option            { $$ = nodes_with($1, $2); }
;

key_option:
  names_include
| deferrability
| "with" storage_list                   { $$ = NODE_OF(WITH, @$, $2); }
| tablespace
;

unique:
  "unique" key_name_list unique_options { $$ = NODE_OF(UNIQUE, @$, nodes_join($2, $unique_options)); }
| "unique" name was_opt key_name_list unique_options
                                        { $$ = NAMED(UNIQUE, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, nodes_join($4, $unique_options))); }
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
| "enforced"                            { $$ = FLAG_OF(ENFORCED, @$, true); }
| "not" "enforced"                      { $$ = FLAG_OF(ENFORCED, @$, false); }
;

foreign_key:
  "foreign" "key" foreign_name_list references
                                        { $$ = NODE_OF(FOREIGN_KEY, @$, nodes_join($3, $references)); }
| "foreign" "key" name was_opt foreign_name_list references
                                        { $$ = NAMED(FOREIGN_KEY, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, nodes_join($5, $references))); }
;

references:
  "references" qname foreign_name_list_opt foreign_options
                                        { $$ = AND(NAMED(TARGET, @qname, $qname, $3), $foreign_options); }
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
| "enforced"                            { $$ = FLAG_OF(ENFORCED, @$, true); }
| "not" "enforced"                      { $$ = FLAG_OF(ENFORCED, @$, false); }
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

/* Of a primary key or unique constraint. */
key_name_list:
  "(" key_names ")"                     { $$ = $2; }
;

key_names:
  key_name                              { $$ = nodes_one($1); }
| key_names "," key_name                { $$ = nodes_with($1, $3); }
;

key_name:
  name_node
| name "without" "overlaps"             { $$ = build_flagged(NAMED(NAME, @$, name_plain($1, @1), nodes_none())); }
;

/* Of a foreign key, on both of its sides. */
foreign_name_list_opt:
  %empty                                { $$ = nodes_none(); }
| foreign_name_list
;

foreign_name_list:
  "(" foreign_names ")"                 { $$ = $2; }
;

foreign_names:
  foreign_name                          { $$ = nodes_one($1); }
| foreign_names "," foreign_name        { $$ = nodes_with($1, $3); }
;

foreign_name:
  name_node
| "period" name                         { $$ = build_flagged(NAMED(NAME, @$, name_plain($2, @2), nodes_none())); }
;

names_include:
  "include" name_list                   { $$ = NODE_OF(INCLUDE, @$, $2); }
;

exclude:
  "exclude" exclude_body                { $$ = NODE_OF(EXCLUDE, @$, $2); }
| "exclude" name was_opt exclude_body   { $$ = NAMED(EXCLUDE, @$, name_plain($2, @2), nodes_join($3, $4)); }
;

exclude_body:
  method_opt "(" exclude_parts ")" exclude_options
                                        { $$ = nodes_join($method_opt, nodes_join($exclude_parts, $exclude_options)); }
;

exclude_parts:
  exclude_part                          { $$ = nodes_one($1); }
| exclude_parts "," exclude_part        { $$ = nodes_with($1, $3); }
;

exclude_part:
  part "with" operator                  { $$ = build_more($1, @$, nodes_one(
                                              TEXT_OF(OPERATOR, @operator, $operator, nodes_none()))); }
;

exclude_options:
  %empty                                { $$ = nodes_none(); }
| exclude_options exclude_option        { $$ = nodes_with($1, $2); }
;

exclude_option:
  key_option
| "where" sql                           { $$ = NODE_OF(WHERE, @$, nodes_one($sql)); }
;

/* An operator of several characters is several tokens. */
operator:
  operator_characters                   { $$ = @$; }
| "operator" in_parens                  { $$ = @$; }
;

operator_characters:
  operator_character
| operator_characters operator_character
;

operator_character:
  OTHER
| "="
| "+"
| "-"
| "?"
;

/* ---- statistics ---- */

statistics:
  "statistics" statistics_body          { $$ = NODE_OF(STATISTICS, @$, $2); }
| "statistics" name was_opt statistics_body
                                        { $$ = NAMED(STATISTICS, @$, name_plain($2, @2), nodes_join($3, $4)); }
;

statistics_body:
  statistics_kinds "on" stored_parts target_opt
                                        { $$ = nodes_join($1, nodes_join($3, $4)); }
;

statistics_kinds:
  %empty                                { $$ = nodes_none(); }
| storage_list
;

stored_parts:
  stored_part                           { $$ = nodes_one($1); }
| stored_parts "," stored_part          { $$ = nodes_with($1, $3); }
;

stored_part:
  name                                  { $$ = NAMED(PART, @$, name_plain($1, @1), nodes_none()); }
| part_sql                              { $$ = NODE_OF(PART, @$, nodes_one($1)); }
;

target_opt:
  %empty                                { $$ = nodes_none(); }
| statistics_target                     { $$ = nodes_one($1); }
;

/* ---- partitions ---- */

partition:
  "partition" qname was_opt bound partition_header partition_block
                                        { $$ = NAMED(PARTITION, @$, $qname,
                                                     nodes_join(nodes_with($was_opt, $bound),
                                                                nodes_join($partition_header, $partition_block))); }
| "unlogged" "partition" qname was_opt bound partition_header partition_block
                                        { $$ = build_flagged(NAMED(PARTITION, @$, $qname,
                                                     nodes_join(nodes_with($was_opt, $bound),
                                                                nodes_join($partition_header, $partition_block)))); }
;

bound:
  "from" "(" values[lower] ")" "to" "(" values[upper] ")"
                                        { Span lower = {@2.start, @4.end}, upper = {@6.start, @8.end};
                                          $$ = WORD_OF(BOUND, @$, "range", AND(NODE_OF(LOWER, lower, $lower),
                                                       nodes_one(NODE_OF(UPPER, upper, $upper)))); }
| "in" "(" values ")"                   { $$ = WORD_OF(BOUND, @$, "list", $values); }
| "modulus" number[modulus] "remainder" number[remainder]
                                        { Node *modulus = VALUED(OPTION, @modulus, name_plain($1, @1), $modulus);
                                          $$ = WORD_OF(BOUND, @$, "hash", AND(modulus, nodes_one(
                                              VALUED(OPTION, @remainder, name_plain($3, @3), $remainder)))); }
| "default"                             { $$ = WORD_OF(BOUND, @$, $1, nodes_none()); }
;

partition_header:
  %empty                                { $$ = nodes_none(); }
| partition_header partition_by         { $$ = nodes_with($1, $2); }
| partition_header "using" name         { $$ = nodes_with($1, NAMED(METHOD, @3, name_plain($name, @name),
                                                                    nodes_none())); }
;

partition_block:
  %empty                                { $$ = nodes_none(); }
| "{" items "}"                         { $$ = $2; }
;

/* ---- triggers and policies ---- */

trigger:
  "trigger" name was_opt timing trigger_body
                                        { $$ = build_more(VALUED(TRIGGER, @$, name_plain($name, @name), $timing), @$,
                                                          nodes_join($was_opt, $trigger_body)); }
| "constraint" "trigger" name was_opt timing trigger_body
                                        { $$ = build_flagged(build_more(
                                              VALUED(TRIGGER, @$, name_plain($name, @name), $timing), @$,
                                              nodes_join($was_opt, $trigger_body))); }
;

trigger_body:
  events trigger_options execute fires_opt
                                        { $$ = nodes_join(nodes_join($1, $2), AND($3, $4)); }
;

timing:
  "before"
| "after"
| "instead" "of"                        { $$ = "instead of"; }
;

events:
  event                                 { $$ = nodes_one($1); }
| events "or" event                     { $$ = nodes_with($1, $3); }
;

event:
  "insert"                              { $$ = WORD_OF(EVENT, @$, $1, nodes_none()); }
| "delete"                              { $$ = WORD_OF(EVENT, @$, $1, nodes_none()); }
| "truncate"                            { $$ = WORD_OF(EVENT, @$, $1, nodes_none()); }
| "update"                              { $$ = WORD_OF(EVENT, @$, $1, nodes_none()); }
| "update" "of" names                   { $$ = WORD_OF(EVENT, @$, $1, $3); }
;

trigger_options:
  %empty                                { $$ = nodes_none(); }
| trigger_options trigger_option        { $$ = nodes_with($1, $2); }
| trigger_options "referencing" transitions
                                        { $$ = nodes_join($1, $3); }
;

trigger_option:
  "from" qname                          { $$ = NAMED(TARGET, @qname, $qname, nodes_none()); }
| deferrability
| "for" each row_or_statement           { $$ = WORD_OF(FOR_EACH, @$, $3, nodes_none()); }
| "when" sql                            { $$ = NODE_OF(WHEN, @$, nodes_one($sql)); }
;

each:
  %empty
| "each"                                { }
;

row_or_statement:
  "row"
| "statement"
;

transitions:
  transition                            { $$ = nodes_one($1); }
| transitions transition                { $$ = nodes_with($1, $2); }
;

transition:
  "old" "table" as name                 { $$ = VALUED(REFERENCING, @$, name_plain($name, @name), $1); }
| "new" "table" as name                 { $$ = VALUED(REFERENCING, @$, name_plain($name, @name), $1); }
;

as:
  %empty
| "as"                                  { }
;

execute:
  "execute" qname "(" constants_opt ")" { $$ = NAMED(EXECUTE, @$, $qname, $constants_opt); }
| "execute" routine qname "(" constants_opt ")"
                                        { $$ = NAMED(EXECUTE, @$, $qname, $constants_opt); }
;

constants_opt:
  %empty                                { $$ = nodes_none(); }
| constants
;

fires_opt:
  %empty                                { $$ = nodes_none(); }
| fires                                 { $$ = nodes_one($1); }
;

fires:
  "disabled"                            { $$ = WORD_OF(FIRES, @$, $1, nodes_none()); }
| "replica"                             { $$ = WORD_OF(FIRES, @$, $1, nodes_none()); }
| "always"                              { $$ = WORD_OF(FIRES, @$, $1, nodes_none()); }
;

row_security:
  "row" "security"                      { $$ = NODE_OF(ROW_SECURITY, @$, nodes_none()); }
| "row" "security" "forced"             { $$ = FLAG_OF(ROW_SECURITY, @$, true); }
| "row" "security" "forced" "disabled"  { $$ = build_flagged(WORD_OF(ROW_SECURITY, @$, $4, nodes_none())); }
;

policy:
  "policy" name was_opt policy_options  { $$ = NAMED(POLICY, @$, name_plain($name, @name),
                                                     nodes_join($was_opt, $policy_options)); }
;

policy_options:
  %empty                                { $$ = nodes_none(); }
| policy_options policy_option          { $$ = nodes_with($1, $2); }
| policy_options "to" roles             { $$ = nodes_join($1, $3); }
;

policy_option:
  "as" "permissive"                     { $$ = FLAG_OF(RESTRICTIVE, @$, false); }
| "as" "restrictive"                    { $$ = FLAG_OF(RESTRICTIVE, @$, true); }
| "for" command                         { $$ = WORD_OF(COMMAND, @$, $2, nodes_none()); }
| "using" sql                           { $$ = NODE_OF(USING, @$, nodes_one($sql)); }
| "check" sql                           { $$ = NODE_OF(WITH_CHECK, @$, nodes_one($sql)); }
| "with" "check" sql                    { $$ = NODE_OF(WITH_CHECK, @$, nodes_one($sql)); }
;

command:
  "all"
| "select"
| "insert"
| "update"
| "delete"
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
| collate                               { $$ = nodes_one($1); }
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
| tablespace
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
| "array" | "default" | "inout" | "null" | "out" | "setof" | "variadic"
;

/*
 * Not the words that begin a type of more than one word, or stand before or behind one, and not those that follow a
 * column's name by mistake.
 */
other_word:
  unlike_order
| "asc" | "desc" | "nulls"
;

/* Not the words that follow the columns of an index. */
unlike_order:
  kind_word
| kindless_word
;

/* Words for kinds of objects: where "type app.status" is an object of that kind, they are no names. */
kind_word:
  "schema" | "view" | "materialized" | "sequence" | "type" | "domain" | "enum" | "range" | "collation"
| "extension" | "function" | "procedure"
;

kindless_word:
  "action" | "after" | "all" | "always" | "atomic" | "before" | "begin" | "by" | "cache" | "called"
| "canonical" | "cascade" | "cascaded" | "cluster" | "compression" | "cost" | "current" | "cycle"
| "data" | "day" | "deferred" | "definer" | "delete" | "disabled" | "distinct" | "distribute" | "down" | "each"
| "end" | "enforced" | "every" | "execute" | "fill" | "first" | "forced" | "full" | "generated" | "group"
| "hash" | "hour" | "hypertable" | "identity" | "immediate" | "immutable" | "import" | "include" | "increment"
| "inherit" | "inherits" | "input" | "insert" | "instead" | "invoker" | "key" | "language" | "last"
| "leakproof" | "list" | "local" | "match" | "maximum" | "maxvalue" | "minimum" | "minute" | "minvalue"
| "mixin" | "model" | "modulus" | "month" | "multirange_type_name" | "new" | "no" | "none" | "nothing" | "of"
| "old" | "operator" | "or" | "overlaps" | "owned" | "owner" | "parallel" | "period" | "permissive"
| "precision" | "project" | "query" | "reference" | "referencing" | "remainder" | "replica" | "restrict"
| "restricted" | "restrictive" | "return" | "returns" | "rollup" | "row" | "rows" | "safe" | "second"
| "security" | "select" | "set" | "simple" | "sql" | "stable" | "start" | "statement" | "storage" | "stored"
| "strict" | "subtype" | "subtype_diff" | "subtype_opclass" | "sum" | "support" | "transform" | "truncate"
| "unlogged" | "unsafe" | "up" | "update" | "valid" | "varying" | "version" | "virtual" | "volatile" | "window"
| "without" | "year" | "zone"
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
