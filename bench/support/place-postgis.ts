// PostGIS asked the same question set-based: one join of fixes and fences over a GiST index, in a database of its own that
// is gone afterwards. Only where Debian's PostGIS is installed (`apt-get install postgresql-15-postgis-3`).
import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from './bench.ts'
import type { Ground } from './place-ground.ts'

export type Asked = { nsPerFix: number; pairs: number }

/** Undefined with a line on why, where there is no PostGIS. */
export const askPostgis = (
  ground: Ground,
  lngs: Float64Array,
  lats: Float64Array,
  say: (line: string) => void,
): Asked | undefined => {
  const control = globSync('/usr/share/postgresql/*/extension/postgis.control')[0]
  const bin = control && `/usr/lib/postgresql/${control.split('/')[4]}/bin`
  if (!bin || process.getuid?.() !== 0) {
    say(
      'PostGIS: not measured; it needs postgresql-15-postgis-3 from Debian, and root to start it as postgres',
    )
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'jiewang-postgis-'))
  const asPostgres = (program: string, ...args: string[]) =>
    execFileSync('runuser', ['-u', 'postgres', '--', join(bin, program), ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
    })
  const data = join(folder, 'data')
  try {
    execFileSync('chown', ['postgres', folder])
    asPostgres('initdb', '-D', data, '-A', 'trust', '-E', 'UTF8', '--locale=C')
    const options = `-k ${folder} -c listen_addresses= -c shared_buffers=512MB -c work_mem=256MB -c jit=off -c max_parallel_workers_per_gather=0`
    asPostgres('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start')
    const psql = (...args: string[]) =>
      asPostgres('psql', '-h', folder, '-qAt', '-v', 'ON_ERROR_STOP=1', ...args)
    writeFileSync(join(folder, 'fences'), fencesOf(ground))
    writeFileSync(join(folder, 'fixes'), [...lngs].map((lng, i) => `${lng}\t${lats[i]}\n`).join(''))
    psql(
      '-c',
      'create extension postgis',
      '-c',
      'create table fence (ring text)',
      '-c',
      'create table fix (x float8, y float8)',
    )
    psql('-c', `\\copy fence from '${folder}/fences'`, '-c', `\\copy fix from '${folder}/fixes'`)
    psql(
      '-c',
      'create table shape as select st_geomfromtext(ring, 4326) as g from fence',
      '-c',
      'create index on shape using gist (g)',
      '-c',
      'create table place as select st_setsrid(st_makepoint(x, y), 4326) as p from fix',
      '-c',
      'vacuum analyze shape',
      '-c',
      'vacuum analyze place',
    )
    const times: number[] = []
    let pairs = 0
    for (let i = 0; i < 3; i++) {
      const told = psql(
        '-c',
        'set enable_seqscan = on',
        '-c',
        '\\timing on',
        '-c',
        'select count(*) from place join shape on st_covers(g, p)',
      )
      pairs = Number(/^\d+$/m.exec(told)?.[0])
      times.push(Number(/Time: ([\d.]+) ms/.exec(told.slice(told.indexOf(String(pairs))))?.[1]))
    }
    return { nsPerFix: (median(times) * 1e6) / lngs.length, pairs }
  } finally {
    spawnSync('runuser', ['-u', 'postgres', '--', join(bin, 'pg_ctl'), '-D', data, '-m', 'immediate', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
}

const fencesOf = (ground: Ground): string => {
  const lines: string[] = []
  ground.each(ring => {
    const corners = Array.from({ length: ring.length / 2 }, (_, i) => `${ring[2 * i]} ${ring[2 * i + 1]}`)
    lines.push(`POLYGON((${corners.join(',')}))\n`)
  })
  return lines.join('')
}
