/*
 * How the values of a column are kept and looked at: of a table's, of a materialized view's, of one that a table has
 * from elsewhere.
 */
#ifndef ECO_DSL_CATALOG_COLUMN_SETTINGS_H
#define ECO_DSL_CATALOG_COLUMN_SETTINGS_H

#include "dsl/catalog/option.h"

typedef struct ColumnSettings {
    const char *storage;            /* "plain", "external", "extended" or "main"; NULL: what its type has */
    const char *compression;        /* "pglz" or "lz4"; NULL: the default of the server */
    const char *statistics;         /* how much of it ANALYZE looks at, a number; NULL: the default */
    Records options;                /* of Option, sorted by name: n_distinct … */
} ColumnSettings;

/* The rows of a kind's fields for its member `settings`. */
#define COLUMN_SETTINGS_FIELDS(Type)                                                                                  \
    {"storage", FIELD_TEXT, offsetof(Type, settings.storage)},                                                        \
    {"compression", FIELD_TEXT, offsetof(Type, settings.compression)},                                                \
    {"statistics", FIELD_TEXT, offsetof(Type, settings.statistics)},                                                  \
    {"options", FIELD_RECORDS, offsetof(Type, settings.options), FIELD_PLAIN, option_fields, sizeof(Option)}

static inline bool column_settings_any(const ColumnSettings *settings)
{
    return settings->storage || settings->compression || settings->statistics || settings->options.count;
}

#endif
