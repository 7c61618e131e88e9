-- 0001 initial_schema: down

-- loses all rows of audit_logs
DROP TABLE audit_logs;

-- loses all rows of daily_model_agg
DROP TABLE daily_model_agg;

-- loses all rows of daily_provider_agg
DROP TABLE daily_provider_agg;

-- loses all rows of daily_user_agg
DROP TABLE daily_user_agg;

-- loses all rows of daily_org_agg
DROP TABLE daily_org_agg;

-- loses all rows of events_enriched
DROP TABLE events_enriched;

-- loses all rows of users
DROP TABLE users;

-- loses all rows of organizations
DROP TABLE organizations;
