-- Matters that came in through Open311 are few among many; other matters pay nothing for this index.
create index life_now_open311 on life_now (district, born_at) where channel = 'open311';
