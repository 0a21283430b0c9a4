// `npm run bench -- <name> [--quick] [--json] [--write-readme]`: runs one bench, or all of them. Each ends in one line of
// JSON; whoever cannot measure says why and the exit code is not 0.
import { StartError } from '#server/store/embedded/start-error.ts'
import { lifecycle } from './lifecycle.ts'
import { place } from './place.ts'
import { sim } from './sim.ts'
import { sort } from './sort.ts'
import type { Bench } from './support/bench.ts'
import { writeReadme } from './support/readme.ts'
import { watch } from './watch.ts'

const benches: readonly Bench[] = [lifecycle, place, sim, sort, watch]

const args = process.argv.slice(2)
const flags = new Set(args.filter(a => a.startsWith('--')))
const wanted = args.filter(a => !a.startsWith('--'))
const wrong =
  [...flags].find(f => !['--quick', '--json', '--write-readme'].includes(f)) ??
  wanted.find(w => !benches.some(b => b.name === w))
if (wrong !== undefined) {
  console.error(
    `没有这个基准或选项：${wrong}。 Unknown: ${wrong}. Benches: ${benches.map(b => b.name).join(', ')}; options: --quick --json --write-readme`,
  )
  process.exit(2)
}

const quick = flags.has('--quick')
const say = flags.has('--json') ? () => {} : (line: string) => console.log(line)

for (const bench of benches.filter(b => wanted.length === 0 || wanted.includes(b.name))) {
  say(`${bench.name}: ${bench.asks}`)
  try {
    const outcome = await bench.run({ quick, say })
    if (flags.has('--write-readme')) writeReadme(benches, bench, outcome, quick)
    console.log(JSON.stringify(outcome))
  } catch (error) {
    // Errors made for people carry their sentence; anything else shows where it happened.
    const told =
      error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error)
    console.error(`${bench.name} could not measure: ${told}`)
    process.exitCode = 1
  }
}
