#include "codegen/c/models.h"

#include "codegen/c/model.h"

/* What a text is made of, by and by, is four times the text. */
static void emit_model(Emission emission, const Model *model)
{
    Arena scratch = {0};

    emission.arena = &scratch;
    emit_model_header(&emission, model);
    emit_model_source(&emission, model);
    arena_free(&scratch);
}

bool models_emit(const Catalog *catalog, const ModelOptions *options, Arena *arena, Diags *diags, List *files)
{
    Emission emission = {.catalog = catalog, .options = options, .prefix = options->prefix ? options->prefix : "",
                         .arena = arena, .kept = arena, .diags = diags, .files = files};
    size_t errors = diags->errors;

    emission_check_names(&emission);
    if (diags->errors > errors)
        return false;
    model_collect(&emission);
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (((const Object *)catalog->objects.items[i])->kind == KIND_ENUM)
            emit_enum(&emission, catalog->objects.items[i]);
    for (size_t i = 0; i < emission.models.count; i++)
        emit_model(emission, emission.models.items[i]);
    emit_umbrella(&emission);
    return true;
}
