#include "runtime/eco/check.h"

/* $1 … $4: table, column, type, not null; one element a column. Those that differ come back, with what is there. */
static const char question[] =
    "SELECT wanted.relation, wanted.name, wanted.type, wanted.not_null,\n"
    "       pg_catalog.to_regclass(wanted.relation) IS NOT NULL,\n"
    "       pg_catalog.format_type(a.atttypid, NULL),\n"
    "       a.atttypid IS NOT DISTINCT FROM pg_catalog.to_regtype(wanted.type)\n"
    "FROM unnest($1::pg_catalog.text[], $2::pg_catalog.text[], $3::pg_catalog.text[], $4::pg_catalog.bool[])\n"
    "     WITH ORDINALITY AS wanted (relation, name, type, not_null, place)\n"
    "LEFT JOIN pg_catalog.pg_attribute AS a\n"
    "     ON a.attrelid = pg_catalog.to_regclass(wanted.relation) AND a.attname = wanted.name\n"
    "     AND a.attnum > 0 AND NOT a.attisdropped\n"
    "WHERE a.attnum IS NULL\n"
    "   OR a.atttypid IS DISTINCT FROM pg_catalog.to_regtype(wanted.type)\n"
    "   OR wanted.not_null AND NOT a.attnotnull\n"
    "ORDER BY wanted.place";

static const uint32_t types[] = {1009, 1009, 1009, 1000};      /* text[], bool[] */

static const EcoModel check = {.table = "schema check"};
static const EcoStatement statement = {&check, NULL, question, types, 4};

enum { RELATION, NAME, TYPE, NOT_NULL, RELATION_EXISTS, FOUND, SAME_TYPE };

static size_t columns_of(const EcoModel *const *models, size_t count)
{
    size_t columns = 0;

    for (size_t m = 0; m < count; m++)
        columns += (size_t)models[m]->count;
    return columns;
}

static const char *relation(const EcoModel *model, const EcoColumn *column)
{
    (void)column;
    return model->qualified;
}

static const char *name(const EcoModel *model, const EcoColumn *column)
{
    (void)model;
    return column->name;
}

static const char *type(const EcoModel *model, const EcoColumn *column)
{
    (void)model;
    return column->type;
}

static void put_texts(EcoOut *out, const EcoModel *const *models, size_t count,
                      const char *(*get)(const EcoModel *, const EcoColumn *))
{
    eco_array_begin(out, ECO_OID_TEXT, columns_of(models, count));
    for (size_t m = 0; m < count; m++) {
        for (int c = 0; c < models[m]->count; c++)
            eco_put_text(out, eco_text(get(models[m], &models[m]->columns[c])));
    }
    eco_array_end(out);
}

static void put_not_null(EcoOut *out, const EcoModel *const *models, size_t count)
{
    eco_array_begin(out, ECO_OID_BOOL, columns_of(models, count));
    for (size_t m = 0; m < count; m++) {
        for (int c = 0; c < models[m]->count; c++)
            eco_put_bool(out, models[m]->columns[c].not_null);
    }
    eco_array_end(out);
}

static void say(EcoOut *why, const char *text)
{
    size_t length = strlen(text);
    uint8_t *at = eco_out_room(why, length + 1);

    if (!at)
        return;
    memcpy(at, text, length + 1);
    why->length += length;
}

/* A column that does not fit; a table that is not there, once. */
static void say_row(EcoOut *why, const PGresult *result, int row)
{
    const char *relation_name = PQgetvalue(result, row, RELATION);
    const char *found = PQgetisnull(result, row, FOUND) ? NULL : PQgetvalue(result, row, FOUND);
    bool exists = PQgetvalue(result, row, RELATION_EXISTS)[0];

    if (!exists && row > 0 && strcmp(PQgetvalue(result, row - 1, RELATION), relation_name) == 0)
        return;
    say(why, relation_name);
    if (!exists) {
        say(why, ": there is no such table\n");
        return;
    }
    say(why, ".");
    say(why, PQgetvalue(result, row, NAME));
    say(why, ": expected ");
    say(why, PQgetvalue(result, row, TYPE));
    say(why, PQgetvalue(result, row, NOT_NULL)[0] ? " not null" : "");
    say(why, found ? ", but it is " : ", but there is no such column");
    say(why, found ? found : "");
    say(why, found && PQgetvalue(result, row, SAME_TYPE)[0] ? " and may be null" : "");
    say(why, "\n");
}

bool eco_schema_check(EcoConn *conn, const EcoModel *const *models, size_t count, EcoOut *why)
{
    EcoOut *out = eco_begin(conn);
    PGresult *result;
    int wrong;

    put_texts(out, models, count, relation);
    put_texts(out, models, count, name);
    put_texts(out, models, count, type);
    put_not_null(out, models, count);
    result = eco_query(conn, &statement);
    if (!result)
        return false;
    wrong = PQntuples(result);
    for (int i = 0; why && i < wrong; i++)
        say_row(why, result, i);
    PQclear(result);
    return wrong == 0;
}

const char *eco_out_text(EcoOut *out)
{
    uint8_t *at = eco_out_room(out, 1);

    if (!at)
        return "";
    *at = '\0';
    return (const char *)out->data;
}
