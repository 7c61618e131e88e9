#define _XOPEN_SOURCE 700
#include "grammar/load.h"

#include "dsl/base/file.h"
#include "dsl/base/map.h"
#include "dsl/base/strbuf.h"
#include "grammar/parse.h"

#include <stdlib.h>
#include <string.h>

/* A file on the way from the first to the one that is being read. */
typedef struct Open {
    const struct Open *importer;
    const char *path, *real;
    Span import;                    /* where the importer names it */
} Open;

typedef struct Load {
    Sources *sources;
    Arena *arena;
    Diags *diags;
    Map seen;                       /* by real path */
    Node *first, *last;
} Load;

enum { IMPORT_LIMIT = 200 };        /* files that import each other in one line */

static void load_one(Load *load, const Open *file);

/* One path for a file, however it is reached. A file that is not there has none, and is reported when it is read. */
static const char *real_path(Arena *arena, const char *path)
{
    char *real = realpath(path, NULL);

    if (!real)
        return path;
    const char *copy = arena_strdup(arena, real);
    free(real);
    return copy;
}

/* "a.eco imports b.eco", one note for each step, from the file that closes the circle on. */
static void report_cycle(Load *load, const Open *again)
{
    Diag *d = diag(load->diags, DIAG_IMPORT_CYCLE, again->import, "\"%s\" imports itself", again->path);
    StrBuf loop = {.arena = load->arena};
    List files = {0};

    for (const Open *file = again->importer; file; file = file->importer) {
        list_add(&files, load->arena, file);
        if (strcmp(file->real, again->real) == 0)
            break;
    }
    for (size_t i = files.count; i > 0; i--) {
        const Open *file = files.items[i - 1];

        strbuf_printf(&loop, "%s → ", file->path);
        if (i < files.count)
            diag_note(load->diags, d, file->import, "\"%s\" is imported here", file->path);
    }
    diag_hint(load->diags, d, "the circle is %s%s", strbuf_text(&loop), again->path);
}

static bool on_the_way(const Open *file)
{
    for (const Open *other = file->importer; other; other = other->importer)
        if (strcmp(other->real, file->real) == 0)
            return true;
    return false;
}

static size_t depth(const Open *file)
{
    size_t count = 0;

    for (; file; file = file->importer)
        count++;
    return count;
}

static void import(Load *load, const Open *importer, const Node *node)
{
    const char *path = file_join(load->arena, file_folder(load->arena, importer->path), node->text);
    Open *file = arena_new(load->arena, Open);

    *file = (Open){.importer = importer, .path = path, .real = real_path(load->arena, path), .import = node->at};
    if (!*node->text)
        diag(load->diags, DIAG_UNREADABLE, node->at, "the path to import is empty");
    else if (on_the_way(file))
        report_cycle(load, file);
    else if (depth(file) > IMPORT_LIMIT)
        diag(load->diags, DIAG_TOO_DEEP, node->at, "more than %d files import one another", IMPORT_LIMIT);
    else if (!map_get(&load->seen, file->real))
        load_one(load, file);
}

static void keep(Load *load, Node *file)
{
    if (load->last)
        load->last->next = file;
    else
        load->first = file;
    load->last = file;
}

static const Source *read_source(Load *load, const Open *file)
{
    Bytes content;
    const char *error;

    if (!file_read(load->arena, file->path, SOURCE_LIMIT, &content, &error)) {
        diag_suggest_path(load->diags, diag(load->diags, DIAG_UNREADABLE, file->import, "%s", error), file->path);
        return NULL;
    }
    const Source *source = sources_add(load->sources, file->path, content.text, content.length);
    if (!source)
        diag(load->diags, DIAG_UNREADABLE, file->import, "cannot read %s: all files together are larger than 4 GB",
             file->path);
    return source;
}

static void load_one(Load *load, const Open *file)
{
    map_put(&load->seen, load->arena, file->real, (void *)file);

    const Source *source = read_source(load, file);
    if (!source)
        return;
    Node *node = parse(source, load->arena, load->diags);
    for (const Node *item = node_child(node, NODE_IMPORT); item; item = node_next(item))
        import(load, file, item);
    keep(load, node);
}

Node *load_files(const char *path, Sources *sources, Arena *arena, Diags *diags)
{
    Load load = {.sources = sources, .arena = arena, .diags = diags};
    Open file = {.path = path, .real = real_path(arena, path)};

    load_one(&load, &file);
    return load.first;
}

Node *load_text(const char *name, const char *text, size_t length, Sources *sources, Arena *arena, Diags *diags)
{
    const Source *source = length <= SOURCE_LIMIT ? sources_add(sources, name, text, length) : NULL;

    if (!source) {
        diag(diags, DIAG_UNREADABLE, (Span){0, 0}, "cannot read %s: it is too large", name);
        return NULL;
    }
    Node *node = parse(source, arena, diags);
    for (const Node *item = node_child(node, NODE_IMPORT); item; item = node_next(item))
        diag(diags, DIAG_UNREADABLE, item->at, "a text that is not a file imports nothing");
    return node;
}
