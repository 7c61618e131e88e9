#include "tests/soak/tally.h"

#include "dsl/diff.h"

#include <stdio.h>

static void count_objects(Tally *tally, const Catalog *catalog)
{
    for (size_t i = 0; i < catalog->objects.count; i++)
        tally->kinds[((const Object *)catalog->objects.items[i])->kind].there++;
}

static void count_change(Tally *tally, const Change *change)
{
    KindId kind = (change->after ? change->after : change->before)->kind;

    tally->kinds[kind].created += !change->before;
    tally->kinds[kind].dropped += !change->after;
    tally->kinds[kind].altered += change->before && change->after;
    for (unsigned field = 0; field < TALLY_FIELDS; field++)
        tally->kinds[kind].fields[field] += change->before && change->after && (change->fields >> field & 1);
}

void tally_note(void *tally, const Catalog *before, const Catalog *after)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Changes changes = diff_catalogs(before, after, false, &arena, &diags);

    count_objects(tally, before);
    count_objects(tally, after);
    for (size_t i = 0; i < changes.items.count; i++)
        count_change(tally, changes.items.items[i]);
    for (size_t i = 0; i < changes.renames.items.count; i++)
        ((Tally *)tally)->kinds[((const Rename *)changes.renames.items.items[i])->before->kind].renamed++;
    arena_free(&arena);
}

static void print_fields(const Tally *tally, KindId id, bool seen)
{
    const Field *fields = kind_by_id(id)->fields;
    bool any = false;

    for (unsigned i = 0; fields && fields[i].name && i < TALLY_FIELDS; i++) {
        unsigned count = tally->kinds[id].fields[i];

        if ((count > 0) != seen || fields[i].flags & FIELD_HINT)
            continue;
        printf("%s%s", any ? " " : seen ? "  " : "  never: ", fields[i].name);
        if (seen)
            printf(" %u", count);
        any = true;
    }
}

void tally_print(const Tally *tally)
{
    printf("%-18s %8s %8s %8s %8s %8s\n", "", "there", "created", "dropped", "altered", "renamed");
    for (KindId id = 0; id < KIND_COUNT; id++) {
        if (!kind_in_database(id))
            continue;
        printf("%-18s %8u %8u %8u %8u %8u", kind_by_id(id)->name, tally->kinds[id].there, tally->kinds[id].created,
               tally->kinds[id].dropped, tally->kinds[id].altered, tally->kinds[id].renamed);
        print_fields(tally, id, true);
        print_fields(tally, id, false);
        printf("%s\n", tally->kinds[id].there ? "" : "  NEVER");
    }
}
