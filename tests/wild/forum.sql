-- Rows of schema/examples/forum.eco: three or more in most tables.
set forum.user_id = '1';

insert into users (username, display_name, state, trust, is_moderator, last_seen_at, registered_from)
select 'user_' || n, 'User ' || n, 'active', case when n < 3 then 'leader' else 'basic' end::trust_level, n = 1,
       timestamptz '2026-01-01 12:00+00' + n * interval '1 hour', ('10.0.0.' || n)::inet
  from generate_series(1, 6) n;
update users set invited_by = 1 where id > 3;
insert into user_emails (user_id, address, is_primary)
select id, username || '@example.com', true from users;
insert into uploads (owner_id, file_name, mime_type, bytes, sha256, width, height)
select n, 'picture ' || n || '.png', 'image/png', n * 100, sha256(n::text::bytea), 40, 30 from generate_series(1, 4) n;
insert into user_profiles (user_id, bio, website, place, avatar_id)
select n, 'It''s me, "' || n || '"', 'https://example.com/' || n, row(48.2, 16.4)::geo_point, nullif(n, 5)
  from generate_series(1, 5) n;
insert into sessions (token, user_id, address)
select sha256(n::text::bytea), n, '::1' from generate_series(1, 3) n;
insert into auth_tokens (user_id, purpose, digest, scopes, expires_at)
select n, 'api', sha256(n::text::bytea), '{read,write}', '2030-01-01' from generate_series(1, 3) n;
insert into groups (name, title) values ('staff', 'Staff'), ('old-hands', null), ('team-7', 'Team 7');
insert into group_members (group_id, user_id) select g, u from generate_series(1, 3) g, generate_series(1, 2) u;
insert into follows (follower_id, followed_id) values (1, 2), (2, 1), (3, 1);
insert into ignores (user_id, ignored_id) values (1, 4), (2, 5);
insert into badges (kind_id, name, description)
select n, 'Badge ' || n, 'for something' from generate_series(1, 3) n;

insert into categories (parent_id, name, slug, position) values
    (null, 'General', 'general', 1), (1, 'News', 'news', 1), (1, 'Help', 'help', 2), (3, 'Install', 'install', 1);
insert into category_groups (category_id, group_id) values (2, 1), (3, 2);
insert into category_moderators (category_id, user_id) values (1, 1), (2, 2);
insert into category_users (category_id, user_id, level) values (1, 3, 'watching'), (2, 3, 'muted');
insert into tag_groups (name) values ('systems'), ('moods');
insert into tags (name, target_id) values ('linux', null), ('bsd', null), ('gnu-linux', 1);
insert into tag_group_members (tag_group_id, tag_id) values (1, 1), (1, 2);

insert into topics (category_id, author_id, kind, title, votes)
select 1 + n % 4, 1 + n % 3, case n % 2 when 0 then 'question' else 'discussion' end::topic_kind,
       'Topic number ' || n || ', c++', n
  from generate_series(1, 6) n;
insert into topic_tags (topic_id, tag_id) values (1, 1), (1, 2), (2, 1), (4, 3);
insert into topic_users (user_id, topic_id, last_read, level)
select u, t, 1, 'tracking' from generate_series(1, 3) u, generate_series(1, 3) t;
insert into posts (topic_id, number, author_id, body)
select t, n, 1 + n % 3, 'Post ' || n || ' of topic ' || t from generate_series(1, 6) t, generate_series(1, 3) n;
update posts set reply_to_id = id - 1 where number = 2;
update posts set body = body || ', better' where number = 3;
update posts set deleted_at = '2026-02-01', deleted_by = 1 where id = 5;
update topics set accepted_post_id = 4 where id = 2;
update topics set is_pinned = true where id = 3;
insert into post_reactions (post_id, user_id, kind) values (1, 2, 'like'), (1, 3, 'heart'), (2, 1, 'like');
insert into post_mentions (post_id, user_id) values (1, 2), (2, 3);
insert into post_uploads (post_id, upload_id) values (1, 1), (2, 2);
insert into links (post_id, url) values (1, 'https://Example.com/a'), (2, 'http://example.org:80/b?c=d');
insert into bookmarks (user_id, post_id, remind_at) values (1, 1, '2026-03-01'), (2, 3, null);
insert into drafts (user_id, key, body, meta) values (1, 'new topic', 'Hel', '{"a": [1, null]}'), (2, 'reply', '', null);
insert into user_badges (user_id, badge_id, post_id) values (1, 1, 1), (2, 3, null);

insert into polls (post_id, question, max_choices) values (1, 'Which?', 2), (2, 'How many?', 1);
insert into poll_options (poll_id, number, label) select p, n, 'Choice ' || n from generate_series(1, 2) p, generate_series(1, 3) n;
insert into poll_votes (poll_id, number, user_id) values (1, 1, 1), (1, 2, 1), (2, 3, 2);
insert into conversations (subject, begun_by) values ('Hello', 1), ('Secret', 2);
insert into conversation_members (conversation_id, user_id) values (1, 1), (1, 2), (2, 2), (2, 3);
insert into messages (conversation_id, author_id, body) values (1, 1, 'Hi'), (1, 2, 'Hi!'), (2, 3, 'Psst');
insert into notifications (user_id, kind, actor_id, post_id, payload) values
    (1, 'reply', 2, 2, '{"actor": "user_2"}'), (2, 'badge', null, null, '{"badge": "Gold"}');
insert into notification_settings (user_id, kind, by_mail) values (1, 'reply', false), (2, 'mention', true);
insert into mail_log (user_id, address, subject) values (1, 'a@example.com', 'Hi'), (null, 'b@example.com', 'Bye');

insert into flags (post_id, reporter_id, reason, note) values (3, 2, 'spam', null), (4, 3, 'rude', 'very');
update users set trust = 'regular' where id = 4;
insert into suspensions (user_id, during, reason) values
    (5, '[2026-01-01, 2026-02-01)', 'spam'), (5, '[2026-03-01, 2026-04-01)', 'again'), (6, '[2026-01-01,)', 'for good');
insert into blocked_networks (network, reason) values ('192.0.2.0/24', 'spam'), ('198.51.100.0/25', null);
insert into settings (key, value, is_secret) values ('title', '"A forum"', false), ('smtp', '{"password": "x"}', true);
insert into webhooks (url, secret, events) values ('https://example.com/hook', 's', '{post,topic}');
insert into webhook_deliveries (webhook_id, event, payload, status, took) values (1, 'post', '{}', 200, '20 ms'), (1, 'topic', '{}', null, null);
insert into jobs (name, state) values ('digest', 'waiting'), ('digest', 'done'), ('index', 'failed');
insert into search_log (term, user_id, results) values ('Linux', 1, 3), ('c++', null, 0);
insert into topic_views (topic_id, day, views) select t, date '2026-01-01' + t, t from generate_series(1, 4) t;
insert into daily_stats (day, users, posts) values ('2026-01-01', 6, 18), ('2026-01-02', 6, 18);
