#include "codegen/c/models.h"

#include "codegen/c/model.h"
#include "codegen/c/names.h"
#include "dsl/base/map.h"

#include <string.h>

static bool has_model(const Object *object)
{
    return object->kind == KIND_ENUM || (object->kind == KIND_TABLE && !as_table(object)->model_none);
}

static void clash(Emission *emission, const Object *object, const Object *other, const char *type)
{
    Arena *arena = emission->arena;
    Diag *d = diag(emission->diags, DIAG_MODEL_CLASH, object->at, "%s would be called \"%s\" in C, as %s is",
                   object_describe(object, arena), type, other ? object_describe(other, arena) : "a type of libeco");

    if (other)
        diag_note(emission->diags, d, other->at, "%s", object_describe(other, arena));
    diag_hint(emission->diags, d, object->kind == KIND_TABLE
                                      ? "give the table another name in C: model as NAME; or none: model none"
                                      : "give the project a prefix for its C names");
}

/* A name in C, and the two that go with it: EcoText is libeco's, and "a_b" in public meets "b" in the schema "a". */
static void check_names(Emission *emission)
{
    Map types = {0};

    for (size_t i = 0; i < emission->catalog->objects.count; i++) {
        const Object *object = emission->catalog->objects.items[i];
        const char *type;
        const Object *other;

        if (!has_model(object))
            continue;
        type = c_pascal(emission->arena, ctype_stem(object, emission->prefix, emission->arena));
        other = map_put(&types, emission->arena, type, (void *)object);
        if (other != object || c_taken(type))
            clash(emission, object, other != object ? other : NULL, type);
    }
}

bool models_emit(const Catalog *catalog, const ModelOptions *options, Arena *arena, Diags *diags, List *files)
{
    Emission emission = {.catalog = catalog, .options = options, .prefix = options->prefix ? options->prefix : "",
                         .arena = arena, .diags = diags, .files = files};
    size_t errors = diags->errors;

    check_names(&emission);
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
