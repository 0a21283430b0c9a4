// The desk: load, decide, keep. It is the only place that waits. It folds a subject's facts (or takes them from a small
// memory), asks the rules, and keeps their answer; when somebody else was faster it folds again and asks again.
import type { District } from '#core/district/district.ts'
import { assert } from '#core/kit/assert.ts'
import { type Instant, instant, msPerDay } from '#core/kit/instant.ts'
import { append, decide, nextTurnOf, tick } from '#core/life/decide.ts'
import type { Fact, NewFact } from '#core/life/fact.ts'
import type { Input, Life } from '#core/life/life.ts'
import { isRefusal, named, type Refusal, refuse } from '#core/life/refusal.ts'
import { evolve, type Standing } from '#core/life/standing.ts'
import { type Actor, maySee, type Reach, scopeOf } from '#core/life/who.ts'
import { lifeOf } from '#core/lives/all.ts'
import { noticesOf } from '#core/lives/notices.ts'
import { coverInput } from './cover.ts'
import { makeMemory } from './memory.ts'
import { nowRowOf } from './now-row.ts'
import type { Append, Birth, Born, Store } from './store-port.ts'

export type Outcome = { standing: Standing; facts: readonly Fact[] }

export type Desk = {
  /** Folded standing and facts of a subject, whoever asks; doors must ask `see` instead. */
  load(subject: string): Promise<Loaded | undefined>
  /** The same for an actor: a refusal when it does not exist for them. */
  see(subject: string, actor: Actor): Promise<Loaded | Refusal>
  /** `seen`: the last fact the actor saw; a later one refuses the move as changed-meanwhile. */
  move(subject: string, move: string, actor: Actor, input: Input, seen?: number): Promise<Outcome | Refusal>
  bear(request: BirthRequest): Promise<Born>
  /** Told of every kept fact: what another process was the first to know is folded anew, whoever looks at it next. */
  heard(subject: string, seq: number): void
  /**
   * Writes down every light that turned by now. Returns how many subjects were due; call again while it is `most`.
   * One subject that cannot be turned never holds up another: all are tried before the first failure is thrown, or
   * each failure is handed to `failed` and nothing is thrown.
   */
  turn(now: Instant, most: number, failed?: (subject: string, error: unknown) => void): Promise<number>
}

export type Loaded = { life: Life<Reach>; standing: Standing; facts: readonly Fact[] }

export type BirthRequest = Omit<Birth, 'build'> & {
  actor: Actor
  /** The first facts; the first of them must be one that gives a life its beginning. */
  news: (subject: string) => readonly NewFact[]
  at: Instant
}

/** How often a decision is asked anew when somebody else was faster. */
const mostTries = 5
/** Subjects whose folded history is kept at hand. */
const remembered = 20_000
/** Petitions of the last year looked through for the same one; a district registers some hundreds. */
const mostSamePetitions = 1000

export const makeDesk = (store: Store, district: () => District, now: () => Instant): Desk => {
  const memory = makeMemory<Loaded>(remembered)
  /** The last fact heard of; what was read before it and arrives after it is not remembered. */
  const newest = makeMemory<number>(remembered)
  const queues = new Map<string, Promise<unknown>>()

  /** One subject, one command at a time in this process; other processes are met by `after`. */
  const inLine = <T>(subject: string, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(subject) ?? Promise.resolve()
    const mine = before.then(work, work)
    queues.set(subject, mine)
    const leave = () => {
      if (queues.get(subject) === mine) queues.delete(subject)
    }
    mine.then(leave, leave)
    return mine
  }

  const load = async (subject: string): Promise<Loaded | undefined> => {
    const known = memory.get(subject)
    if (known) return known
    const facts = await store.factsOf(subject)
    if (facts.length === 0) return undefined
    const life = lifeOf(facts[0]!.life)
    assert(life !== undefined, `facts of ${subject} belong to an unknown life ${facts[0]!.life}`)
    let standing: Standing | undefined
    for (const fact of facts) standing = evolve(life, standing, fact)
    const loaded = { life, standing: standing!, facts }
    if ((newest.get(subject) ?? 0) <= loaded.standing.seq) memory.set(subject, loaded)
    return loaded
  }

  const appendOf = (before: Loaded, facts: readonly Fact[], standing: Standing, actor?: Actor): Append => ({
    subject: standing.subject,
    after: before.standing.seq,
    facts,
    row: nowRowOf(before.life, standing, district()),
    notices: noticesFor(before.life, facts, standing),
    ...(actor?.kind === 'officer' ? { scope: scopeOf(actor) } : {}),
  })

  const noticesFor = (life: Life<Reach>, facts: readonly Fact[], standing: Standing) =>
    facts.flatMap(f => noticesOf(life.name, f, standing, district()).map(n => ({ ...n, seq: f.seq })))

  const remember = (before: Loaded, facts: readonly Fact[], standing: Standing): void => {
    memory.set(standing.subject, { life: before.life, standing, facts: [...before.facts, ...facts] })
  }

  /** Asks the rules once and keeps the answer; undefined when somebody was faster and it must be asked again. */
  const tryOnce = async (
    subject: string,
    ask: (l: Loaded) => Promise<{ appends: readonly Answer[] } | Refusal>,
    actor?: Actor,
  ): Promise<Outcome | Refusal | undefined> => {
    const loaded = await load(subject)
    if (!loaded) return refuse('not-found')
    const answer = await ask(loaded)
    if (isRefusal(answer)) return answer
    // The scope is asked of the subject the actor named; what follows on others is the system's doing.
    const appends = answer.appends.map((a, i) =>
      appendOf(a.before, a.facts, a.standing, i === 0 ? actor : undefined),
    )
    const kept = appends.length === 1 ? await store.keep(appends[0]!) : await store.keepTogether(appends)
    if (kept === 'changed-meanwhile') {
      for (const a of answer.appends) memory.drop(a.before.standing.subject)
      return undefined
    }
    for (const a of answer.appends) remember(a.before, a.facts, a.standing)
    return { standing: answer.appends[0]!.standing, facts: answer.appends[0]!.facts }
  }

  /** Merging and parting concern two subjects: both change together or neither does. */
  const withOther = async (
    own: Answer,
    moveName: string,
    at: Instant,
  ): Promise<{ appends: readonly Answer[] } | Refusal> => {
    const fact = own.facts.find(f => f.type === 'merged' || f.type === 'unmerged')
    if (!fact) return { appends: [own] }
    const otherId = String(fact.type === 'merged' ? fact.data.into : fact.data.from)
    const other = await load(otherId)
    if (!other || other.life.name !== own.before.life.name) return refuse('not-found')
    const joined = decide(
      other.life,
      other.standing,
      moveName === 'merge' ? 'join' : 'part',
      { kind: 'system', name: 'merge' },
      {
        subject: own.standing.subject,
        number: own.standing.subject,
        reporters: [...own.standing.doc.reporters],
      },
      at,
      district(),
    )
    if (isRefusal(joined))
      return refuse('merge-target-ended', { state: named(other.life.states[other.standing.state]!) })
    return { appends: [own, { before: other, facts: joined.facts, standing: joined.standing }] }
  }

  /** The same petition open elsewhere: upstairs must not take up what is in progress below (信访工作条例 art. 19). */
  const inProgressElsewhere = async (l: Loaded): Promise<Input> => {
    const { doc, bornAt, subject } = l.standing
    const words = (doc as { words?: string }).words
    const since = instant(bornAt - 365 * msPerDay)
    const others = await store.neighbours('petition', doc.place, since, mostSamePetitions)
    const same = others.find(
      n => n.subject !== subject && n.words === words && l.life.states[n.state]?.phase === 'open',
    )
    return { inProgress: same !== undefined, ...(same ? { inProgressNumber: same.subject } : {}) }
  }

  const move: Desk['move'] = (subject, moveName, actor, input, seen) =>
    inLine(subject, async () => {
      for (let attempt = 0; attempt < mostTries; attempt++) {
        const at = now()
        const outcome = await tryOnce(
          subject,
          async l => {
            if (!maySee(actor, l.standing.doc)) return refuse('not-found')
            if (
              seen !== undefined &&
              seen < l.standing.seq &&
              l.facts.slice(seen).some(f => f.by.kind !== 'system')
            )
              return refuse('changed-meanwhile')
            if (moveName === 'merge') {
              const target = await load(String(input.into))
              if (!target || !maySee(actor, target.standing.doc)) return refuse('not-found')
              input = { ...input, intoNumber: target.standing.subject }
            }
            if (l.life.name === 'petition') input = { ...input, ...(await inProgressElsewhere(l)) }
            const said = coverInput(l.life.moves[moveName]?.needs, input, actor)
            const d = decide(l.life, l.standing, moveName, actor, said, at, district())
            if (isRefusal(d)) return d
            const own = { before: l, facts: d.facts, standing: d.standing }
            return withOther(own, moveName, at)
          },
          actor,
        )
        if (outcome) return outcome
      }
      return refuse('changed-meanwhile')
    })

  return {
    load,
    move,
    heard: (subject, seq) => {
      newest.set(subject, Math.max(seq, newest.get(subject) ?? 0))
      const known = memory.get(subject)
      if (known && known.standing.seq < seq) memory.drop(subject)
    },
    see: async (subject, actor) => {
      const l = await load(subject)
      return l && maySee(actor, l.standing.doc) ? l : refuse('not-found')
    },
    bear: async request => {
      const { actor, news, at, ...birth } = request
      const life = lifeOf(birth.life)
      assert(life !== undefined, `no life is called ${birth.life}`)
      let made: Loaded | undefined
      const born = await store.bear({
        ...birth,
        build: subject => {
          const d = append(life, undefined, subject, actor, at, news(subject))
          made = { life, standing: d.standing, facts: d.facts }
          return {
            subject,
            facts: d.facts,
            row: nowRowOf(life, d.standing, district()),
            notices: noticesFor(life, d.facts, d.standing),
          }
        },
      })
      // Somebody will look at it soon; one that was there before may be further on than it was born.
      if (!born.known && made) memory.set(born.subject, made)
      return born
    },
    turn: async (at, most, failed) => {
      const due = await store.dueBy(at, most)
      const turned = await Promise.allSettled(
        due.map(({ subject }) =>
          inLine(subject, async () => {
            for (let attempt = 0; attempt < mostTries; attempt++) {
              const l = await load(subject)
              if (!l) return
              const d = tick(l.life, l.standing, at, district())
              if (!d) {
                // The store expected a turn and the rules see none (another process wrote it, or the ladder changed):
                // look with fresh eyes, and if there is still none, tell the store when the next one is.
                memory.drop(subject)
                const fresh = await load(subject)
                if (!fresh) return
                if (tick(fresh.life, fresh.standing, at, district())) continue
                const next = nextTurnOf(fresh.life, fresh.standing, district())
                return store.reschedule(subject, fresh.standing.seq, next?.at)
              }
              const kept = await store.keep(appendOf(l, d.facts, d.standing))
              if (kept === 'kept') return remember(l, d.facts, d.standing)
              memory.drop(subject)
            }
          }),
        ),
      )
      turned.forEach((t, i) => {
        if (t.status === 'fulfilled') return
        if (!failed) throw t.reason
        failed(due[i]!.subject, t.reason)
      })
      return due.length
    },
  }
}

type Answer = { before: Loaded; facts: readonly Fact[]; standing: Standing }
