-- Commits are numbered by PostgreSQL's transaction ids, which say what is still under way and so keep the live stream
-- without gaps. A dump restored into a fresh cluster finds ids that start low again: the base lifts them above every
-- number used before. The program corrects it at each start.
create table commit_base (one boolean primary key default true check (one), base bigint not null);
insert into commit_base (base) values (0);
alter table commit_base enable row level security;
alter table commit_base force row level security;
create policy system_only on commit_base using ((select told('who')) = 'system');
comment on table commit_base is 'no personal data: one number';

/* Number of the commit under way. */
create function commit_number() returns bigint language sql volatile parallel unsafe
  return (select base from commit_base) + pg_current_xact_id()::text::bigint;

/* Below it every commit is over: kept, or gone for good. */
create function commit_horizon() returns bigint language sql stable
  return (select base from commit_base) + pg_snapshot_xmin(pg_current_snapshot())::text::bigint;

alter table fact alter column tx set default commit_number();
alter table ledger alter column tx set default commit_number();
alter table vault_record alter column made_tx set default commit_number();
