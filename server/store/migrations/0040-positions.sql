-- Positions are a log of batches, not a table of rows: one commit of the door is one row a class and day, columns packed
-- (22 bytes a fix). Nothing ever asks for one fix; the watch, a trial and the sweep read whole stretches of time. A row a
-- fix with a key over (source, subject, moment) would cost five times the disk and most of the processor.
create table position_batch (
  district text not null,
  id bigint generated always as identity,
  class text not null check (class in ('vehicle', 'officer', 'detection')),
  received_at bigint not null,
  from_at bigint not null,
  to_at bigint not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  fixes int not null,
  payload bytea not null,
  -- Officers' batches are sealed, each under a key of its own, wrapped by the district's.
  wrapped_key bytea,
  key_id text,
  primary key (district, id),
  check (class <> 'officer' or wrapped_key is not null)
);
-- Packed already.
alter table position_batch alter column payload set storage external;
create index position_batch_by_receipt on position_batch (district, received_at);
create index position_batch_by_time on position_batch (district, from_at);
alter table position_batch enable row level security;
alter table position_batch force row level security;
create policy system_only on position_batch using (district = (select told('district')) and (select told('who')) = 'system');
comment on table position_batch is 'personal data: purpose = to warn at fences around hazards, and to try a fence before it is switched on; basis = 个人信息保护法 art. 13(3), 28; keep = 30 days after the fix, then deleted whole';

-- A shift of somebody who sends positions. The key is random and known to the phone alone; whose it was is not written
-- down, so that nothing leads from one day of a person to the next.
create table duty_shift (
  district text not null,
  hash text collate "C" not null,
  unit text not null,
  began_at bigint not null,
  ends_at bigint not null,
  primary key (district, hash)
);
create index duty_shift_by_end on duty_shift (district, ends_at);
alter table duty_shift enable row level security;
alter table duty_shift force row level security;
create policy system_only on duty_shift using (district = (select told('district')) and (select told('who')) = 'system');
comment on table duty_shift is 'no personal data: hash of a random key of one shift, and the unit; who it was is not kept';

-- Few among many: the fences that are on, and the alarms that are not over.
create index life_now_fences on life_now (district, state, subject) where life = 'fence';
create index life_now_alarms on life_now (district, born_at) where life = 'alarm';
create index fact_definitions on fact (district, subject, seq) where life = 'fence' and type in ('drafted', 'redrawn');

-- Up to when the watch has told what it read.
create table watch_mark (district text primary key, told_until bigint not null);
alter table watch_mark enable row level security;
alter table watch_mark force row level security;
create policy system_only on watch_mark using (district = (select told('district')) and (select told('who')) = 'system');
comment on table watch_mark is 'no personal data: one moment';
