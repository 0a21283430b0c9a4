// `jiewang vault-key change`: the district's key under all personal data is changed while the program runs. The old key
// opens nothing in the database afterwards.
import { join } from 'node:path'
import { readPack } from '#server/gate/pack/read-pack.ts'
import { changeVaultKey, openVaultKeys, rewrapAll } from '#server/store/vault-open.ts'
import { inDatabase } from './in-world.ts'
import type { Settings } from './settings.ts'

const usage = [
  '用法 usage: jiewang vault-key change',
  '  更换保险库密钥：全部个人信息的密钥改用新密钥封装，旧密钥随后作废；可在运行中执行，中断后可重做。',
  '  Wraps the keys of all personal data anew under a new key, then drops the old one; may run beside the program.',
  '  密钥在环境变量里时：先设 JIEWANG_VAULT_KEY=<新 new>,<旧 old> 并重启，再执行本命令，最后去掉旧的。',
  '  With the key in the environment: set JIEWANG_VAULT_KEY=<new>,<old>, restart, run this, then remove the old one.',
]

export const vaultKeyCommand = async (
  args: readonly string[],
  settings: Settings,
  out: (line: string) => void,
): Promise<number> => {
  if (args.length !== 1 || args[0] !== 'change') {
    for (const line of usage) out(line)
    return 2
  }
  const read = readPack(settings.packDir)
  if (!read.ok) {
    out(
      `区情包 ${settings.packDir} 读不了，请先运行 npx jiewang pack check。 The pack cannot be read: run pack check.`,
    )
    return 1
  }
  return inDatabase(settings, read.pack.code, async db => {
    const path = join(settings.dataDir, 'vault.key')
    const fromEnv = process.env.JIEWANG_VAULT_KEY
    // Also says what is wrong when the key is missing or another one, before anything is changed.
    const keys = await openVaultKeys(db, path, fromEnv)
    const n = fromEnv ? await rewrapAll(db, keys) : await changeVaultKey(db, path)
    out(`已改用新密钥封装 ${n} 条记录。 ${n} records lie under the new key now.`)
    out(
      fromEnv
        ? '现在可以从 JIEWANG_VAULT_KEY 去掉旧密钥。 The old key may be removed from JIEWANG_VAULT_KEY.'
        : `请备份 ${path}，并销毁旧密钥的备份。 Back up ${path} and destroy backups of the old key.`,
    )
    return 0
  })
}
