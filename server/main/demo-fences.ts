// Fences of a demonstration district, laid once: drawn and switched on by its watch director as any other, and the vehicles
// that went by on that day, through the ordinary door for positions.
import { type Instant, toIso } from '#core/kit/instant.ts'
import { isRefusal } from '#core/life/refusal.ts'
import type { Actor } from '#core/life/who.ts'
import type { Shape } from '#core/watch/fence.ts'
import { isFenceWrong, makeFenceDesk } from '#desk/fences.ts'
import { type DemoFence, type Drive, definitionAt, readDemoFences } from '#server/gate/pack/demo-fences.ts'
import type { Intake } from '#server/gate/positions/intake.ts'
import type { CoreWorld } from './core-world.ts'

const metre = 1 / 111_195
/** Before and behind the middle of the fence. */
const approachM = 250
const everyS = 4

const middleOf = (shape: Shape): readonly [number, number] => {
  const points =
    shape.kind === 'circle' ? [shape.centre] : shape.kind === 'line' ? shape.points : shape.polygons.flat(2)
  const mean = (k: 0 | 1) => points.reduce((sum, p) => sum + p[k], 0) / points.length
  return [mean(0), mean(1)]
}

/** A straight way through the middle, a fix each four seconds; what would lie ahead of now has not happened yet. */
const fixesOf = (drive: Drive, shape: Shape, now: Instant): object[] => {
  const [lng, lat] = middleOf(shape)
  const angle = (drive.heading * Math.PI) / 180
  const mps = drive.kmh / 3.6
  const start = now - drive.ago * 60_000
  const stopAtS = approachM / mps
  const totalS = (2 * approachM) / mps + (drive.stop ?? 0)
  const count = Math.floor(Math.min(totalS, (now - start) / 1000) / everyS)
  return Array.from({ length: count }, (_, i) => {
    const s = i * everyS
    const moving = s < stopAtS ? s : Math.max(stopAtS, s - (drive.stop ?? 0))
    const m = moving * mps - approachM
    return {
      subject: drive.vehicle,
      at: start + s * 1000,
      lng: lng + (m * Math.sin(angle) * metre) / Math.cos((lat * Math.PI) / 180),
      lat: lat + m * Math.cos(angle) * metre,
      accuracyM: 3,
      speedMps: moving === stopAtS ? 0 : mps,
    }
  })
}

const directorOf = (core: CoreWorld): (Actor & { kind: 'officer' }) | undefined => {
  const district = core.district()
  const post = district.posts.find(p => p.role === 'watch_director')
  const person = post && district.holdersOf(post.id, core.now())[0]
  const unit = post && district.unit(post.unit)
  return post && person && unit ? { kind: 'officer', person: person.id, post, unit } : undefined
}

/** Resolves to the fences whose vehicles are still to be sent; none when they were laid before. */
export const layDemoFences = async (core: CoreWorld, packDir: string): Promise<readonly DemoFence[]> => {
  const { desk, path, now } = core
  const actor = directorOf(core)
  const { fences, problems } = readDemoFences(packDir, core.district())
  if (!core.district().synthetic || !actor || problems.length > 0) return []
  const fenceDesk = makeFenceDesk(desk, path, now)
  const fresh: DemoFence[] = []
  for (const f of fences) {
    const drawn = await fenceDesk.draw(definitionAt(f, now()), f.words, `demo-${f.id}`, actor)
    if (isFenceWrong(drawn)) throw new Error(`demo fence ${f.id}: ${JSON.stringify(drawn.problems)}`)
    if (drawn.known) continue
    const on = await desk.move(drawn.number, 'switch-on', actor, { words: f.words })
    if (isRefusal(on)) throw new Error(`demo fence ${f.id} was not switched on: ${JSON.stringify(on)}`)
    fresh.push(f)
  }
  return fresh
}

/** What went by. Sent once the watch reads, or nothing would ring. */
export const driveBy = async (intake: Intake, fences: readonly DemoFence[], now: Instant): Promise<void> => {
  const drives = fences.flatMap(f => (f.drives ?? []).map(d => ({ d, shape: f.fence.shape as Shape })))
  for (const { d, shape } of drives.toSorted((a, b) => b.d.ago - a.d.ago)) {
    const answer = await intake.take({ class: 'vehicle', fixes: fixesOf(d, shape, now) }, { source: 'demo' })
    if (!('taken' in answer)) throw new Error(`demo positions at ${toIso(now)}: ${answer.en}`)
  }
}
