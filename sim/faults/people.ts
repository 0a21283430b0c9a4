// The people of a simulated week: residents, officers, other systems. Each thing they do goes through the ordinary door
// of some server and is tried again until there is an answer. Some are wrong, some are hostile, and some do the same
// thing at the same instant on another server.
import { type Instant, instant } from '#core/kit/instant.ts'
import type { Input } from '#core/life/life.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import type { MatterDoc } from '#core/lives/matter/doc.ts'
import type { Path } from '#core/path/path.ts'
import type { ReportRequest } from '#desk/receive.ts'
import { actorFor, bringerOf, officerIn } from '../actors.ts'
import type { Chance } from '../chance.ts'
import type { Checker, Seen } from './check/checker.ts'
import type { Door } from './door.ts'
import { delayMs, habits, valueFor } from './habits.ts'
import type { Schedule } from './schedule.ts'

export type People = {
  /** Somebody reports; answers when they have an answer or gave up. */
  report(): Promise<void>
  /** Something happened to a subject: sooner or later somebody will do the next thing. */
  stirred(subject: string, nextTurnAt: Instant | null): void
  /** From now on nobody begins anything. */
  goHome(): void
}

export type PeopleParts = {
  path: Path
  door: Door
  schedule: Schedule
  checker: Checker
  chance: Chance
  /** Up to which fact of a subject a server has been told. */
  heardBy: (server: string, subject: string) => number
}

const words = [
  '楼下垃圾堆了三天没人清，臭得很，电话13812345678',
  '我叫钱有福，夜市占道经营，路都走不动',
  '烧烤店油烟太大，窗户不敢开，麻烦来看看',
  '邻居楼上漏水，谈了几次不管，身份证110101199003078515',
  '消防通道被小车堵死了，真着火咋个办',
  '路灯坏了一排，晚上黑咕隆咚的',
  '河边有人电鱼',
  '小区电梯又停了，老人下不来楼',
  '下水道井盖没得了，娃娃差点掉进去',
  '工地半夜还在打桩，吵得睡不着',
  '有人打架，动了刀',
  '街边电线杆歪了，快倒了',
]

const channels = ['resident-web', 'officer-app', 'hotline-12345', 'visit', 'sensor', 'video'] as const
const mostIdleTries = 3

export const makePeople = (parts: PeopleParts): People => {
  const { path, door, schedule, checker, chance } = parts
  const { district } = path
  const places = district.territories.filter(t => t.level === 'grid' || t.level === 'community')
  const posts = district.posts
  const slow = new Set(district.units.filter(() => chance.isSo(0.15)).map(u => u.id))
  const open = channels.filter(code => district.channel(code))
  const idle = new Map<string, number>()
  const planned = new Set<string>()
  const recent: string[] = []
  let over = false
  let reports = 0

  const anyOfficer = (): Actor | undefined => {
    const post = chance.pick(posts)
    return officerIn(post.unit, [post.role], schedule.now(), district)
  }

  const petition = async (sourceId: string): Promise<void> => {
    const kind = chance.pick(['request', 'suggestion', 'accusation'] as const)
    const role = kind === 'accusation' ? 'petition_keyholder' : 'petition_clerk'
    const office = posts.find(p => p.role === role)
    const actor = officerIn(office?.unit, [role], schedule.now(), district)
    if (!actor) return
    const accused = kind === 'accusation' ? [chance.pick(district.units).id] : []
    await door.ask(
      server =>
        server.receivePetition({
          report: {
            source: 'visit',
            sourceId,
            channel: 'visit',
            kind,
            words: chance.pick(words),
            accused,
            photos: [],
            lang: 'zh',
          },
          actor,
          contact: { name: '孙小满', phone: '13712345678' },
        }),
      answer => {
        if (!isRefusal(answer)) checker.reportAcknowledged('visit', sourceId, answer.number)
      },
    )
  }

  const report = async (): Promise<void> => {
    if (over) return
    const sourceId = `r${++reports}`
    if (chance.isSo(0.04)) return petition(sourceId)
    const source = chance.pick(open)
    const place = chance.pick(places)
    const actor = bringerOf(source, place.code, schedule.now(), district)
    const linkHash = actor.kind === 'reporter' ? `link-${sourceId}` : undefined
    const request: Omit<ReportRequest, 'report'> & { report: Omit<ReportRequest['report'], 'at'> } = {
      report: {
        source,
        sourceId,
        channel: source,
        words: chance.pick(words),
        place: { territory: place.code },
        photos: [],
        lang: 'zh',
        ...(chance.isSo(0.08) ? { accused: [chance.pick(district.units).id] } : {}),
        ...(source === 'officer-app' && chance.isSo(0.4)
          ? { onSpot: { result: '当场清理，店主电话13612345678' } }
          : {}),
      },
      actor,
      ...(actor.kind === 'reporter' ? { contact: { name: '吴桂香', phone: '13512345678' } } : {}),
      ...(linkHash === undefined ? {} : { linkHash }),
    }
    const told = await door.ask(
      (server, at) => server.receive({ ...request, report: { ...request.report, at: at.now() } }),
      answer => {
        if (!isRefusal(answer)) checker.reportAcknowledged(source, sourceId, answer.number)
      },
    )
    if (told === undefined || isRefusal(told) || linkHash === undefined || !chance.isSo(0.3)) return
    await door.ask(
      server => server.store.byLink(linkHash),
      link => {
        if (link?.subject !== told.number)
          checker.broken('acknowledged', `the link of ${told.number} leads to ${link?.subject}`, told.number)
      },
    )
  }

  /** What is sent to whom, where the form alone would say nothing sensible. */
  const sensible = (s: Seen, move: string): Input => {
    const { suggestion, type } = s.standing.doc as MatterDoc
    switch (move) {
      case 'dispatch':
        return {
          lead: chance.isSo(0.85) && suggestion ? suggestion.lead : chance.pick(district.units).id,
          ...(type === undefined && suggestion?.type !== undefined ? { type: suggestion.type } : {}),
          ...(chance.isSo(0.2) ? { co: [chance.pick(district.units).id] } : {}),
        }
      case 'rule':
        return { ruling: chance.isSo(0.5) ? 'upheld' : 'rejected' }
      case 'verify':
        return { outcome: chance.isSo(0.8) ? 'pass' : 'fail' }
      case 'merge':
        return recent.length > 0 ? { into: chance.pick(recent.slice(-30)) } : {}
      default:
        return {}
    }
  }

  const inputFor = (s: Seen, move: string): Input => {
    const needs = Object.entries(s.life.moves[move]?.needs ?? {}).filter(
      ([, n]) => n.required || chance.isSo(0.3),
    )
    const form = needs.map(
      ([key, n]) => [key, valueFor(n, chance, district, schedule.now(), recent)] as const,
    )
    return { ...Object.fromEntries(form), ...sensible(s, move) }
  }

  const look = (subject: string, actor: Actor): Promise<unknown> =>
    door.ask(
      async (server, at) => {
        const heard = parts.heardBy(at.name, subject)
        const loaded = await server.desk.see(subject, actor)
        return isRefusal(loaded) ? {} : { heard, standing: loaded.standing, facts: loaded.facts }
      },
      ({ heard, standing }) => {
        if (standing) checker.shown(actor, standing, heard)
      },
    )

  const deedOf = (s: Seen): { move: string; actor: Actor } | undefined => {
    const table = habits[s.standing.state]
    const wild = chance.isSo(s.life.name === 'matter' ? 0.06 : 0.5)
    if (!wild && table) {
      const [move, who] = chance.weighted(table)
      const actor = actorFor(who, s.standing.doc as MatterDoc, schedule.now(), district)
      return actor && { move, actor }
    }
    const move = chance.pick(Object.keys(s.life.moves))
    const unit = chance.isSo(0.6) ? s.standing.doc.lead : undefined
    const inLead = unit === undefined ? [] : district.postsIn(unit)
    const post = inLead.length > 0 ? chance.pick(inLead) : undefined
    const actor = post ? officerIn(post.unit, [post.role], schedule.now(), district) : anyOfficer()
    return actor && { move, actor }
  }

  const act = async (subject: string): Promise<void> => {
    const s = checker.seen.get(subject)
    const deed = s && deedOf(s)
    if (!s || !deed) return
    const { move, actor } = deed
    const input = inputFor(s, move)
    const seen = chance.isSo(0.4) ? s.standing.seq : undefined
    await door.ask(
      server => server.desk.move(subject, move, actor, input, seen),
      answer => {
        if (!isRefusal(answer)) checker.moveAcknowledged(answer.facts)
      },
    )
  }

  const prying = (s: Seen): Actor | undefined => {
    const { accused } = s.standing.doc
    const unit = accused.length > 0 ? chance.pick(accused) : undefined
    const inUnit = unit === undefined ? [] : district.postsIn(unit)
    if (inUnit.length === 0) return anyOfficer()
    return officerIn(unit, [chance.pick(inUnit).role], schedule.now(), district)
  }

  const go = async (subject: string): Promise<void> => {
    const s = checker.seen.get(subject)
    if (over || !s) return
    const before = s.facts.length
    const hands = chance.isSo(0.12) ? 2 : 1
    const pry = chance.isSo(s.standing.doc.accused.length > 0 ? 0.5 : 0.05) ? prying(s) : undefined
    if (pry) void look(subject, pry)
    await Promise.all(Array.from({ length: hands }, () => act(subject)))
    // Nothing came of it: somebody tries again, but not for ever.
    const tries = s.facts.length > before ? 0 : (idle.get(subject) ?? 0) + 1
    idle.set(subject, tries)
    if (tries > 0 && tries <= mostIdleTries) plan(subject)
  }

  const plan = (subject: string, atTurn?: Instant): void => {
    const s = checker.seen.get(subject)
    if (over || !s || planned.has(subject)) return
    planned.add(subject)
    const usual = delayMs(s.standing.state, slow.has(s.standing.doc.lead), chance)
    // Some come just when a light turns: that is when two hands want the same subject.
    const ms =
      atTurn !== undefined && chance.isSo(0.15) ? atTurn - schedule.now() + chance.between(-20, 20) : usual
    schedule.after(ms, () => {
      planned.delete(subject)
      void go(subject)
    })
  }

  return {
    report,
    stirred: (subject, nextTurnAt) => {
      if (!recent.includes(subject)) recent.push(subject)
      idle.delete(subject)
      plan(subject, nextTurnAt === null ? undefined : instant(nextTurnAt))
    },
    goHome: () => {
      over = true
    },
  }
}
