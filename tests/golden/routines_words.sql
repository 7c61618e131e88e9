CREATE SCHEMA app;

CREATE TYPE app.state AS ENUM ('a');

CREATE FUNCTION app.f(
    a app.state,
    b varchar[] DEFAULT '{}',
    c numeric DEFAULT 1 + 1,
    "in" integer DEFAULT 5
) RETURNS app.state
    LANGUAGE sql
    AS $$ select a $$;

GRANT EXECUTE ON FUNCTION app.f(app.state, varchar[], numeric, integer) TO reader;

CREATE FUNCTION g(integer, OUT integer, INOUT "x y" text, VARIADIC text[])
    LANGUAGE internal WINDOW IMMUTABLE STRICT LEAKPROOF SECURITY DEFINER PARALLEL RESTRICTED COST 0.5 SUPPORT pg_catalog.x
    TRANSFORM FOR TYPE app.state, FOR TYPE integer
    AS $$x$$;

CREATE FUNCTION c() RETURNS integer
    LANGUAGE c
    AS 'file', 'symbol';

REVOKE EXECUTE ON FUNCTION public.c() FROM PUBLIC;

CREATE FUNCTION d() RETURNS integer
    LANGUAGE c
    AS 'file', 'd';

CREATE FUNCTION long_name_of_a_function(
    argument_number_one integer,
    argument_number_two integer,
    argument_number_three integer
) RETURNS integer
    LANGUAGE sql
AS $$
select 1
$$;

CREATE FUNCTION tr() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin end $$;

CREATE FUNCTION app.tr() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin end $$;

CREATE PROCEDURE p(INOUT a date)
    LANGUAGE plpgsql
    AS $body$ begin execute $$ x $$; end $body$;

ALTER PROCEDURE public.p(INOUT date) OWNER TO me;

CREATE TABLE t (
    id  integer  PRIMARY KEY,
    of  integer  NOT NULL
);

CREATE FUNCTION h() RETURNS SETOF t
    LANGUAGE sql ROWS 12
    SET app.tenant = 'it''s'
    SET search_path = '$user', public, 'A b'
    SET work_mem = '5'
    RETURN 1;

CREATE FUNCTION i() RETURNS TABLE (a integer, b t)
    LANGUAGE sql
BEGIN ATOMIC
    select 1, 2;

   select 3;
END;

CREATE TRIGGER a
    BEFORE INSERT OR DELETE OR TRUNCATE ON t
    FOR EACH STATEMENT
    EXECUTE FUNCTION public.tr('a', 'b', '5', 'it''s');

CREATE TRIGGER c
    AFTER UPDATE OF of, id ON t
    FOR EACH ROW
    WHEN (new.id > 0)
    EXECUTE FUNCTION public.tr();

ALTER TABLE t DISABLE TRIGGER c;

CREATE CONSTRAINT TRIGGER d
    AFTER INSERT ON t
    FROM t
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW
    EXECUTE FUNCTION app.tr();

ALTER TABLE t ENABLE ALWAYS TRIGGER d;

CREATE TRIGGER e
    AFTER UPDATE ON t
    REFERENCING OLD TABLE AS o NEW TABLE AS new
    FOR EACH STATEMENT
    EXECUTE FUNCTION pg_catalog.tr();

ALTER TABLE t ENABLE REPLICA TRIGGER e;

COMMENT ON TRIGGER a ON t IS 'said';
