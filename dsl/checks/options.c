#include "dsl/checks/options.h"

#include "dsl/catalog/since.h"
#include "dsl/checks/checks.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

const StorageOption heap_options[] = {
    {"autovacuum_analyze_scale_factor", 0, 100, .fraction = true},
    {"autovacuum_analyze_threshold", 0, INT_MAX},
    {"autovacuum_enabled"},
    {"autovacuum_freeze_max_age", 100000, 2000000000},
    {"autovacuum_freeze_min_age", 0, 1000000000},
    {"autovacuum_freeze_table_age", 0, 2000000000},
    {"autovacuum_multixact_freeze_max_age", 10000, 2000000000},
    {"autovacuum_multixact_freeze_min_age", 0, 1000000000},
    {"autovacuum_multixact_freeze_table_age", 0, 2000000000},
    {"autovacuum_vacuum_cost_delay", -1, 100, .fraction = true},
    {"autovacuum_vacuum_cost_limit", 1, 10000},
    {"autovacuum_vacuum_insert_scale_factor", 0, 100, .fraction = true},
    {"autovacuum_vacuum_insert_threshold", -1, INT_MAX},
    {"autovacuum_vacuum_max_threshold", -1, INT_MAX},
    {"autovacuum_vacuum_scale_factor", 0, 100, .fraction = true},
    {"autovacuum_vacuum_threshold", 0, INT_MAX},
    {"fillfactor", 10, 100},
    {"log_autovacuum_min_duration", -1, INT_MAX},
    {"parallel_workers", 0, 1024},
    {"toast_tuple_target", 128, 8160},
    {"user_catalog_table"},
    {"vacuum_index_cleanup", .word = "auto"},
    {"vacuum_max_eager_freeze_failure_rate", 0, 1, .fraction = true},
    {"vacuum_truncate"},
    {0},
};

static bool is_switch(const char *value)
{
    static const char *const words[] = {"on", "off", "true", "false", "yes", "no", "1", "0"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], value) == 0)
            return true;
    return false;
}

static bool number_fits(const StorageOption *option, const char *value)
{
    char *end = NULL;
    double number = option->fraction ? strtod(value, &end) : (double)strtol(value, &end, 10);

    return *value && !*end && number >= (double)option->lowest && number <= (double)option->highest;
}

static bool option_fits(const StorageOption *option, const char *value)
{
    if (option->other_word)
        return value && (text_same(option->word, value) || text_same(option->other_word, value));
    if (!value)
        return option->highest == 0;
    if (option->highest == 0)
        return is_switch(value) || text_same(option->word, value);
    return number_fits(option, value);
}

static const StorageOption *find_option(const StorageOption *options, const char *name)
{
    for (const StorageOption *option = options; option->name; option++)
        if (strcmp(option->name, name) == 0)
            return option;
    return NULL;
}

static void report_unknown(Scope *scope, const StorageOption *options, const Node *node, const char *whose)
{
    List names = {0};

    for (const StorageOption *option = options; option->name; option++)
        list_add(&names, scope->arena, option->name);
    scope_unknown(scope, DIAG_UNKNOWN_OPTION, place_of(node), "option", node->name, whose, names);
}

static void report_value(Scope *scope, const StorageOption *option, const Node *node)
{
    if (option->other_word)
        scope_problem(scope, DIAG_BAD_OPTION, node->at, "option \"%s\" is %s or %s", option->name, option->word,
                      option->other_word);
    else if (option->highest)
        scope_problem(scope, DIAG_BAD_OPTION, node->at, "option \"%s\" is a %snumber from %ld to %ld", option->name,
                      option->fraction ? "" : "whole ", option->lowest, option->highest);
    else
        scope_problem(scope, DIAG_BAD_OPTION, node->at, "option \"%s\" is %son or off", option->name,
                      option->word ? "auto, " : "");
}

static void check_option(Scope *scope, const StorageOption *options, const Node *node, const char *whose)
{
    const StorageOption *option = find_option(options, node->name);

    if (!option || (node->qualifier && (options != heap_options || strcmp(node->qualifier, "toast") != 0))) {
        report_unknown(scope, options, node, whose);
        return;
    }
    if (!option_fits(option, node->text))
        report_value(scope, option, node);
    check_version(scope, option_since(option->name), node->at, arena_printf(scope->arena, "\"%s\"", option->name));
}

void check_options(Scope *scope, const Node *with, const StorageOption *options, const char *whose, Map *seen)
{
    for (const Node *node = node_child(with, NODE_OPTION); node; node = node_next(node)) {
        const char *name = node_full_name(node, scope->arena);

        check_option(scope, options, node, whose);
        if (map_put(seen, scope->arena, name, (void *)node) != node)
            scope_problem(scope, DIAG_DUPLICATE_NAME, place_of(node), "duplicate option \"%s\"", name);
    }
}
