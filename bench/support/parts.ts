// What the player needs of the cast: plain words and the sessions of those who act. Sessions are begun in the database
// as the sign-in room begins them; signing in by password would measure argon2.
import { instant } from '#core/kit/instant.ts'
import { openCoreWorld } from '#server/main/core-world.ts'
import type { Settings } from '#server/main/settings.ts'
import { makeAccount } from '#server/store/accounts.ts'
import { hashPassword } from '#server/store/passwords.ts'
import { makeSessionStore } from '#server/store/sessions.ts'
import { castOf, type Officer, type Scene, type Told } from './cast.ts'

export type Seat = { cookie: string; csrf: string }
export type Part = {
  scene: Told
  lead: string
  dispatcher: Seat
  handler: Seat
  checker: Seat
}

/** `count` scenes, each with sessions of its own: a real desk does not share a browser either. */
export const partsOf = async (url: string, settings: Settings, count: number): Promise<Part[]> => {
  const world = await openCoreWorld(url, settings)
  const { db, now } = world
  try {
    const passwordHash = await hashPassword('nobody signs in with this one')
    const sessions = makeSessionStore(db, now)
    const known = new Map<string, Promise<unknown>>()
    const account = (person: string) => {
      const made =
        known.get(person) ??
        makeAccount(
          db.system,
          db.district,
          { person, login: `bench.${person}`, passwordHash, mustChange: false },
          now(),
        )
      known.set(person, made)
      return made
    }
    const seat = async ({ person, post }: Officer): Promise<Seat> => {
      await account(person)
      const { token, session } = await sessions.begin(person, post.id)
      return { cookie: `jiewang=${token}`, csrf: session.csrf }
    }
    const part = async (s: Scene): Promise<Part> => {
      const [dispatcher, handler, checker] = await Promise.all([
        seat(s.dispatcher),
        seat(s.handler),
        seat(s.checker),
      ])
      const { place, type } = s
      return {
        scene: {
          place: { code: place.code, zh: place.zh },
          type: { code: type.code, zh: type.zh, keywords: type.keywords },
        },
        lead: s.lead,
        dispatcher,
        handler,
        checker,
      }
    }
    return await Promise.all(castOf(world.district(), instant(Date.now()), count).map(part))
  } finally {
    await db.close()
  }
}
