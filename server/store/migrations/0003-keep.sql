-- A batch is kept whole or not at all: the keeper asks this at the end of its one statement.
create function must_keep(kept bigint, wanted int) returns int language plpgsql as $$
begin
  if kept <> wanted then
    raise exception 'kept % of %', kept, wanted using errcode = 'JW001';
  end if;
  return wanted;
end $$;
