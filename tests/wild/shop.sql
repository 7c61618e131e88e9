-- Rows of schema/examples/shop.eco: three or more in most tables.
insert into catalog.brands (name) values ('Acme'), ('Brand 10'), ('Brand 9');
insert into catalog.categories (parent_id, name, path) values
    (null, 'Clothes', '/clothes'), (1, 'Shirts', '/clothes/shirts'), (null, 'Bottles', '/bottles');
insert into catalog.products (brand_id, name, summary, state, attributes, keywords, published_at)
select nullif(n % 4, 0), 'Product ' || n, 'No. ' || n, case when n < 4 then 'active' else 'draft' end::catalog.product_state,
       jsonb_build_object('colour', 'red', 'n', n), array['new', 'k' || n], timestamptz '2026-01-01' + n * interval '1 day'
  from generate_series(1, 5) n;
insert into catalog.product_categories (product_id, category_id, is_main)
select n, 1 + n % 3, true from generate_series(1, 5) n;
insert into catalog.variants (product_id, sku, title, gtin, size, weight_g, is_default)
select 1 + n / 2, 'AB-' || n, 'Size ' || n, '0000000' || n, row(100, n * 10, 50)::dimensions, n * 100, n % 2 = 0
  from generate_series(0, 7) n where n > 0;
insert into catalog.images (product_id, url, position) select n, 'https://img.example/' || n, 1 from generate_series(1, 3) n;
insert into catalog.prices (variant_id, amount, valid)
select n, n * 10, '[2026-01-01, 2026-06-01)'::tstzrange from generate_series(1, 7) n;
insert into catalog.prices (variant_id, amount, currency, valid)
select n, n * 11, 'CHF', '[2026-06-01,)'::tstzrange from generate_series(1, 7) n;
insert into catalog.price_breaks (variant_id, pieces, discount) values (1, '[10,50)', 5), (1, '[50,)', 9.5), (2, '[10,)', 4);
insert into catalog.related_products (product_id, related_id) values (1, 2), (2, 1);

insert into sales.customers (email, name, is_company, vat_number)
select 'c' || n || '@example.com', 'Customer ' || n, n = 1, 'ATU' || n from generate_series(1, 4) n;
insert into sales.customer_addresses (customer_id, address, is_default)
select n, row('Customer ' || n, 'Main Street ' || n, '10' || n, 'Vienna', 'AT', null)::postal_address, true from generate_series(1, 4) n;
insert into sales.customer_group_members (customer_id, group_code) values (1, 'trade'), (2, 'retail');
insert into catalog.reviews (product_id, customer_id, stars, body, approved_at) values
    (1, 1, 5, 'Good', now()), (1, 2, 1, 'It''s "bad"', null), (2, 1, 3, null, now());

insert into stock.suppliers (name, contact, address) values
    ('Supplier A', 'a@example.com', row('A', 'Road 1', '1', 'Graz', 'AT', '2nd floor')::postal_address), ('Supplier B', null, null);
insert into stock.supplier_variants (supplier_id, variant_id, cost) values (1, 1, 4.5), (1, 2, 5), (2, 1, 4);
insert into stock.bins (warehouse_id, label, place) values
    (1, 'A-1', box '((0,0),(10,10))'), (1, 'A-2', box '((11,0),(20,10))'), (2, 'A-1', box '((0,0),(10,10))');
insert into stock.movements (warehouse_id, variant_id, kind, quantity)
select w, v, 'receipt', 10 * w + v from generate_series(1, 3) w, generate_series(1, 7) v;
insert into stock.movements (warehouse_id, variant_id, kind, quantity, note) values (1, 1, 'sale', -8, 'one'), (2, 2, 'correction', 1, null);
update stock.levels set reserved = 2 where variant_id = 1;
insert into stock.dock_bookings (warehouse_id, dock, during, supplier_id, cancelled) values
    (1, 1, '[2026-01-01 08:00+00, 2026-01-01 09:00+00)', 1, false), (1, 1, '[2026-01-01 08:30+00, 2026-01-01 09:00+00)', 2, true),
    (1, 2, '[2026-01-01 08:00+00, 2026-01-01 09:00+00)', 2, false);
insert into stock.purchase_orders (supplier_id, warehouse_id, ordered_on, expected_on) values (1, 1, '2026-01-01', '2026-01-08'), (2, 2, '2026-01-02', null);
insert into stock.purchase_order_lines (purchase_order_id, variant_id, quantity, cost) values (1, 1, 100, 4.5), (1, 2, 50, 5), (2, 1, 10, 4);
insert into stock.counts (bin_id, variant_id, counted, expected) values (1, 1, 9, 10), (2, 2, 5, 5);

insert into sales.orders (id, placed_on, customer_id, state, ship_to, vouchers)
select n, date '2025-11-15' + n * 40, 1 + n % 4, (array['placed', 'paid', 'shipped', 'delivered'])[1 + n % 4]::sales.order_state,
       row('C', 'Street', '1', 'Town ' || n, 'DE', null)::postal_address, array['X' || n]
  from generate_series(1, 9) n;
insert into sales.order_totals (order_id, placed_on, shipping) select id, placed_on, 4.9 from sales.orders;
insert into sales.order_lines (order_id, number, placed_on, variant_id, title, quantity, unit_price)
select o.id, l, o.placed_on, 1 + (o.id + l) % 7, 'Line ' || l, l, 10 * l from sales.orders o, generate_series(1, 2) l;
insert into sales.order_events (order_id, what) select id, 'placed' from sales.orders;
insert into sales.baskets (id, customer_id) values ('00000000-0000-0000-0000-000000000001', 1), ('00000000-0000-0000-0000-000000000002', null);
insert into sales.basket_lines (basket_id, variant_id, quantity) values
    ('00000000-0000-0000-0000-000000000001', 1, 2), ('00000000-0000-0000-0000-000000000002', 3, 1);
insert into sales.vouchers (code, amount, percent, valid, orders_between) values
    ('TEN', null, 10, '[2026-01-01,2027-01-01)', '[50,500)'), ('FIVE', 5, null, '[2026-01-01,2026-02-01)', null);
insert into sales.payments (order_id, placed_on, method, state, amount, reference)
select id, placed_on, (array['card', 'transfer'])[1 + id % 2]::sales.payment_method, 'captured', 10, 'ref-' || id from sales.orders;
insert into sales.refunds (payment_id, amount, reason) values (1, 5, 'late'), (2, 1, 'broken');
insert into sales.invoices (order_id, issued_on, total, pdf) select order_id, '2026-01-01', total, 'pdf' from sales.order_totals where order_id < 4;
insert into sales.parcels (order_id, carrier, warehouse_id, tracking_number, packed_at, shipped_at) values
    (1, 'dhl', 1, 'T1', '2026-01-01', '2026-01-02'), (2, 'post', 2, null, null, null);
insert into sales.parcel_lines (parcel_id, order_id, line_number, quantity) values (1, 1, 1, 1), (2, 2, 2, 2);
insert into sales.shipping_rates (carrier, country, weight_g, cost) values ('dhl', 'DE', '[0,2000)', 4.9), ('dhl', 'DE', '[2000,)', 7.9), ('post', 'CH', '[0,)', 9);
insert into sales.tax_rates (country, valid, rate) values ('DE', '[2007-01-01,)', 19), ('AT', '[1984-01-01,)', 20);
insert into sales.returns (order_id, line_number, quantity, reason) values (3, 1, 1, 'too small'), (4, 2, 1, null);

insert into clicks (at, visitor, product_id, url) values
    ('2026-01-06', gen_random_uuid(), 1, '/a'), ('2026-01-13', gen_random_uuid(), 2, '/b'), ('2026-05-01', gen_random_uuid(), null, '/');
insert into report.daily_sales (day, product_id, pieces, turnover) values ('2026-01-01', 1, 3, 30), ('2026-01-02', 1, 1, 10), ('2026-01-01', 2, 2, 99.95);
