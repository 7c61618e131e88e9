/*
 * Checks: what is wrong with a catalog although every name in it could be resolved.
 *
 * A check is a function over one object, and a line in the table in checks.c. It says nothing about what another error
 * has already made unknown: a type that is not known has no text, a column that is not known is not found.
 */
#ifndef ECO_DSL_CHECKS_CHECKS_H
#define ECO_DSL_CHECKS_CHECKS_H

#include "dsl/catalog/type.h"
#include "dsl/resolve/scope.h"

typedef void CheckFunction(Scope *scope, const Object *object);

/* Run all of them over all objects. Each is named after what must be true. */
void checks_run(Scope *scope);

/* columns.c */
CheckFunction check_column_count, check_column_name, check_column_type;
CheckFunction check_identity_integer, check_generated, check_column_hints;

/* types.c */
CheckFunction check_domain, check_attribute, check_range, check_collation, check_no_cycle, check_column_nullable;

/* functions.c */
CheckFunction check_function_types, check_function_arguments, check_function_result, check_function_body;

/* triggers.c */
CheckFunction check_trigger, check_trigger_function, check_trigger_when;

/* tables.c */
CheckFunction check_distribution_engine, check_distribution_table, check_distribution_column, check_distribution_keys;
CheckFunction check_inherited_column, check_parents_agree, check_not_shared, check_one_primary_key;
CheckFunction check_table_options, check_table_method, check_column_settings, check_sequence_logging;
CheckFunction check_replica_identity;

/* statistics.c */
CheckFunction check_statistics;

/* partitions.c */
CheckFunction check_partition_key, check_partition_logging, check_partitions, check_partition_bound;
CheckFunction check_key_has_partition_key;
CheckFunction check_index_has_partition_key, check_column_is_own, check_parents;

/* sequences.c */
CheckFunction check_sequence, check_identity;

/* defaults.c */
CheckFunction check_default;

/* A default must be a possible value of the type; `what` has that type: column "a". */
void check_value(Scope *scope, const Sql *value, const Type *of_type, const char *what);

/* data.c */
CheckFunction check_data_columns, check_data_complete, check_data_row;

/* keys.c */
CheckFunction check_key_columns, check_primary_key_not_null, check_key_version, check_check;

/* foreign_keys.c */
CheckFunction check_foreign_columns, check_foreign_count, check_foreign_types, check_foreign_unique;
CheckFunction check_foreign_actions, check_foreign_persistence;

/* indexes.c */
CheckFunction check_index_method, check_index_columns, check_index_limits, check_index_options, check_index_sql;

/* opclasses.c */
CheckFunction check_index_opclasses, check_key_opclasses;

/* views.c */
CheckFunction check_view_query, check_view_names, check_view_options, check_materialized_options, check_view_circle;
CheckFunction check_view_column;

/* rollups.c */
CheckFunction check_rollup_columns, check_rollup_key, check_rollup_sums, check_rollup_types, check_rollup_complete;

/*
 * What an expression over the columns of a table (NULL: over none) mentions: columns must exist, labels of enums too,
 * and there may be no subquery, aggregate or window function. `what` says where it stands: "a check".
 */
void check_expression(Scope *scope, const Sql *sql, const Object *table, const char *what);

/* The type must be known, and to the oldest server. */
void check_data_type(Scope *scope, const Type *type);

/* A string cast to an enum, 'open'::status, must be one of its values. Others are passed over. */
void check_label(Scope *scope, const Sql *sql, const SqlRef *ref);

/* Report a bare literal that can be no value of the type; `what` has that type: column "a". */
void check_literal(Scope *scope, DiagCode code, const Sql *value, const Type *of_type, const char *what);

/* A column of the object's table by name, or NULL. */
const Object *check_column(const Scope *scope, const Object *table, const char *name);

/* Every name must be a column of the table, and stand there once. */
void check_name_list(Scope *scope, const Object *table, Names names, const char *what);

/* Report that the project's oldest PostgreSQL lacks something that came with `since`. */
void check_version(Scope *scope, int since, Span at, const char *what);

/* True if two columns' types can be compared by PostgreSQL's "=" for a foreign key from `from` to `to`. */
bool types_comparable(const Type *from, const Type *to);

typedef enum LiteralKind { LITERAL_STRING, LITERAL_NUMBER, LITERAL_BOOLEAN, LITERAL_BITS } LiteralKind;

/* Of a parse whose `constant` is set. */
LiteralKind literal_kind(const SqlParse *parse);

/* Why a literal can be no value of the type, as a sentence; NULL if it can, or if nothing is known of the type. */
const char *literal_fault(Arena *arena, const Catalog *catalog, const Type *type, const char *text, LiteralKind kind);

#endif
