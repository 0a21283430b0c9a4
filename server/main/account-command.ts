// `jiewang account <person> [name]`: how the first security administrator of a district gets in, or one who lost the
// password or the phone and has no colleague. Everybody else gets their account from the security administrator.
import { parseArgs } from 'node:util'
import { giveFirstPassword } from '#server/http/first-password.ts'
import { makeSecondFactor } from '#server/http/second-factor.ts'
import { isNo } from '#server/http/session-port.ts'
import { logAccess } from '#server/store/access-log.ts'
import { makeSessionStore } from '#server/store/sessions.ts'
import type { CoreWorld } from './core-world.ts'
import { inWorld } from './in-world.ts'
import type { Settings } from './settings.ts'

const usage = [
  '用法 usage: jiewang account <人员编号 person> [账号名 name] [--drop-second-factor]',
  '  给一个人开账号或重置口令，打印一次性初始口令；首次登录后必须修改，7 天不用作废。可在运行中执行。',
  '  Makes an account or resets its password and prints a first password, void after 7 days. May run beside the program.',
  '  --drop-second-factor  手机和恢复码都丢了：取消第二因素，登录后重新设置。 The phone and the recovery codes are lost.',
]

type Wish = { person: string; login: string | undefined; dropSecondFactor: boolean }

export const accountCommand = async (
  args: readonly string[],
  settings: Settings,
  out: (line: string) => void,
): Promise<number> => {
  const wish = understood(args)
  if (!wish) {
    for (const line of usage) out(line)
    return 2
  }
  return inWorld(settings, world => giveAccount(world, wish, out))
}

export const giveAccount = async (
  { db, now, district, vault }: Pick<CoreWorld, 'db' | 'now' | 'district' | 'vault'>,
  { person, login, dropSecondFactor }: Wish,
  out: (line: string) => void,
): Promise<number> => {
  const given = await giveFirstPassword(
    { db, now, district, sessions: makeSessionStore(db, now) },
    person,
    login,
  )
  if (isNo(given)) {
    out(`${given.no.zh} ${given.no.en}`)
    return 1
  }
  // Nobody is named as the one who did it: whoever may run this has the machine, and the log says so by the empty place.
  const log = (act: 'account-made' | 'first-password' | 'second-factor-dropped') =>
    logAccess(db, { at: now(), act, detail: { of: person, from: 'command line' } })
  await log(given.made ? 'account-made' : 'first-password')
  if (dropSecondFactor && (await makeSecondFactor(db, vault, now).drop(person)))
    await log('second-factor-dropped')
  const posts = district().postsOf(person, now())
  out(`${district().person(person)!.zh} · ${posts.map(p => p.zh).join('、') || '现在没有岗位 no post now'}`)
  out(`账号 account ${given.login}，初始口令 first password ${given.password}`)
  if (posts.length === 0)
    out(
      '没有在任岗位的人不能登录：请先在 holdings.csv 里任命。 Without a post nobody is let in: see holdings.csv.',
    )
  return 0
}

const understood = (args: readonly string[]): Wish | undefined => {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'drop-second-factor': { type: 'boolean' } },
    })
    const [person, login, ...more] = positionals
    if (person === undefined || more.length > 0) return undefined
    return { person, login, dropSecondFactor: values['drop-second-factor'] === true }
  } catch {
    return undefined
  }
}
