// The model of the simulated weeks is worth what it shares with the truth: the same people and the same checker on the
// real keeper and PostgreSQL, connections killed under them. JIEWANG_FAULT_SEEDS for more than the usual eight.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { liveRealWeek } from './real-week.ts'

const seeds = Number(process.env.JIEWANG_FAULT_SEEDS ?? 8)
const from = Number(process.env.JIEWANG_SEED ?? 1)
const atOnce = 4

test(`${seeds} seeds on PostgreSQL with connections killed: every promise is kept`, async t => {
  const told = { matters: 0, facts: 0, killed: 0, restarted: 0 }
  const todo = Array.from({ length: seeds }, (_, i) => from + i).values()
  const one = async () => {
    for (const seed of todo) {
      const week = await liveRealWeek(seed, 6, 24)
      assert.deepEqual(week.violations, [], `seed ${seed}`)
      for (const key of ['matters', 'facts', 'killed', 'restarted'] as const) told[key] += week[key]
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  t.diagnostic(
    `${told.matters} matters, ${told.facts} facts, ${told.killed} connections killed, ${told.restarted} processes replaced`,
  )
  // A story in which nothing happens proves nothing.
  assert.ok(told.facts > seeds * 40 && told.killed > seeds * 4, JSON.stringify(told))
})
