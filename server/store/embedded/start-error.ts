// Why the program could not start, as one sentence a person can act on, in Chinese and in English. Whoever starts
// the program prints `message` and leaves; a stack would only frighten and hide the sentence.

export type StartErrorCode =
  | 'already-running'
  | 'data-version'
  | 'disk-full'
  | 'model-wrong'
  | 'no-permission'
  | 'pack-wrong'
  | 'port-taken'
  | 'postgres-failed'
  | 'setting-wrong'
  | 'unsupported-platform'

export class StartError extends Error {
  readonly code: StartErrorCode
  readonly zh: string
  readonly en: string

  constructor(code: StartErrorCode, zh: string, en: string) {
    super(`${zh} ${en}`)
    this.name = 'StartError'
    this.code = code
    this.zh = zh
    this.en = en
  }
}

export const diskFull = (folder: string, freeMb: number | null): StartError => {
  const zh = freeMb === null ? '' : `（只剩 ${freeMb} MB，至少要 ${neededMb} MB）`
  const en = freeMb === null ? '' : ` (${freeMb} MB left, ${neededMb} MB needed)`
  return new StartError(
    'disk-full',
    `磁盘空间不足：${folder} 所在的磁盘已满${zh}，请先腾出空间。`,
    `The disk holding ${folder} is full${en}: please free some space first.`,
  )
}

// A new cluster takes 40 MB and 16 MB of log at once; the rest is room to stop in order once the disk fills.
export const neededMb = 256

export const noPermission = (path: string): StartError =>
  new StartError(
    'no-permission',
    `没有权限读写 ${path}：请换用拥有它的用户启动，或更改它的权限。`,
    `No permission to use ${path}: start as the user who owns it, or change its permissions.`,
  )

/** The sentence behind an error of the file system or of a database without room; anything unknown is returned as it is. */
export function asStartError(error: unknown, folder: string): unknown {
  if (error instanceof StartError || !(error instanceof Error)) return error
  const { code, path } = error as NodeJS.ErrnoException
  // 53100: PostgreSQL's own disk_full.
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return diskFull(path ?? folder, null)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return noPermission(path ?? folder)
  return error
}
