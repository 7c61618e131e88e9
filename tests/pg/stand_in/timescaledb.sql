-- What stands in for TimescaleDB, which is not installed here: functions of the same signatures, as far as ecogen calls
-- them, and the view that says what they did. Rows stay where they are. What TimescaleDB refuses, as its documentation
-- has it, is refused.
create schema _timescaledb_catalog;
create schema _timescaledb_functions;
create schema _timescaledb_internal;
create schema timescaledb_information;

create table _timescaledb_catalog.dimension (
    relation         regclass not null,
    attribute        int2 not null,
    interval_length  bigint not null
);

create function _timescaledb_functions.insert_blocker() returns trigger language plpgsql as $$ begin return new; end $$;

create view timescaledb_information.dimensions as
    select n.nspname as hypertable_schema, c.relname as hypertable_name, 1::bigint as dimension_number,
           a.attname as column_name, a.atttypid::regtype as column_type, 'Time'::text as dimension_type,
           case when not counted then make_interval(days => (d.interval_length / 86400000000)::integer,
                                                    secs => d.interval_length % 86400000000 / 1000000.0) end
           as time_interval,
           case when counted then d.interval_length end as integer_interval
      from _timescaledb_catalog.dimension d
      join pg_class c on c.oid = d.relation
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = d.relation and a.attnum = d.attribute
     cross join lateral (select a.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)) k (counted);

create function _timescaledb_functions.stand_in_length(width anyelement) returns bigint language sql
as $$ select case when pg_typeof(width) = 'interval'::regtype then extract(epoch from width::text::interval)::bigint * 1000000
                  else width::text::bigint end $$;

create function @extschema@.create_hypertable(relation regclass, time_column_name name,
        partitioning_column name default null, number_partitions integer default null,
        associated_schema_name name default null, associated_table_prefix name default null,
        chunk_time_interval anyelement default null::bigint, create_default_indexes boolean default true,
        if_not_exists boolean default false, partitioning_func regproc default null, migrate_data boolean default false)
    returns table (hypertable_id integer, schema_name name, table_name name, created boolean) language plpgsql
as $$
declare
    number int2 = (select attnum from pg_attribute where attrelid = relation and attname = time_column_name);
    rows boolean;
    one text;
begin
    if exists (select from _timescaledb_catalog.dimension d where d.relation = create_hypertable.relation) then
        if not if_not_exists then
            raise exception 'table % is already a hypertable', relation;
        end if;
        raise notice 'table % is already a hypertable, skipping', relation;
        return;
    end if;
    execute format('select exists (select from %s)', relation) into rows;
    if rows and not migrate_data then
        raise exception 'table % is not empty', relation;
    end if;
    for one in select indexrelid::regclass from pg_index
                where indrelid = relation and (indisunique or indisexclusion) and not number = any (indkey)
    loop
        raise exception 'cannot create a unique index without the column "%" (used in partitioning): %',
            time_column_name, one;
    end loop;
    execute format('alter table %s alter column %I set not null', relation, time_column_name);
    if create_default_indexes then
        execute format('create index on %s (%I desc)', relation, time_column_name);
    end if;
    execute format('create trigger ts_insert_blocker before insert on %s for each row'
                   ' execute function _timescaledb_functions.insert_blocker()', relation);
    insert into _timescaledb_catalog.dimension
    values (relation, number, _timescaledb_functions.stand_in_length(chunk_time_interval));
end
$$;

create function @extschema@.set_chunk_time_interval(hypertable regclass, chunk_time_interval anyelement,
        dimension_name name default null)
    returns void language sql
as $$
    update _timescaledb_catalog.dimension set interval_length = _timescaledb_functions.stand_in_length(chunk_time_interval)
     where relation = hypertable
$$;
