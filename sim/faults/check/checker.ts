// The checker: hears every commit the moment it is durable, folds it by itself and holds the promises against it. It
// also hears what was acknowledged to whom, and at the end looks at everything once more, from facts alone.
import type { District } from '#core/district/district.ts'
import type { Fact } from '#core/life/fact.ts'
import type { Life } from '#core/life/life.ts'
import { evolve, type Standing, standingOf } from '#core/life/standing.ts'
import { type Actor, maySee, type Reach } from '#core/life/who.ts'
import { lifeOf } from '#core/lives/all.ts'
import { noticesOf } from '#core/lives/notices.ts'
import { type NowRow, nowRowOf } from '#desk/now-row.ts'
import type { Append } from '#desk/store-port.ts'
import { noticeKey } from '../outbox.ts'
import { wronglyStanding, wronglyStarted, wronglyTurned } from './clocks.ts'
import type { PromiseName, Violation } from './promises.ts'
import { handlerIn, personalIn, wrongActor, wrongIn } from './standing.ts'

/** What the checker knows of one subject. */
export type Seen = {
  subject: string
  life: Life<Reach>
  facts: Fact[]
  standing: Standing
  turned: Set<string>
  handlers: Set<string>
}

/** One subject in a commit, as far as it must be looked at. Without `row` the row is compared at the end only. */
export type Heard = Pick<Append, 'subject' | 'facts'> & { row?: NowRow; notices: readonly { key: string }[] }

export type Checker = {
  violations: readonly Violation[]
  seen: ReadonlyMap<string, Seen>
  /** Subjects in the order of their births. */
  committed(subjects: readonly Heard[], isOwed: (key: string) => boolean): void
  reportAcknowledged(source: string, sourceId: string, number: string): void
  moveAcknowledged(facts: readonly Fact[]): void
  /** Somebody was shown a subject; `heard`: up to where the process that showed it had been told when it was asked. */
  shown(actor: Actor, shown: Standing, heard: number): void
  /**
   * What must be true when nothing is under way: everything is folded anew and held against what is kept. Without
   * `rowOf` somebody else compares the rows.
   */
  atRest(factsOf: (subject: string) => readonly Fact[], rowOf?: (subject: string) => NowRow | undefined): void
  broken(promise: PromiseName, why: string, subject?: string): void
}

/** A database gives the keys of an object back in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, v) =>
    typeof v === 'object' && v !== null && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  ) ?? ''

export const makeChecker = (district: District): Checker => {
  const violations: Violation[] = []
  const seen = new Map<string, Seen>()
  const reports = new Map<string, string>()
  const answered = new Map<string, string>()
  const broken: Checker['broken'] = (promise, why, subject) =>
    void violations.push({ promise, why, ...(subject === undefined ? {} : { subject }) })

  const begin = (first: Fact): Seen | undefined => {
    const life = lifeOf(first.life)
    if (!life) {
      broken('history', `no life is called ${first.life}`, first.subject)
      return undefined
    }
    const { source, sourceId } = first.data
    const key = `${source}|${sourceId}`
    if (reports.has(key))
      broken('reported-once', `the report ${key} is also ${reports.get(key)}`, first.subject)
    reports.set(key, first.subject)
    return {
      subject: first.subject,
      life,
      facts: [],
      standing: undefined as never,
      turned: new Set(),
      handlers: new Set(),
    }
  }

  const oneFact = (
    s: Seen,
    before: Standing | undefined,
    decidedOn: Standing | undefined,
    fact: Fact,
  ): void => {
    const say = (promise: PromiseName, why: string | undefined) => why && broken(promise, why, s.subject)
    if (fact.type === 'light-turned' && before)
      say('light-once', wronglyTurned(s.life, before, fact, district, s.turned))
    s.standing = evolve(s.life, before, fact)
    s.facts.push(fact)
    if (s.life.name === 'matter') say('clock-once', wronglyStarted(before, s.standing, fact))
    if (decidedOn) for (const w of wrongActor(decidedOn, fact, district, s.handlers)) say(w.promise, w.why)
    const handler = handlerIn(fact)
    if (handler !== undefined) s.handlers.add(handler)
    say('nothing-personal', personalIn(fact))
  }

  const oneSubject = (kept: Heard, isOwed: (key: string) => boolean): void => {
    const first = kept.facts[0]
    if (!first) return
    const s = seen.get(kept.subject) ?? begin(first)
    if (!s) return
    const decidedOn: Standing | undefined = s.standing
    for (const fact of kept.facts) {
      if (fact.seq !== s.facts.length + 1 || fact.subject !== kept.subject) {
        broken('history', `#${fact.seq} ${fact.type} was kept after #${s.facts.length}`, kept.subject)
        return
      }
      try {
        oneFact(s, s.standing, decidedOn, fact)
      } catch (error) {
        broken('impossible', `#${fact.seq} ${fact.type} cannot be folded: ${error}`, kept.subject)
        return
      }
    }
    seen.set(kept.subject, s)
    for (const w of wrongIn(s.life, s.standing, district)) broken(w.promise, w.why, s.subject)
    const clock = wronglyStanding(s.life, s.standing)
    if (clock) broken('clock-pauses', clock, s.subject)
    notices(s, kept, isOwed)
    if (kept.row) sameRow(s.standing, s.life, kept.row)
  }

  const notices = (s: Seen, kept: Heard, isOwed: (key: string) => boolean): void => {
    const { doc } = s.standing
    const wanted = kept.facts.flatMap(f =>
      noticesOf(s.life.name, f, s.standing, district).map(n => ({
        key: noticeKey(s.subject, { ...n, seq: f.seq }),
        to: n.to,
      })),
    )
    for (const { key, to } of wanted) {
      if (!isOwed(key)) broken('told-once', `${key} is not in the outbox`, s.subject)
      if (doc.accused.some(u => to === `unit:${u}`))
        broken('accused-blind', `${key} tells a unit complained about`, s.subject)
    }
    const known = new Set(wanted.map(w => w.key))
    if (kept.notices.length !== known.size || kept.notices.some(n => !known.has(n.key)))
      broken(
        'told-once',
        `the outbox has ${kept.notices.length} messages where ${known.size} are owed`,
        s.subject,
      )
  }

  const sameRow = (standing: Standing, life: Life<Reach>, kept: NowRow | undefined): void => {
    const fresh: Record<string, unknown> = nowRowOf(life, standing, district)
    const wrong = Object.entries(kept ?? {}).find(
      ([field, value]) => value !== fresh[field] && JSON.stringify(value) !== JSON.stringify(fresh[field]),
    )
    if (!kept) broken('rebuilt', 'it has no row', standing.subject)
    if (!wrong) return
    const [field, value] = wrong
    broken(
      'rebuilt',
      `${field} is kept as ${JSON.stringify(value)}; facts say ${JSON.stringify(fresh[field])}`,
      standing.subject,
    )
  }

  /** A merge is two facts in one commit. */
  const merges = (subjects: readonly Heard[]): void => {
    for (const { subject, facts } of subjects)
      for (const f of facts) {
        const other = f.type === 'merged' ? f.data.into : f.type === 'unmerged' ? f.data.from : undefined
        if (other === undefined) continue
        const answer = f.type === 'merged' ? 'joined-by' : 'parted-from'
        if (
          !subjects.some(
            o => o.subject === other && o.facts.some(g => g.type === answer && g.data.subject === subject),
          )
        )
          broken('both-or-neither', `${f.type} #${f.seq} without ${answer} in ${other}`, subject)
      }
  }

  const sums = (rowOf: (subject: string) => NowRow | undefined): void => {
    const count = (of: (s: Seen) => string | undefined) => {
      const counts = new Map<string, number>()
      for (const s of seen.values()) {
        const key = of(s) ?? 'none'
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      return JSON.stringify([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    }
    const kept = count(s => {
      const row = rowOf(s.subject)
      return row && `${row.life} ${row.phase} ${row.lead} ${row.clockName ?? '–'} ${row.supervision}`
    })
    const whole = count(s => {
      const row = nowRowOf(s.life, standingOf(s.life, s.facts)!, district)
      return `${row.life} ${row.phase} ${row.lead} ${row.clockName ?? '–'} ${row.supervision}`
    })
    if (kept !== whole) broken('sums', `lists count ${kept}; facts count ${whole}`)
  }

  return {
    violations,
    seen,
    broken,
    committed: (subjects, isOwed) => {
      for (const kept of subjects) oneSubject(kept, isOwed)
      merges(subjects)
    },
    reportAcknowledged: (source, sourceId, number) => {
      const key = `${source}|${sourceId}`
      const before = answered.get(key)
      if (before !== undefined && before !== number)
        broken('reported-once', `the report ${key} was answered with ${before} and with ${number}`, number)
      answered.set(key, number)
      if (reports.get(key) !== number || !seen.has(number))
        broken('acknowledged', `the report ${key} was answered with ${number}, which is not there`, number)
    },
    moveAcknowledged: facts => {
      for (const fact of facts) {
        const there = seen.get(fact.subject)?.facts[fact.seq - 1]
        if (there !== fact && canonical(there) !== canonical(fact))
          broken(
            'acknowledged',
            `${fact.type} #${fact.seq} was acknowledged; there ${there ? `is ${there.type} of ${JSON.stringify(there.by)}` : 'is nothing'}`,
            fact.subject,
          )
      }
    },
    shown: (actor, shown, heard) => {
      const s = seen.get(shown.subject)
      if (!s || shown.seq > s.facts.length) {
        broken('acknowledged', `#${shown.seq} was shown before it was there`, shown.subject)
        return
      }
      if (shown.seq < heard)
        broken('live', `#${shown.seq} was shown by a process that had heard of #${heard}`, shown.subject)
      if (!maySee(actor, standingOf(s.life, s.facts.slice(0, shown.seq))!.doc))
        broken('accused-blind', `it was shown to ${JSON.stringify(actor)}`, shown.subject)
    },
    atRest: (factsOf, rowOf) => {
      for (const s of seen.values()) {
        const kept = factsOf(s.subject)
        if (JSON.stringify(kept) !== JSON.stringify(s.facts))
          broken('history', `its ${s.facts.length} facts are not what was kept (${kept.length})`, s.subject)
        const fresh = standingOf(s.life, kept)
        if (fresh && rowOf) sameRow(fresh, s.life, rowOf(s.subject))
      }
      for (const [key, number] of answered)
        if (reports.get(key) !== number) broken('acknowledged', `the report ${key} is gone`, number)
      if (rowOf) sums(rowOf)
    },
  }
}
