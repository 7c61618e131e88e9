CREATE SCHEMA timescale;

CREATE EXTENSION citus;

CREATE EXTENSION timescaledb SCHEMA timescale;

CREATE TABLE organizations (
    org_id  bigint  PRIMARY KEY,
    name    text    NOT NULL
);

CREATE TABLE plans (
    code  text  PRIMARY KEY
);

CREATE TABLE users (
    org_id  bigint  REFERENCES organizations (org_id),
    id      bigint,
    plan    text    REFERENCES plans (code),
    PRIMARY KEY (org_id, id)
);

CREATE TABLE invoices (
    org_id   bigint,
    number   bigint,
    partner  bigint,
    PRIMARY KEY (org_id, partner, number)
);

CREATE TABLE readings (
    ts      timestamptz  NOT NULL,
    device  integer      NOT NULL,
    value   float
);

CREATE INDEX readings_device_ts_idx ON readings (device, ts DESC);

SELECT create_distributed_table('organizations', 'org_id')
 WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = 'organizations'::regclass);

SELECT create_reference_table('plans')
 WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = 'plans'::regclass);

SELECT create_distributed_table('users', 'org_id')
 WHERE NOT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = 'users'::regclass);

SELECT create_distributed_table('invoices', 'org_id');

SELECT timescale.create_hypertable('readings', 'ts', chunk_time_interval => interval '7 days',
    create_default_indexes => false, if_not_exists => true);
