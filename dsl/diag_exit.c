#include "dsl/base/options.h"
#include "dsl/diag.h"

/* What says more than 1, the weightiest first. */
static const struct {
    DiagCode code;
    ExitCode exit;
} codes[] = {
    {DIAG_INTERRUPTED, EXIT_INTERRUPTED},
    {DIAG_CONNECTION_LOST, EXIT_UNREACHABLE},
    {DIAG_UNREACHABLE, EXIT_UNREACHABLE},
    {DIAG_LOCKED, EXIT_UNREACHABLE},
    {DIAG_FOLDER_BUSY, EXIT_UNREACHABLE},
    {DIAG_BAD_CONNINFO, EXIT_USAGE},
    {DIAG_NEEDS_FILE, EXIT_USAGE},
    {DIAG_CATALOG_DIFFERS, EXIT_DIFFERS},
};

int diag_exit_code(const Diags *diags)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        for (size_t k = 0; k < diags->all.count; k++)
            if (((const Diag *)diags->all.items[k])->code == codes[i].code)
                return codes[i].exit;
    return EXIT_FAULT;
}
