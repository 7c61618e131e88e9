/* import: any schema source as .eco that a person would have written. */
#include "codegen/command/source.h"
#include "dsl/base/strbuf.h"
#include "dsl/diff.h"
#include "dsl/print.h"
#include "dsl/sqltext.h"
#include "dsl/tidy.h"
#include "grammar/load.h"

#include <ctype.h>
#include <string.h>

/* What is to be written where. Without a path it goes to stdout. */
typedef struct Import {
    Session *session;
    SchemaSource source;
    const char *path;               /* of the main file; NULL: stdout */
    List files;                     /* of FileContent; the main one last */
} Import;

static bool load(Import *import, const char *word)
{
    if (!source_load(import->session, word, &import->source))
        return false;
    source_tidy(import->session, &import->source);
    return true;
}

static void add_file(Import *import, const char *path, const char *text)
{
    FileContent *file = arena_new(&import->session->arena, FileContent);

    *file = (FileContent){.path = path, .content = {text, strlen(text)}};
    list_add(&import->files, &import->session->arena, file);
}

static char *lower(char *text)
{
    for (char *c = text; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return text;
}

/* The file that imports the others may stand beside them: no schema gets its name, nor "main". */
static Names reserved_names(Arena *arena, const char *main_path, size_t room)
{
    Names names = {.items = arena_array(arena, const char *, room + 2)};
    const char *slash = strrchr(main_path, '/'), *name = slash ? slash + 1 : main_path;

    names.items[names.count++] = "main";
    names.items[names.count++] = lower(arena_strndup(arena, name, strcspn(name, ".")));
    return names;
}

/* A schema may be called anything, and file systems tell neither all names nor upper and lower case apart. */
static const char *file_name(Arena *arena, const char *schema, Names *taken)
{
    char *plain = arena_strdup(arena, schema);
    const char *name = lower(plain);

    for (char *c = plain; *c; c++)
        *c = isalnum((unsigned char)*c) ? *c : '_';
    for (int number = 2; names_have(*taken, name); number++)
        name = arena_printf(arena, "%s_%d", plain, number);
    taken->items[taken->count++] = name;
    return arena_printf(arena, "%s.eco", name);
}

/* `path` as a file of `folder` says it; NULL if it lies elsewhere. */
static const char *path_within(Arena *arena, const char *folder, const char *path)
{
    size_t length = strlen(folder);

    if (strcmp(folder, ".") == 0 && *path != '/')
        return path;
    if (strncmp(folder, path, length) != 0 || (path[length] && path[length] != '/'))
        return NULL;
    path += length;
    return arena_strdup(arena, path + strspn(path, "/"));
}

static bool refuse_folder(Session *session, const char *folder)
{
    diag_hint(&session->diags,
              diag(&session->diags, DIAG_UNWRITABLE, (Span){0}, "%s cannot import files of folder %s",
                   session->settings->file, folder),
              "let the folder lie beside or below that file, without quotes or backslashes in its name");
    return false;
}

/* A file for each schema, and the one that imports them all. */
static bool split(Import *import, const char *folder)
{
    Session *session = import->session;
    Arena *arena = &session->arena;
    List parts = print_eco_by_schema(&import->source.catalog, arena);
    const char *main_path = session->settings->file ? session->settings->file : file_join(arena, folder, "main.eco");
    Names taken = reserved_names(arena, main_path, parts.count);
    const char *within = path_within(arena, file_folder(arena, main_path), folder);
    StrBuf text = {.arena = arena};

    if (!within || strpbrk(within, "\"\\\n"))
        return refuse_folder(session, folder);
    strbuf_puts(&text, ((const PrintedSchema *)parts.items[0])->text);
    for (size_t i = 1; i < parts.count; i++) {
        const PrintedSchema *part = parts.items[i];
        const char *name = file_name(arena, part->schema, &taken);

        strbuf_puts(&text, i == 1 && text.length ? "\n" : "");
        strbuf_printf(&text, "import \"%s\"\n", *within ? file_join(arena, within, name) : name);
        add_file(import, file_join(arena, folder, name), part->text);
    }
    import->path = main_path;
    add_file(import, main_path, strbuf_text(&text));
    return true;
}

static bool lay_out(Import *import)
{
    const Settings *settings = import->session->settings;

    if (settings->split)
        return split(import, settings->split);
    import->path = settings->file;
    add_file(import, import->path, print_eco(&import->source.catalog, &import->session->arena));
    return true;
}

static bool put(Import *import)
{
    Session *session = import->session;
    size_t written;

    if (!import->path)
        return fputs(((const FileContent *)import->files.items[0])->content.text, stdout) >= 0;
    if (!session_write(session, &import->files, &written))
        return false;
    if (!session->settings->quiet)
        printf("%s: %s%s\n", import->path, counted(session, count_kind(&import->source.catalog, KIND_TABLE), "table"),
               written ? "" : ", as it was");
    return true;
}

void import_report_lost(Diags *diags, const Catalog *source, const Catalog *read)
{
    Changes changes = diff_catalogs(source, read, false, diags->arena, NULL);
    Diag *d = NULL;

    for (size_t i = 0; i < changes.items.count; i++) {
        const Change *change = changes.items.items[i];

        d = diag(diags, DIAG_IMPORT_LOST, (Span){0}, "%s does not come back from what was written",
                 object_describe(change->before ? change->before : change->after, diags->arena));
    }
    if (d)
        diag_hint(diags, d, "what was written stays, and differs from its source in this: mend it by hand before it is "
                  "used; the fault is ecogen's, please report it");
}

/* Read again what was written, as the next command will. */
static void prove(Import *import)
{
    Session *session = import->session;
    const FileContent *last = import->files.items[import->files.count - 1];
    const Node *files = import->path
                            ? load_files(import->path, &session->sources, &session->arena, &session->diags)
                            : load_text("import.eco", last->content.text, last->content.length, &session->sources,
                                        &session->arena, &session->diags);

    if (!files)
        return;
    Catalog read = resolve(files, &session->arena, &session->diags).catalog;
    if (diag_failed(&session->diags))
        return;
    if (import->source.live)        /* what a word stands for ("bigserial") comes back in full */
        read = tidy_catalog(&read, &session->arena);
    import_report_lost(&session->diags, &import->source.catalog, &read);
}

int command_import(void *settings, int count, char **words)
{
    Session session;
    Import import = {.session = &session};
    size_t unmanaged = 0;

    (void)count;
    session_begin(&session, settings);
    if (load(&import, words[0]) && lay_out(&import) && put(&import)) {
        prove(&import);
        unmanaged = source_tell_unmanaged(&session, &import.source);
    }
    return session_end(&session, unmanaged && session.settings->strict ? EXIT_DIFFERS : EXIT_DONE);
}
