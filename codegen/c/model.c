#include "codegen/c/model.h"

#include "codegen/c/names.h"
#include "dsl/base/map.h"
#include "dsl/catalog/constraint.h"
#include "dsl/catalog/naming.h"
#include "dsl/catalog/sequence.h"

#include <ctype.h>
#include <string.h>

enum { WIDTH = 112 };

static bool is_key(const Object *table, const char *column)
{
    const Object *key = object_first(table, KIND_PRIMARY_KEY);

    return key && names_have(as_key(key)->columns, column);
}

/* Two columns that C would call alike: the later one gets a number. */
static const char *unique_member(Emission *emission, Map *members, const char *name)
{
    const char *plain = c_member(emission->arena, name), *unique = plain;

    for (int i = 2; map_get(members, unique); i++)
        unique = arena_printf(emission->arena, "%s_%d", plain, i);
    map_put(members, emission->arena, unique, (void *)plain);
    return unique;
}

static Member member_of(Emission *emission, Map *members, const Object *object)
{
    const Column *column = as_column(object);
    bool assigned = column->identity || sequence_of_serial(emission->catalog, object);

    return (Member){
        .column = column,
        .name = unique_member(emission, members, object->name),
        .sql = quote_name(emission->arena, object->name),
        .type_sql = ctype_sql(&column->type, emission->arena),
        .doc = object_comment(object),
        .type = ctype_of(emission->catalog, &column->type, emission->prefix, emission->arena),
        .key = is_key(object->parent, object->name),
        .by_server = assigned || column->generated.text,
        .returned = assigned,
    };
}

static void add_members(Emission *emission, Model *model)
{
    Map members = {0};

    for (const Object *o = object_first(model->table, KIND_COLUMN); o; o = object_next(o))
        model->count++;
    model->members = arena_array(emission->arena, Member, model->count);
    model->copies = true;
    model->count = 0;
    for (const Object *o = object_first(model->table, KIND_COLUMN); o; o = object_next(o)) {
        Member *member = &model->members[model->count++];

        *member = member_of(emission, &members, o);
        model->written += !member->by_server;
        model->returned += member->returned;
        if (member->type.as_text && !member->by_server)
            model->copies = false;
    }
    model->copies = model->copies && model->written > 0;
}

static Model *model_of(Emission *emission, const Object *table)
{
    Arena *arena = emission->arena;
    Model *model = arena_new(arena, Model);

    model->table = table;
    model->stem = ctype_stem(table, emission->prefix, arena);
    model->type = c_pascal(arena, model->stem);
    model->file = c_file(arena, model->stem);
    model->qualified = arena_printf(arena, "%s.%s", quote_name(arena, table->parent->name),
                                    quote_name(arena, table->name));
    model->doc = object_comment(table);
    add_members(emission, model);
    return model;
}

static const Model *model_named(const Emission *emission, QName name)
{
    for (size_t i = 0; i < emission->models.count; i++) {
        const Model *model = emission->models.items[i];

        if (strcmp(model->table->name, name.name) == 0 && strcmp(model->table->parent->name, name.schema) == 0)
            return model;
    }
    return NULL;
}

static bool is_name(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 128;
}

/* Does the name stand in the SQL as a word of its own, in any case? Also within a string: that only costs bytes. */
static bool mentions(const char *sql, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = sql; *at; at++) {
        size_t i = 0;

        if (at > sql && is_name(at[-1]) && is_name(*name))
            continue;
        while (i < length && tolower((unsigned char)at[i]) == tolower((unsigned char)name[i]))
            i++;
        if (i == length && !is_name(at[length]))
            return true;
    }
    return false;
}

static bool any_mentions(Records parts, const char *name, Arena *arena)
{
    for (size_t i = 0; i < parts.count; i++) {
        const char *sql = records_of(parts, RollupPart)[i].value.text;

        if (mentions(sql, name) || mentions(sql, quote_name(arena, name)))
            return true;
    }
    return false;
}

bool *model_rollup_needs(const Model *model, Arena *arena)
{
    const Model *source = model->source;
    bool *needs = arena_array(arena, bool, source->count);

    for (size_t i = 0; i < source->count; i++) {
        const char *name = source->members[i].column->object.name;

        needs[i] = any_mentions(model->rollup->groups, name, arena)
                || any_mentions(model->rollup->sums, name, arena);
    }
    return needs;
}

/* Can its values stand in an array whose type libeco knows the number of? */
static bool can_travel(const Member *member)
{
    return !member->type.array && strcmp(member->type.element_oid, "ECO_OID_UNKNOWN") != 0;
}

static bool can_add(const Model *model, Arena *arena)
{
    const bool *needs = model_rollup_needs(model, arena);
    bool any = false;

    for (size_t i = 0; i < model->source->count; i++) {
        if (needs[i] && !can_travel(&model->source->members[i]))
            return false;
        any = any || needs[i];
    }
    return any;
}

static void add_rollup(const Emission *emission, Model *model)
{
    const Object *rollup = object_first(model->table, KIND_ROLLUP);

    if (!rollup)
        return;
    model->source = model_named(emission, as_rollup(rollup)->source);
    model->rollup = model->source ? as_rollup(rollup) : NULL;
    if (model->rollup && !can_add(model, emission->arena))
        model->rollup = NULL;
}

void model_collect(Emission *emission)
{
    for (size_t i = 0; i < emission->catalog->objects.count; i++) {
        const Object *object = emission->catalog->objects.items[i];

        if (object->kind == KIND_TABLE && !as_table(object)->model_none && object_first(object, KIND_COLUMN))
            list_add(&emission->models, emission->arena, model_of(emission, object));
    }
    for (size_t i = 0; i < emission->models.count; i++)
        add_rollup(emission, emission->models.items[i]);
}

const char *model_list(const Model *model, MemberText *what, size_t start, const char *indent, Arena *arena)
{
    StrBuf out = {.arena = arena};
    const char *separator = "";
    size_t width = start, number = 0;

    for (size_t i = 0; i < model->count; i++) {
        const char *text = what(&model->members[i], number + 1, arena);

        if (!text)
            continue;
        number++;
        strbuf_puts(&out, separator);
        if (*separator && width + strlen(text) + 2 > WIDTH) {
            strbuf_puts(&out, indent);
            width = strlen(indent);
        } else if (*separator) {
            strbuf_putc(&out, ' ');
        }
        strbuf_puts(&out, text);
        width += strlen(text) + 2;
        separator = ",";
    }
    return strbuf_text(&out);
}

const char *model_indent(const Model *model, Arena *arena)
{
    StrBuf out = {.arena = arena};

    strbuf_fill(&out, ' ', strlen("bool _reader_open(") + strlen(model->stem));
    return strbuf_text(&out);
}

void emission_file(Emission *emission, const char *name, const StrBuf *text)
{
    EmittedFile *file = arena_new(emission->kept, EmittedFile);

    file->name = arena_strdup(emission->kept, name);
    file->text = arena_strndup(emission->kept, strbuf_text(text), text->length);
    list_add(emission->files, emission->kept, file);
}
