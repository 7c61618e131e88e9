#include "dsl/print.h"

#include "dsl/base/map.h"
#include "dsl/catalog/since.h"
#include "dsl/catalog/table.h"
#include "dsl/print/printer.h"

#include <stdlib.h>
#include <string.h>

static PrintFunction *const functions[] = {
#define KIND(id, name, rank) [KIND_##id] = name##_print,
#define MODEL_KIND(id, name, rank) [KIND_##id] = name##_print,
#include "dsl/catalog/kinds.def"
#undef KIND
#undef MODEL_KIND
};

void print_object(Printer *printer, const Object *object)
{
    functions[object->kind](printer, object);
}

/* What stands by itself, and where. */
typedef struct Entry {
    const char *schema;             /* "" for what lies in none */
    int rank;
    const char *name;
    const Object *object;
    bool apart;                     /* a blank line before and after it */
} Entry;

static int compare(const void *left, const void *right)
{
    const Entry *one = left, *other = right;
    int order = strcmp(one->schema, other->schema);

    order = order ? order : one->rank - other->rank;
    return order ? order : strcmp(one->name, other->name);
}

/* The sequences that "serial" stands for; a table has a column for each. */
static Map serials(Printer *printer)
{
    Map found = {0};

    for (size_t i = 0; i < printer->catalog->objects.count; i++) {
        const Object *object = printer->catalog->objects.items[i];
        const Object *sequence = object->kind == KIND_COLUMN ? print_serial(printer, object) : NULL;

        if (sequence)
            map_put(&found, printer->arena, arena_printf(printer->arena, "%u", sequence->position), (void *)sequence);
    }
    return found;
}

static bool stands_alone(Printer *printer, const Object *object, const Map *serial_sequences)
{
    if (object->kind == KIND_SEQUENCE)
        return !map_get(serial_sequences, arena_printf(printer->arena, "%u", object->position));
    if (object->kind == KIND_SCHEMA)
        return strcmp(object->name, "public") != 0 || object_comment(object);
    if (object->kind == KIND_COMMENT)
        return false;
    return !object->parent || object->parent->kind == KIND_SCHEMA || object->kind == KIND_ROLLUP;
}

static Entry entry_of(const Object *object)
{
    const Object *named = object->kind == KIND_ROLLUP ? object->parent : object;

    return (Entry){
        .schema = named->parent ? named->parent->name : "",
        .rank = kind_rank(object->kind),
        .name = named->name,
        .object = object,
        .apart = object->kind == KIND_TABLE || object->kind == KIND_FUNCTION || object->kind == KIND_ROLLUP || object_comment(object),
    };
}

const char *print_eco(const Catalog *catalog, Arena *arena)
{
    Printer printer = {.catalog = catalog, .arena = arena, .out = {.arena = arena}};
    Entry *entries = arena_array(arena, Entry, catalog->objects.count);
    Map serial_sequences = serials(&printer);
    size_t count = 0;
    int oldest = catalog_since(catalog);

    /* Or compiling the text would be refused. */
    if (oldest > OLDEST_SERVER)
        strbuf_printf(&printer.out, "project {\n    postgres  %d\n}\n\n", oldest);
    for (size_t i = 0; i < catalog->objects.count; i++)
        if (stands_alone(&printer, catalog->objects.items[i], &serial_sequences))
            entries[count++] = entry_of(catalog->objects.items[i]);
    if (count)
        qsort(entries, count, sizeof *entries, compare);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (entries[i].apart || entries[i - 1].apart || entries[i].rank != entries[i - 1].rank))
            strbuf_putc(&printer.out, '\n');
        print_comment_of(&printer, entries[i].object);
        print_object(&printer, entries[i].object);
    }
    return strbuf_text(&printer.out);
}
