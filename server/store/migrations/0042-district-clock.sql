-- The time of day of an invented district: it goes on from where its past ended, not from today. A real district has no
-- row here and lives by the clock of the machine.
create table district_clock (
  district text primary key,
  -- When the machine's clock showed `real_at`, the district's showed `at`; from there on `speed` times as fast.
  real_at bigint not null,
  at bigint not null,
  speed double precision not null check (speed > 0),
  -- When a storm began that the simulated people live through.
  storm_at bigint
);
alter table district_clock enable row level security;
alter table district_clock force row level security;
create policy system_only on district_clock using (district = (select told('district')) and (select told('who')) = 'system');
comment on table district_clock is 'no personal data: the time of an invented district';
