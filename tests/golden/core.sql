CREATE TYPE state AS ENUM ('open', 'paid', 'shipped out');

CREATE TABLE customers (
    id          bigserial     PRIMARY KEY,
    email       varchar(255)  NOT NULL UNIQUE,
    created_at  timestamptz   NOT NULL DEFAULT now(),
    updated_at  timestamptz
);

COMMENT ON TABLE customers IS 'Who buys.';

CREATE TABLE "Orders" (
    id           bigint         PRIMARY KEY,
    customer_id  bigint         NOT NULL REFERENCES customers (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    state        state          NOT NULL DEFAULT 'open',
    net          numeric(12,2)  NOT NULL CHECK (net >= 0),
    "select"     text           DEFAULT 'it''s',
    created_at   timestamptz    NOT NULL DEFAULT now(),
    updated_at   timestamptz,
    UNIQUE (customer_id, net),
    CONSTRAINT positive CHECK (net > 0)
);

CREATE INDEX "Orders_customer_id_created_at_idx" ON "Orders" (customer_id, created_at DESC NULLS LAST);
CREATE INDEX open_orders ON "Orders" ((lower("select"))) WHERE (state = 'open');
