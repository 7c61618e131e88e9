CREATE TYPE order_state AS ENUM ('open', 'paid');

CREATE TABLE customers (
    id    bigint  PRIMARY KEY,
    name  text    NOT NULL
);

CREATE TABLE orders (
    id           bigint       PRIMARY KEY,
    customer_id  bigint       NOT NULL REFERENCES customers (id),
    state        order_state  NOT NULL DEFAULT 'open',
    due          date,
    amount       integer      NOT NULL
);

CREATE VIEW open_orders (id, customer) WITH (check_option = 'local', security_barrier = 'true') AS
select id, customer_id, due, amount from orders where state <> 'paid';

CREATE VIEW overdue AS
    select o.id, o.due, c.name as customer
      from open_orders o
      join customers c on c.id = o.customer -- never null
     where o.due < current_date;

GRANT SELECT ON TABLE overdue TO collector;

COMMENT ON COLUMN overdue.due IS 'Since when it should have been paid.';

ALTER VIEW open_orders ALTER COLUMN due SET DEFAULT (current_date + 14);

COMMENT ON VIEW open_orders IS 'What is not paid yet.';

CREATE VIEW everything AS
select * from orders;

CREATE MATERIALIZED VIEW per_customer WITH (fillfactor = '90') AS
select customer_id, count(*) as orders, sum(amount) as amount from orders group by customer_id;

CREATE UNIQUE INDEX per_customer_customer_id_idx ON per_customer (customer_id);

CREATE INDEX per_customer_amount_idx ON per_customer (amount DESC);

COMMENT ON INDEX per_customer_amount_idx IS 'The best come first.';
