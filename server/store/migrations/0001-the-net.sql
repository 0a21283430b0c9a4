-- The net's tables. Facts are the truth; life_now, involvement and subject_index are views kept in the same
-- transaction and can be rebuilt from facts. Every key begins with the district: one district is one shard.

-- Packs and calendars ever in force: a matter keeps the calendar version it was promised under.
create table pack_version (
  district text not null,
  version text not null,
  in_force_at bigint not null,
  pack jsonb not null,
  -- A version may come back: the moment tells which is in force, not the name.
  primary key (district, in_force_at)
);

-- Number series, one row a life and day. Taken inside the transaction that uses the number: no gaps.
create table number_series (
  district text not null,
  series text not null,
  next int not null,
  primary key (district, series)
);

create table fact (
  district text not null,
  subject text not null,
  seq int not null,
  life text not null,
  type text not null,
  at bigint not null,
  kept_at bigint not null,
  by jsonb not null,
  data jsonb not null,
  clocks jsonb,
  -- Transaction that kept it: readers of the live stream take only what lies below the oldest one still running.
  tx bigint not null default (pg_current_xact_id()::text::bigint),
  hash text collate "C" not null,
  primary key (district, subject, seq)
);
create index fact_by_tx on fact (district, tx);

-- One row a commit: digest of all fact hashes kept with it. A fact taken away or slipped in shows even when the
-- subject's own chain was rewritten.
create table ledger (
  district text not null,
  tx bigint not null default (pg_current_xact_id()::text::bigint),
  facts int not null,
  digest text collate "C" not null,
  primary key (district, tx)
);

create table life_now (
  district text not null,
  subject text not null,
  life text not null,
  seq int not null,
  hash text collate "C" not null,
  state text not null,
  phase text not null,
  lead text not null,
  co text[] not null,
  arbiter text,
  place text collate "C" not null,
  involved text[] not null,
  accused text[] not null,
  sealed boolean not null,
  type text,
  module text,
  urgency text,
  channel text,
  born_at bigint not null,
  since_at bigint not null,
  -- The running clock that is due first, as the list shows it.
  clock_name text,
  clock_start_at bigint,
  yellow_at bigint,
  due_at bigint,
  paused boolean not null,
  next_turn_at bigint,
  supervision int not null,
  hops int not null,
  merged int not null,
  sampled boolean not null,
  asked boolean not null,
  closed_level text,
  headline text not null,
  primary key (district, subject)
);
create index life_now_by_lead on life_now (district, lead, due_at) where phase = 'open';
create index life_now_by_place on life_now (district, place, due_at) where phase = 'open';
create index life_now_by_due on life_now (district, due_at) where phase = 'open';
create index life_now_by_turn on life_now (district, next_turn_at) where next_turn_at is not null;
create index life_now_sampled on life_now (district, place) where sampled;

-- Units that take part, once each; never updated.
create table involvement (
  district text not null,
  unit text not null,
  subject text not null,
  born_at bigint not null,
  primary key (district, unit, subject)
);

-- To be found by: written at birth and when the place changes. `words` are character pairs and latin words.
create table subject_index (
  district text not null,
  subject text not null,
  life text not null,
  born_at bigint not null,
  place text collate "C" not null,
  point_lng double precision,
  point_lat double precision,
  words tsvector not null,
  primary key (district, subject)
);
create index subject_index_by_place on subject_index (district, place, born_at);
create index subject_index_by_birth on subject_index (district, born_at);
create index subject_index_words on subject_index using gin (words);

create table intake_key (
  district text not null,
  source text not null,
  source_id text not null,
  subject text not null,
  primary key (district, source, source_id)
);

-- The reporter's own link. Only the hash of the secret is kept.
create table link (
  district text not null,
  hash text collate "C" not null,
  subject text not null,
  reporter text,
  primary key (district, hash)
);

-- Side effects owed because of a fact; the key makes a resend harmless and a rebuild sends nothing.
create table outbox (
  district text not null,
  key text not null,
  subject text not null,
  seq int not null,
  recipient text not null,
  wording text not null,
  fill jsonb not null,
  made_at bigint not null,
  sent_at bigint,
  tries int not null default 0,
  next_try_at bigint not null,
  primary key (district, key)
);
create index outbox_unsent on outbox (district, next_try_at) where sent_at is null;
create index outbox_by_recipient on outbox (district, recipient, made_at);

-- Photos, cleaned of hidden data before they come here. Unbound ones are swept after a day.
create table photo (
  district text not null,
  id text not null,
  subject text,
  mime text not null,
  bytes bytea not null,
  sha256 text not null,
  made_at bigint not null,
  primary key (district, id)
);
create index photo_by_subject on photo (district, subject);

-- The vault: each record under a key of its own, itself wrapped by the district's key. Deleting the wrapped key
-- deletes the record for ever; facts keep only the reference.
-- personal data: purpose = to contact the reporter about the matter; basis = 个人信息保护法 art. 13(3); keep = 3 years
-- after closing, or until the reporter asks for deletion.
create table vault_record (
  district text not null,
  ref text not null,
  kind text not null,
  purpose text not null,
  legal_basis text not null,
  keep_until_days int not null,
  subject text,
  wrapped_key bytea,
  sealed bytea,
  made_at bigint not null,
  deleted_at bigint,
  primary key (district, ref)
);

create table account (
  district text not null,
  person text not null,
  login text not null,
  password_hash text,
  second_factor bytea,
  failures int not null default 0,
  locked_until bigint,
  disabled boolean not null default false,
  must_change boolean not null default false,
  changed_at bigint not null,
  primary key (district, person),
  unique (district, login)
);

create table session (
  district text not null,
  hash text collate "C" not null,
  person text not null,
  post text,
  csrf text not null,
  made_at bigint not null,
  used_at bigint not null,
  ends_at bigint not null,
  primary key (district, hash)
);
create index session_by_person on session (district, person);

-- Who signed in, failed to, or looked at personal data: append-only, for the auditor.
create table access_log (
  district text not null,
  id bigint generated always as identity,
  at bigint not null,
  person text,
  post text,
  act text not null,
  subject text,
  detail jsonb not null,
  primary key (district, id)
);

-- Keys of connected systems (Open311 clients and others). Only the hash is kept.
create table gate_key (
  district text not null,
  hash text collate "C" not null,
  source text not null,
  words text not null,
  made_at bigint not null,
  ended_at bigint,
  primary key (district, hash)
);
