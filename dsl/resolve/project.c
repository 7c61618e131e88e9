#include "dsl/base/file.h"
#include "dsl/catalog/since.h"
#include "dsl/resolve/resolver.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* "schema/../out" is "out": people read these paths in every message. */
static const char *without_parents(Arena *arena, const char *path)
{
    size_t length = strlen(path);
    char *tidy = arena_alloc(arena, length + 3);
    size_t end = 0;

    if (path[0] == '/')
        tidy[end++] = '/';
    size_t root = end;
    for (const char *part = path; *part;) {
        size_t size = strcspn(part, "/");
        size_t last = end;

        while (last > root && tidy[last - 1] != '/')
            last--;
        bool parent = size == 2 && strncmp(part, "..", 2) == 0;
        bool into_parent = end - last == 2 && strncmp(tidy + last, "..", 2) == 0;
        if (parent && end > root && !into_parent) {
            end = last > root ? last - 1 : root;
        } else if (size && !(size == 1 && *part == '.') && !(parent && root)) {
            if (end > root)
                tidy[end++] = '/';
            memcpy(tidy + end, part, size);
            end += size;
        }
        part += size + (part[size] == '/');
    }
    tidy[end] = '\0';
    return end ? tidy : ".";
}

/* A path as written in a file, from where the program runs. */
static const char *folder(const Resolver *resolver, const Node *setting)
{
    Arena *arena = resolver->scope.arena;
    const Source *source = sources_find(resolver->scope.diags->sources, setting->at);
    const char *from = source ? file_folder(arena, source->path) : ".";

    return without_parents(arena, file_join(arena, from, setting->text));
}

static bool set_postgres(Resolver *resolver, const Node *setting)
{
    char *end = NULL;
    long version = strtol(setting->text, &end, 10);

    if (!isdigit((unsigned char)setting->text[0]) || *end || version < OLDEST_SERVER || version > NEWEST_SERVER)
        return false;
    resolver->scope.project->postgres = (int)version;
    return true;
}

static bool set_migrations(Resolver *resolver, const Node *setting)
{
    resolver->scope.project->migrations = folder(resolver, setting);
    return setting->text[0];
}

static bool set_models(Resolver *resolver, const Node *setting)
{
    resolver->scope.project->models = folder(resolver, setting);
    return setting->text[0];
}

static bool set_prefix(Resolver *resolver, const Node *setting)
{
    for (const char *c = setting->text; *c; c++)
        if (!isalpha((unsigned char)*c) && *c != '_' && (c == setting->text || !isdigit((unsigned char)*c)))
            return false;
    resolver->scope.project->prefix = setting->text;
    return true;
}

static bool choose(const char *text, const char *yes, const char *no, bool *value)
{
    *value = strcmp(text, yes) == 0;
    return *value || strcmp(text, no) == 0;
}

static bool set_online(Resolver *resolver, const Node *setting)
{
    return choose(setting->text, "on", "off", &resolver->scope.project->online);
}

/* Who asks to keep what is dropped must not lose it. */
static bool set_drops(Resolver *resolver, const Node *setting)
{
    bool keep, known = choose(setting->text, "keep", "now", &keep);

    if (keep)
        scope_problem(&resolver->scope, DIAG_NOT_YET, setting->at,
                      "\"drops keep\" is not supported yet: what is dropped would be gone");
    return known;
}

static const struct Setting {
    const char *name;
    bool (*set)(Resolver *, const Node *);
    const char *expects;
} settings[] = {
    {"postgres", set_postgres, "a major version from 14 to 18"},
    {"migrations", set_migrations, "a folder"},
    {"models", set_models, "a folder"},
    {"prefix", set_prefix, "letters, digits and \"_\", as a C name may begin"},
    {"online", set_online, "\"on\" or \"off\""},
    {"drops", set_drops, "\"now\" or \"keep\""},
};

static const struct Setting *find(const char *name)
{
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (strcmp(settings[i].name, name) == 0)
            return &settings[i];
    return NULL;
}

static void unknown(Resolver *resolver, const Node *node)
{
    List names = {0};

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        list_add(&names, resolver->scope.arena, settings[i].name);
    scope_unknown(&resolver->scope, DIAG_UNKNOWN_SETTING, place_of(node), "project setting", node->name, NULL, names);
}

static void apply(Resolver *resolver, const Node *node, Map *seen)
{
    const struct Setting *setting = find(node->name);
    const Node *first = map_put(seen, resolver->scope.arena, node->name, (void *)node);

    if (!setting) {
        unknown(resolver, node);
    } else if (first != node) {
        Diag *d = scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, place_of(node), "duplicate setting \"%s\"",
                                node->name);
        diag_note(resolver->scope.diags, d, place_of(first), "first set here");
    } else if (!node->text || !setting->set(resolver, node)) {
        scope_problem(&resolver->scope, DIAG_BAD_SETTING, node->at, "setting \"%s\" expects %s", node->name,
                      setting->expects);
    }
}

/* "schema/ecomind.eco" gives "ecomind". */
static const char *name_of_file(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    size_t length = strlen(base);

    if (length > 4 && strcmp(base + length - 4, ".eco") == 0)
        length -= 4;
    return arena_strndup(arena, base, length);
}

static void read_project(Resolver *resolver, const Node *node)
{
    Project *project = resolver->scope.project;
    Map seen = {0};

    if (project->at.start) {
        Diag *d = scope_problem(&resolver->scope, DIAG_DUPLICATE_NAME, place_of(node), "a second project");

        diag_note(resolver->scope.diags, d, project->at, "first declared here");
        return;
    }
    project->at = place_of(node);
    if (node->name)
        project->name = node->name;
    for (const Node *child = node_child(node, NODE_SETTING); child; child = node_next(child))
        apply(resolver, child, &seen);
}

void resolve_project(Resolver *resolver, const Node *files)
{
    Project *project = resolver->scope.project;

    *project = (Project){.name = "", .postgres = OLDEST_SERVER, .prefix = "", .online = true};
    for (const Node *file = files; file; file = file->next)
        if (file->text)
            project->name = name_of_file(resolver->scope.arena, file->text);    /* the last file imports the others */
    for (const Node *file = files; file; file = file->next)
        for (const Node *node = node_child(file, NODE_PROJECT); node; node = node_next(node))
            read_project(resolver, node);
}
