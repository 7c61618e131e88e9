CREATE TABLE events (
    id      bigint,
    ts      timestamptz,
    org_id  integer,
    kind    text         DEFAULT 'api',
    PRIMARY KEY (id, ts, org_id),
    CONSTRAINT events_id_check1 CHECK (id > 0)
) PARTITION BY RANGE (ts, org_id);

ALTER TABLE events
    ALTER COLUMN kind SET STORAGE EXTERNAL,
    ALTER COLUMN kind SET COMPRESSION lz4;

CREATE INDEX events_kind_idx ON events (kind);

CREATE STATISTICS events_kind_org_id_stat (ndistinct) ON kind, org_id FROM events;

COMMENT ON TABLE events IS 'Every measurement, a month a partition.';

CREATE TABLE events_2026_01 PARTITION OF events FOR VALUES FROM ('2026-01-01', MINVALUE) TO ('2026-02-01', MINVALUE) WITH (fillfactor = '90');

CREATE TABLE events_2026_02 PARTITION OF events FOR VALUES FROM ('2026-02-01', MINVALUE) TO ('2026-03-01', MINVALUE) PARTITION BY HASH (org_id);

CREATE TABLE events_2026_02_0 PARTITION OF events_2026_02 FOR VALUES WITH (modulus 2, remainder 0);

CREATE TABLE events_2026_02_1 PARTITION OF events_2026_02 FOR VALUES WITH (modulus 2, remainder 1);

CREATE INDEX events_2026_02_1_ts_idx ON events_2026_02_1 (ts);

CREATE TABLE events_rest PARTITION OF events DEFAULT;

CREATE TABLE events_2025 (
    id      bigint,
    ts      timestamptz,
    org_id  integer,
    kind    text         DEFAULT 'api',
    PRIMARY KEY (id, ts, org_id),
    CONSTRAINT events_id_check CHECK (id > 0)
);

CREATE TABLE bookings (
    room    integer    NOT NULL,
    during  tstzrange  NOT NULL,
    CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&) WHERE (room > 0)
);

ALTER TABLE bookings REPLICA IDENTITY FULL;

CREATE TABLE base (
    id    integer  NOT NULL,
    note  text
);

CREATE TABLE child (
    extra  integer
) INHERITS (base);
