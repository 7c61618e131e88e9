#include "codegen/c/model.h"

#include "codegen/c/names.h"
#include "dsl/base/map.h"

#include <string.h>

/*
 * What is called after a stem, beside the type. A table's are kept for it whether it has them or not: which of them it
 * has changes with its columns.
 */
static const char *const of_table[] = {
    "_model", "_reader_open", "_reader_next", "_reader_close", "_rows_open", "_rows_next", "_from_result", "_insert",
    "_copy_open", "_copy_put", "_copy_close", "_copy_abort", "_add", NULL,
};
static const char *const of_enum[] = {"_enum", "_take", "_take_opt", "_put", "_put_opt", NULL};

static bool has_model(const Object *object)
{
    return object->kind == KIND_ENUM || (object->kind == KIND_TABLE && !as_table(object)->model_none);
}

static const char *remedy(const Object *object, const Object *other)
{
    if (object->kind == KIND_TABLE)
        return "give the table another name in C: model as NAME; or none: model none";
    if (!other)
        return "give the project a prefix for its C names";
    return other->kind == KIND_TABLE ? "give that table another name in C: model as NAME; or none: model none"
                                     : "rename one of them";
}

/* `other` may be NULL: what has the name already is none of the schema's objects. */
static void clash(Emission *emission, const Object *object, const char *text, const char *whose, const Object *other)
{
    Diag *d = diag(emission->diags, DIAG_MODEL_CLASH, object->at, "%s %s", object_describe(object, emission->arena),
                   text);

    if (other)
        diag_note(emission->diags, d, other->at, "%s", whose);
    diag_hint(emission->diags, d, "%s", remedy(object, other));
}

/* All names that the object's model brings into a program but its type's. A header's has a dot, which no other has. */
static List other_names(const Emission *emission, const Object *object, const char *stem, const char *type)
{
    Arena *arena = emission->arena;
    List names = {0};

    list_add(&names, arena, (void *)arena_printf(arena, "%s.h", c_file(arena, stem)));
    list_add(&names, arena, (void *)header_guard(stem, arena));
    for (const char *const *end = object->kind == KIND_ENUM ? of_enum : of_table; *end; end++)
        list_add(&names, arena, (void *)arena_printf(arena, "%s%s", stem, *end));
    if (object->kind != KIND_ENUM)
        return names;
    list_add(&names, arena, (void *)arena_printf(arena, "%sOpt", type));

    const char **constants = enum_constants(as_enum(object), stem, arena);
    for (; *constants; constants++)
        list_add(&names, arena, (void *)*constants);
    return names;
}

/* "t_copy_put" is put() of an enum "t_copy" and copy_put() of a table "t"; A_B_C a label of "a", and one of "a_b". */
static void check_others(Emission *emission, Map *taken, const Object *object, const char *stem, const char *type)
{
    List names = other_names(emission, object, stem, type);

    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        const Object *other = map_put(taken, emission->arena, name, (void *)object);
        const char *whose = object_describe(other, emission->arena);

        if (other == object)
            continue;
        clash(emission, object, arena_printf(emission->arena, "would bring \"%s\" into C, as %s does", name, whose),
              whose, other);
        return;
    }
}

/* A type in C, and all that goes with it: EcoText is libeco's, and "a_b" in public meets "b" in the schema "a". */
static void check_name(Emission *emission, Map *taken, const Object *object)
{
    Arena *arena = emission->arena;
    const char *stem = ctype_stem(object, emission->prefix, arena), *type = c_pascal(arena, stem);
    const Object *other = map_put(taken, arena, type, (void *)object);
    const char *name = type, *whose = NULL;

    if (other != object) {
        whose = object_describe(other, arena);
    } else if (c_taken(type)) {
        whose = "a type of libeco";
    } else if (strcmp(stem, umbrella_stem(emission)) == 0) {
        name = stem;
        whose = "the header that includes all models";
    }
    if (whose)
        clash(emission, object, arena_printf(arena, "would be called \"%s\" in C, as %s is", name, whose), whose,
              other != object ? other : NULL);
    else
        check_others(emission, taken, object, stem, type);
}

void emission_check_names(Emission *emission)
{
    Map taken = {0};

    for (size_t i = 0; i < emission->catalog->objects.count; i++)
        if (has_model(emission->catalog->objects.items[i]))
            check_name(emission, &taken, emission->catalog->objects.items[i]);
}
