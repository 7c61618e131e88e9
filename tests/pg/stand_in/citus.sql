-- What stands in for Citus, which is not installed here: functions of the same signatures, as far as ecogen calls them,
-- that keep the same catalog table. Nothing is distributed. What Citus refuses, as its documentation has it, is refused.
create table public.pg_dist_partition (
    logicalrelid   regclass not null,
    partmethod     "char" not null,
    partkey        text,
    colocationid   integer not null default 0,
    repmodel       "char" not null default 'c',
    autoconverted  boolean not null default false
);
alter table public.pg_dist_partition set schema pg_catalog;

create function pg_catalog.column_to_column_name(table_name regclass, column_var_text text) returns text
    language sql stable strict
as $$ select attname::text from pg_attribute where attrelid = table_name and attnum = column_var_text::int2 $$;

create function pg_catalog.stand_in_for_citus_look(table_name regclass, attribute int2) returns void language plpgsql
as $$
declare one text;
begin
    if exists (select from pg_inherits where inhrelid = table_name) then
        raise exception 'cannot distribute relation %: it is a partition, or inherits', table_name;
    end if;
    for one in select indexrelid::regclass from pg_index
                where indrelid = table_name and indisunique and not attribute = any (indkey)
    loop
        raise exception 'cannot create constraint on %', table_name
            using detail = 'Distributed relations must have UNIQUE constraints that include the partition column: ' || one;
    end loop;
end
$$;

create function pg_catalog.stand_in_for_citus_note(table_name regclass, method "char", attribute int2) returns void
    language plpgsql
as $$
begin
    if exists (select from pg_dist_partition where logicalrelid = table_name) then
        raise exception 'table % is already distributed', table_name;
    end if;
    if exists (select from pg_constraint k where k.conrelid = table_name and k.contype = 'f' and k.confrelid <> table_name
                  and k.confrelid not in (select logicalrelid from pg_dist_partition)) then
        raise exception 'cannot create foreign key constraint of %: it is to a table that is not distributed', table_name;
    end if;
    insert into pg_dist_partition (logicalrelid, partmethod, partkey, repmodel)
    select t, method, attribute::text, case method when 'n' then 't' else 's' end
      from (select table_name union all select inhrelid::regclass from pg_inherits where inhparent = table_name) of (t);
end
$$;

create function pg_catalog.create_distributed_table(table_name regclass, distribution_column text,
        distribution_type text default 'hash', colocate_with text default 'default', shard_count integer default null)
    returns void language plpgsql
as $$
declare attribute int2 = (select attnum from pg_attribute
                           where attrelid = table_name and attname = distribution_column and not attisdropped);
begin
    if attribute is null then
        raise exception 'column "%" of relation % does not exist', distribution_column, table_name;
    end if;
    perform stand_in_for_citus_look(table_name, attribute);
    perform stand_in_for_citus_note(table_name, 'h', attribute);
end
$$;

create function pg_catalog.create_reference_table(table_name regclass) returns void language sql
as $$ select stand_in_for_citus_note(table_name, 'n', null) $$;

create function pg_catalog.undistribute_table(table_name regclass, cascade_via_foreign_keys boolean default false)
    returns void language plpgsql
as $$
declare other regclass;
begin
    if not exists (select from pg_dist_partition where logicalrelid = table_name) then
        raise exception 'cannot undistribute table % because the table is not distributed', table_name;
    end if;
    delete from pg_dist_partition
     where logicalrelid = table_name or logicalrelid in (select inhrelid from pg_inherits where inhparent = table_name);
    for other in select case conrelid when table_name then confrelid else conrelid end from pg_constraint
                  where contype = 'f' and conrelid <> confrelid and table_name in (conrelid, confrelid)
    loop
        if not cascade_via_foreign_keys then
            raise exception 'cannot undistribute table % because it has a foreign key', table_name
                using hint = 'Use cascade_via_foreign_keys option to undistribute all the relations involved';
        end if;
        if exists (select from pg_dist_partition where logicalrelid = other) then
            perform undistribute_table(other, true);
        end if;
    end loop;
end
$$;

create function pg_catalog.alter_distributed_table(table_name regclass, distribution_column text default null,
        shard_count integer default null, colocate_with text default null, cascade_to_colocated boolean default null)
    returns void language plpgsql
as $$
begin
    if exists (select from pg_constraint where contype = 'f' and table_name in (conrelid, confrelid)) then
        raise exception 'foreign keys of % would be dropped', table_name;
    end if;
    delete from pg_dist_partition where logicalrelid = table_name;
    perform create_distributed_table(table_name, distribution_column);
end
$$;
