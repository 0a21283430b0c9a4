-- Who may come in, and what is known of people: failed sign-ins counted by name asked for (so that a name that exists
-- and one that does not look alike from outside), recovery codes, the key each vault record lies under, and for every
-- table either the three tags of the law (purpose, basis, how long) or why no personal data are in it.

-- A failed sign-in counts against the name asked for, hashed: people type passwords into the wrong field.
create table sign_in_attempt (
  district text not null,
  login_hash text collate "C" not null,
  failures int not null,
  lockouts int not null default 0,
  locked_until bigint,
  at bigint not null,
  primary key (district, login_hash)
);
alter table account drop column failures, drop column locked_until, drop column second_factor;
-- References into the vault: the factor in force, and one being set up that does not count yet.
alter table account add column second_factor text, add column second_factor_pending text,
  -- The last time step used: a code counts once.
  add column second_factor_step bigint not null default 0;

create table recovery_code (
  district text not null,
  person text not null,
  hash text collate "C" not null,
  used_at bigint,
  primary key (district, person, hash)
);

-- Which of the district's keys wraps it; says at once when the wrong key is given.
alter table vault_record add column key_id text,
  -- Transaction that made it: facts that name it came later.
  add column made_tx bigint not null default (pg_current_xact_id()::text::bigint);
create index vault_record_by_key on vault_record (district, key_id) where wrapped_key is not null;
create index vault_record_by_subject on vault_record (district, subject);

create index access_log_by_time on access_log (district, at);
create index photo_unbound on photo (district, made_at) where subject is null;
create index sign_in_attempt_by_time on sign_in_attempt (district, at);

do $$
declare t text;
begin
  foreach t in array array['sign_in_attempt', 'recovery_code'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system_only on %I using (district = (select told(''district'')) and (select told(''who'')) = ''system'')', t);
  end loop;
end $$;

-- Every table says what it holds of people. test/guardrails.test.ts fails on a table that says nothing.
comment on table vault_record is 'personal data: purpose = named in each row; basis = named in each row; keep = named in each row, after the matter is closed';
comment on table account is 'personal data: purpose = to know which officer acts; basis = 网络安全法 art. 23 (2025), 个人信息保护法 art. 13(3); keep = while the person holds a post, then disabled and kept as long as the facts they signed';
comment on table session is 'personal data: purpose = to know which officer acts; basis = 个人信息保护法 art. 13(3); keep = 12 hours at most, swept after a day';
comment on table access_log is 'personal data: purpose = to show who looked at what and who came in; basis = 网络安全法 art. 23 (2025), 个人信息保护法 art. 51; keep = 3 years, never less than 6 months';
comment on table link is 'personal data: purpose = the reporter opens their own matter; basis = 个人信息保护法 art. 45; keep = as the matter, it holds a hash and a reference only';
comment on table fact is 'personal data: purpose = history of the matter, officers as ids, people outside as vault references, words masked; basis = 信访工作条例, 政府信息公开条例, 个人信息保护法 art. 13(3); keep = 10 years, archive';
comment on table life_now is 'personal data: purpose = lists, from facts, words masked; basis = 个人信息保护法 art. 13(3); keep = as the facts';
comment on table subject_index is 'personal data: purpose = finding a matter, from facts, words masked; basis = 个人信息保护法 art. 13(3); keep = as the facts';
comment on table photo is 'personal data: purpose = to show the state of a place, hidden data removed; basis = 个人信息保护法 art. 13(3); keep = as the matter, unbound ones one day';
comment on table outbox is 'personal data: purpose = notices owed, recipients as references; basis = 个人信息保护法 art. 13(3); keep = as the facts';
comment on table recovery_code is 'personal data: purpose = an officer comes in without the second factor; basis = 网络安全法 art. 23 (2025); keep = while the second factor is set up, keyed hashes only';
comment on table sign_in_attempt is 'no personal data: hashes of names asked for and counts, swept after a day';
comment on table pack_version is 'personal data: purpose = who holds which post and when, as published in the district pack; basis = 个人信息保护法 art. 13(3); keep = as the facts decided under it';
comment on table number_series is 'no personal data: counters';
comment on table ledger is 'no personal data: digests of commits';
comment on table involvement is 'no personal data: units and matters';
comment on table intake_key is 'no personal data: ids given by sending systems';
comment on table gate_key is 'no personal data: connected systems and hashes of their keys';
comment on table migration is 'no personal data: names of schema files';
