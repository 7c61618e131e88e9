/* Kinds of pieces: a line each here and in kinds.c; what they say is in the files named kinds_*.c. */
#ifndef ECO_TESTS_SOAK_KINDS_H
#define ECO_TESTS_SOAK_KINDS_H

#include "tests/soak/types.h"

extern const PieceKind schema_pieces, enum_pieces, value_pieces, sequence_pieces;
extern const PieceKind table_pieces, column_pieces, reference_pieces, generated_pieces;
extern const PieceKind primary_pieces, unique_pieces, check_pieces, foreign_pieces, index_pieces;
extern const PieceKind domain_pieces, composite_pieces, attribute_pieces, range_pieces, collation_pieces;
extern const PieceKind function_pieces, procedure_pieces, watcher_pieces, trigger_pieces;
extern const PieceKind view_pieces, matview_pieces, view_index_pieces;
extern const PieceKind security_pieces, policy_pieces, grant_pieces, view_grant_pieces, owner_pieces, right_pieces;
extern const PieceKind exclude_pieces, statistics_pieces, option_pieces, identity_pieces;
extern const PieceKind parted_pieces, part_column_pieces, partition_pieces, rest_pieces, hatch_pieces;
extern const PieceKind data_pieces, cluster_pieces;
extern const PieceKind heir_pieces, typed_pieces, said_pieces, view_column_pieces;

/* All columns that rows may have a value for, and all columns. */
#define GIVEN_COLUMNS "column|reference"
#define COLUMNS "column|reference|generated|part column"

/* Conditions for choosing. */
bool is_sorted(const Model *model, const Piece *chooser, const Piece *column);
bool is_text(const Model *model, const Piece *chooser, const Piece *column);
bool is_array(const Model *model, const Piece *chooser, const Piece *column);
bool can_be_target(const Model *model, const Piece *chooser, const Piece *key);

bool is_immutable(const Model *model, const Piece *chooser, const Piece *function);
bool returns_integer(const Model *model, const Piece *chooser, const Piece *function);
bool is_unlogged(const Piece *table);

/* Replace each %s of a format by the text. */
void put_format(StrBuf *out, const char *format, const char *text);

/* How many texts there are before the first NULL. */
unsigned count_texts(const char *const *texts, unsigned most);

/* "column x = 5", of the column of a table or type that another has from there; false: there is none for it. */
bool put_said(Model *model, const Piece *piece, unsigned die, unsigned of, StrBuf *out);

/* " deferrable …" by a die. */
void put_deferral(const Piece *piece, unsigned die, StrBuf *out);

/* An expression that is true of all rows, over columns of the table; false if there are no columns for it. */
bool put_condition(Model *model, const Piece *piece, unsigned die, StrBuf *out);

#endif
