-- 0002 add_performance_indexes: down
-- ecogen: transaction off
-- What is done CONCURRENTLY lets others read and write meanwhile, and cannot run in a transaction.

DROP INDEX CONCURRENTLY idx_audit_logs_org_id_timestamp;
DROP INDEX CONCURRENTLY idx_daily_user_agg_org_id_date;
DROP INDEX CONCURRENTLY idx_events_org_id_ts;
