// From a few hundred lived matters to a million, inside the database: every copy gets a number, a day and a house of its
// own, and rows in every table the program would have written. Chains are not computed anew: the hashes are made up, so
// `verify` finds these matters broken and the bench never asks it about them.
import pg from 'pg'
import { msPerDay } from '#core/kit/instant.ts'
import { bandsOf, keysAt } from '#core/sort/likeness.ts'
import type { Fate, LivedGroup } from './lived.ts'

const shares: Readonly<Record<Fate, number>> = { archived: 0.97, resting: 0.025, open: 0.005 }
/** Over how many days the copies of a fate were born; resting ones are filed after thirty. */
const spreadDays: Readonly<Record<Fate, number>> = { archived: 900, resting: 20, open: 1 }

const hashOf = (text: string) => `md5(${text} || m.ord) || md5(m.ord || ${text})`
const house = `(m.ord * 36877 % 100000)::text`

/** What a copy of each table's row is: column → expression over the row `r` and the copy `m`. The rest stays. */
const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  fact: {
    subject: 'm.fresh',
    at: 'r.at + m.shift',
    kept_at: 'r.kept_at + m.shift',
    data: `case when r.seq = 1 then r.data || jsonb_build_object('words', m.words, 'sourceId', m.fresh) else r.data end`,
    tx: '-m.ord',
    hash: hashOf('r.hash'),
  },
  life_now: {
    subject: 'm.fresh',
    hash: hashOf('r.hash'),
    headline: 'left(m.words, 60)',
    ...Object.fromEntries(
      ['born_at', 'since_at', 'clock_start_at', 'yellow_at', 'due_at', 'next_turn_at'].map(c => [
        c,
        `r.${c} + m.shift`,
      ]),
    ),
  },
  involvement: { subject: 'm.fresh', born_at: 'r.born_at + m.shift' },
  subject_index: {
    subject: 'm.fresh',
    born_at: 'r.born_at + m.shift',
    words: `ts_delete(r.words, m.house) || array_to_tsvector(array[${house}] || m.keys)`,
    // All over the district, as far from one another as matters are.
    point_lng: '105.85 + (m.ord * 36877 % 100000) / 250000.0',
    point_lat: '29.6 + (m.ord * 7919 % 100000) / 250000.0',
  },
  intake_key: { subject: 'm.fresh', source_id: 'm.fresh' },
  link: { subject: 'm.fresh', hash: hashOf('r.hash') },
  outbox: {
    subject: 'm.fresh',
    key: `replace(r.key, r.subject, m.fresh)`,
    made_at: 'r.made_at + m.shift',
    next_try_at: 'r.next_try_at + m.shift',
    sent_at: 'r.made_at + m.shift + 1000',
  },
  vault_record: {
    subject: 'm.fresh',
    ref: `'v-' || substr(md5(m.fresh), 1, 22)`,
    made_at: 'r.made_at + m.shift',
    made_tx: '-m.ord',
  },
}

/** Fills a copy of the lived database up to `count` matters. */
export const multiply = async (
  url: string,
  groups: readonly LivedGroup[],
  count: number,
  say: (line: string) => void,
): Promise<void> => {
  const tables = Object.keys(changes)
  await withClient(url, async db => {
    await db.query(
      'create unlogged table copy_of (old text, fresh text, shift bigint, ord bigint, words text, house text)',
    )
    let first = 0
    for (const g of groups) {
      await db.query(mapSql(g.fate), [
        g.subjects,
        g.subjects.length,
        Math.round(count * shares[g.fate]),
        first,
      ])
      first += Math.round(count * shares[g.fate])
    }
    await addKeys(db)
    // Records of the vault are tied to their matter by the sweep; here at once.
    await db.query(
      `update vault_record v set subject = f.subject from fact f where f.seq = 1 and f.data->>'reporter' = v.ref`,
    )
    for (const t of tables) await db.query(`create unlogged table lived_${t} as select * from ${t}`)
    await db.query(
      `update lived_subject_index set words =
         ts_delete(words, array(select t from unnest(tsvector_to_array(words)) t where t like '~%'))`,
    )
    await db.query('analyze')
  })
  const rebuild = await withClient(url, db => dropIndexes(db, [...tables, 'ledger']))
  say(`  ${count} matters: rows`)
  await inLanes(4, tables, async t => withClient(url, db => db.query(copySql(t))))
  await withClient(url, async db => {
    await db.query(`insert into ledger (district, tx, facts, digest)
      select min(f.district), f.tx, count(*), min(f.hash) from fact f where f.tx < 0 group by f.tx`)
    await db.query(`insert into number_series (district, series, next)
      select district, 'matter:' || substring(subject from '\\d{8}'), max(substring(subject from '-(\\d+)')::int) + 1
      from life_now group by 1, 2 on conflict (district, series) do update set next = excluded.next`)
    await db.query(`drop table copy_of, ${tables.map(t => `lived_${t}`).join(', ')}`)
  })
  say(`  ${count} matters: indexes`)
  await inLanes(4, rebuild, sql => withClient(url, db => db.query(sql)))
  await inLanes(4, [...tables, 'ledger', 'number_series'], t =>
    withClient(url, db => db.query(`vacuum (freeze, analyze) ${t}`)),
  )
}

/** $1 the lived subjects, $2 how many they are, $3 how many copies, $4 ordinal of the first. Copy 0 is the lived one. */
const mapSql = (fate: Fate): string => `
  insert into copy_of
  select f.subject,
         substring(f.subject from '^\\D+')
           || to_char(to_date(substring(f.subject from '\\d{8}'), 'YYYYMMDD') - back, 'YYYYMMDD') || '-'
           || lpad((substring(f.subject from '-(\\d+)')::int + (k / ${spreadDays[fate]} + 1) * $2::int)::text, 5, '0'),
         -back::bigint * ${msPerDay} - (k % 50) * 60000,
         $4::bigint + n + 1,
         regexp_replace(f.data->>'words', '在\\d+号', '在' || (($4::bigint + n + 1) * 36877 % 100000) || '号'),
         substring(f.data->>'words' from '在(\\d+)号')
  from generate_series(0, $3::int - 1) n,
       lateral (select n / $2::int as k, n / $2::int % ${spreadDays[fate]} as back, ($1::text[])[n % $2::int + 1] as s) c
  join fact f on f.subject = c.s and f.seq = 1`

const keysAtOnce = 20_000
const storyCharacters = 90
const storyAlphabet = 2500
const sameStoryEvery = 50

/**
 * What only this report says, as long as messages of residents are: no two people tell the same story, except that now
 * and then somebody sends another's again.
 */
export const storyOf = (n: number): string => {
  let state = Math.imul(n - (n % sameStoryEvery === 0 ? 1 : 0), 0x9e3779b1) >>> 0
  let story = ''
  for (let i = 0; i < storyCharacters; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    story += String.fromCharCode(0x4e00 + ((state >>> 8) % storyAlphabet))
  }
  return story
}

/** Each copy's own story, and the keys by which its words are found again, as the program would have kept them. */
const addKeys = async (db: pg.Client): Promise<void> => {
  await db.query('create unlogged table keys_of (ord bigint, words text, keys text[])')
  await db.query('begin')
  await db.query(
    `declare told cursor for select c.ord, c.words, f.at + c.shift as at
     from copy_of c join fact f on f.subject = c.old and f.seq = 1`,
  )
  for (;;) {
    const { rows } = await db.query<{ ord: string; words: string; at: string }>(
      `fetch ${keysAtOnce} from told`,
    )
    if (rows.length === 0) break
    const keys = rows.map(r => {
      const words = `${r.words}，${storyOf(Number(r.ord))}`
      return { ord: r.ord, words, keys: keysAt(bandsOf(words), Number(r.at)) }
    })
    await db.query(
      'insert into keys_of select ord, words, keys from json_to_recordset($1::json) as k(ord bigint, words text, keys text[])',
      [JSON.stringify(keys)],
    )
  }
  await db.query('commit')
  await db.query('alter table copy_of rename to copy_without_keys')
  await db.query(
    `create unlogged table copy_of as select c.old, c.fresh, c.shift, c.ord, k.words, c.house, k.keys
     from copy_without_keys c join keys_of k using (ord)`,
  )
  await db.query('drop table copy_without_keys, keys_of')
}

const copySql = (table: string): string => {
  const change = changes[table]!
  return `do $$ declare kept text; made text; begin
    select string_agg(quote_ident(column_name), ', ' order by ordinal_position) into kept
    from information_schema.columns where table_name = '${table}' and is_generated = 'NEVER';
    select string_agg(coalesce('${JSON.stringify(change).replaceAll("'", "''")}'::json ->> column_name, 'r.' || quote_ident(column_name)),
      ', ' order by ordinal_position) into made
    from information_schema.columns where table_name = '${table}' and is_generated = 'NEVER';
    execute format('insert into ${table} (%s) select %s from copy_of m join lived_${table} r on r.subject = m.old', kept, made);
  end $$`
}

/** Rows go in without indexes and get them at the end. Returns the statements that bring them back. */
const dropIndexes = async (db: pg.Client, tables: readonly string[]): Promise<string[]> => {
  const { rows } = await db.query<{ drop: string; back: string }>(
    `select format('alter table %I drop constraint %I', t.relname, c.conname) as drop,
            format('alter table %I add constraint %I %s', t.relname, c.conname, pg_get_constraintdef(c.oid)) as back
     from pg_constraint c join pg_class t on t.oid = c.conrelid where t.relname = any($1) and c.contype in ('p', 'u')
     union all
     select format('drop index %I', i.relname), pg_get_indexdef(x.indexrelid)
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relname = any($1) and not exists (select from pg_constraint c where c.conindid = x.indexrelid)`,
    [tables],
  )
  for (const r of rows) await db.query(r.drop)
  return rows.map(r => r.back)
}

const inLanes = async <T>(
  lanes: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  const left = [...items]
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
    }),
  )
}

/** A connection for bulk work: nothing waits for the disk, the checkpoint at the end does. */
export const withClient = async <T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> => {
  const db = new pg.Client({ connectionString: url })
  await db.connect()
  try {
    await db.query(`set synchronous_commit = off; set maintenance_work_mem = '512MB'; set work_mem = '128MB'`)
    return await work(db)
  } finally {
    await db.end()
  }
}
