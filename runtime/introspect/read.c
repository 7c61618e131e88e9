#include "runtime/introspect/read.h"

#include "dsl/base/strbuf.h"
#include "dsl/catalog/type.h"

#include <stdlib.h>
#include <string.h>

const char *query_for_version(Arena *arena, const char *query, int version)
{
    StrBuf out = {.arena = arena};

    for (const char *open; (open = strchr(query, '{')); query = strchr(open, '}') + 1) {
        const char *since = strchr(open, '|') + 1, *before = strchr(since, '|') + 1, *close = strchr(before, '}');

        strbuf_putn(&out, query, (size_t)(open - query));
        if (version / 10000 >= strtol(open + 1, NULL, 10))
            strbuf_putn(&out, since, (size_t)(before - 1 - since));
        else
            strbuf_putn(&out, before, (size_t)(close - before));
    }
    strbuf_puts(&out, query);
    return strbuf_text(&out);
}

/* One element, quoted or not; the place behind it. */
static const char *take_element(Arena *arena, const char *text, List *elements)
{
    StrBuf out = {.arena = arena};
    bool quoted = *text == '"';

    for (text += quoted; *text && (quoted ? *text != '"' : !strchr(",{}", *text)); text++) {
        if (*text == '\\' && text[1])
            text++;
        strbuf_putc(&out, *text);
    }
    bool null = !quoted && strcmp(strbuf_text(&out), "NULL") == 0;
    list_add(elements, arena, null ? NULL : strbuf_text(&out));
    return text + quoted;
}

/* Elements of a text[] as the server prints it, those of inner arrays one after the other; null is NULL. */
static List read_array(Arena *arena, const char *text)
{
    List elements = {0};

    while (text && *text)
        if (strchr("{},", *text))
            text++;
        else
            text = take_element(arena, text, &elements);
    return elements;
}

static void read_bool(Arena *arena, void *into, const char *text)
{
    (void)arena;
    *(bool *)into = text && *text == 't';
}

static void read_integer(Arena *arena, void *into, const char *text)
{
    (void)arena;
    *(int64_t *)into = text ? strtoll(text, NULL, 10) : 0;
}

static void read_text(Arena *arena, void *into, const char *text)
{
    *(const char **)into = text ? arena_strdup(arena, text) : NULL;
}

static void read_sql(Arena *arena, void *into, const char *text)
{
    *(Sql *)into = (Sql){.text = text ? arena_strdup(arena, text) : NULL};
}

static void read_qname(Arena *arena, void *into, const char *text)
{
    List parts = read_array(arena, text);

    *(QName *)into = parts.count == 2 ? (QName){.schema = parts.items[0], .name = parts.items[1]} : (QName){0};
}

static void read_names(Arena *arena, void *into, const char *text)
{
    List names = read_array(arena, text);

    *(Names *)into = (Names){.items = (const char **)names.items, .count = names.count};
}

/* The server prints no type that is none; should the parser not know it, its text still tells it apart. */
static void read_type(Arena *arena, void *into, const char *text)
{
    const char *unread, *copy = text ? arena_strdup(arena, text) : NULL;
    Type *type = into;

    *type = (Type){0};
    if (copy && !type_parse(arena, copy, type, &unread))
        *type = (Type){.text = copy, .name = copy};
}

static void (*const read_by_type[])(Arena *, void *, const char *) = {
    [FIELD_BOOL] = read_bool,
    [FIELD_INTEGER] = read_integer,
    [FIELD_TEXT] = read_text,
    [FIELD_SQL] = read_sql,
    [FIELD_QUERY] = read_sql,
    [FIELD_SCRIPT] = read_sql,
    [FIELD_QNAME] = read_qname,
    [FIELD_NAMES] = read_names,
    [FIELD_TYPE] = read_type,
};

static size_t count_elements(const Field *fields)
{
    size_t count = 0;

    for (const Field *field = fields; field->name; field++)
        count += field->type == FIELD_QNAME ? 2 : 1;
    return count ? count : 1;
}

/* The fields of one record stand one after the other; a qualified name takes two elements. */
static void read_record(Arena *arena, void *record, const Field *fields, const List *elements, size_t at)
{
    for (const Field *field = fields; field->name; field++) {
        void *into = (char *)record + field->offset;

        if (field->type == FIELD_QNAME && elements->items[at + 1])
            *(QName *)into = (QName){.schema = elements->items[at], .name = elements->items[at + 1]};
        else if (field->type != FIELD_QNAME)
            read_by_type[field->type](arena, into, elements->items[at]);
        at += field->type == FIELD_QNAME ? 2 : 1;
    }
}

static void read_records(Arena *arena, Records *into, const Field *field, const char *text)
{
    List elements = read_array(arena, text);
    size_t each = count_elements(field->record);

    *into = (Records){0};
    if (elements.count < each || !elements.items)
        return;
    into->count = elements.count / each;
    into->items = arena_alloc_array(arena, into->count, field->record_size);
    for (size_t i = 0; i < into->count; i++)
        read_record(arena, (char *)into->items + i * field->record_size, field->record, &elements, i * each);
}

static const char *value_of(const PGresult *result, int row, int column)
{
    return column < 0 || PQgetisnull(result, row, column) ? NULL : PQgetvalue(result, row, column);
}

/* PQfnumber() folds names that are not quoted; ours are lower-case. */
static int column_of(const PGresult *result, const char *name)
{
    for (int i = 0; i < PQnfields(result); i++)
        if (strcmp(PQfname(result, i), name) == 0)
            return i;
    return -1;
}

static void read_fields(Arena *arena, Object *object, const PGresult *result, int row, const int *columns)
{
    const Field *fields = kind_of(object)->fields;

    for (size_t i = 0; fields && fields[i].name; i++) {
        void *into = (char *)object + fields[i].offset;
        const char *value = value_of(result, row, columns[i]);

        if (columns[i] < 0)
            continue;
        if (fields[i].type == FIELD_RECORDS)
            read_records(arena, into, &fields[i], value);
        else
            read_by_type[fields[i].type](arena, into, value);
    }
}

typedef struct Row {
    Object *parent;
    int row;
} Row;

/* Objects stand in an order that depends on names alone, not on the server's numbers: by parent, then as asked for. */
static int by_parent(const void *left, const void *right)
{
    const Row *a = left, *b = right;

    if (a->parent && b->parent && a->parent->position != b->parent->position)
        return a->parent->position < b->parent->position ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

/* The rows whose parent is there, in order. */
static Row *rows_in_order(Reading *reading, Arena *scratch, const PGresult *result, size_t *count)
{
    int column = column_of(result, "parent");
    Row *rows = arena_array(scratch, Row, (size_t)PQntuples(result) + 1);

    *count = 0;
    for (int row = 0; row < PQntuples(result); row++) {
        Object *parent = column < 0 ? NULL : map_get(&reading->objects, PQgetvalue(result, row, column));

        if (column < 0 || parent)
            rows[(*count)++] = (Row){.parent = parent, .row = row};
    }
    qsort(rows, *count, sizeof *rows, by_parent);
    return rows;
}

static void read_object(Reading *reading, KindId kind, const PGresult *result, Row from, const int *columns)
{
    const char *name = value_of(result, from.row, column_of(result, "name"));
    const char *key = value_of(result, from.row, column_of(result, "key"));
    Object *object = arena_alloc(reading->arena, kind_by_id(kind)->size);

    *object = (Object){.kind = kind, .parent = from.parent, .name = arena_strdup(reading->arena, name ? name : "")};
    read_fields(reading->arena, object, result, from.row, columns);
    if (kind_by_id(kind)->renamed)
        kind_by_id(kind)->renamed(object, reading->arena);
    if (!catalog_add(reading->catalog, object) && key)
        map_put(&reading->objects, reading->arena, arena_strdup(reading->arena, key), object);
}

enum { MOST_FIELDS = 64 };

/* Which column each field of a kind comes from. */
static void find_columns(KindId kind, const PGresult *result, int *columns)
{
    const Field *fields = kind_by_id(kind)->fields;

    for (size_t i = 0; fields && fields[i].name && i < MOST_FIELDS; i++)
        columns[i] = column_of(result, fields[i].name);
}

void read_kind(Reading *reading, KindId kind, const PGresult *result)
{
    int columns[MOST_FIELDS] = {0};
    Arena scratch = {0};
    size_t count;
    Row *rows = rows_in_order(reading, &scratch, result, &count);

    find_columns(kind, result, columns);
    for (size_t i = 0; i < count; i++)
        read_object(reading, kind, result, rows[i], columns);
    arena_free(&scratch);
}

void read_more(Reading *reading, KindId kind, const PGresult *result)
{
    int columns[MOST_FIELDS] = {0}, key = column_of(result, "key");

    find_columns(kind, result, columns);
    for (int row = 0; row < PQntuples(result); row++) {
        Object *object = map_get(&reading->objects, PQgetvalue(result, row, key));

        if (object)
            read_fields(reading->arena, object, result, row, columns);
    }
}
