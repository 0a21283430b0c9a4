// The words of the demo district, read as a whole: nobody says the same thing twice in a row, nobody's phone could be
// dialled, an event told again is told in other words, and a sorter who only knows keywords is mostly right.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeDistrict } from '#core/district/make-district.ts'
import { maskPersonal } from '#core/intake/mask.ts'
import { instant } from '#core/kit/instant.ts'
import { dice, tokensOf } from '#core/kit/text.ts'
import { makeKeywordSorter } from '#core/sort/sort.ts'
import { readPack } from '#server/gate/pack/read-pack.ts'
import type { HistoryStory, Pattern } from '../history/story.ts'
import { compile, numeral, say } from './grammar.ts'
import { lexicon } from './lexicon.ts'
import { contactOf, makeSaid } from './said-of.ts'
import { sampleStories } from './sample.fixture.ts'
import { wordsOf } from './words-of.ts'

const read = readPack(join(import.meta.dirname, '..', '..', 'packs', 'longxi'))
assert.ok(read.ok)
const district = makeDistrict(read.pack, 'sample')
const setting = { district, seed: 20210814 }
const many = 25_117
const stories = sampleStories(district, many)
const started = performance.now()
const all = stories.map(s => wordsOf(s, setting))
const microseconds = ((performance.now() - started) * 1000) / many

test('a line is said in as many ways as it says', () => {
  const line = compile('{甲|{乙|丙}丁}<2-3>个<4-4>0@地')
  const ways = new Set<string>()
  for (let i = 0; i < 8; i++) {
    let bits = i
    ways.add(
      say(
        line,
        n => {
          const drawn = bits % n
          bits = Math.floor(bits / n)
          return drawn
        },
        true,
        { 地: '戊' },
      ),
    )
  }
  assert.deepEqual(
    [...ways].sort(),
    ['丙丁两个40戊', '丙丁三个40戊', '乙丁两个40戊', '乙丁三个40戊', '甲两个40戊', '甲三个40戊'].sort(),
  )
  assert.throws(() => compile('{甲|乙'), /ends where/)
  assert.deepEqual([1, 2, 10, 12, 20, 35].map(numeral), ['一', '两', '十', '十二', '二十', '三十五'])
})

test('every type of the catalogue and every planted class has a page', () => {
  const patterns: Pattern[] = [
    'lift-company',
    'stair-charging',
    'school-parking',
    'flooding-drain',
    'unpaid-site',
    'border-straw',
  ]
  for (const key of [...district.types.map(t => t.code), ...patterns])
    assert.ok(lexicon.has(key), `no words for ${key}`)
})

test('no two in a row are cut from one pattern, and hardly any two are alike', t => {
  for (let i = 1; i < many; i++) assert.notEqual(all[i]!.template, all[i - 1]!.template, stories[i]!.id)
  const alike = many - new Set(all.map(w => w.words)).size
  t.diagnostic(`${microseconds.toFixed(1)} µs a text, ${alike} of ${many} exactly alike`)
  assert.ok(alike < many / 200, `${alike} exactly alike`)
  assert.ok(microseconds < 200)
})

test('nothing in them is a number that rings, an identity, or an open end of the grammar', () => {
  for (const { words, title = '', placeWords = '' } of all) {
    const text = `${title} ${words} ${placeWords}`
    assert.deepEqual(maskPersonal(text).found, [], text)
    assert.doesNotMatch(text, /\d{7,}|[{}|<>@]|undefined/, text)
    assert.ok(words.length >= 6 && words.length <= 400, text)
  }
  for (const key of [1, 77, 12_345]) assert.match(contactOf(key).phone, /^100-0000-\d{4}$/)
})

test('a sorter that only knows keywords is mostly right, and not always', t => {
  const sort = makeKeywordSorter(district)
  const right = all.filter((w, i) => sort(w).module === stories[i]!.type.slice(0, 2)).length / many
  t.diagnostic(`module right in ${(right * 100).toFixed(1)} %`)
  assert.ok(right > 0.7 && right < 0.97, `${right}`)
})

test('the same event told again: other words, the same thing', () => {
  const pairs = stories.slice(0, 400).map(first => {
    const second: HistoryStory = {
      ...first,
      id: `h9${first.id.slice(2)}`,
      reportedAt: instant(first.reportedAt + 600_000),
    }
    return [wordsOf(first, setting), wordsOf(second, setting)] as const
  })
  const same = (template: string) => template.split(' ').slice(-3, -1).join(' ')
  for (const [a, b] of pairs) assert.equal(same(a.template), same(b.template))
  const alikePairs = pairs.filter(([a, b]) => a.words === b.words).length
  assert.ok(alikePairs <= pairs.length / 50, `${alikePairs} told in the very same words`)
  const alike = (a: string, b: string) => dice(new Set(tokensOf(a)), new Set(tokensOf(b)))
  const near = pairs.reduce((sum, [a, b]) => sum + alike(a.words, b.words), 0) / pairs.length
  const strange =
    pairs.reduce((sum, [a], i) => sum + alike(a.words, pairs[(i + 1) % pairs.length]![1].words), 0) /
    pairs.length
  assert.ok(near > 3 * strange, `${near} against ${strange}`)
})

test('the planted classes hang together by a name', () => {
  const share = (pattern: Pattern, word: RegExp) => {
    const told = sampleStories(district, 200, pattern).map(s => wordsOf(s, setting).words)
    return told.filter(w => word.test(w)).length / told.length
  }
  assert.ok(share('lift-company', /安岭/) > 0.5)
  assert.ok(share('unpaid-site', /云栖里/) > 0.5)
  assert.ok(share('stair-charging', /充电/) > 0.6)
  assert.ok(share('border-straw', /交界|界沟|隔壁镇|秸秆|稻草|火/) > 0.6)
})

test('in the storm everybody speaks of it, and nobody else uses its word', () => {
  for (const s of stories.slice(0, 300))
    assert.match(wordsOf({ ...s, storm: true }, setting).words.replaceAll(' ', ''), /暴雨/, s.channel)
  assert.deepEqual(
    all.filter(w => w.words.includes('暴雨')).map(w => w.words),
    [],
  )
})

test('a whole life: each step has its words, the answer tells the deed that was fed back', () => {
  const at = instant(1_600_000_000_000)
  const story: HistoryStory = {
    ...stories.find(s => s.type === 'CM02' && s.outcome === 'closed')!,
    caller: { key: 4711 },
    steps: [
      { at, by: 'C', move: 'dispatch', lead: 'C', type: 'CM02', urgency: 'normal' },
      { at, by: 'C', move: 'sign' },
      { at, by: 'C', move: 'contact' },
      { at, by: 'C', move: 'return', reason: 'not-competent' },
      { at, by: 'C', move: 'feedback' },
      { at, by: 'C', move: 'verify', outcome: 'fail' },
      { at, by: 'C', move: 'feedback' },
      { at, by: 'C', move: 'verify', outcome: 'pass' },
      { at, by: 'C', move: 'close' },
      { at, by: 'reporter', move: 'rate', solved: false, satisfied: 'no', why: 'too-slow' },
    ],
  }
  const said = makeSaid(setting)(story)
  assert.equal(said.steps.length, story.steps.length)
  assert.deepEqual(makeSaid(setting)(story), said, 'the same words again')
  const words = said.steps.map(s => s.words)
  const [, , contact, giveBack, first, fail, second, , answer, rating] = words
  for (const w of [contact, giveBack, first, fail, second, answer, rating]) assert.notEqual(w, '')
  assert.notEqual(first, second)
  assert.ok(said.steps[3]!.basis)
  assert.match(rating!, /慢/)
  const alike = dice(new Set(tokensOf(first!)), new Set(tokensOf(answer!)))
  assert.ok(alike > 0.3, `${first} / ${answer}`)
})
