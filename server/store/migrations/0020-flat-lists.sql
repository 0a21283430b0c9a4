-- Searches and lists stay as quick at a million matters as at a thousand.

-- Below a row-level policy PostgreSQL asks an index only for operators it knows to be leakproof, and `@@` is not marked
-- so: every search read every row (0.7 s at 100,000 matters). It compares what it is given and raises no error that
-- could show a row, so it may be marked. Only a superuser may say this: with the program's own PostgreSQL it is said
-- here; whoever gives us a database with less right sees a notice, and the same line can be run by their administrator.
do $$ begin
  alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof;
exception when insufficient_privilege then
  raise notice 'search will read every row until a superuser runs: alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof';
end $$;

-- What came last, for the tabs that show everything.
create index life_now_by_birth on life_now (district, born_at desc, subject desc);
