#include "codegen/c/models.h"

#include "codegen/c/model.h"
#include "codegen/c/names.h"
#include "dsl/base/map.h"

#include <string.h>

static bool has_model(const Object *object)
{
    return object->kind == KIND_ENUM || (object->kind == KIND_TABLE && !as_table(object)->model_none);
}

/* `other` may be NULL: what has the name already is none of the schema's objects. */
static void clash(Emission *emission, const Object *object, const char *name, const char *whose, const Object *other)
{
    Diag *d = diag(emission->diags, DIAG_MODEL_CLASH, object->at, "%s would be called \"%s\" in C, as %s is",
                   object_describe(object, emission->arena), name, whose);

    if (other)
        diag_note(emission->diags, d, other->at, "%s", whose);
    diag_hint(emission->diags, d, object->kind == KIND_TABLE
                                      ? "give the table another name in C: model as NAME; or none: model none"
                                      : "give the project a prefix for its C names");
}

/* A name in C, and the two that go with it: EcoText is libeco's, and "a_b" in public meets "b" in the schema "a". */
static void check_name(Emission *emission, Map *types, const Object *object)
{
    Arena *arena = emission->arena;
    const char *stem = ctype_stem(object, emission->prefix, arena), *type = c_pascal(arena, stem);
    const Object *other = map_put(types, arena, type, (void *)object);

    if (other != object)
        clash(emission, object, type, object_describe(other, arena), other);
    else if (c_taken(type))
        clash(emission, object, type, "a type of libeco", NULL);
    else if (strcmp(stem, umbrella_stem(emission)) == 0)
        clash(emission, object, stem, "the header that includes all models", NULL);
}

static void check_names(Emission *emission)
{
    Map types = {0};

    for (size_t i = 0; i < emission->catalog->objects.count; i++)
        if (has_model(emission->catalog->objects.items[i]))
            check_name(emission, &types, emission->catalog->objects.items[i]);
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
