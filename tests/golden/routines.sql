CREATE SCHEMA app;

CREATE TYPE app.state AS ENUM ('new', 'open', 'closed');

CREATE FUNCTION touch() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = ''
AS $$
begin
    new.changed_at := now();
    return new;
end
$$;

COMMENT ON FUNCTION public.touch() IS 'Keeps changed_at.';

CREATE FUNCTION app.patience(state app.state, weight numeric DEFAULT 1) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (case state when 'new' then 1 else 7 end * weight)::integer;

COMMENT ON FUNCTION app.patience(app.state, numeric) IS 'How many days a ticket may wait.';

CREATE FUNCTION app.tell() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin return null; end $$;

CREATE PROCEDURE app.close(ticket bigint, INOUT closed_at timestamptz DEFAULT null)
    LANGUAGE plpgsql
AS $body$
begin
    execute $$ update app.tickets set state = 'closed' where id = $1 $$ using ticket;
    closed_at := now();
end
$body$;

REVOKE EXECUTE ON PROCEDURE app.close(IN bigint, INOUT timestamptz) FROM PUBLIC;

CREATE TABLE app.tickets (
    id          bigint       GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title       text         NOT NULL,
    state       app.state    NOT NULL DEFAULT 'new',
    wait        integer      NOT NULL GENERATED ALWAYS AS (app.patience(state)) STORED,
    changed_at  timestamptz  NOT NULL DEFAULT now()
);

CREATE FUNCTION app.open_tickets(OUT id bigint, OUT title text) RETURNS SETOF record
    LANGUAGE sql STABLE
BEGIN ATOMIC
    select id, title from app.tickets where state <> 'closed';
END;

-- bodies that mention each other: this one cannot be checked before all are there
SET check_function_bodies = off;

CREATE FUNCTION app.overdue(limit_to integer) RETURNS TABLE (ticket app.tickets, days integer)
    LANGUAGE sql STABLE ROWS 50
    AS $$ select t, 3 from app.tickets t where app.is_late(t) limit limit_to $$;

RESET check_function_bodies;

CREATE FUNCTION app.none_overdue() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ select not exists (select from app.overdue(1)) $$;

CREATE FUNCTION app.is_late(ticket app.tickets) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ select ticket.changed_at < now() - interval '7 days' or app.none_overdue() $$;

CREATE TRIGGER touch
    BEFORE INSERT OR UPDATE OF title, state ON app.tickets
    FOR EACH ROW
    WHEN (new.title <> '')
    EXECUTE FUNCTION public.touch();

CREATE TRIGGER told
    AFTER UPDATE ON app.tickets
    REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it
    FOR EACH STATEMENT
    EXECUTE FUNCTION app.tell('tickets');

ALTER TABLE app.tickets ENABLE REPLICA TRIGGER told;

CREATE CONSTRAINT TRIGGER checked
    AFTER INSERT ON app.tickets
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW
    EXECUTE FUNCTION app.tell();

COMMENT ON TRIGGER touch ON app.tickets IS 'Before anything is written.';
