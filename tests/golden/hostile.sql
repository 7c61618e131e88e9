CREATE TYPE public.pg_mood AS ENUM ('it''s', E'a\\b');

CREATE TABLE public.pg_class (
    id    bigserial       PRIMARY KEY,
    n     integer         NOT NULL CHECK (n > 0),
    m     integer         NOT NULL DEFAULT 1,
    mood  public.pg_mood  NOT NULL DEFAULT 'it''s',
    CONSTRAINT named CHECK (m < 100 -- not
        or n < 100)
);

CREATE INDEX "some" ON public.pg_class ((n + m)) WHERE (n > 1);

CREATE TABLE "two
DROP TABLE lines; --" (
    id             bigint   PRIMARY KEY,
    "also
two --"  integer  NOT NULL
);
