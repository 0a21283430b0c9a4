// Passwords: hashed slowly, checked against a short list of rules, and never more than a few at once, so that a flood
// of sign-ins cannot take the threads the rest of the program needs.
import { hash, verify } from '@node-rs/argon2'

// argon2id, 19 MiB, 2 passes, 1 lane: the first choice of the OWASP Password Storage Cheat Sheet where memory is
// shared with a database. 10–20 ms a check on one core of the machine this was built on.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Checks at work at once (Node has four threads for all such work), and callers who may wait for one. */
const atOnce = 2
const mostWaiting = 64

export class TooManySignIns extends Error {}

const waiting: (() => void)[] = []
let busy = 0

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (busy >= atOnce) {
    if (waiting.length >= mostWaiting) throw new TooManySignIns(`${mostWaiting} password checks are waiting`)
    // The one who leaves hands over its place, so `busy` does not change here.
    await new Promise<void>(resolve => waiting.push(resolve))
  } else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

/** One way of writing for every keyboard: full-width and composed characters alike. */
const plain = (password: string): string => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(plain(password), cost))

let nobody: Promise<string> | undefined

/**
 * Whether the password is the one behind the hash. Without a hash the same work is done for nothing, so that an
 * unknown login takes as long as a wrong password. Throws TooManySignIns when too many wait already.
 */
export const isPassword = (stored: string | null | undefined, password: string): Promise<boolean> => {
  nobody ??= hash('nobody has this password', cost)
  return inTurn(async () => {
    const right = await verify(stored ?? (await nobody!), plain(password))
    return right && typeof stored === 'string'
  })
}

export const shortestPassword = 10

export type PasswordFault = 'too-short' | 'has-login' | 'too-common' | 'too-few-characters'

/** What is wrong with a new password; length counts more than mixture (NIST SP 800-63B, 3.1.1.2). */
export const faultOf = (password: string, login: string): PasswordFault | undefined => {
  const text = plain(password).toLowerCase()
  if ([...text].length < shortestPassword) return 'too-short'
  if (login !== '' && text.includes(login.toLowerCase())) return 'has-login'
  // A common one with a sign or two around it is still a common one.
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '')
  if (common.has(text) || common.has(letters)) return 'too-common'
  if (new Set(text).size < 5) return 'too-few-characters'
  return undefined
}

// Commonest ones of ten and more characters in published lists, those typed in China first.
const common = new Set(
  `1234567890 0123456789 9876543210 0987654321 12345678910 123456789a a123456789 123456789q q123456789 1234567890a
   abc123456789 a1234567890 qwertyuiop qwertyuiop123 asdfghjkl123 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 1qaz2wsx3edc
   1qazxsw23edc qazwsxedcrfv zaq12wsxcde3 qwer123456 abcd123456 asdf123456 woaini1314 woaini1314520 woaini520
   woaini123456 5201314520 1314520520 5201314abc aini1314520 iloveyou1314 iloveyou520 admin123456 admin12345678
   administrator root123456 password12 password123 password1234 passw0rd123 password123456 mima123456 mima12345678
   zhongguo123 chongqing123 chongqing2024 beijing2008 huanying123 wangge123456 zhengfu123 jiewang123 jiewang123456
   welcome123 changeme123 test123456 test12345678 user123456 guest123456 qq123456789 123456789abc 123123123123
   147258369a 1472583690 159357159357 112233445566 11223344556677 abcdefghij abcdefghijk abcd1234567 aa123456789
   letmein12345 superman123 dragon123456 sunshine123 football123 baseball123 princess123 trustno1234 starwars123`
    .split(/\s+/)
    .filter(Boolean),
)
