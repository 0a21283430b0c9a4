// Commits of a told past as the rows the keeper would have left of them: chained, numbered, and each subject's row once,
// as it stands after the last of them.

import { assert } from '#core/kit/assert.ts'
import type { Instant } from '#core/kit/instant.ts'
import type { Commit, KeptSubject } from '#sim/net/memory-store.ts'
import { digestOf, hashOf, noHash } from './chain.ts'
import { noticeJson, nowJson, searchTokens, seriesOf } from './keeper.ts'
import type { LayingRows } from './lay-sql.ts'

/** Ends of the chains that may still grow. */
export type Heads = Map<string, string>

/** What a commit put into the vault's hands: the record, and the matter it belongs to. */
export type Tied = (ref: string, subject: string) => void

/** `firstTx`: number of the first commit; the others follow it without gaps. */
export const rowsOf = (
  district: string,
  commits: readonly Commit[],
  firstTx: number,
  heads: Heads,
  tied: Tied,
): LayingRows => {
  const now = new Map<string, object>()
  const index = new Map<string, { born: boolean; row: object }>()
  const units = new Map<string, object>()
  const series = new Map<string, number>()
  const facts: object[] = []
  const ledger: object[] = []
  const keys: object[] = []
  const links: object[] = []
  const notices: object[] = []

  const bear = ({ subject, row, birth, facts: [first] }: KeptSubject): void => {
    if (!birth) return
    keys.push({ source: birth.source, source_id: birth.sourceId, subject })
    if (birth.linkHash !== undefined)
      links.push({ hash: birth.linkHash, subject, reporter: birth.reporter ?? null })
    if (birth.reporter !== undefined) tied(birth.reporter, subject)
    const number = Number(/\d+$/.exec(subject)?.[0])
    assert(Number.isSafeInteger(number), `${subject} does not end in the number of its series`)
    const name = seriesOf(birth)
    series.set(name, Math.max(series.get(name) ?? 0, number + 1))
    index.set(subject, {
      born: true,
      row: { life: row.life, born_at: row.bornAt, search: searchTokens(row, first!) },
    })
  }

  const keep = (kept: KeptSubject, keptAt: Instant, tx: number, hashes: string[]): void => {
    const { subject, row } = kept
    const before = heads.get(subject)
    assert(
      kept.after === 0 ? before === undefined : before !== undefined,
      `${subject}: facts after ${kept.after} do not follow what was laid of it`,
    )
    let head = before ?? noHash
    for (const fact of kept.facts) {
      head = hashOf(district, fact, head)
      hashes.push(head)
      const { life, seq, type, at, by, data, clocks } = fact
      facts.push({ subject, seq, life, type, at, kept_at: keptAt, by, data, clocks, hash: head, tx })
    }
    heads.set(subject, head)
    bear(kept)
    now.set(subject, { subject, ...nowJson(row, head) })
    for (const unit of row.involved) units.set(`${unit}|${subject}`, { unit, subject, born_at: row.bornAt })
    if (kept.after === 0 || kept.facts.some(f => f.type === 'located')) {
      const known = index.get(subject)
      const where = { subject, place: row.place, point_lng: row.pointLng, point_lat: row.pointLat }
      index.set(subject, { born: known?.born ?? false, row: { ...known?.row, ...where } })
    }
    for (const n of kept.notices) notices.push(noticeJson(subject, n, keptAt))
  }

  commits.forEach((commit, i) => {
    const hashes: string[] = []
    for (const kept of commit.subjects) keep(kept, commit.keptAt, firstTx + i, hashes)
    ledger.push({ facts: hashes.length, digest: digestOf(hashes), tx: firstTx + i })
  })

  const places = [...index.values()]
  return {
    facts,
    ledger,
    now: [...now.values()],
    involvement: [...units.values()],
    born: places.filter(p => p.born).map(p => p.row),
    moved: places.filter(p => !p.born).map(p => p.row),
    keys,
    links,
    notices,
    series: [...series].map(([name, next]) => ({ series: name, next })),
  }
}
