-- Every kind there is no word for, at once, beside objects that use them and are used by them.
create schema app;
create role eco_all_owner;
create role eco_all_reader;
create table t (id int primary key, name text, n numeric(9,2), p point);
create type app.pair as (a int, b int);
create type mood as enum ('sad', 'happy');
create type yes as enum ('y');

create function app.same(a app.pair, b app.pair) returns boolean language sql immutable strict
    as 'select a.a = b.a and a.b = b.b';
create function app.less(a app.pair, b app.pair) returns boolean language sql immutable strict as 'select a.a < b.a';
create function app.order_(a app.pair, b app.pair) returns int language sql immutable strict as 'select a.a - b.a';
create function app.of_mood(m mood) returns yes language sql immutable strict as 'select ''y''::yes';
create function app.plus(s bigint, n int) returns bigint language sql immutable as 'select s + coalesce(n, 0)';
create function app.told() returns event_trigger language plpgsql as 'begin end';

-- operators that name themselves and each other, families and classes
create operator app.=== (function = app.same, leftarg = app.pair, rightarg = app.pair, commutator = operator(app.===),
    restrict = eqsel, join = eqjoinsel);
create operator app.<<< (function = app.less, leftarg = app.pair, rightarg = app.pair, restrict = scalarltsel);
create operator ### (function = int4pl, leftarg = int, rightarg = int, commutator = ###);
create operator family app.pairs using btree;
create operator class app.by_a for type app.pair using btree family app.pairs as
    operator 1 app.<<<, operator 3 app.===, function 1 app.order_(app.pair, app.pair);
create function app.order_too(a app.pair, b int) returns int language sql immutable strict as 'select a.a - b';
alter operator family app.pairs using btree add function 1 app.order_too(app.pair, int);
create operator class loose for type int4 using hash as operator 1 =, function 1 hashint4(int4);

-- aggregates: plain, of ordered sets, moving
create aggregate app.total (int) (sfunc = app.plus, stype = bigint, initcond = '0', parallel = safe);
create aggregate median (float8 order by anyelement)
    (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra);
create aggregate moving (int) (sfunc = int4pl, stype = int, msfunc = int4pl, minvfunc = int4mi, mstype = int);

create cast (mood as yes) with function app.of_mood(mood) as assignment;
create cast (yes as mood) with inout;
create conversion app.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create default conversion app.other for 'LATIN2' to 'UTF8' from iso8859_to_utf8;
create transform for yes language sql (from sql with function prsd_lextype(internal));

create access method slow type index handler gisthandler;
create access method heap_too type table handler heap_tableam_handler;
create operator class in_slow default for type box using slow as
    operator 1 <<, operator 2 &<, operator 3 &&, operator 15 <-> (box, point) for order by float_ops,
    function 1 gist_box_consistent(internal, box, smallint, oid, internal), function 2 gist_box_union(internal, internal),
    function 5 gist_box_penalty(internal, internal, internal), function 6 gist_box_picksplit(internal, internal),
    function 7 gist_box_same(box, box, internal), function 8 gist_box_distance(internal, box, smallint, oid, internal);

create text search dictionary app.plain (template = simple, stopwords = english, accept = false);
create text search configuration app.words (copy = english);
alter text search configuration app.words alter mapping for word with app.plain, simple;

create foreign data wrapper far options (debug 'it''s');
create server there type 'x' version '1.0' foreign data wrapper far options (host 'h', "odd Name" 'v');
create foreign table app.remote (id int options (key 'true') not null, name text collate "C" not null default 'x', twice int generated always as (id * 2) stored,
    check (id > 0))
    server there options ("table" 'r''s');

-- what uses all that
create table app.uses (
    id int primary key,
    one app.pair,
    two mood default 'sad'::mood,
    three yes default 'sad'::mood,
    words tsvector generated always as (to_tsvector('app.words', 'x')) stored,
    n int,
    area box,
    check (one operator(app.===) row(1, 2)::app.pair),
    check (n operator(public.###) 1 > 0)
) using heap_too;
create index on app.uses using btree (one app.by_a);
create index on app.uses using hash (n loose);
create index on app.uses using slow (area);
create index on t using gin (to_tsvector('app.words', name));
create view app.v as
    select app.total(u.n) as total, max(u.two::yes::text) as two, moving(u.n) as moving,
           median(0.5) within group (order by u.n) as median
      from app.uses u where u.one operator(app.===) row(3, 4)::app.pair;
create view app.w as
    select r.id, t.name from app.remote r join t on t.id operator(public.###) 1 = r.id;
create rule quiet as on delete to t where old.id > 5 do instead nothing;
create rule two_things as on insert to app.v do instead
    (insert into t (id) values (1); select app.total(id) from t);
alter table t disable rule quiet;
create rule w_upd as on update to app.w do instead update t set name = new.name where id = old.id;

create publication all_of_it for all tables with (publish = 'insert');
create publication a_few for table t, app.uses;
create event trigger watch on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE') execute function app.told();
create event trigger idle on sql_drop execute function app.told();
alter event trigger idle disable;
alter default privileges in schema app grant select on tables to eco_all_reader;
alter default privileges revoke execute on functions from public;
alter default privileges for role eco_all_owner grant usage on types to eco_all_reader with grant option;

grant select (id), insert on app.remote to eco_all_reader;
create function app.touch() returns trigger language plpgsql as 'begin return new; end';
create trigger far_away before insert on app.remote for each row execute function app.touch();
alter table app.remote disable trigger far_away;
alter foreign table app.remote alter name set storage external, alter name set statistics 7;

-- what is said of them
comment on constraint remote_id_check on app.remote is 'more than nothing';
comment on trigger far_away on app.remote is 'tr';
revoke execute on function app.total(int) from public;
grant execute on function app.total(int) to eco_all_reader with grant option;
grant usage on foreign server there to eco_all_reader;
grant usage on foreign data wrapper far to eco_all_reader with grant option;
revoke execute on function median(float8, anyelement) from public;
alter aggregate app.total (int) owner to eco_all_owner;
alter text search configuration app.words owner to eco_all_owner;
alter operator app.<<< (app.pair, app.pair) owner to eco_all_owner;
comment on operator ### (int, int) is 'adds';
comment on aggregate app.total (int) is E'it''s\nall';
comment on cast (mood as yes) is 'c';
comment on server there is 's';
comment on foreign table app.remote is 'far';
comment on column app.remote.name is 'far, too';
comment on rule quiet on t is 'r';
comment on publication a_few is 'p';
comment on event trigger watch is 'e';
comment on text search dictionary app.plain is 'd';
comment on text search configuration app.words is 'w';
comment on operator class app.by_a using btree is 'o';
comment on operator family app.pairs using btree is 'f';
comment on access method slow is 'a';
comment on conversion app.latin is 'l';
comment on transform for yes language sql is 't';
comment on foreign data wrapper far is 'x';
