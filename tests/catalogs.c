#include "tests/catalogs.h"

#include "dsl/catalog/comment.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/enum.h"
#include "dsl/catalog/rollup.h"
#include "dsl/catalog/schema.h"
#include "dsl/catalog/sequence.h"
#include "dsl/catalog/table.h"
#include "dsl/catalog/type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct Making {
    Arena *arena;
    Catalog *catalog;
    Object *table;
    Key *key;
    Rollup *rollup;
} Making;

enum { MOST = 64 };

static void *add(Making *m, KindId kind, size_t size, const Object *parent, const char *name)
{
    Object *object = arena_alloc(m->arena, size);

    object->kind = kind;
    object->parent = parent;
    object->name = name;
    if (catalog_add(m->catalog, object))
        fail_msg("twice: %s", name);
    return object;
}

static void document(Making *m, const Object *object, const char *doc)
{
    if (doc)
        ((Comment *)add(m, KIND_COMMENT, sizeof(Comment), object, ""))->text = doc;
}

/* The next word, made a string of its own; NULL at the end. */
static char *word(char **rest)
{
    char *start = *rest + strspn(*rest, " ");
    size_t length = strcspn(start, " ");

    if (!length)
        return NULL;
    *rest = start + length + (start[length] != '\0');
    start[length] = '\0';
    for (char *at = start; *at; at++)
        *at = *at == '\x01' ? ' ' : *at;
    return start;
}

static const Object *schema(Making *m, const char *name)
{
    const Object *known = catalog_schema(m->catalog, name);

    return known ? known : add(m, KIND_SCHEMA, sizeof(Schema), NULL, name);
}

/* "app.users" or "users": the schema, and *name moves behind the dot. */
static const Object *schema_of(Making *m, char **name)
{
    char *dot = strchr(*name, '.');
    const char *first = dot ? arena_strndup(m->arena, *name, (size_t)(dot - *name)) : "public";

    *name = dot ? dot + 1 : *name;
    return schema(m, first);
}

static void table(Making *m, char *rest, const char *doc)
{
    char *name = word(&rest), *as = word(&rest);
    const Object *parent = schema_of(m, &name);
    Table *made = add(m, KIND_TABLE, sizeof(Table), parent, name);

    m->table = &made->object;
    made->model = as;
    made->model_none = as && strcmp(as, "none") == 0;
    m->key = add(m, KIND_PRIMARY_KEY, sizeof(Key), m->table, arena_printf(m->arena, "%s_pkey", name));
    m->key->columns.items = arena_array(m->arena, const char *, MOST);
    document(m, m->table, doc);
}

static void serial(Making *m, const Column *column)
{
    const char *table_name = m->table->name, *name = column->object.name;
    const char *own = arena_printf(m->arena, "%s_%s_seq", table_name, name);
    Sequence *sequence = add(m, KIND_SEQUENCE, sizeof(Sequence), m->table->parent, own);
    Default *value = add(m, KIND_DEFAULT, sizeof(Default), &column->object, "");

    sequence_defaults(sequence, column->type.name);
    SequenceOwner *owner = add(m, KIND_SEQUENCE_OWNER, sizeof(SequenceOwner), &sequence->object, "");

    owner->table = (QName){.schema = m->table->parent->name, .name = table_name};
    owner->column = name;
    value->value.text = arena_printf(m->arena, "nextval('%s.%s'::regclass)", m->table->parent->name, own);
}

static void column(Making *m, char *rest, const char *doc)
{
    char *name = word(&rest), *type = word(&rest);
    Column *made = add(m, KIND_COLUMN, sizeof(Column), m->table, name);
    bool nullable = type[strlen(type) - 1] == '?';
    const char *error = NULL;

    if (nullable)
        type[strlen(type) - 1] = '\0';
    made->not_null = !nullable;
    if (!type_parse(m->arena, type, &made->type, &error))
        fail_msg("%s: %s", type, error);
    for (char *flag; (flag = word(&rest));) {
        if (strcmp(flag, "key") == 0)
            m->key->columns.items[m->key->columns.count++] = name;
        if (strcmp(flag, "serial") == 0)
            serial(m, made);
        if (strcmp(flag, "identity") == 0)
            made->identity = "always";
        if (strcmp(flag, "generated") == 0)
            made->generated.text = "1";
    }
    document(m, &made->object, doc);
}

static void enumeration(Making *m, char *rest, const char *doc)
{
    char *name = word(&rest);
    const Object *parent = schema_of(m, &name);
    Enum *made = add(m, KIND_ENUM, sizeof(Enum), parent, name);

    made->labels.items = arena_array(m->arena, const char *, MOST);
    for (char *label; (label = word(&rest));)
        made->labels.items[made->labels.count++] = label;
    document(m, &made->object, doc);
}

static void rollup(Making *m, char *rest, const char *doc)
{
    char *name = word(&rest), *from = (word(&rest), word(&rest));
    const Object *parent = schema_of(m, &name);
    const Object *owner = catalog_find(m->catalog, KIND_TABLE, parent, name);

    (void)doc;
    m->rollup = add(m, KIND_ROLLUP, sizeof(Rollup), owner, "");
    m->rollup->source.schema = schema_of(m, &from)->name;
    m->rollup->source.name = from;
    m->rollup->groups.items = arena_array(m->arena, RollupPart, MOST);
    m->rollup->sums.items = arena_array(m->arena, RollupPart, MOST);
}

static void part(Records *parts, char *rest)
{
    char *name = word(&rest);

    ((RollupPart *)parts->items)[parts->count++] =
        (RollupPart){.column = name, .value.text = strncmp(rest, "= ", 2) == 0 ? rest + 2 : name};
}

static void group(Making *m, char *rest, const char *doc)
{
    (void)doc;
    part(&m->rollup->groups, rest);
}

static void sum(Making *m, char *rest, const char *doc)
{
    (void)doc;
    part(&m->rollup->sums, rest);
}

static const struct Line {
    const char *word;
    void (*make)(Making *m, char *rest, const char *doc);
} lines_known[] = {
    {"table ", table},   {"column ", column}, {"enum ", enumeration},
    {"rollup ", rollup}, {"group ", group},   {"sum ", sum},
};

static void make(Making *m, char *line)
{
    char *doc = strncmp(line, "group", 5) == 0 ? NULL : strstr(line, ": ");

    if (doc) {
        *doc = '\0';
        doc += 2;
    }
    for (size_t i = 0; i < sizeof lines_known / sizeof *lines_known; i++) {
        size_t length = strlen(lines_known[i].word);

        if (strncmp(line, lines_known[i].word, length) == 0) {
            lines_known[i].make(m, line + length, doc);
            return;
        }
    }
    fail_msg("no such line: %s", line);
}

Catalog *catalog_of_lines(Arena *arena, const char *lines)
{
    Making m = {.arena = arena, .catalog = arena_new(arena, Catalog)};

    m.catalog->arena = arena;
    schema(&m, "public");
    while (*lines) {
        size_t length = strcspn(lines, "\n");

        make(&m, arena_strndup(arena, lines, length));
        lines += length + (lines[length] == '\n');
    }
    return m.catalog;
}
