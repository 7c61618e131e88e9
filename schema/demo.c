/*
 * demo.c: what a service that uses EcoMind's generated models looks like.
 *
 * Makes up 100,000 calls of language models, stores them by binary COPY, folds them into the four daily aggregates,
 * reads both back, and prints what the calls cost the planet. The database is $DATABASE_URL, else what libpq's PG*
 * variables say; the migrations must have been applied.
 */
#define _POSIX_C_SOURCE 200809L

#include <ecomind_schema.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { EVENTS = 100000, BATCH = 10000, DAYS = 3, ORGS = 40, USERS = 500, TEXT = 40 };

/* Rough figures of public estimates; a demo, not a study. */
static const struct Offer {
    const char *provider, *model, *region;
    double wh_per_1000_tokens;      /* energy */
    double l_per_kwh, kg_per_kwh;   /* water for cooling, CO2 of the region's power */
} offers[] = {
    {"anthropic", "claude-sonnet", "us-east", 0.55, 1.1, 0.37},
    {"anthropic", "claude-haiku", "eu-west", 0.20, 0.9, 0.24},
    {"mistral", "mistral-large", "eu-north", 0.50, 0.4, 0.05},
    {"mistral", NULL, "eu-north", 0.15, 0.4, 0.05},
    {"openai", "gpt-4o", "us-west", 0.60, 1.3, 0.31},
    {"openai", "gpt-4o-mini", "us-west", 0.18, 1.3, 0.31},
};

enum { OFFERS = sizeof offers / sizeof *offers };

/* A batch and the texts its events point to. */
typedef struct Batch {
    EventsEnriched events[BATCH];
    char ids[BATCH][TEXT], orgs[ORGS][TEXT], users[USERS][TEXT];
    uint64_t random;
    EcoTime now;
} Batch;

typedef struct Clock {
    double copying, folding, reading;   /* seconds */
} Clock;

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* 0 … below - 1: the same numbers every time (xorshift). */
static int any(Batch *batch, int below)
{
    batch->random ^= batch->random << 13;
    batch->random ^= batch->random >> 7;
    batch->random ^= batch->random << 17;
    return (int)(batch->random % (uint64_t)below);
}

static EventsEnriched make_event(Batch *batch, int i, int number)
{
    const struct Offer *offer = &offers[any(batch, OFFERS)];
    int asked = 50 + any(batch, 2000), answered = 20 + any(batch, 800);
    double kwh = (asked * 0.2 + answered) / 1000 * offer->wh_per_1000_tokens / 1000;

    snprintf(batch->ids[i], TEXT, "demo-%llx-%06d", (unsigned long long)batch->now, number);
    return (EventsEnriched){
        .id = eco_text(batch->ids[i]),
        .org_id = eco_text(batch->orgs[any(batch, ORGS)]),
        .user_id = eco_text(batch->users[any(batch, USERS)]),
        .provider = eco_text(offer->provider),
        .model = eco_text(offer->model),
        .tokens_in = {asked, true},
        .tokens_out = {answered, true},
        .region = eco_text(offer->region),
        .kwh = kwh,
        .water_l = kwh * offer->l_per_kwh,
        .co2_kg = kwh * offer->kg_per_kwh,
        .ts = eco_date_time(eco_time_date(batch->now)) - any(batch, DAYS * 24 * 3600) * INT64_C(1000000) - 1,
        .source = eco_text("demo"),
        .metadata = eco_text("{\"made_up\": true}"),
        .created_at = {batch->now, true},
    };
}

static Batch *new_batch(void)
{
    Batch *batch = calloc(1, sizeof *batch);

    if (!batch)
        return NULL;
    batch->random = 88172645463325252u;
    batch->now = eco_time_now();
    for (int i = 0; i < ORGS; i++)
        snprintf(batch->orgs[i], TEXT, "org-%02d", i + 1);
    for (int i = 0; i < USERS; i++)
        snprintf(batch->users[i], TEXT, "user-%03d", i + 1);
    return batch;
}

/* After a failure the calls do nothing, so only the last answer counts. */
static void store(EcoConn *conn, const Batch *batch, Clock *clock)
{
    double start = seconds();
    EcoCopy copy;

    events_enriched_copy_open(&copy, conn);
    for (int i = 0; i < BATCH; i++)
        events_enriched_copy_put(&copy, &batch->events[i]);
    events_enriched_copy_close(&copy);
    clock->copying += seconds() - start;
}

static void fold(EcoConn *conn, const Batch *batch, Clock *clock)
{
    double start = seconds();

    daily_org_agg_add(conn, batch->events, BATCH);
    daily_user_agg_add(conn, batch->events, BATCH);
    daily_provider_agg_add(conn, batch->events, BATCH);
    daily_model_agg_add(conn, batch->events, BATCH);
    clock->folding += seconds() - start;
}

/* Events and aggregates of a batch are stored together or not at all. */
static bool write_events(EcoConn *conn, Clock *clock)
{
    Batch *batch = new_batch();
    bool done = batch != NULL;

    for (int number = 0; done && number < EVENTS; number += BATCH) {
        for (int i = 0; i < BATCH; i++)
            batch->events[i] = make_event(batch, i, number + i);
        eco_exec(conn, "BEGIN");
        store(conn, batch, clock);
        fold(conn, batch, clock);
        done = eco_exec(conn, "COMMIT");
    }
    free(batch);
    return done;
}

/* Every event once through its row mapper. */
static bool read_events(EcoConn *conn, Clock *clock, long *count)
{
    double start = seconds();
    EcoReader reader;
    EventsEnriched event;

    events_enriched_reader_open(&reader, conn, NULL, NULL, 0);
    while (events_enriched_reader_next(&reader, &event))
        ++*count;
    clock->reading = seconds() - start;
    return events_enriched_reader_close(&reader);
}

typedef struct Line {
    EcoDate date;
    char provider[TEXT];
    long calls;
    double kwh, water_l, co2_kg;
} Line;

static void print_line(const Line *line)
{
    char day[ECO_TIME_TEXT];

    if (line->calls)
        printf("%-12s%-12s%8ld%12.3f%12.3f%12.3f\n", eco_date_text(line->date, day), line->provider, line->calls,
               line->kwh, line->water_l, line->co2_kg);
}

/* The aggregate has a row for each organization: those of a day and provider become one line. */
static bool print_table(EcoConn *conn)
{
    EcoReader reader;
    DailyProviderAgg row;
    Line line = {0};

    printf("%-12s%-12s%8s%12s%12s%12s\n", "day (UTC)", "provider", "calls", "energy kWh", "water l", "CO2 kg");
    daily_provider_agg_reader_open(&reader, conn, "ORDER BY date, provider", NULL, 0);
    while (daily_provider_agg_reader_next(&reader, &row)) {
        if (row.date != line.date || !eco_text_is(row.provider, line.provider)) {
            print_line(&line);
            line = (Line){.date = row.date};
            snprintf(line.provider, sizeof line.provider, "%.*s", (int)row.provider.length, row.provider.data);
        }
        line.calls += row.call_count.value;
        line.kwh += row.kwh.value;
        line.water_l += row.water_l.value;
        line.co2_kg += row.co2_kg.value;
    }
    print_line(&line);
    return daily_provider_agg_reader_close(&reader);
}

/* "1,234,567" */
static const char *grouped(long number, char text[32])
{
    char plain[32];
    int length = snprintf(plain, sizeof plain, "%ld", number), at = 0;

    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = plain[i];
    }
    text[at] = '\0';
    return text;
}

static void print_rate(const char *what, long count, double duration)
{
    char all[32], rate[32];

    printf("%-38s%9s in%7.2f s%11s a second\n", what, grouped(count, all), duration,
           grouped((long)((double)count / duration), rate));
}

static bool check_schema(EcoConn *conn)
{
    EcoOut why = {0};
    bool fits = ecomind_schema_check(conn, &why);

    fputs(eco_out_text(&why), stderr);
    eco_out_free(&why);
    return fits;
}

static bool run(EcoConn *conn)
{
    Clock clock = {0};
    long read = 0;

    if (!check_schema(conn) || !write_events(conn, &clock) || !print_table(conn) || !read_events(conn, &clock, &read))
        return false;
    printf("\n");
    print_rate("events stored by binary COPY", EVENTS, clock.copying);
    print_rate("events folded into four aggregates", EVENTS, clock.folding);
    print_rate("events read back", read, clock.reading);
    return true;
}

int main(void)
{
    const char *url = getenv("DATABASE_URL");
    EcoConn conn = {.pg = PQconnectdb(url ? url : "")};
    bool done = PQstatus(conn.pg) == CONNECTION_OK;

    if (!done)
        fprintf(stderr, "demo: %s", PQerrorMessage(conn.pg));
    else if (!(done = run(&conn)))
        fprintf(stderr, "demo: %s\n", conn.error.failed ? conn.error.message : "the models do not fit this database");
    eco_conn_close(&conn);
    PQfinish(conn.pg);
    return done ? 0 : 1;
}
