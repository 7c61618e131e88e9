-- 0001 initial_schema: up

CREATE TABLE organizations (
    org_id      varchar(255)  PRIMARY KEY,
    name        varchar(255)  NOT NULL,
    plan_type   varchar(50)   DEFAULT 'free',
    created_at  timestamptz   DEFAULT now(),
    updated_at  timestamptz   DEFAULT now()
);

COMMENT ON TABLE organizations IS 'A customer. Everything else belongs to one.';

CREATE TABLE users (
    user_id     varchar(255)  PRIMARY KEY,
    org_id      varchar(255)  REFERENCES organizations (org_id) ON DELETE CASCADE,
    email       varchar(255)  UNIQUE,
    role        varchar(50)   DEFAULT 'viewer',
    created_at  timestamptz   DEFAULT now(),
    updated_at  timestamptz   DEFAULT now()
);

CREATE INDEX idx_users_org_id ON users (org_id);
CREATE INDEX idx_users_email ON users (email);

COMMENT ON TABLE users IS 'A person who signs in on behalf of an organization.';

CREATE TABLE events_enriched (
    id          text          PRIMARY KEY,
    org_id      varchar(255)  NOT NULL,
    user_id     varchar(255)  NOT NULL,
    provider    varchar(50)   NOT NULL,
    model       varchar(100),
    tokens_in   integer       DEFAULT 0,
    tokens_out  integer       DEFAULT 0,
    node_type   varchar(50),
    region      varchar(100),
    kwh         float         NOT NULL,
    water_l     float         NOT NULL,
    co2_kg      float         NOT NULL,
    ts          timestamptz   NOT NULL,
    source      varchar(50),
    metadata    jsonb,
    created_at  timestamptz   DEFAULT now()
);

CREATE INDEX idx_events_org_id ON events_enriched (org_id);
CREATE INDEX idx_events_ts ON events_enriched (ts);
CREATE INDEX idx_events_provider ON events_enriched (provider);

COMMENT ON TABLE events_enriched IS 'One call of a model, enriched with what it cost the planet.';
COMMENT ON COLUMN events_enriched.node_type IS 'kind of machine that answered';
COMMENT ON COLUMN events_enriched.region IS 'data centre region of that machine';
COMMENT ON COLUMN events_enriched.kwh IS 'energy in kilowatt-hours';
COMMENT ON COLUMN events_enriched.water_l IS 'water in litres';
COMMENT ON COLUMN events_enriched.co2_kg IS 'emissions in kilograms of CO2 equivalent';
COMMENT ON COLUMN events_enriched.ts IS 'when the call was made';
COMMENT ON COLUMN events_enriched.source IS 'what sent the event';

CREATE TABLE daily_org_agg (
    date        date,
    org_id      varchar(255),
    call_count  integer       DEFAULT 0,
    kwh         float         DEFAULT 0.0,
    water_l     float         DEFAULT 0.0,
    co2_kg      float         DEFAULT 0.0,
    PRIMARY KEY (date, org_id)
);

CREATE INDEX idx_daily_org_agg_date ON daily_org_agg (date);

COMMENT ON TABLE daily_org_agg IS 'Totals a day (UTC) and organization.';
COMMENT ON COLUMN daily_org_agg.call_count IS 'events of that day';
COMMENT ON COLUMN daily_org_agg.kwh IS 'energy in kilowatt-hours';
COMMENT ON COLUMN daily_org_agg.water_l IS 'water in litres';
COMMENT ON COLUMN daily_org_agg.co2_kg IS 'emissions in kilograms of CO2 equivalent';

CREATE TABLE daily_user_agg (
    date        date,
    org_id      varchar(255),
    user_id     varchar(255),
    call_count  integer       DEFAULT 0,
    kwh         float         DEFAULT 0.0,
    water_l     float         DEFAULT 0.0,
    co2_kg      float         DEFAULT 0.0,
    PRIMARY KEY (date, org_id, user_id)
);

CREATE INDEX idx_daily_user_agg_date ON daily_user_agg (date);
CREATE INDEX idx_daily_user_agg_org_id ON daily_user_agg (org_id);

COMMENT ON TABLE daily_user_agg IS 'Totals a day (UTC), organization and user.';
COMMENT ON COLUMN daily_user_agg.call_count IS 'events of that day';
COMMENT ON COLUMN daily_user_agg.kwh IS 'energy in kilowatt-hours';
COMMENT ON COLUMN daily_user_agg.water_l IS 'water in litres';
COMMENT ON COLUMN daily_user_agg.co2_kg IS 'emissions in kilograms of CO2 equivalent';

CREATE TABLE daily_provider_agg (
    date        date,
    org_id      varchar(255),
    provider    varchar(50),
    call_count  integer       DEFAULT 0,
    kwh         float         DEFAULT 0.0,
    water_l     float         DEFAULT 0.0,
    co2_kg      float         DEFAULT 0.0,
    PRIMARY KEY (date, org_id, provider)
);

CREATE INDEX idx_daily_provider_agg_date ON daily_provider_agg (date);

COMMENT ON TABLE daily_provider_agg IS 'Totals a day (UTC), organization and provider.';
COMMENT ON COLUMN daily_provider_agg.call_count IS 'events of that day';
COMMENT ON COLUMN daily_provider_agg.kwh IS 'energy in kilowatt-hours';
COMMENT ON COLUMN daily_provider_agg.water_l IS 'water in litres';
COMMENT ON COLUMN daily_provider_agg.co2_kg IS 'emissions in kilograms of CO2 equivalent';

CREATE TABLE daily_model_agg (
    date        date,
    org_id      varchar(255),
    provider    varchar(50),
    model       varchar(100),
    call_count  integer       DEFAULT 0,
    kwh         float         DEFAULT 0.0,
    water_l     float         DEFAULT 0.0,
    co2_kg      float         DEFAULT 0.0,
    PRIMARY KEY (date, org_id, provider, model)
);

CREATE INDEX idx_daily_model_agg_date ON daily_model_agg (date);

COMMENT ON TABLE daily_model_agg IS 'Totals a day (UTC), organization, provider and model.';
COMMENT ON COLUMN daily_model_agg.call_count IS 'events of that day';
COMMENT ON COLUMN daily_model_agg.kwh IS 'energy in kilowatt-hours';
COMMENT ON COLUMN daily_model_agg.water_l IS 'water in litres';
COMMENT ON COLUMN daily_model_agg.co2_kg IS 'emissions in kilograms of CO2 equivalent';

CREATE TABLE audit_logs (
    id             bigserial     PRIMARY KEY,
    org_id         varchar(255),
    user_id        varchar(255),
    action         varchar(100)  NOT NULL,
    resource_type  varchar(100),
    resource_id    varchar(255),
    metadata       jsonb,
    ip_address     varchar(50),
    "timestamp"    timestamptz   DEFAULT now()
);

CREATE INDEX idx_audit_logs_org_id ON audit_logs (org_id);
CREATE INDEX idx_audit_logs_timestamp ON audit_logs ("timestamp");

COMMENT ON TABLE audit_logs IS 'Who did what, and from where.';
