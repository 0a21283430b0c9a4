-- What came last in a town. Below the row-level policy an index over left(…) is never asked, because left is not marked as
-- leakproof: a quiet town was looked for among everything that was told. A column of its own is compared by `=` alone.
alter table subject_index add column town text collate "C" generated always as (left(place, length(district) + 3)) stored;
drop index subject_index_by_town;
create index subject_index_by_town on subject_index (district, town, born_at desc);
