#include "dsl/catalog/option.h"

#include <stdlib.h>
#include <string.h>

const Field option_fields[] = {
    {"name", FIELD_TEXT, offsetof(Option, name)},
    {"value", FIELD_TEXT, offsetof(Option, value)},
    {0},
};

static int by_name(const void *left, const void *right)
{
    return strcmp(((const Option *)left)->name, ((const Option *)right)->name);
}

void options_sort(Records options)
{
    if (options.count)
        qsort(options.items, options.count, sizeof(Option), by_name);
}

static bool have(Records options, const Option *option, bool value_too)
{
    for (size_t i = 0; i < options.count; i++) {
        const Option *other = &records_of(options, Option)[i];

        if (strcmp(other->name, option->name) == 0)
            return !value_too || text_same(other->value, option->value);
    }
    return false;
}

Records options_missing(Records from, Records other, bool changed, Arena *arena)
{
    Option *missing = arena_array(arena, Option, from.count);
    size_t count = 0;

    for (size_t i = 0; i < from.count; i++) {
        const Option *option = &records_of(from, Option)[i];

        if (!have(other, option, changed))
            missing[count++] = *option;
    }
    return (Records){.items = missing, .count = count};
}

bool options_of_toast(Records options)
{
    for (size_t i = 0; i < options.count; i++)
        if (strncmp(records_of(options, Option)[i].name, "toast.", strlen("toast.")) == 0)
            return true;
    return false;
}
