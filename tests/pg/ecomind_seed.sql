-- What the schema was before it was written as .eco: the DDL it must still come to.

CREATE TABLE organizations (
    org_id VARCHAR(255) PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    plan_type VARCHAR(50) DEFAULT 'free',
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE TABLE users (
    user_id VARCHAR(255) PRIMARY KEY,
    org_id VARCHAR(255) REFERENCES organizations(org_id) ON DELETE CASCADE,
    email VARCHAR(255) UNIQUE,
    role VARCHAR(50) DEFAULT 'viewer',
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW()
);
CREATE INDEX idx_users_org_id ON users(org_id);
CREATE INDEX idx_users_email ON users(email);

CREATE TABLE events_enriched (
    id TEXT PRIMARY KEY,
    org_id VARCHAR(255) NOT NULL,
    user_id VARCHAR(255) NOT NULL,
    provider VARCHAR(50) NOT NULL,
    model VARCHAR(100),
    tokens_in INTEGER DEFAULT 0,
    tokens_out INTEGER DEFAULT 0,
    node_type VARCHAR(50),
    region VARCHAR(100),
    kwh FLOAT NOT NULL,
    water_l FLOAT NOT NULL,
    co2_kg FLOAT NOT NULL,
    ts TIMESTAMPTZ NOT NULL,
    source VARCHAR(50),
    metadata JSONB,
    created_at TIMESTAMPTZ DEFAULT NOW()
);
CREATE INDEX idx_events_org_id ON events_enriched(org_id);
CREATE INDEX idx_events_ts ON events_enriched(ts);
CREATE INDEX idx_events_provider ON events_enriched(provider);

CREATE TABLE daily_org_agg (
    date DATE NOT NULL,
    org_id VARCHAR(255) NOT NULL,
    call_count INTEGER DEFAULT 0,
    kwh FLOAT DEFAULT 0.0,
    water_l FLOAT DEFAULT 0.0,
    co2_kg FLOAT DEFAULT 0.0,
    PRIMARY KEY (date, org_id)
);
CREATE INDEX idx_daily_org_agg_date ON daily_org_agg(date);

CREATE TABLE daily_user_agg (
    date DATE NOT NULL,
    org_id VARCHAR(255) NOT NULL,
    user_id VARCHAR(255) NOT NULL,
    call_count INTEGER DEFAULT 0,
    kwh FLOAT DEFAULT 0.0,
    water_l FLOAT DEFAULT 0.0,
    co2_kg FLOAT DEFAULT 0.0,
    PRIMARY KEY (date, org_id, user_id)
);
CREATE INDEX idx_daily_user_agg_date ON daily_user_agg(date);
CREATE INDEX idx_daily_user_agg_org_id ON daily_user_agg(org_id);

CREATE TABLE daily_provider_agg (
    date DATE NOT NULL,
    org_id VARCHAR(255) NOT NULL,
    provider VARCHAR(50) NOT NULL,
    call_count INTEGER DEFAULT 0,
    kwh FLOAT DEFAULT 0.0,
    water_l FLOAT DEFAULT 0.0,
    co2_kg FLOAT DEFAULT 0.0,
    PRIMARY KEY (date, org_id, provider)
);
CREATE INDEX idx_daily_provider_agg_date ON daily_provider_agg(date);

CREATE TABLE daily_model_agg (
    date DATE NOT NULL,
    org_id VARCHAR(255) NOT NULL,
    provider VARCHAR(50) NOT NULL,
    model VARCHAR(100) NOT NULL,
    call_count INTEGER DEFAULT 0,
    kwh FLOAT DEFAULT 0.0,
    water_l FLOAT DEFAULT 0.0,
    co2_kg FLOAT DEFAULT 0.0,
    PRIMARY KEY (date, org_id, provider, model)
);
CREATE INDEX idx_daily_model_agg_date ON daily_model_agg(date);

CREATE TABLE audit_logs (
    id BIGSERIAL PRIMARY KEY,
    org_id VARCHAR(255),
    user_id VARCHAR(255),
    action VARCHAR(100) NOT NULL,
    resource_type VARCHAR(100),
    resource_id VARCHAR(255),
    metadata JSONB,
    ip_address VARCHAR(50),
    timestamp TIMESTAMPTZ DEFAULT NOW()
);
CREATE INDEX idx_audit_logs_org_id ON audit_logs(org_id);
CREATE INDEX idx_audit_logs_timestamp ON audit_logs(timestamp);
