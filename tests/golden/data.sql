CREATE TABLE plans (
    code   text     PRIMARY KEY,
    title  text     NOT NULL,
    seats  integer
);

COMMENT ON TABLE plans IS 'What customers can buy.';

CREATE TABLE customers (
    id    bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plan  text    NOT NULL REFERENCES plans (code) ON DELETE CASCADE
);

INSERT INTO plans (code, title)
VALUES ('free', 'Free'),
       ('pro', 'Professional'),
       ('gold', 'It''s gold')
ON CONFLICT (code) DO UPDATE SET title = excluded.title;

INSERT INTO customers (id, plan)
OVERRIDING SYSTEM VALUE
VALUES (1, 'free'),
       (2, 'pro')
ON CONFLICT (id) DO UPDATE SET plan = excluded.plan;
