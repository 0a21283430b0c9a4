// The life of a matter as stories a duty officer could check. Monday is 2026-11-23; offices work 9–12 and 14–18.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallDistrict } from '#test/support/small-district.ts'
import { officer, reportedMatter, resident, system } from '#test/support/story.ts'
import { resting } from './matter/resting.ts'
import { accusedWith, unaccusedUnit } from './matter/wall.ts'

const reporter = resident('ref-1')
const fumes = { lead: 'd-city', type: 'EE02' }
const back = { reason: 'wrong-duty', basis: '三定规定第七条' }

/** Reported, sent to the urban management bureau at 09:10, signed at 09:30. */
const inHands = () =>
  reportedMatter('2026-11-23 09:00')
    .at('2026-11-23 09:10')
    .does('east-dispatcher', 'dispatch', fumes)
    .at('2026-11-23 09:30')
    .does('city-handler', 'sign')

const closed = (story = inHands()) =>
  story
    .at('2026-11-24 10:00')
    .does('city-handler', 'feedback', { result: '已责令加装净化器' })
    .does('east-commander', 'verify', { outcome: 'pass' })
    .does('east-dispatcher', 'close', { answer: '已加装净化器，油烟达标' })

test('a matter from report to rating', () => {
  const story = inHands()
    .does('city-handler', 'contact', { words: '已电话联系，周二上门' })
    .is('in_progress', 'd-city')
    .refuses('city-handler', 'verify', 'not-now', { outcome: 'pass' })
  closed(story).is('closed')
  assert.equal(story.standing.doc.closedLevel, 'district')
  story.at('2026-11-25 08:00').does(reporter, 'rate', { solved: true, satisfied: 'yes' }).is('callback_done')
  assert.deepEqual(story.types(), [
    'reported',
    'accepted',
    'dispatched',
    'signed',
    'contacted',
    'fed-back',
    'verified',
    'closed',
    'rated',
  ])
  // The reporter reads the same story without a name from inside.
  const lines = story.reads('reporter')
  assert.ok(lines.includes('已派给区城管局办理'), lines.join('\n'))
  assert.ok(!lines.some(l => l.includes('边壬')), 'the handler is not named to the reporter')
  assert.ok(story.reads('officer').some(l => l.includes('边壬')))
  // Thirty days later it files itself, at the exact instant.
  story.at('2026-12-31 00:00')
  assert.deepEqual(story.wake(), ['light-turned', 'archived'])
  assert.equal(story.facts.at(-1)!.at, story.facts.find(f => f.type === 'closed')!.at + 30 * 86_400_000)
  story.refuses(reporter, 'reopen', 'too-late-to-reopen', { reason: '又冒烟了' })
})

test('solved on the spot: closed at once, drawn for checking, found false, reopened', () => {
  const district = smallDistrict()
  const peace = officer('liuyuan-peace')
  const story = reportedMatter('2026-11-23 09:00', { lead: 'c-500198001001' })
  const born = story.facts[0]!
  const spot = reportedMatter('2026-11-23 09:00', { lead: 'c-500198001001' })
  spot.facts.length = 0
  spot.bear(
    peace,
    { type: 'reported', data: born.data },
    resting(
      { district },
      { type: 'closed-on-spot', data: { type: 'CM02', module: 'CM', answer: '当场清走', sampled: true } },
    ),
  )
  spot.is('closed', 'c-500198001001')
  assert.equal(spot.standing.doc.closedLevel, 'on_spot')
  spot
    .at('2026-11-23 15:00')
    .refuses('liuyuan-worker', 'spot-check', 'own-work', { outcome: 'pass', words: '看过' })
    .does('east-dispatcher', 'spot-check', { outcome: 'fail', words: '垃圾还在' })
    .is('reopened', 'c-500198001001')
  assert.equal(spot.clock('whole').running, true)
})

test('a return that is refused is final for the unit', () => {
  inHands()
    .does('city-handler', 'return', back)
    .is('return_requested', 'd-city')
    .due('arbitrate', '2026-11-23 11:30')
    .refuses('east-dispatcher', 'rule', 'not-yours', { ruling: 'rejected', words: '不是我裁定' })
    .does('dispatcher', 'rule', { ruling: 'rejected', words: '属城管职责' })
    .is('in_progress', 'd-city')
    .refuses('city-handler', 'return', 'already-arbitrated', back)
})

test('an upheld return gives the next unit its full time while the promise goes on', () => {
  const story = inHands().at('2026-11-25 10:00')
  story.wake()
  story.does('city-handler', 'return', back).due('whole', '2026-11-30 18:00')
  story
    .at('2026-11-25 11:00')
    .does('dispatcher', 'rule', { ruling: 'upheld', lead: 'd-civil', words: '不属城管职责' })
    .is('dispatched', 'd-civil')
    .due('whole', '2026-11-30 18:00')
    .due('handle', '2026-12-02 18:00')
    .due('sign', '2026-11-25 15:00')
  assert.equal(story.standing.doc.hops, 2)
  assert.equal(story.clock('whole').startAt, story.facts.find(f => f.type === 'dispatched')!.at)
})

test('ping-pong three times is impossible: whoever was released is never the lead again', () => {
  const story = inHands()
    .does('city-handler', 'return', back)
    .does('dispatcher', 'rule', { ruling: 'upheld', lead: 'd-civil', words: '试民政' })
    .does('civil-handler', 'return', back)
    .refuses('dispatcher', 'rule', 'released-by-ruling', {
      ruling: 'upheld',
      lead: 'd-city',
      words: '再退城管',
    })
    .does('dispatcher', 'rule', { ruling: 'upheld', words: '都不接，区中心承担' })
    .is('dispatched', 'c-500198')
  // The district's centre is the last station: nothing stands above it to rule, so nothing falls into a hole.
  story
    .does('operator', 'sign')
    .refuses('operator', 'return', 'no-such-duty', back)
    .refuses('dispatcher', 'redirect', 'released-by-ruling', { lead: 'd-city', words: '再试一次' })
  assert.equal(story.count('return-ruled'), 2)
})

test('a return names its reason from the list and its legal basis', () => {
  inHands()
    .refuses('city-handler', 'return', 'missing', { reason: 'wrong-duty' })
    .refuses('city-handler', 'return', 'bad-value', { reason: 'too-busy', basis: '三定规定第七条' })
    .refuses('city-handler', 'return', 'basis-required', { reason: 'wrong-duty', basis: '三定' })
})

test('a return out of rework goes back to rework', () => {
  inHands()
    .does('city-handler', 'feedback', { result: '已办' })
    .does('east-commander', 'verify', { outcome: 'fail', words: '还在冒烟' })
    .is('rework')
    .does('city-handler', 'return', back)
    .does('dispatcher', 'rule', { ruling: 'rejected', words: '请继续' })
    .is('rework')
})

test('rework goes on with what is left of the handling time; checking is not on the handler', () => {
  const story = inHands()
    .at('2026-11-24 09:00')
    .does('city-handler', 'feedback', { result: '已办' })
    .at('2026-11-25 09:00')
    .does('east-commander', 'verify', { outcome: 'fail', words: '还在冒烟' })
    .due('whole', '2026-11-30 18:00')
    // One working day of checking is given back to the handler.
    .due('handle', '2026-12-01 18:00')
  assert.equal(story.clock('whole').running, true)
})

test('the checker is never the handler, nor anyone of the handling unit', () => {
  const story = reportedMatter('2026-11-23 09:00', { lead: 'c-500198001' })
    .does('east-dispatcher', 'dispatch', { lead: 'c-500198001', type: 'CM01' })
    .does('east-dispatcher', 'sign')
    .does('east-dispatcher', 'feedback', { result: '已劝离' })
    .refuses('east-dispatcher', 'verify', 'own-work', { outcome: 'pass' })
    .refuses('east-commander', 'verify', 'own-work', { outcome: 'pass' })
    .does('verifier', 'verify', { outcome: 'pass' })
  story.is('verified')
})

test('co-handlers have their own clocks, and feedback waits for them', () => {
  const story = inHands()
    .does('city-handler', 'add-co', { units: ['d-civil', 'd-emergency'], words: '请一起上门' })
    .is('co_handling')
    .due('part:d-civil', '2026-11-26 18:00')
    .refuses('city-handler', 'feedback', 'parts-open', { result: '已办' })
    .refuses('police-handler', 'finish-part', 'not-found', { result: '办好了' })
    .refuses('city-handler', 'add-co', 'lead-not-co', { units: ['d-city'], words: '请一起上门' })
    .refuses('city-handler', 'add-co', 'referral-only', { units: ['l-court'], words: '请一起上门' })
    .at('2026-11-24 10:00')
    .does('civil-handler', 'finish-part', { result: '已走访' })
    .is('co_handling')
  // Asking again does not start a running part anew.
  const before = story.clock('part:d-emergency').startAt
  story.does('city-handler', 'add-co', { units: ['d-emergency', 'd-police'], words: '再请公安' })
  assert.equal(story.clock('part:d-emergency').startAt, before)
  story
    .does('emergency-handler', 'finish-part', { result: '已查' })
    .does('police-handler', 'finish-part', { result: '已查' })
    .is('in_progress')
    .does('city-handler', 'feedback', { result: '三家都办了' })
    .is('feedback')
  assert.equal(story.standing.clocks['part:d-civil']!.done, true)
})

test('a co-handler made lead has no part of its own any more', () => {
  const story = inHands()
    .does('city-handler', 'add-co', { units: ['d-civil'], words: '请协办' })
    .does('watch', 'redirect', { lead: 'd-civil', words: '改由民政主办' })
  assert.deepEqual(story.standing.doc.co, [])
  assert.equal(story.standing.clocks['part:d-civil']!.done, true)
})

test('one extension, by somebody else, before red; it survives re-sorting', () => {
  const story = inHands()
    .refuses('city-handler', 'ask-extension', 'bad-value', { days: 2.5, words: '等设备' })
    .does('city-handler', 'ask-extension', { days: 3, words: '等设备' })
    .refuses('city-handler', 'approve', 'not-yours')
    .refuses('liuyuan-worker', 'approve', 'not-yours')
    .does('city-approver', 'approve')
    .is('extended')
    .due('whole', '2026-12-03 18:00')
    .due('handle', '2026-12-03 18:00')
    .refuses('city-handler', 'ask-extension', 'extended-once', { days: 1, words: '再等' })
  // Complex: 15 working days from 11-23, and the three granted days on top of them.
  story.does('east-dispatcher', 'sort', { type: 'EE02', urgency: 'complex' }).due('whole', '2026-12-17 18:00')
})

test('an extension after red is refused, and a locked limit is never extended', () => {
  inHands()
    .at('2026-11-30 18:00')
    .refuses('city-handler', 'ask-extension', 'already-red', { days: 1, words: '忙' })
  inHands()
    .does('east-dispatcher', 'sort', { type: 'SC05' })
    .refuses('city-handler', 'ask-extension', 'limit-locked', { days: 1, words: '忙' })
})

test('a limit of hours put off by working days is due at the same hour', () => {
  reportedMatter('2026-11-26 09:00')
    .at('2026-11-26 10:20')
    .does('dispatcher', 'dispatch', { lead: 'd-police', type: 'GS01' })
    .does('police-handler', 'sign')
    .due('whole', '2026-11-27 10:20')
    .does('police-handler', 'ask-extension', { days: 1, words: '等整改' })
    .does('watch', 'approve')
    .due('whole', '2026-11-30 10:20')
})

test('a wait pauses the promise and ends by itself at midnight sharp, also from an odd millisecond', () => {
  const story = inHands()
  story.now = (story.now + 123_457) as typeof story.now
  story
    .does('city-handler', 'ask-suspension', {
      reason: 'owner-absent',
      untilOn: '2026-11-25',
      words: '店主回乡',
    })
    .refuses('city-handler', 'ask-extension', 'already-asked', { days: 1, words: '等' })
    .does('city-approver', 'approve')
    .is('suspended')
    .light('whole', 'grey')
  assert.equal(story.clock('whole').dueAt, undefined)
  const paused = story.clock('whole').share
  story.at('2026-11-26 08:00')
  assert.deepEqual(story.wake(), ['light-turned', 'resumed'])
  assert.equal(new Date(story.facts.at(-1)!.at).toISOString(), '2026-11-25T16:00:00.000Z')
  story.is('in_progress')
  // Night is no working time: nothing was used between the pause and this morning.
  assert.equal(story.clock('whole').share, paused)
})

test('a wait ends at midnight sharp from any millisecond of the day', () => {
  for (let ms = 1; ms < 60_000; ms += 331) {
    const story = inHands()
    story.now = (story.now + ms) as typeof story.now
    story
      .does('city-handler', 'ask-suspension', { reason: 'weather', untilOn: '2026-12-16', words: '大雨' })
      .does('city-approver', 'approve')
      .due('wait', '2026-12-17 00:00')
  }
})

test('a denied application is gone, and feedback drops one that was never answered', () => {
  const story = inHands()
    .does('city-handler', 'ask-extension', { days: 3, words: '等设备' })
    .does('city-approver', 'deny', { words: '时间够' })
    .refuses('city-approver', 'approve', 'nothing-asked')
    .does('city-handler', 'ask-extension', { days: 2, words: '等设备' })
    .does('city-handler', 'feedback', { result: '已办' })
  assert.equal(story.standing.doc.application, undefined)
})

test('"not solved" reopens by itself once; the second time the centre above takes it', () => {
  const story = closed()
    .at('2026-11-26 09:00')
    .does(reporter, 'rate', { solved: false, satisfied: 'no', words: '还在冒烟' })
    .is('reopened', 'd-city')
    .due('whole', '2026-12-03 18:00')
  story
    .does('city-handler', 'sign')
    .does('city-handler', 'feedback', { result: '又修了' })
    .does('east-commander', 'verify', { outcome: 'pass' })
    .does('east-dispatcher', 'close', { answer: '已再次整改' })
    .does(reporter, 'rate', { solved: false, satisfied: 'very-no' })
    .is('reopened', 'c-500198')
  assert.equal(story.standing.doc.round, 2)
})

test('each reporter answers once a round', () => {
  const story = inHands().does(system, 'join', {
    subject: 'XX202611230002',
    number: 'XX202611230002',
    reporters: ['ref-2'],
  } as never)
  closed(story)
    .does(reporter, 'rate', { solved: true, satisfied: 'yes' })
    .refuses(reporter, 'rate', 'already-rated', { solved: true, satisfied: 'yes' })
    .does(resident('ref-2'), 'rate', { solved: false, satisfied: 'no' })
    .is('reopened')
})

test('the reporter objects to a refusal, and the centre above looks again', () => {
  const story = reportedMatter('2026-11-23 09:00')
    .does('east-dispatcher', 'decline', { reason: 'no-content', words: '没有地点' })
    .is('not_accepted')
    .refuses(resident('ref-9'), 'object', 'not-found', { words: '我有照片' })
    .does(reporter, 'object', { words: '我写了地点' })
    .is('reported', 'c-500198')
  assert.equal(story.clock('triage').running, true)
})

test('an exit is no hole: what was not received comes back', () => {
  const story = reportedMatter('2026-11-23 09:00')
    .does('east-dispatcher', 'divert', { exit: 'statutory-route', words: '应走仲裁' })
    .is('diverted')
  assert.equal(story.clock('receipt').running, true)
  story.does('east-dispatcher', 'take-back', { words: '仲裁委不收' }).is('reported')
  assert.equal(story.clock('triage').running, true)
  story
    .does('east-dispatcher', 'divert', { exit: 'statutory-route', words: '应走诉讼' })
    .does('east-dispatcher', 'receipt', { words: '已接收' })
    .refuses('east-dispatcher', 'take-back', 'no-such-duty', { words: '收回' })
})

test('merge and undo: the child follows, its reporter hears the parent and leaves with it', () => {
  const child = reportedMatter('2026-11-23 09:00', { reporter: 'ref-2' })
    .refuses('east-dispatcher', 'merge', 'merge-into-itself', { into: 'XX202611230001' })
    .does('east-dispatcher', 'merge', { into: 'XX202611230009', intoNumber: 'XX202611230009' })
    .is('merged')
    .refuses('east-dispatcher', 'dispatch', 'not-now', fumes)
  const twice = { subject: 'B', number: 'B', reporters: ['ref-2', 'ref-1'] }
  const parent = inHands().does(system, 'join', twice as never)
  assert.deepEqual(parent.standing.doc.reporters, ['ref-1', 'ref-2'])
  parent.does(system, 'part', twice as never)
  assert.deepEqual(parent.standing.doc.reporters, ['ref-1'], 'who reported both keeps the parent')
  child.does('east-dispatcher', 'unmerge', { words: '不是同一家' }).is('reported')
  assert.equal(child.clock('triage').running, true)
})

test('a nudge is capped for two hours, says so, and the ladder uses up nobody’s turn', () => {
  const story = inHands()
    .does(reporter, 'nudge', { words: '请快一点' })
    .at('2026-11-23 10:00')
    .refuses('watch', 'nudge', 'nudged-lately')
    .at('2026-11-23 11:31')
    .does('watch', 'nudge')
  const late = reportedMatter('2026-11-23 09:00').at('2026-11-23 09:23')
  assert.deepEqual(late.wake(), ['light-turned', 'nudged'])
  assert.equal(late.standing.doc.nudgedAt, undefined)
  assert.equal(story.count('nudged'), 2)
})

test('walled off in the middle of handling: a centre above takes over with full clocks', () => {
  const story = inHands()
    .does('city-handler', 'ask-extension', { days: 3, words: '等' })
    .does('operator', 'wall', { units: ['d-city'], words: '反映的就是城管局' })
    .is('dispatched', 'c-500198001001')
    .refuses('city-handler', 'note', 'not-found', { words: '看一眼' })
    .due('whole', '2026-11-30 18:00')
  assert.equal(story.standing.doc.application, undefined)
  assert.equal(story.clock('sign').running, true)
  assert.deepEqual(story.standing.doc.accused, ['d-city'])
})

test('a town complained about takes everything under it along, and no accused unit can be led to', () => {
  const district = smallDistrict()
  const accused = accusedWith(['c-500198001'], district)
  assert.ok(accused.includes('c-500198001001') && accused.includes('p-500198001'))
  assert.ok(!accused.includes('c-500198'))
  const story = reportedMatter('2026-11-23 09:00', { lead: 'c-500198', accused })
    .refuses('east-dispatcher', 'dispatch', 'not-found', fumes)
    .refuses('liuyuan-leader', 'note', 'not-found', { words: '看' })
    .refuses('dispatcher', 'dispatch', 'accused-cannot-lead', { lead: 'c-500198001', type: 'CM01' })
    .refuses('dispatcher', 'dispatch', 'accused-cannot-lead', { ...fumes, co: ['c-500198001001'] })
    .refuses('dispatcher', 'dispatch', 'accused-cannot-lead', { ...fumes, copies: ['c-500198001'] })
  story.does('dispatcher', 'dispatch', fumes).is('dispatched', 'd-city')
  assert.equal(unaccusedUnit('500198001001', accused, district), 'c-500198')
})

test('when the whole district is complained about, the matter cannot stay in it', () => {
  inHands().refuses('operator', 'wall', 'accused-is-all', { units: ['c-500198'] })
})

test('rules about leads: a community never leads what it only assists, a court takes referrals only', () => {
  reportedMatter('2026-11-23 09:00')
    .refuses('east-dispatcher', 'dispatch', 'community-only-assists', {
      lead: 'c-500198001001',
      type: 'EE02',
    })
    .refuses('east-dispatcher', 'dispatch', 'referral-only', { lead: 'l-court', type: 'MD01' })
    .refuses('east-dispatcher', 'dispatch', 'unknown-unit', { lead: 'nobody', type: 'MD01' })
    .refuses('east-dispatcher', 'dispatch', 'bad-value', { ...fumes, row: 'R99' })
    .does('east-dispatcher', 'dispatch', { lead: 'c-500198001001', type: 'CM02' })
    .is('dispatched', 'c-500198001001')
})

test('a centre over the place commands only from above', () => {
  // The district gave it to a bureau; the community where it lies can neither divert nor redirect it.
  const story = reportedMatter('2026-11-23 09:00', { lead: 'c-500198' })
    .refuses('east-dispatcher', 'dispatch', 'not-yours', fumes)
    .does('dispatcher', 'dispatch', fumes)
    .refuses('liuyuan-worker', 'divert', 'not-yours', { exit: 'statutory-route', words: '不想管' })
    .refuses('east-dispatcher', 'redirect', 'not-yours', { lead: 'd-civil', words: '改派' })
  story.does('watch', 'redirect', { lead: 'c-500198001', type: 'CM01', words: '交东街道' })
  // What came from above is handed down or returned, never sideways.
  story
    .refuses('east-dispatcher', 'redirect', 'redirect-down-only', { lead: 'd-city', words: '推给城管' })
    .does('east-dispatcher', 'redirect', { lead: 'c-500198001001', words: '交社区' })
    .is('dispatched', 'c-500198001001')
})
