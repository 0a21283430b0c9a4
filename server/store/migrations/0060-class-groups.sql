-- Class cases as last night's analysis found them. Each keeps its key as it grows, splits and is joined; one that was not
-- found again stays with the day it was seen last. Who reported is not here and decides nothing about what belongs together.
create table class_group (
  district text not null,
  key text not null,
  found_at bigint not null,
  seen_at bigint not null,
  rank int not null,
  -- The line a class is called by, made of masked words of a matter; never a person's name.
  called text not null,
  score double precision not null,
  terms jsonb not null,
  subjects text[] not null,
  first_at bigint not null,
  last_at bigint not null,
  place text,
  -- Keys of groups that became part of this one.
  joined text[] not null,
  split_from text,
  primary key (district, key)
);
create index class_group_by_day on class_group (district, seen_at desc, rank);
alter table class_group enable row level security;
alter table class_group force row level security;
create policy system_only on class_group using (district = (select told('district')) and (select told('who')) = 'system');
comment on table class_group is 'no personal data: names made of masked words, numbers of matters, counts';
