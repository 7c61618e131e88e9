CREATE SCHEMA app;

CREATE COLLATION public.german (provider = icu, locale = 'de-DE', deterministic = false);

CREATE DOMAIN email AS varchar(255) NOT NULL
    CHECK (value ~ '@');

COMMENT ON DOMAIN email IS 'Where mail goes.';

CREATE DOMAIN percent AS numeric(5,2) DEFAULT 0
    CHECK (value between 0 and 100);

CREATE TYPE app.address AS (
    street text,
    town text COLLATE public.german
);

COMMENT ON TYPE app.address IS 'Where somebody lives.';

CREATE TYPE price_range AS RANGE (
    subtype = numeric
);

CREATE TABLE customers (
    id       bigint            PRIMARY KEY,
    email    email             NOT NULL,
    share    percent           NOT NULL,
    home     app.address,
    others   app.address[]     NOT NULL DEFAULT '{}',
    prices   price_range,
    allowed  price_multirange,
    name     text              COLLATE public.german NOT NULL
);

CREATE INDEX customers_name_idx ON customers (name);
