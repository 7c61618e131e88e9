/*
 * libeco without a server: conversions of numbers, dates and small types, looking into arrays and ranges, and bytes
 * that no server would send: nothing is read beyond them, and the failure is told.
 */
#include <eco/eco.h>
#include <eco/bytes.h>

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct Number {
    const char *text;
    const char *canonical;          /* NULL: as given; "": no number */
    int scale;
    bool fits;                      /* as an int64 of that scale */
    int64_t value;
    double nearest;
} numbers[] = {
    {"0", NULL, 0, true, 0, 0},
    {"-0.00", "0.00", 2, true, 0, 0},
    {"19.99", NULL, 2, true, 1999, 19.99},
    {"19.99", NULL, 1, false, 0, 19.99},
    {"19.90", NULL, 1, true, 199, 19.9},
    {"-1", NULL, 3, true, -1000, -1},
    {"12345678", NULL, 0, true, 12345678, 12345678},
    {"0.0001", NULL, 4, true, 1, 0.0001},
    {"0.00001", NULL, 4, false, 0, 0.00001},
    {"9223372036854775807", NULL, 0, true, INT64_MAX, 9223372036854775807.0},
    {"9223372036854775808", NULL, 0, false, 0, 9223372036854775808.0},
    {"-9223372036854775808", NULL, 0, true, INT64_MIN, -9223372036854775808.0},
    {"-9223372036854775809", NULL, 0, false, 0, -9223372036854775809.0},
    {"922337203685477580.7", NULL, 1, true, INT64_MAX, 922337203685477580.7},
    {"100000000000000000000", NULL, 0, false, 0, 1e20},
    {"1e3", "1000", 0, true, 1000, 1000},
    {"1.5e-3", "0.0015", 4, true, 15, 0.0015},
    {"+.5", "0.5", 1, true, 5, 0.5},
    {"5.", "5", 0, true, 5, 5},
    {"0000123", "123", 0, true, 123, 123},
    {"0.1", NULL, 1, true, 1, 0.1},
    {"2.2250738585072014e-308", NULL, 0, false, 0, 2.2250738585072014e-308},
    {"1e400", NULL, 0, false, 0, INFINITY},
    {"NaN", NULL, 0, false, 0, NAN},
    {"Infinity", NULL, 0, false, 0, INFINITY},
    {"-Infinity", NULL, 0, false, 0, -INFINITY},
    {"", "", 0, false, 0, 0},
    {".", "", 0, false, 0, 0},
    {"1x", "", 0, false, 0, 0},
    {"--1", "", 0, false, 0, 0},
    {"1e", "", 0, false, 0, 0},
    {"1e99999", "", 0, false, 0, 0},
    {"1 ", "", 0, false, 0, 0},
};

static void check_number(const struct Number *n)
{
    uint8_t space[600];
    char text[2000];
    int64_t value = 0;
    size_t length;
    EcoNumeric number = eco_numeric_from_text(n->text, space, sizeof space);

    if (n->canonical && !n->canonical[0]) {
        assert_null(number.wire.data);
        return;
    }
    assert_non_null(number.wire.data);
    length = eco_numeric_to_text(number, text, sizeof text);
    assert_int_equal(length, strlen(text));
    if (n->canonical || !strchr(n->text, 'e'))
        assert_string_equal(text, n->canonical ? n->canonical : n->text);
    assert_int_equal(eco_numeric_to_int64(number, n->scale, &value), n->fits);
    assert_true(!n->fits || value == n->value);
    assert_true(isnan(n->nearest) ? isnan(eco_numeric_to_double(number)) : eco_numeric_to_double(number) == n->nearest);
}

static void numerics(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(numbers); i++)
        check_number(&numbers[i]);
}

static void numerics_of_integers(void **state)
{
    static const int64_t values[] = {0, 1, -1, 9999, 10000, 123456789, INT64_MAX, INT64_MIN};

    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        for (int scale = 0; scale <= 60; scale++) {
            uint8_t space[ECO_NUMERIC_SPACE];
            int64_t back = 42;

            assert_true(eco_numeric_to_int64(eco_numeric_from_int64(values[i], scale, space), scale, &back));
            assert_true(back == values[i]);
        }
    }
}

/* A text that is cut is still terminated, and its full length is told. */
static void numerics_cut(void **state)
{
    uint8_t space[ECO_NUMERIC_SPACE];
    char text[4] = "xxx";
    EcoNumeric none = {{NULL, 0}};

    (void)state;
    assert_int_equal(eco_numeric_to_text(eco_numeric_from_int64(-1234567, 3, space), text, sizeof text), 9);
    assert_string_equal(text, "-12");
    assert_int_equal(eco_numeric_to_text(none, text, sizeof text), 0);
    assert_string_equal(text, "");
    assert_null(eco_numeric_from_text("123456789", space, 9).wire.data);
}

/* PostgreSQL holds 131,072 digits before the point and 16,383 behind it: more would come back as another number. */
static void numerics_too_long(void **state)
{
    enum { MOST = 131072 };
    static char text[MOST + 8];
    uint8_t space[ECO_NUMERIC_SPACE];

    (void)state;
    memset(text, '0', sizeof text);
    text[0] = '1';
    text[MOST] = '\0';
    assert_int_equal(eco_numeric_to_text(eco_numeric_from_text(text, space, sizeof space), NULL, 0), MOST);
    text[MOST] = '0';
    text[MOST + 1] = '\0';
    assert_null(eco_numeric_from_text(text, space, sizeof space).wire.data);
    assert_non_null(eco_numeric_from_text("1e-16383", space, sizeof space).wire.data);
    assert_null(eco_numeric_from_text("1.5e-16383", space, sizeof space).wire.data);
}

/* A count that the bytes cannot hold is none: programs make room by it. */
static void arrays_that_boast(void **state)
{
    static const int32_t lengths[][2] = {{INT32_MAX, 1}, {-1, 1}, {-1, -1}, {65536, 65536}, {2, 2}, {0, 1}, {3, 1}};
    uint8_t bytes[12 + 2 * 8 + 2 * 4] = {0, 0, 0, 2};
    EcoArray array = {{bytes, sizeof bytes}};

    (void)state;
    for (size_t i = 0; i < COUNT(lengths); i++) {
        eco_store32(bytes + 12, (uint32_t)lengths[i][0]);
        eco_store32(bytes + 20, (uint32_t)lengths[i][1]);
        assert_int_equal(eco_array_count(array), 0);
    }
    eco_store32(bytes + 12, 1);
    eco_store32(bytes + 20, 2);
    assert_int_equal(eco_array_count(array), 2);
}

/* Every day of 1,000 years, and the ends of what PostgreSQL holds. */
static void dates(void **state)
{
    static const EcoDate ends[] = {-2451545, -730485, -1, 0, ECO_UNIX_EPOCH_DAY, 2145031948};
    int32_t year;
    int month, day;

    (void)state;
    for (EcoDate date = -182622; date < 182622; date++) {
        eco_date_parts(date, &year, &month, &day);
        assert_int_equal(eco_date(year, month, day), date);
    }
    for (size_t i = 0; i < COUNT(ends); i++) {
        eco_date_parts(ends[i], &year, &month, &day);
        assert_int_equal(eco_date(year, month, day), ends[i]);
    }
    assert_int_equal(eco_date(2000, 1, 1), 0);
    assert_int_equal(eco_date(1970, 1, 1), ECO_UNIX_EPOCH_DAY);
    assert_int_equal(eco_date(2024, 2, 29) + 1, eco_date(2024, 3, 1));
}

static void times(void **state)
{
    (void)state;
    assert_true(eco_time_to_unix_us(0) == INT64_C(946684800000000));
    assert_true(eco_time_from_unix_us(0) == ECO_UNIX_EPOCH_US);
    assert_true(eco_time_to_unix_us(ECO_TIME_INFINITY) == ECO_TIME_INFINITY);
    assert_int_equal(eco_time_date(-1), -1);
    assert_int_equal(eco_time_date(ECO_DAY_US - 1), 0);
    assert_int_equal(eco_time_date(ECO_TIME_NINFINITY), ECO_DATE_NINFINITY);
    assert_true(eco_date_time(ECO_DATE_INFINITY) == ECO_TIME_INFINITY);
    assert_true(eco_date_time(-1) == -ECO_DAY_US);
    assert_true(eco_time_now() > eco_date_time(eco_date(2024, 1, 1)));
}

static void uuids(void **state)
{
    static const char *const wrong[] = {"", "0", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1",
                                        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111",
                                        "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc999c0b4ef8bb6d6bb9bd380a1-"};
    char text[ECO_SMALL_TEXT];
    EcoUuid uuid;

    (void)state;
    assert_true(eco_uuid_from_text("A0EEBC999c0b4ef8bb6d6bb9bd380a11", &uuid));
    assert_string_equal(eco_uuid_text(uuid, text), "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_false(eco_uuid_from_text(wrong[i], &uuid));
}

static void arrays(void **state)
{
    EcoOut out = {0};
    EcoDimension dimensions[ECO_MOST_DIMENSIONS];
    EcoOptInt32 two = {2, true}, none = {0, false};
    EcoArray array;
    EcoIn items;

    (void)state;
    eco_array_begin(&out, ECO_OID_INT4, 2);
    eco_put_opt_int32(&out, two);
    eco_put_opt_int32(&out, none);
    array = eco_array_end(&out);
    assert_int_equal(eco_array_dimensions(array, dimensions), 1);
    assert_int_equal(dimensions[0].length, 2);
    assert_int_equal(dimensions[0].lower, 1);
    assert_int_equal(eco_array_count(array), 2);
    items = eco_array_items(array);
    assert_int_equal(eco_take_opt_int32(&items).value, 2);
    assert_true(eco_in_more(&items));
    assert_false(eco_take_opt_int32(&items).has);
    assert_false(eco_in_more(&items));
    assert_true(eco_in_done(&items));

    out.length = 0;
    eco_array_begin(&out, ECO_OID_TEXT, 0);
    array = eco_array_end(&out);
    assert_int_equal(eco_array_dimensions(array, dimensions), 0);
    assert_int_equal(eco_array_count(array), 0);
    eco_out_free(&out);
}

/* [1,5) as int4range; empty; (,) */
static void ranges(void **state)
{
    static const uint8_t half_open[] = {0x02, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 5};
    static const uint8_t empty[] = {0x01}, all[] = {0x18};
    EcoRangeParts parts = eco_range_parts((EcoRange){{half_open, sizeof half_open}});

    (void)state;
    assert_true(parts.has_lower && parts.has_upper && !parts.is_empty);
    assert_true(parts.lower_inclusive && !parts.upper_inclusive);
    assert_int_equal(eco_take_int32(&parts.lower), 1);
    assert_int_equal(eco_take_int32(&parts.upper), 5);
    assert_true(eco_range_parts((EcoRange){{empty, 1}}).is_empty);
    parts = eco_range_parts((EcoRange){{all, 1}});
    assert_true(!parts.has_lower && !parts.has_upper && !parts.is_empty && !parts.is_null);
    assert_true(eco_range_parts((EcoRange){{NULL, 0}}).is_null);
}

static void records(void **state)
{
    static const uint8_t row[] = {0, 0, 0, 2, 0, 0, 0, 25, 0, 0, 0, 1, 'a', 0, 0, 0, 23, 255, 255, 255, 255};
    EcoIn fields = eco_record_fields((EcoRecord){{row, sizeof row}});

    (void)state;
    assert_true(eco_text_is(eco_take_text(&fields), "a"));
    assert_true(eco_in_more(&fields));
    assert_false(eco_take_opt_int32(&fields).has);
    assert_false(eco_in_more(&fields));
    eco_take_int32(&fields);
    assert_true(fields.failed);
}

static const EcoColumn column = {"c", "integer", ECO_OID_INT4, true};
static const EcoModel model = {.table = "t", .columns = &column, .count = 1};
static const char *const labels[] = {"on", "off"};
static const EcoEnum status = {"app.status", labels, 2};

static void take_integer(EcoIn *in)
{
    assert_int_equal(eco_take_int32(in), 0);
}

static void take_text(EcoIn *in)
{
    assert_null(eco_take_text(in).data);
}

static void take_inet(EcoIn *in)
{
    assert_int_equal(eco_take_inet(in).size, 0);
}

static void take_enum(EcoIn *in)
{
    assert_int_equal(eco_take_enum(in, &status), 0);
}

static const struct Broken {
    void (*take)(EcoIn *in);
    size_t length;
    uint8_t bytes[16];
    const char *message;
} broken[] = {
    {take_integer, 0, {0}, "t, row 7: cannot read column \"c\": the row ends before it"},
    {take_integer, 3, {0, 0, 0}, "t, row 7: cannot read column \"c\": the row ends before it"},
    {take_text, 5, {0, 0, 0, 2, 'x'}, "t, row 7: cannot read column \"c\": it is longer than the row"},
    {take_text, 5, {0x80, 0, 0, 0, 'x'}, "t, row 7: cannot read column \"c\": it is longer than the row"},
    {take_integer, 4, {255, 255, 255, 255},
     "t, row 7: cannot read column \"c\": it is null, but the struct has no room for null"},
    {take_integer, 6, {0, 0, 0, 2, 1, 1},
     "t, row 7: cannot read column \"c\": expected 4 bytes, got 2 (another type?)"},
    {take_inet, 6, {0, 0, 0, 2, 2, 32}, "t, row 7: cannot read column \"c\": it is no network address"},
    {take_inet, 12, {0, 0, 0, 8, 2, 32, 0, 9, 1, 2, 3, 4},
     "t, row 7: cannot read column \"c\": it is no network address"},
    {take_enum, 6, {0, 0, 0, 2, 'o', 'f'},
     "t, row 7: cannot read column \"c\": \"of\" is no label of enum app.status known to this program"},
};

static void broken_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        uint8_t *exact = malloc(broken[i].length + 1);      /* so that reading beyond is noticed */
        EcoError error = {0};
        EcoIn in = {.at = exact + 1, .end = exact + 1 + broken[i].length, .error = &error, .model = &model,
                    .number = 7};

        memcpy(exact + 1, broken[i].bytes, broken[i].length);
        broken[i].take(&in);
        assert_false(eco_in_done(&in));
        assert_string_equal(error.message, broken[i].message);
        assert_int_equal(error.row, 7);
        assert_string_equal(error.column, "c");
        take_integer(&in);
        free(exact);
    }
}

static void left_over(void **state)
{
    static const uint8_t bytes[] = {0, 0, 0, 4, 0, 0, 0, 9, 0, 0, 0, 0};
    EcoIn in = {.at = bytes, .end = bytes + sizeof bytes};

    (void)state;
    assert_int_equal(eco_take_int32(&in), 9);
    assert_false(eco_in_done(&in));
}

/* Views over too few bytes hold nothing. */
static void broken_views(void **state)
{
    static const uint8_t bytes[] = {0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 25, 0x7F, 255, 255, 255};
    EcoDimension dimensions[ECO_MOST_DIMENSIONS];
    char text[8];

    (void)state;
    for (size_t length = 0; length < sizeof bytes; length++) {
        uint8_t *exact = malloc(length + 1);
        EcoWire wire = {exact + 1, length};
        EcoIn items;

        memcpy(exact + 1, bytes, length);
        assert_int_equal(eco_array_dimensions((EcoArray){wire}, dimensions), -1);
        items = eco_array_items((EcoArray){wire});
        assert_false(eco_in_more(&items));
        eco_numeric_to_text((EcoNumeric){wire}, text, sizeof text);
        eco_bits_at((EcoBits){wire}, 1);
        eco_path_at((EcoPath){wire}, 1);
        eco_polygon_at((EcoPolygon){wire}, 1);
        eco_range_parts((EcoRange){wire});
        items = eco_record_fields((EcoRecord){wire});
        while (eco_in_more(&items))
            eco_take_opt_wire(&items);
        items = eco_multirange_items((EcoMultirange){wire});
        while (eco_in_more(&items))
            eco_take_opt_range(&items);
        free(exact);
    }
}

static void enum_out_of_range(void **state)
{
    EcoOut out = {0};

    (void)state;
    eco_put_enum(&out, &status, 2);
    assert_string_equal(out.failure, "a value of an enum column is none of the enum's");
    eco_put_enum(&out, &status, 1);
    assert_int_equal(out.length, 0);
    eco_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numerics),
        cmocka_unit_test(numerics_of_integers),
        cmocka_unit_test(numerics_cut),
        cmocka_unit_test(numerics_too_long),
        cmocka_unit_test(arrays_that_boast),
        cmocka_unit_test(dates),
        cmocka_unit_test(times),
        cmocka_unit_test(uuids),
        cmocka_unit_test(arrays),
        cmocka_unit_test(ranges),
        cmocka_unit_test(records),
        cmocka_unit_test(broken_rows),
        cmocka_unit_test(left_over),
        cmocka_unit_test(broken_views),
        cmocka_unit_test(enum_out_of_range),
    };

    return cmocka_run_group_tests_name("libeco", tests, NULL, NULL);
}
