-- Learned models in force. Like versions of the pack they take effect from a moment on and are never thrown away: a
-- suggestion names the model that made it. A row without a model puts the keywords of the pack back in their place.
create table sort_model (
  district text not null,
  in_force_at bigint not null,
  -- SHA-256 of the file, hex.
  hash text collate "C",
  model bytea,
  -- Scores when it was trained, and the comparison it was taken into use after.
  made jsonb,
  compared jsonb,
  -- Account of the machine it was put in force from.
  put_by text not null,
  put_at bigint not null,
  primary key (district, in_force_at),
  check ((hash is null) = (model is null))
);
alter table sort_model enable row level security;
alter table sort_model force row level security;
create policy system_only on sort_model using (district = (select told('district')) and (select told('who')) = 'system');
create policy never_deleted on sort_model as restrictive for delete using (false);
comment on table sort_model is 'no personal data: weights of words learned from masked texts, and who of the operators put them in force';
