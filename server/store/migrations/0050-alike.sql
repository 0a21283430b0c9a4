-- Finding what we already have. Likeness keys of the words (core/sort/likeness.ts) stand among `words`, where the index
-- for searching finds them; matters kept before this have theirs after `npx jiewang rebuild`. Places are found by their
-- own index, points by the square they lie in (core/sort/spot.ts computes the same).
alter table subject_index add column spot bigint generated always as (
  (floor(point_lat / 0.005)::bigint + 18000) * 100000 + floor(point_lng / 0.008)::bigint + 22500
) stored;
create index subject_index_by_spot on subject_index (district, spot, born_at) where spot is not null;
