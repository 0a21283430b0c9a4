-- What came last in a town, for finding what we already have; a town's code is the district's and three digits more.
create index subject_index_by_town on subject_index (district, left(place, length(district) + 3), born_at desc);
