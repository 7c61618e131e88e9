#include "dsl/print.h"

#include "dsl/base/map.h"
#include "dsl/catalog/since.h"
#include "dsl/catalog/partition.h"
#include "dsl/catalog/view.h"
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
    const char *text;               /* what is printed of it */
    bool apart;                     /* it takes more than one line: a blank one before and after it */
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
    if (object->kind == KIND_TABLE && table_bound(object))
        return !partition_parent(printer->catalog, object);
    if (object->kind == KIND_OWNER || object->kind == KIND_GRANT)
        return !is_column(object->parent) && !kind_of(object->parent)->has_rows;
    return !object->parent || object->parent->kind == KIND_SCHEMA || object->kind == KIND_ROLLUP
        || object->kind == KIND_DATA;
}

/* What says something of another object stands beside that, and is known by its name. */
static const Object *named_by(const Object *object)
{
    bool of_another = object->kind == KIND_ROLLUP || object->kind == KIND_DATA || object->kind == KIND_OWNER
                   || object->kind == KIND_GRANT;

    return of_another ? object->parent : object;
}

static Entry entry_of(Printer *printer, const Object *object)
{
    const Object *named = named_by(object), *schema = object_up_to(named, KIND_SCHEMA);
    Printer aside = {.catalog = printer->catalog, .arena = printer->arena, .out = {.arena = printer->arena}};

    print_comment_of(&aside, object);
    print_object(&aside, object);
    const char *text = strbuf_text(&aside.out), *newline = strchr(text, '\n');
    return (Entry){
        .schema = schema && schema != object ? schema->name : "",
        .rank = kind_rank(object->kind),
        .name = named == object ? object->name : arena_printf(printer->arena, "%s %s", named->name, object->name),
        .text = text,
        .apart = newline && newline[1],
    };
}

/* Everything that stands by itself, in order. */
static Entry *entries_of(Printer *printer, size_t *count)
{
    const List *objects = &printer->catalog->objects;
    Entry *entries = arena_array(printer->arena, Entry, objects->count);
    Map serial_sequences = serials(printer);

    *count = 0;
    for (size_t i = 0; i < objects->count; i++)
        if (stands_alone(printer, objects->items[i], &serial_sequences))
            entries[(*count)++] = entry_of(printer, objects->items[i]);
    if (*count)
        qsort(entries, *count, sizeof *entries, compare);
    return entries;
}

static void put_entries(Printer *printer, const Entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (entries[i].apart || entries[i - 1].apart || entries[i].rank != entries[i - 1].rank))
            strbuf_putc(&printer->out, '\n');
        strbuf_puts(&printer->out, entries[i].text);
    }
}

/* Or compiling the text would be refused. */
static void put_project(Printer *printer, size_t count)
{
    int oldest = catalog_since(printer->catalog);

    if (oldest > OLDEST_SERVER)
        strbuf_printf(&printer->out, "project {\n    postgres  %d\n}\n%s", oldest, count ? "\n" : "");
}

const char *print_eco(const Catalog *catalog, Arena *arena)
{
    Printer printer = {.catalog = catalog, .arena = arena, .out = {.arena = arena}};
    size_t count;
    const Entry *entries = entries_of(&printer, &count);

    put_project(&printer, count);
    put_entries(&printer, entries, count);
    return strbuf_text(&printer.out);
}

List print_eco_by_schema(const Catalog *catalog, Arena *arena)
{
    Printer printer = {.catalog = catalog, .arena = arena};
    List parts = {0};
    size_t count, next;
    const Entry *entries = entries_of(&printer, &count);

    for (size_t i = 0; i < count || !parts.count; i = next) {
        PrintedSchema *part = arena_new(arena, PrintedSchema);

        part->schema = parts.count ? entries[i].schema : "";
        for (next = i; next < count && strcmp(entries[next].schema, part->schema) == 0;)
            next++;
        printer.out = (StrBuf){.arena = arena};
        if (!parts.count)
            put_project(&printer, next - i);
        put_entries(&printer, entries + i, next - i);
        part->text = strbuf_text(&printer.out);
        list_add(&parts, arena, part);
    }
    return parts;
}
