-- The second wall: whoever is not told to the database sees nothing. Its rule for officers is the twin of `sees` in
-- core/life/who.ts; a test holds the two against each other. A setting that was never made reads as nobody.

create function told(name text) returns text language sql stable parallel safe
  return coalesce(current_setting('app.' || name, true), '');

create function may_see(
  r_lead text, r_involved text[], r_accused text[], r_sealed boolean, r_place text,
  unit text, territory text, by_unit boolean, holds_key boolean
) returns boolean language sql immutable parallel safe
  return case
    when unit = any (r_accused) then false
    when r_sealed then holds_key or (by_unit and r_lead = unit and unit = any (r_involved))
    when by_unit and unit = any (r_involved) then true
    else territory <> '' and starts_with(r_place, territory)
  end;

alter table life_now enable row level security;
alter table life_now force row level security;
-- `(select told(…))` is asked once a statement, not once a row.
create policy seen on life_now using (
  district = (select told('district')) and (
    (select told('who')) = 'system'
    or ((select told('who')) = 'officer' and may_see(lead, involved, accused, sealed, place,
          (select told('unit')), (select told('territory')), (select told('by_unit')) = 'yes', (select told('holds_key')) = 'yes'))
    or ((select told('who')) = 'reporter' and subject = (select told('subject')))
  )
);

-- What hangs on a subject is seen when the subject is.
do $$
declare t text;
begin
  foreach t in array array['fact', 'subject_index', 'involvement', 'photo', 'outbox'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy seen on %I using (district = (select told(''district'')) and ((select told(''who'')) = ''system'' or exists (
         select from life_now n where n.district = %I.district and n.subject = %I.subject)))', t, t, t);
  end loop;
  -- Nobody but the system touches these, in any role.
  foreach t in array array['vault_record', 'link', 'intake_key', 'account', 'session', 'access_log', 'gate_key',
                           'ledger', 'number_series', 'pack_version'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy system_only on %I using (district = (select told(''district'')) and (select told(''who'')) = ''system'')', t);
  end loop;
end $$;

-- Facts, the ledger and the access log are never changed or taken away by the program.
create policy never_changed on fact as restrictive for update using (false);
create policy never_deleted on fact as restrictive for delete using (false);
create policy never_changed on ledger as restrictive for update using (false);
create policy never_deleted on ledger as restrictive for delete using (false);
create policy never_changed on access_log as restrictive for update using (false);
create policy never_deleted on access_log as restrictive for delete using (false);
