#include "codegen/sql/column_settings.h"

#include "codegen/sql/options.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/storage.h"

static void set(SqlOut *out, const Column *column, const char *what, const char *value)
{
    StrBuf *sql = sql_action(out, column->object.parent);

    emit(sql, "ALTER COLUMN ${name} SET ${what} ${value}", "name", ident(sql, column->object.name), "what", what,
         "value", value, NULL);
}

/* Before PostgreSQL 16 there is no word for what a type has anyway, but what that is is known of most. */
static const char *storage_word(SqlOut *out, const Column *column)
{
    const char *usual = type_storage(out->after, &column->type);

    return column->storage ? column->storage : usual ? usual : "default";
}

void column_settings(SqlOut *out, const Column *before, const Column *after, bool retyped)
{
    static const Column none;
    const Column *old = before ? before : &none;
    StrBuf sql = {.arena = out->arena};

    if (retyped ? after->storage != NULL : !text_same(old->storage, after->storage))
        set(out, after, "STORAGE", keywords(&sql, storage_word(out, after)));
    if (retyped ? after->compression != NULL : !text_same(old->compression, after->compression))
        set(out, after, "COMPRESSION", after->compression ? ident(&sql, after->compression) : "default");
    if (!text_same(old->statistics, after->statistics))
        set(out, after, "STATISTICS", after->statistics ? after->statistics : "-1");
    alter_options(out, arena_printf(out->arena, "TABLE %s ALTER COLUMN %s", table_name(&sql, after->object.parent),
                                    ident(&sql, after->object.name)), old->options, after->options);
}

bool column_settings_only(const Column *before, const Column *after)
{
    Column old = *before;

    old.storage = after->storage;
    old.compression = after->compression;
    old.statistics = after->statistics;
    old.options = after->options;
    return !object_differs(&old.object, &after->object);
}
