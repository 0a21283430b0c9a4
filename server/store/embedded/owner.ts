// Who may start and stop a cluster: exactly one live process, named in owner.json by pid and start time (a pid alone
// may have been given to another process since). An owner that died without a word is succeeded by the next comer.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from './start-error.ts'

export type Owner = { readonly pid: number; readonly startedTicks: string }

const fileIn = (folder: string): string => join(folder, 'owner.json')

/** The live owner of the cluster in `folder`, or null. */
export function liveOwner(folder: string): Owner | null {
  const owner = read(fileIn(folder))
  return owner && startTicksOf(owner.pid) === owner.startedTicks ? owner : null
}

/** Becomes the owner, or throws StartError `already-running`. Returns how to give it up. */
export function becomeOwner(folder: string): () => void {
  const file = fileIn(folder)
  const mine: Owner = { pid: process.pid, startedTicks: startTicksOf(process.pid) ?? '' }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(mine))
  try {
    for (;;) {
      try {
        linkSync(draft, file)
        return () => rmSync(file, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const owner = liveOwner(folder)
      if (owner) throw alreadyRunning(folder, owner)
      setAsideStale(file, draft)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

// Between judging a file stale and moving it away a faster successor may have put its own there: then it is put back.
function setAsideStale(file: string, draft: string): void {
  const aside = `${draft}.stale`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved && startTicksOf(moved.pid) === moved.startedTicks) renameSync(aside, file)
  else rmSync(aside, { force: true })
}

function read(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Start time in clock ticks since boot, field 22 of proc_pid_stat(5); null for no such process. */
function startTicksOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the command in brackets and may itself hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

const alreadyRunning = (folder: string, owner: Owner): StartError =>
  new StartError(
    'already-running',
    `结网已在这份数据（${folder}）上运行，进程号 ${owner.pid}：请先停止它。`,
    `Jiewang is already running on these data (${folder}) as process ${owner.pid}: stop that one first.`,
  )
