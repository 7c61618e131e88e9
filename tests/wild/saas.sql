-- Rows of schema/examples/saas.eco: three or more in most tables. They are of three tenants.
insert into app.tenants (name, subdomain, state, trial_ends_at, settings) values
    ('Acme', 'acme', 'active', null, '{"theme": "dark"}'), ('Bolt & Co', 'bolt', 'trial', '2026-12-31', '{}'), ('Old', 'old-1', 'closed', null, '{}');
set app.tenant_id = '1000';
set app.person_id = '1';
insert into app.people (email, name, password_digest, avatar_color)
select 'p' || n || '@example.com', 'Person ' || chr(64 + n), 'x' || n, row(n, 2 * n, 255)::app.color from generate_series(1, 6) n;
insert into app.memberships (tenant_id, person_id, role, hourly_rate)
select 1000 + n % 2, n, case when n < 3 then 'owner' else 'member' end::app.role, n * 1000 from generate_series(1, 6) n;
insert into app.invitations (tenant_id, email, role, invited_by) values (1001, 'new@example.com', 'guest', 1), (1000, 'other@example.com', 'admin', 2);
insert into app.teams (tenant_id, name, color) values (1000, 'Core', row(1, 2, 3)::app.color), (1001, 'Core', null), (1001, 'Web', null);
update app.teams set parent_id = 2 where id = 3;
insert into app.team_members (tenant_id, team_id, person_id, is_lead) values (1000, 1, 2, true), (1001, 2, 1, false), (1001, 3, 3, true);
insert into app.clients (tenant_id, name, contact, address) values
    (1000, 'Client 1', 'c1@example.com', row('Client 1', 'Road 1', null, '1010', 'Vienna', 'AT')::billing.address), (1001, 'Client 2', null, null);
insert into app.projects (tenant_id, client_id, key, name, is_private, budget, starts_on, ends_on) values
    (1000, 1, 'WEB', 'Website', false, '[10,20)', '2026-01-01', '2026-06-30'), (1000, null, 'OPS', 'Operations', true, null, null, null),
    (1001, 2, 'APP', 'The "app"', false, '[0,)', '2026-01-01', null);
insert into app.project_members (tenant_id, project_id, person_id, rate, share) values (1000, 1, 2, 9000, 50), (1000, 2, 4, null, 100), (1001, 3, 1, 100, 33.33);
insert into app.milestones (tenant_id, project_id, name, due_on) values (1000, 1, 'Beta', '2026-03-01'), (1001, 3, 'Launch', null);
insert into app.tasks (tenant_id, project_id, number, title, body, state, priority, estimate, due_on, labels, closed_at)
select case p when 3 then 1001 else 1000 end, p, n, 'Task ' || n || ' of ' || p, 'It''s to be done',
       (array['todo', 'doing', 'done'])[n]::app.task_state, (array['low', 'normal', 'urgent'])[n]::app.priority, n * interval '1 hour',
       date '2026-01-01' + n, array['l' || n], case n when 3 then timestamptz '2026-01-05' end
  from generate_series(1, 3) p, generate_series(1, 3) n;
update app.tasks set parent_id = 1 where id = 2;
update app.tasks set milestone_id = 1 where project_id = 1;
insert into app.task_people (tenant_id, task_id, person_id) values (1000, 1, 2), (1000, 1, 4), (1001, 7, 1);
insert into app.task_links (tenant_id, task_id, needs_id) values (1000, 1, 2), (1001, 7, 8);
insert into app.comments (tenant_id, task_id, author_id, body) values (1000, 1, 2, 'Why?'), (1000, 1, 4, 'Because'), (1001, 7, null, 'Gone');
insert into app.reactions (tenant_id, comment_id, person_id, emoji) values (1000, 1, 4, '👍'), (1001, 3, 1, '❤️');
insert into app.checklist_items (tenant_id, task_id, position, text) values (1000, 1, 1, 'One'), (1000, 1, 2, 'Two'), (1001, 7, 1, 'One');
insert into app.custom_fields (tenant_id, name, type, choices) values (1000, 'Size', 'choice', '{S,M}'), (1001, 'Cost', 'number', null);
insert into app.custom_values (tenant_id, field_id, task_id, value) values (1000, 1, 1, '"S"'), (1001, 2, 7, '12.5');
insert into app.holidays (tenant_id, person_id, days) values (1000, 2, '[2026-07-01,2026-07-15)'), (1000, 4, '[2026-07-10,2026-07-20)');
insert into app.folders (tenant_id, parent_id, name, path) values (1000, null, 'Top', '/top'), (1000, 1, 'Sub', '/top/sub'), (1001, null, 'Top', '/top');
insert into app.documents (tenant_id, folder_id, title, body, locked_by) values (1000, 1, 'Readme', 'Read it.', null), (1000, 2, 'Plan', '', 2), (1001, 3, 'Notes', 'x', null);
insert into app.document_versions (document_id, version, body, saved_by) values (1, 1, 'Read', 2), (1, 2, 'Read it', null);
insert into app.files (tenant_id, name, bytes, sha256, task_id, document_id) values (1000, 'a.png', 10, sha256('a'), 1, null), (1001, 'b.pdf', 0, sha256('b'), null, 3);
insert into app.saved_views (tenant_id, person_id, name, filter, is_shared) values (1000, 2, 'Mine', '{"mine": true}', false), (1001, null, 'All', '{}', true);
insert into app.notifications (tenant_id, person_id, what, payload) values (1000, 2, 'mention', '{"task": 1}'), (1001, 1, 'assigned', '{}');
insert into app.webhooks (tenant_id, url, events, secret) values (1000, 'https://example.com', '{task.created}', 's');
insert into app.activity (tenant_id, person_id, verb, object_type, object_id)
select 1000 + n % 2, n, 'created', 'task', n from generate_series(1, 6) n;

insert into billing.subscriptions (tenant_id, plan_code, state, seats, period) values
    (1000, 'company', 'active', 50, '[2026-01-01, 2027-01-01)'), (1001, 'free', 'trialing', 10, '[2026-01-01, 2026-02-01)'), (1001, 'team', 'ended', 10, '[2025-01-01, 2026-02-01)');
insert into billing.invoices (tenant_id, number, state, bill_to, issued_on, due_on, total) values
    (1000, 'A-1', 'open', row('Acme', 'Road', null, '1', 'Graz', 'AT')::billing.address, '2026-01-01', '2026-01-15', 19900), (1000, null, 'draft', null, null, null, default),
    (1001, 'B-1', 'paid', null, '2026-01-01', '2026-01-31', 2900);
insert into billing.invoice_lines (tenant_id, invoice_id, position, text, quantity, unit_price) values (1000, 1, 1, 'Seats', 2, 9950), (1001, 3, 1, 'Team', 1, 2900);
insert into app.time_entries (tenant_id, task_id, person_id, began_at, ended_at, invoice_line_id) values
    (1000, 1, 2, '2026-01-05 09:00+00', '2026-01-05 10:30+00', 1), (1000, 1, 2, '2026-01-05 10:30+00', '2026-01-05 12:00+00', null),
    (1000, 2, 4, '2026-01-05 09:00+00', null, null), (1001, 7, 1, '2026-01-12 09:00+00', '2026-01-12 10:00+00', 2);
insert into billing.payments (tenant_id, invoice_id, amount, provider, reference) values (1001, 3, 2900, 'card', 'r-1'), (1000, 1, 100, 'card', 'r-2');
insert into billing.payment_methods (tenant_id, provider, token, last4, is_default) values (1000, 'card', 't', '4242', true), (1001, 'sepa', 't2', null, true);
insert into billing.coupons (code, percent_off, valid) values ('WELCOME', 20, '[2026-01-01,)'), ('OLD', 5, '[2020-01-01,2021-01-01)');
insert into billing.coupon_uses (tenant_id, coupon_code) values (1000, 'WELCOME'), (1001, 'OLD');
insert into billing.usage (tenant_id, hour, metric, amount)
select 1000, timestamptz '2025-06-01 00:00+00' + n * interval '200 days', 'calls', n from generate_series(0, 4) n;
insert into audit.events (at, tenant_id, relation, operation) values ('2026-01-10 00:00+00', 1000, 'app.x', 'insert'), ('2026-02-10 00:00+00', 1000, 'app.y', 'delete'), ('2025-02-10 00:00+00', 1001, 'app.z', 'update');
insert into audit.logins (person_id, email, succeeded, address) values (1, 'p1@example.com', true, '192.0.2.1'), (null, 'x@example.com', false, '192.0.2.2');
insert into audit.exports (tenant_id, requested_by) values (1000, 2);
insert into private.sessions (digest, person_id, tenant_id, expires_at) values (sha256('1'), 1, 1001, '2030-01-01'), (sha256('2'), 2, null, '2030-01-01');
insert into private.api_keys (tenant_id, name, prefix, digest) values (1000, 'CI', 'abcdefgh', sha256('k')), (1001, 'Sync', 'ijklmnop', sha256('l'));
insert into private.jobs (name, tenant_id, arguments) values ('mail', 1000, '{"to": 1}'), ('export', null, '{}');
insert into private.feature_flags (name, is_on, share, tenants) values ('new-board', true, 50, '{1000,1001}'), ('beta', false, null, '{}');
insert into private.rate_limits (key, window_start, hits) values ('login:192.0.2.1', '2026-01-01', 3), ('api:1000', '2026-01-01', 9);
