/* shop.c: what the models of shop.eco do on a server; models_shop_test.sh links it. Fails at the first surprise. */
#include <shop_schema.h>

#include <stdio.h>
#include <stdlib.h>

static EcoConn conn;

static void require(bool holds, const char *what, int line)
{
    if (holds)
        return;
    fprintf(stderr, "shop.c:%d: %s\n%s\n", line, what, conn.error.message);
    exit(1);
}

#define REQUIRE(holds) require(holds, #holds, __LINE__)

static uint8_t space[ECO_NUMERIC_SPACE];

static ShopAppOrders order_of(int i)
{
    ShopAppOrders row = {0};

    row.customer = eco_text(i % 2 ? "Ann" : "Bob");
    row.status = i % 3 ? SHOP_APP_STATUS_OPEN : SHOP_APP_STATUS_SENT_OUT;
    row.before.has = i % 2;
    row.before.value = SHOP_APP_STATUS_PAID;
    row.net = eco_numeric_from_int64(1000 + i, 2, space);
    row.due.has = i % 2;
    row.due.value = eco_date(2026, 1, 2);
    row.gr__e__in_cm.has = true;
    row.gr__e__in_cm.value = i;
    return row;
}

static void check_order(const ShopAppOrders *row, int i)
{
    int64_t net, gross;

    REQUIRE(row->id == i + 1);
    REQUIRE(eco_text_is(row->customer, i % 2 ? "Ann" : "Bob"));
    REQUIRE(row->status == (i % 3 ? SHOP_APP_STATUS_OPEN : SHOP_APP_STATUS_SENT_OUT));
    REQUIRE(row->before.has == (i % 2 == 1) && (!row->before.has || row->before.value == SHOP_APP_STATUS_PAID));
    REQUIRE(eco_numeric_to_int64(row->net, 2, &net) && net == 1000 + i);
    REQUIRE(eco_numeric_to_int64(row->gross, 2, &gross) && gross == (net * 119 + 50) / 100);
    REQUIRE(row->gr__e__in_cm.value == i && !row->class_.has);
}

static void write_orders(void)
{
    EcoCopy copy;
    EcoOut out = {0};
    ShopAppOrders row = order_of(0);

    eco_array_begin(&out, ECO_OID_TEXT, 2);
    eco_put_text(&out, eco_text("red"));
    eco_put_text(&out, eco_text(NULL));
    row.tags = eco_array_end(&out);
    REQUIRE(shop_app_orders_insert(&conn, &row));
    REQUIRE(row.id == 1);
    eco_out_free(&out);

    REQUIRE(shop_app_orders_copy_open(&copy, &conn));
    for (int i = 1; i < 10; i++) {
        row = order_of(i);
        REQUIRE(shop_app_orders_copy_put(&copy, &row));
    }
    REQUIRE(shop_app_orders_copy_close(&copy));
}

static void read_orders(void)
{
    EcoReader reader;
    ShopAppOrders row;
    int i = 0;

    REQUIRE(shop_app_orders_reader_open(&reader, &conn, "ORDER BY id", NULL, 0));
    for (; shop_app_orders_reader_next(&reader, &row); i++) {
        check_order(&row, i);
        if (i == 0) {
            EcoIn items = eco_array_items(row.tags);

            REQUIRE(eco_text_is(eco_take_opt_text(&items), "red"));
            REQUIRE(eco_take_opt_text(&items).data == NULL && !eco_in_more(&items) && eco_in_done(&items));
        }
    }
    REQUIRE(shop_app_orders_reader_close(&reader));
    REQUIRE(i == 10);
}

static void add_orders(void)
{
    ShopAppOrders rows[10];
    ShopDaily day;
    EcoReader reader;
    int64_t orders = 0;

    for (int i = 0; i < 10; i++) {
        rows[i] = order_of(i);
        rows[i].net = eco_numeric_from_int64(1000, 2, space);
    }
    REQUIRE(shop_daily_add(&conn, rows, 10));
    REQUIRE(shop_daily_add(&conn, rows, 10));
    REQUIRE(shop_daily_reader_open(&reader, &conn, NULL, NULL, 0));
    while (shop_daily_reader_next(&reader, &day)) {
        int64_t net;

        REQUIRE(eco_numeric_to_int64(day.net, 0, &net) && net == 10 * day.orders.value);
        orders += day.orders.value;
    }
    REQUIRE(shop_daily_reader_close(&reader));
    REQUIRE(orders == 20);
}

/* Extension types travel as text. */
static void notes(void)
{
    ShopAppNotes note = {0}, back;
    EcoReader reader;

    note.facts = eco_text("\"a\"=>\"1\"");
    note.path = eco_text("X");
    REQUIRE(shop_app_notes_insert(&conn, &note));
    REQUIRE(note.id == 1);
    REQUIRE(shop_app_notes_reader_open(&reader, &conn, "WHERE path = 'x'", NULL, 0));
    REQUIRE(shop_app_notes_reader_next(&reader, &back));
    REQUIRE(back.id == 1 && eco_text_is(back.facts, "\"a\"=>\"1\"") && eco_text_is(back.path, "X"));
    REQUIRE(shop_app_notes_reader_close(&reader));
}

/* The database has grown a label. */
static void unknown_label(void)
{
    EcoReader reader;
    ShopAppOrders row;

    REQUIRE(eco_exec(&conn, "ALTER TYPE app.status ADD VALUE 'lost'"));
    REQUIRE(eco_exec(&conn, "UPDATE app.orders SET status = 'lost' WHERE id = 2"));
    REQUIRE(shop_app_orders_reader_open(&reader, &conn, "ORDER BY id", NULL, 0));
    REQUIRE(shop_app_orders_reader_next(&reader, &row));
    REQUIRE(!shop_app_orders_reader_next(&reader, &row));
    REQUIRE(!shop_app_orders_reader_close(&reader));
    REQUIRE(strcmp(conn.error.message, "orders, row 2: cannot read column \"status\": \"lost\" is no label of enum"
                                       " app.status known to this program") == 0);
    eco_error_clear(&conn.error);
}

int main(void)
{
    EcoOut why = {0};

    conn.pg = PQconnectdb(getenv("DATABASE_URL"));
    REQUIRE(PQstatus(conn.pg) == CONNECTION_OK);
    REQUIRE(shop_schema_check(&conn, &why) || (fputs(eco_out_text(&why), stderr), false));
    eco_out_free(&why);
    write_orders();
    read_orders();
    add_orders();
    notes();
    unknown_label();
    eco_conn_close(&conn);
    PQfinish(conn.pg);
    return 0;
}
