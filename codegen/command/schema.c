#define _POSIX_C_SOURCE 200809L
#include "codegen/command/command.h"
#include "grammar/load.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

static bool is_eco(Session *session, const char *folder, const char *name)
{
    size_t length = strlen(name);
    struct stat status;

    return length > 4 && name[0] != '.' && strcmp(name + length - 4, ".eco") == 0
        && stat(file_join(&session->arena, folder, name), &status) == 0 && !S_ISDIR(status.st_mode);
}

/* The only .eco file of a folder; NULL if there are none or several. */
static const char *only_eco(Session *session, const char *folder, size_t *count)
{
    DIR *listing = opendir(folder);
    const char *found = NULL;

    *count = 0;
    if (!listing)
        return NULL;
    for (const struct dirent *entry; (entry = readdir(listing));)
        if (is_eco(session, folder, entry->d_name) && ++*count == 1)
            found = file_join(&session->arena, folder, arena_strdup(&session->arena, entry->d_name));
    closedir(listing);
    return *count == 1 ? found : NULL;
}

bool schema_in_folder(Session *session, const char *folder)
{
    size_t count;

    only_eco(session, folder, &count);
    return count > 0;
}

const char *schema_find(Session *session, const char *path)
{
    size_t in_schema, here = 0;

    if (path)
        return path;

    const char *found = only_eco(session, "schema", &in_schema);

    if (!found && !in_schema)
        found = only_eco(session, ".", &here);
    if (!found) {
        Diag *d = diag(&session->diags, DIAG_UNREADABLE, (Span){0}, "%s",
                       in_schema ? "folder schema holds more than one .eco file"
                       : here    ? "this folder holds more than one .eco file"
                                 : "there is no .eco file in schema/, nor in this folder");

        diag_hint(&session->diags, d, "name it: ecogen FILE");
    }
    return found;
}

static const char *place(Session *session, const char *by_project, const char *name)
{
    const char *out = session->settings->out;

    return by_project && !out ? by_project : file_join(&session->arena, out ? out : "out", name);
}

void schema_place(Session *session, Schema *schema)
{
    schema->migrations = place(session, schema->project.migrations, "migrations");
    schema->models = place(session, schema->project.models, "models");
}

bool schema_compile(Session *session, const char *path, Schema *schema)
{
    const Node *files = load_files(path, &session->sources, &session->arena, &session->diags);
    if (!files)
        return false;

    /* Names are looked up even if something could not be parsed: all that is wrong is told in one run. */
    Resolved resolved = resolve(files, &session->arena, &session->diags);
    *schema = (Schema){.path = path, .file = files, .catalog = resolved.catalog, .project = resolved.project};
    while (schema->file->next)
        schema->file = schema->file->next;
    schema_place(session, schema);
    return !diag_failed(&session->diags);
}

bool schema_head(Session *session, const MigrationFile *head, Catalog *catalog)
{
    bool there = head && head->text.text;
    const Node *files = load_text(there ? head->path : "empty", there ? head->text.text : "",
                                  there ? head->text.length : 0, &session->sources, &session->arena, &session->diags);

    if (!files)
        return false;
    *catalog = resolve(files, &session->arena, &session->diags).catalog;
    return !diag_failed(&session->diags);
}
