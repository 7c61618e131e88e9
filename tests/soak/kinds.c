#include "tests/soak/kinds.h"

/* What is in something comes after it. */
const PieceKind *const piece_kinds[] = {
    &schema_pieces,  &enum_pieces,   &value_pieces,     &sequence_pieces, &table_pieces,
    &column_pieces,  &primary_pieces, &unique_pieces,   &reference_pieces, &generated_pieces,
    &check_pieces,   &foreign_pieces, &index_pieces,    NULL,
};
