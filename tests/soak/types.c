#include "tests/soak/types.h"

static const Family integers = {
    .types = {"integer", "bigint", "smallint", "numeric", "numeric(12,2)", "int8"},
    .defaults = {"0", "-1", "7", "(1 + 2)", "5::smallint"},
    .checks = {"%s > -5", "%s between -5 and 1000", "%s >= -5 and %s < 30000", "%s <> 999",
               "%s in (1, 2, 3, 4, 5, 6, 7, 0, -1)"},
    .constant = "%s", .value = "n", .expression = "(%s + 1)", .sorted = true, .integer = true,
};

static const Family texts = {
    .types = {"text", "varchar(20)", "varchar", "char(12)", "varchar(30)", "name"},
    .defaults = {"'x'", "''", "'it''s'", "'a'::text", "upper('q')", "$$ $ $$"},
    .checks = {"length(%s) < 100", "%s <> 'nobody'", "%s not like '%%!%%'", "%s ~ '^[^!]*$'", "%s is not null or true"},
    .constant = "'v%s'", .value = "'v' || n", .expression = "lower(%s::text)", .sorted = true,
};

static const Family booleans = {
    .types = {"boolean", "bool"},
    .defaults = {"true", "false", "(not false)"},
    .checks = {"%s or not %s", "%s in (true, false)"},
    .value = "n % 2 = 0", .expression = "(not %s)", .sorted = true,
};

static const Family times = {
    .types = {"timestamptz", "timestamp", "date", "timestamptz(3)", "timestamp(0) without time zone"},
    .defaults = {"now()", "'2026-01-01'", "current_timestamp", "(now() + interval '1 day')", "'infinity'"},
    .checks = {"%s > '1900-01-01'", "%s is distinct from '1999-01-01'"},
    .constant = "'2020-01-0%s'", .value = "date '2020-01-01' + n", .sorted = true,
};

static const Family clocks = {
    .types = {"interval", "interval day to second", "interval(3)"},
    .defaults = {"'1 day'", "interval '2 hours'"},
    .checks = {"%s > '-1 year'"},
    .constant = "'%s days'", .value = "make_interval(days => n)", .sorted = true,
};

static const Family documents = {
    .types = {"jsonb", "json"},
    .defaults = {"'{}'", "'[1, 2]'", "jsonb_build_object('a', 1)"},
    .checks = {"%s is not null or true"},
    .constant = "'{\"n\": %s}'", .value = "('{\"n\":' || n || '}')::jsonb",
};

static const Family floats = {
    .types = {"double precision", "real", "float"},
    .defaults = {"0", "1.5", "-2e3", "'NaN'"},
    .checks = {"%s <> 17.5"},
    .constant = "%s", .value = "n", .expression = "(%s * 2)", .sorted = true,
};

static const Family ids = {
    .types = {"uuid"}, .defaults = {"gen_random_uuid()", "'00000000-0000-0000-0000-000000000000'"},
    .checks = {"%s <> '00000000-0000-0000-0000-000000000001'"},
    .constant = "'00000000-0000-0000-0000-00000000000%s'", .value = "md5(n::text)::uuid", .sorted = true,
};

static const Family bytes = {
    .types = {"bytea"}, .defaults = {"'\\x00ff'", "''"}, .checks = {"length(%s) < 100"},
    .constant = "'\\x0%s'", .value = "decode('0' || n, 'hex')", .expression = "length(%s)", .sorted = true,
};

static const Family arrays = {
    .types = {"int[]", "bigint[]", "numeric(5,1)[]"}, .defaults = {"'{}'", "array[1, 2]", "'{1,NULL}'"},
    .checks = {"cardinality(%s) < 10"}, .constant = "'{%s}'", .value = "array[n, n]", .sorted = true,
};

static const Family words = {
    .types = {"text[]", "varchar(20)[]"}, .defaults = {"'{}'", "array['a', 'b']", "array[]::text[]"},
    .checks = {"cardinality(%s) < 10", "'!' <> all (%s)"}, .constant = "'{v%s}'", .value = "array['v' || n]",
};

static const Family addresses = {
    .types = {"inet", "cidr"}, .defaults = {"'10.0.0.0/8'"}, .checks = {"%s <> '1.2.3.4'"},
    .constant = "'10.0.0.%s'", .value = "('10.0.0.' || n)::inet", .sorted = true,
};

static const Family bits = {
    .types = {"bit varying(8)", "bit varying"}, .defaults = {"B'1'", "''"}, .checks = {"length(%s) < 9"},
    .value = "n::bit(8)", .sorted = true, .unhashed = true,
};

static const Family spans = {
    .types = {"int4range"}, .defaults = {"'empty'", "'[1,5)'"}, .checks = {"upper(%s) < 1000 or isempty(%s)"},
    .value = "int4range(n, n + 1)", .sorted = true,
};

static const Family points = {
    .types = {"point"}, .defaults = {"'(0,0)'"}, .checks = {"%s[0] < 1000"}, .value = "point(n, n)",
};

const Family *const families[] = {
    &integers, &texts, &booleans, &times, &integers, &texts, &documents, &floats, &ids, &bytes, &arrays, &words,
    &clocks, &addresses, &bits, &spans, &points, NULL,
};

const Family enum_family = {.value = "NULL", .checks = {"%s is not null or true", "%s >= %s"}, .sorted = true};
const Family domain_family = {.checks = {"%s is not null or true"}};
const Family composite_family = {.checks = {"%s is not null or true"}};
const Family range_family = {.checks = {"%s is not null or true"}, .defaults = {"'empty'"}};
