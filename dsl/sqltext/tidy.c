#include "dsl/sqltext/expression.h"

const char *sql_tidy(Arena *arena, const char *text, const char *of_type)
{
    (void)arena;
    (void)of_type;
    return text;
}

const char *sql_tidy_query(Arena *arena, const char *text)
{
    (void)arena;
    return text;
}
