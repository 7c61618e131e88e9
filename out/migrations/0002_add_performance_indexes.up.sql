-- 0002 add_performance_indexes: up
-- ecogen: transaction off
-- What is done CONCURRENTLY lets others read and write meanwhile, and cannot run in a transaction.

CREATE INDEX CONCURRENTLY idx_events_org_id_ts ON events_enriched (org_id, ts);

COMMENT ON INDEX idx_events_org_id_ts IS 'events of one organization within a time range';

CREATE INDEX CONCURRENTLY idx_daily_user_agg_org_id_date ON daily_user_agg (org_id, date);

COMMENT ON INDEX idx_daily_user_agg_org_id_date IS 'the users of one organization within a range of days';

CREATE INDEX CONCURRENTLY idx_audit_logs_org_id_timestamp ON audit_logs (org_id, "timestamp");

COMMENT ON INDEX idx_audit_logs_org_id_timestamp IS 'what happened in one organization within a time range';
