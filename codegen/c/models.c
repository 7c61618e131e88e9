#include "codegen/c/models.h"

#include "codegen/c/model.h"

bool models_emit(const Catalog *catalog, const ModelOptions *options, Arena *arena, Diags *diags, List *files)
{
    Emission emission = {.catalog = catalog, .options = options, .prefix = options->prefix ? options->prefix : "",
                         .arena = arena, .diags = diags, .files = files};
    size_t errors = diags->errors;

    emission_check_names(&emission);
    if (diags->errors > errors)
        return false;
    model_collect(&emission);
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->kind == KIND_ENUM)
            emit_enum(&emission, catalog->objects.items[i]);
    for (size_t i = 0; i < emission.models.count; i++) {
        emit_model_header(&emission, emission.models.items[i]);
        emit_model_source(&emission, emission.models.items[i]);
    }
    emit_umbrella(&emission);
    return true;
}
