// Every life is a table; these tests read the tables of all of them and find what no story would.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lives } from '#core/lives/all.ts'
import { endsOf, targetsOf } from './diagram.ts'
import type { Life } from './life.ts'
import type { Reach } from './who.ts'

const each = (name: string, check: (life: Life<Reach>) => void) =>
  test(name, () => {
    for (const life of Object.values(lives)) check(life as Life<Reach>)
  })

each('every state a table names exists', life => {
  const known = (state: string, where: string) =>
    assert.ok(life.states[state], `${life.name} ${where}: ${state}`)
  for (const [name, move] of Object.entries(life.moves)) {
    assert.ok(move.from.length > 0, `${name} starts nowhere`)
    for (const s of move.from) known(s, `move ${name}`)
  }
  for (const [name, clock] of Object.entries(life.clocks)) {
    for (const s of [...clock.runsIn, ...(clock.pausesIn ?? [])]) known(s, `clock ${name}`)
    for (const f of clock.stopsOn ?? []) assert.ok(life.facts[f], `clock ${name} stops on unknown ${f}`)
  }
  for (const type of Object.keys(life.facts)) for (const s of targetsOf(life, type)) known(s, `fact ${type}`)
})

each('a fact whose state depends on the doc says where it may lead', life => {
  for (const [type, spec] of Object.entries(life.facts))
    if (typeof spec.to === 'function') assert.ok(spec.mayLeadTo?.length, `${life.name} ${type}`)
})

each('every fact a move makes is declared, and every declared fact can be made', life => {
  const made = new Set(Object.values(life.moves).flatMap(m => m.makes))
  for (const type of made) assert.ok(life.facts[type], `${life.name}: ${type} is made and not declared`)
  // Born or told by the clock, not made by a move.
  const byItself = [
    'drafted',
    'suggested',
    'closed-on-spot',
    'registered',
    'sealed-in',
    'concluded',
    'archived',
    'light-turned',
    'raised',
    'woke',
    'expired',
  ]
  for (const type of Object.keys(life.facts))
    assert.ok(made.has(type) || byItself.includes(type), `${life.name}: nothing makes ${type}`)
})

each('every state can be reached, and no open state is a dead end', life => {
  const births = ['drafted', 'reported', 'registered', 'sealed-in', 'raised'].filter(t => life.facts[t])
  const reached = new Set(births.flatMap(t => [...targetsOf(life, t)]))
  const byItself = ['archived', 'concluded', 'closed-on-spot'].filter(t => life.facts[t])
  for (const t of byItself) for (const s of targetsOf(life, t)) reached.add(s)
  for (let size = -1; size !== reached.size; ) {
    size = reached.size
    for (const [name, move] of Object.entries(life.moves))
      if (move.from.some(s => reached.has(s))) for (const s of endsOf(life, name)) reached.add(s)
  }
  for (const [state, spec] of Object.entries(life.states)) {
    assert.ok(reached.has(state), `${life.name} never gets to ${state}`)
    if (spec.phase === 'open') {
      const out = Object.entries(life.moves).filter(
        ([name, m]) => !m.quiet && m.from.includes(state) && endsOf(life, name).some(s => s !== state),
      )
      assert.ok(out.length > 0, `${life.name} ${state} has no way out`)
    }
  }
})

each('every open state has a clock that runs or is paused there', life => {
  for (const [state, spec] of Object.entries(life.states)) {
    if (spec.phase !== 'open' || state === 'draft') continue // a draft has promised nobody anything
    const found = Object.values(life.clocks).some(
      c => !c.silent && (c.runsIn.includes(state) || c.pausesIn?.includes(state)),
    )
    assert.ok(found, `${life.name} ${state}`)
  }
})

each('one letter on the keyboard means one move in a state', life => {
  for (const state of Object.keys(life.states)) {
    const keys = Object.values(life.moves)
      .filter(m => m.key && m.from.includes(state))
      .map(m => m.key!)
    assert.equal(new Set(keys).size, keys.length, `${life.name} ${state}: ${keys.sort()}`)
  }
})

each('every fixed choice has words, and every wording exists twice', life => {
  for (const [name, move] of Object.entries(life.moves)) {
    assert.ok(move.zh && move.en && move.whoZh && move.whoEn, name)
    for (const [key, need] of Object.entries(move.needs)) {
      assert.ok(need.zh && need.en, `${name}.${key}`)
      if (Array.isArray(need.from))
        for (const v of need.from) assert.equal(need.labels?.[v]?.length, 2, `${name}.${key} ${v}`)
    }
  }
  for (const [type, f] of Object.entries(life.facts))
    assert.equal(f.plainZh === undefined, f.plainEn === undefined, type)
})
