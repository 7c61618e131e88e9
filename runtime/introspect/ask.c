#include "runtime/introspect/ask.h"

#include <string.h>

enum { MOST_READINGS = 5 };

static bool is_inside(Db *db)
{
    return db_connection(db) && PQtransactionStatus(db_connection(db)) == PQTRANS_INTRANS;
}

/* What somebody dropped meanwhile the server may fail to find, in words of its own. */
static bool may_be_gone(const Db *db)
{
    static const char *const states[] = {"XX000", "42P01", "42703", "42704", "42883", "3F000"};
    const DbError *error = db_error(db);

    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (error->failure == DB_REJECTED && strcmp(error->sqlstate, states[i]) == 0)
            return true;
    return false;
}

static bool same_rows(const PGresult *one, const PGresult *other)
{
    bool same = PQntuples(one) == PQntuples(other) && PQnfields(one) == PQnfields(other);

    for (int row = 0; same && row < PQntuples(one); row++)
        for (int field = 0; same && field < PQnfields(one); field++)
            same = PQgetisnull(one, row, field) == PQgetisnull(other, row, field)
                && strcmp(PQgetvalue(one, row, field), PQgetvalue(other, row, field)) == 0;
    return same;
}

/* Two readings that say the same: what was changed meanwhile (a TRUNCATE changes the catalogs, too) is none of it. */
static bool same_answers(const Answers *one, const Answers *other)
{
    for (size_t i = 0; i < one->questions.changed; i++)
        if (!same_rows(one->results[i], other->results[i]))
            return false;
    return true;
}

static bool was_changed(const Answers *answers)
{
    const PGresult *answer = answers->results[answers->questions.changed];

    return PQntuples(answer) && PQnfields(answer) && strcmp(PQgetvalue(answer, 0, 0), "t") == 0;
}

static bool ask_once(Db *db, Arena *arena, Answers *answers)
{
    const Questions *questions = &answers->questions;

    return db_pipeline(db, arena, questions->statements, questions->count, answers->results);
}

/* Again, until nobody changes anything meanwhile. */
static bool ask_alone(Db *db, Arena *arena, Answers *answers)
{
    Answers before = {0};
    bool have_before = false;

    for (int reading = 1;; reading++) {
        if (ask_once(db, arena, answers)) {
            if (!was_changed(answers) || (have_before && same_answers(&before, answers)))
                return true;
            before = *answers;
            have_before = true;
        } else {
            db_rollback(db);
            if (reading == MOST_READINGS || !may_be_gone(db) || !db_forgive(db))
                return false;
        }
        if (reading == MOST_READINGS)
            return db_refuse(db, "others change the schema each time it is read; try again when they are done");
    }
}

bool ask(Db *db, Arena *arena, const char *history, Answers *answers)
{
    bool inside = is_inside(db);

    answers->questions = questions_gather(arena, inside, history, db_version(db));
    return inside ? ask_once(db, arena, answers) : ask_alone(db, arena, answers);
}
