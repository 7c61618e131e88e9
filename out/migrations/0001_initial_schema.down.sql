-- 0001 initial_schema: down

-- loses all rows of the table
DROP TABLE audit_logs;

-- loses all rows of the table
DROP TABLE daily_model_agg;

-- loses all rows of the table
DROP TABLE daily_provider_agg;

-- loses all rows of the table
DROP TABLE daily_user_agg;

-- loses all rows of the table
DROP TABLE daily_org_agg;

-- loses all rows of the table
DROP TABLE events_enriched;

-- loses all rows of the table
DROP TABLE users;

-- loses all rows of the table
DROP TABLE organizations;
