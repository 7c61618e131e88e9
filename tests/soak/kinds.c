#include "tests/soak/kinds.h"

#include "tests/compile.h"

#include <stdio.h>

/* What is in something comes after it. */
const PieceKind *const piece_kinds[] = {
    &schema_pieces,    &collation_pieces, &enum_pieces,       &value_pieces,       &domain_pieces,    &composite_pieces,
    &attribute_pieces, &range_pieces,     &sequence_pieces,   &function_pieces,    &procedure_pieces, &watcher_pieces,
    &table_pieces,     &heir_pieces,      &typed_pieces,      &said_pieces,
    &parted_pieces,    &part_column_pieces, &column_pieces,     &primary_pieces,   &unique_pieces,
    &reference_pieces, &generated_pieces, &check_pieces,      &foreign_pieces,     &exclude_pieces,   &index_pieces,
    &statistics_pieces, &partition_pieces, &rest_pieces,      &trigger_pieces,     &security_pieces,  &policy_pieces,
    &grant_pieces,     &owner_pieces,     &option_pieces,     &identity_pieces,    &view_pieces,      &matview_pieces,
    &view_index_pieces, &view_grant_pieces, &right_pieces,    &hatch_pieces,       &data_pieces,
    &cluster_pieces,   &view_column_pieces, NULL,
};

enum { KINDS = sizeof piece_kinds / sizeof *piece_kinds - 1 };

static bool is_left_out[KINDS];

void kinds_leave_out(const char *names)
{
    for (size_t i = 0; i < KINDS; i++) {
        Piece piece = {.kind = piece_kinds[i]};
        Arena arena = {0};

        is_left_out[i] = kind_among(&piece, names)
                      || (piece_kinds[i]->sample && compile_text(&arena, piece_kinds[i]->sample)->diags.errors);
        if (is_left_out[i])
            printf("without %s\n", piece_kinds[i]->name);
        arena_free(&arena);
    }
}

bool kind_is_there(const PieceKind *kind)
{
    for (size_t i = 0; i < KINDS; i++)
        if (piece_kinds[i] == kind)
            return !is_left_out[i];
    return false;
}
