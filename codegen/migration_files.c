#include "codegen/migration_files.h"

#include "codegen/emit.h"

#include <string.h>

static const char *script(Arena *arena, int number, const char *name, const char *direction, bool transaction,
                          const char *sql)
{
    StrBuf text = {.arena = arena};

    emit(&text, "-- ${number} ${name}: ${direction}\n${mode}\n${sql}", "number",
         arena_printf(arena, "%04d", number), "name", name, "direction", direction, "mode",
         transaction ? ""
                     : "-- ecogen: transaction off\n"
                       "-- What is done CONCURRENTLY lets others read and write meanwhile, and cannot run in a "
                       "transaction.\n",
         "sql", *sql ? sql : "-- nothing to do\n", NULL);
    return strbuf_text(&text);
}

static MigrationFile new_file(const char *folder, int number, const char *name, const char *direction,
                              bool transaction, const char *sql, Arena *arena)
{
    const char *file = migration_file_name(arena, number, name, direction);
    const char *text = script(arena, number, name, direction, transaction, sql);

    return (MigrationFile){
        .path = file_join(arena, folder, file),
        .name = file,
        .text = {.text = text, .length = strlen(text)},
        .transaction = transaction,
    };
}

static void add(List *files, const MigrationFile *file, Arena *arena)
{
    FileContent *content = arena_new(arena, FileContent);

    *content = (FileContent){.path = file->path, .content = file->text};
    list_add(files, arena, content);
}

/* The user's words for all that one run writes: "add_phone", then "add_phone_2". */
static const char *name_of(const PlannedMigration *planned, const char *message, size_t index, Arena *arena)
{
    if (!message)
        return planned->name;
    return index ? arena_printf(arena, "%s_%zu", plan_file_name(arena, message), index + 1)
                 : plan_file_name(arena, message);
}

List migration_files(const Migrations *present, const List *planned, const char *head, const char *message,
                     Arena *arena)
{
    Migrations all = {.folder = present->folder, .count = present->count + planned->count};
    List files = {0};

    all.items = arena_array(arena, Migration, all.count);
    if (present->count)
        memcpy(all.items, present->items, present->count * sizeof *all.items);
    for (size_t i = 0; i < planned->count; i++) {
        const PlannedMigration *plan = planned->items[i];
        Migration *migration = &all.items[present->count + i];
        int number = (int)(present->count + i + 1);
        const char *name = name_of(plan, message, i, arena);

        *migration = (Migration){
            .number = number,
            .name = name,
            .up = new_file(all.folder, number, name, "up", plan->up_transaction, plan->up, arena),
            .down = new_file(all.folder, number, name, "down", plan->down_transaction, plan->down, arena),
        };
        add(&files, &migration->up, arena);
        add(&files, &migration->down, arena);
    }

    all.head = (MigrationFile){.path = file_join(arena, all.folder, "head.eco"), .name = "head.eco",
                               .text = {.text = head, .length = strlen(head)}};
    add(&files, &all.head, arena);

    const char *sum = migrations_seal(&all, arena);
    MigrationFile seal = {.path = file_join(arena, all.folder, "eco.sum"), .text = {sum, strlen(sum)}};
    add(&files, &seal, arena);
    return files;
}
