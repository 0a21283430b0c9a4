// The life of a petition, and of an accusation under seal, told by the articles of 信访工作条例.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#core/life/refusal.ts'
import { maySee } from '#core/life/who.ts'
import { smallDistrict } from '#test/support/small-district.ts'
import { moment, officer, resident, Story } from '#test/support/story.ts'
import { noticesOf } from './notices.ts'
import type { PetitionReport } from './petition/birth.ts'
import { petitionBirth } from './petition/birth.ts'
import type { PetitionDoc } from './petition/doc.ts'
import { petition } from './petition.ts'

const petitioner = resident('ref-1')
const district = smallDistrict()

const received = (change: Partial<PetitionReport> = {}, at = '2026-11-02 09:10'): Story<PetitionDoc> => {
  const story = new Story(petition, district).at(at)
  const birth = petitionBirth(
    {
      source: 'visit',
      sourceId: '1',
      channel: 'visit',
      kind: 'request',
      words: '要求公开拆迁补偿标准',
      site: '50019800100101',
      reporter: 'ref-1',
      photos: [],
      lang: 'zh',
      receivedAt: moment('2026-11-02 09:00'),
      ...change,
    },
    story.now,
    district,
  )
  assert.ok(!isRefusal(birth), JSON.stringify(birth))
  return story.bear(officer(change.kind === 'accusation' ? 'keyholder' : 'clerk'), ...birth('XF202611020001'))
}

const accepted = () =>
  received()
    .at('2026-11-04 10:00')
    .does('clerk', 'forward', { lead: 'd-city' })
    .at('2026-11-06 10:00')
    .does('city-handler', 'accept')

const opinion = {
  request: '公开补偿标准',
  found: '2026 年 6 月已公示一次，公示栏已拆',
  reasons: '公示期满后应当依申请公开',
  decision: '十日内重新公示并书面告知',
  basis: '政府信息公开条例第二十七条',
}
const objection = {
  reason: 'wrong-duty',
  basis: '三定规定第七条',
  words: '拆迁补偿由住建部门负责，本局没有这项职责',
}

test('registered at once, forwarded within 15 days, told in writing within 15 days, finished within 60', () => {
  const story = received().is('registered', 'c-500198').due('forward', '2026-11-18 00:00')
  assert.equal(story.facts[0]!.data.sameDay, true)
  story.at('2026-11-04 10:00').does('clerk', 'forward', { lead: 'd-city' }).is('forwarded', 'd-city')
  story.due('notice', '2026-11-20 00:00').due('objection', '2026-11-11 18:00')
  story.at('2026-11-06 10:00').does('city-handler', 'accept').is('accepted')
  // 60 days from 6 November is 5 January; the day after it begins the lateness.
  story.due('settle', '2027-01-06 00:00')
  story
    .does('city-handler', 'investigate')
    .refuses('city-handler', 'issue-opinion', 'missing', { ...opinion, basis: '' })
    .does('city-handler', 'issue-opinion', opinion)
    .is('opinion_issued')
  assert.deepEqual(story.standing.doc.opinion, opinion)
  story.at('2026-12-09 00:00')
  assert.deepEqual(story.wake(), ['light-turned', 'concluded'])
})

test('a letter written down a day late says so', () => {
  assert.equal(received({}, '2026-11-03 09:00').facts[0]!.data.sameDay, false)
})

test('an organ objects once, within 5 working days, with reasons and the consent of the forwarder', () => {
  const story = received()
    .does('clerk', 'forward', { lead: 'd-city' })
    .refuses('city-handler', 'object', 'bad-value', { ...objection, words: '不归我' })
    .does('city-handler', 'object', objection)
    .is('objected')
    .refuses('city-handler', 'rule-objection', 'not-yours', { ruling: 'agreed', words: '同意' })
    .does('clerk', 'rule-objection', { ruling: 'refused', words: '属城管局职责' })
    .is('forwarded', 'd-city')
    .refuses('city-handler', 'object', 'already-arbitrated', objection)
  story.does('city-handler', 'accept').is('accepted')
  received()
    .does('clerk', 'forward', { lead: 'd-city' })
    .at('2026-11-09 18:00')
    .refuses('city-handler', 'object', 'return-too-late', objection)
})

test('an objection agreed to frees the organ for good, and wins nobody new days', () => {
  const story = received()
    .does('clerk', 'forward', { lead: 'd-city' })
    .at('2026-11-05 09:00')
    .does('city-handler', 'object', objection)
    .does('clerk', 'rule-objection', { ruling: 'agreed', words: '确属民政' })
    .is('registered', 'c-500198')
    .refuses('clerk', 'forward', 'released-by-ruling', { lead: 'd-city' })
    .does('clerk', 'forward', { lead: 'd-civil' })
    .is('forwarded', 'd-civil')
  // The petitioner was promised an answer within 15 days of the first forwarding.
  assert.equal(story.clock('notice').startAt, moment('2026-11-02 09:10'))
})

test('a dispute goes to the common superior', () => {
  const story = received({ accused: ['c-500198101'] })
    .does('clerk', 'forward', { lead: 'd-city' })
    .does('city-handler', 'object', objection)
  // Here the forwarder sits in the highest centre already: it must decide itself.
  story.refuses('clerk', 'rule-objection', 'no-such-duty', { ruling: 'superior', words: '请上级定' })
})

test('extended once, by the head, at most 30 days, the petitioner told', () => {
  accepted()
    .refuses('city-handler', 'extend', 'not-yours', { days: 10, told: true, words: '案情复杂' })
    .refuses('city-approver', 'extend', 'bad-value', { days: 31, told: true, words: '案情复杂' })
    .refuses('city-approver', 'extend', 'missing', { days: 10, told: false, words: '案情复杂' })
    .does('city-approver', 'extend', { days: 30, told: true, words: '案情复杂' })
    .due('settle', '2027-02-05 00:00')
    .refuses('city-approver', 'extend', 'extended-once', { days: 1, told: true, words: '再延' })
})

test('the time of a hearing is not counted', () => {
  const story = accepted()
    .does('city-handler', 'investigate')
    .at('2026-11-10 09:00')
    .does('city-handler', 'open-hearing', { words: '公开听证' })
    .light('settle', 'grey')
    .at('2026-11-13 09:00')
    .does('city-handler', 'close-hearing', { words: '听证结束' })
    .is('investigating')
  assert.equal(story.clock('settle').dueAt, moment('2027-01-09 00:00'))
})

test('review and final review, each asked for within 30 days and answered within 30, never by who decided before', () => {
  const story = accepted()
    .does('city-handler', 'investigate')
    .does('city-handler', 'issue-opinion', opinion)
    .refuses('city-handler', 'ask-review', 'not-yours', { words: '不服' })
    .does(petitioner, 'ask-review', { words: '标准仍未公开' })
    .is('review', 'c-500198')
    .due('review', '2026-12-08 00:00')
  const answer = { outcome: 'kept', decision: '维持', basis: '信访工作条例第三十五条' }
  story
    .refuses('city-handler', 'answer-review', 'not-yours', answer)
    .does('watch', 'answer-review', answer)
    .is('opinion_issued')
    .does(petitioner, 'ask-review', { words: '仍不服' })
    .is('final_review')
    .refuses('watch', 'answer-final', 'own-work', answer)
    .does('clerk', 'open-hearing', { words: '复核听证' })
    .does('clerk', 'close-hearing', { words: '结束' })
    .is('final_review')
    .does('clerk', 'answer-final', answer)
    .is('concluded')
    .refuses(petitioner, 'ask-review', 'not-now', { words: '还不服' })
})

test('what is in progress below is not taken up above', () => {
  received()
    .refuses('clerk', 'accept', 'in-progress-below', { inProgress: true, inProgressNumber: 'XF202610010001' })
    .refuses('clerk', 'forward', 'in-progress-below', { lead: 'd-city', inProgress: true })
})

test('led to its legal path, or not accepted: told why, with the law', () => {
  received()
    .refuses('clerk', 'divert', 'missing', { path: 'arbitration', words: '请申请劳动仲裁' })
    .does('clerk', 'divert', {
      path: 'arbitration',
      basis: '信访工作条例第三十一条',
      words: '请申请劳动仲裁',
    })
    .is('diverted')
  const story = received()
    .does('clerk', 'forward', { lead: 'd-city' })
    .does('city-handler', 'decline', { reason: 'no-content', words: '没有具体请求' })
    .is('not_accepted')
  assert.ok(story.reads().at(-1)!.includes('没有具体请求'))
})

test('never to the unit complained about, nor to anything under it (art. 30)', () => {
  const story = received({ accused: ['c-500198001'] })
    .refuses('clerk', 'forward', 'accused-cannot-lead', { lead: 'c-500198001' })
    .refuses('clerk', 'forward', 'accused-cannot-lead', { lead: 'c-500198001001' })
  for (const seat of ['east-commander', 'east-dispatcher', 'liuyuan-worker', 'liuyuan-leader'])
    assert.equal(maySee(officer(seat), story.standing.doc), false, seat)
  // Found out later: it loses the petition at once, and the office forwards anew.
  const found = accepted()
    .does('clerk', 'wall', { units: ['d-city'] })
    .is('registered', 'c-500198')
    .refuses('city-handler', 'investigate', 'not-found')
    .refuses('clerk', 'forward', 'accused-cannot-lead', { lead: 'd-city' })
  assert.ok(found.clock('forward').running)
  found.does('clerk', 'forward', { lead: 'd-civil' }).does('civil-handler', 'accept')
  assert.equal(found.clock('settle').startAt, moment('2026-11-06 10:00'), 'the 60 days go on')
})

test('a petition is no business of the towns and communities it lies in', () => {
  const story = received()
  assert.equal(maySee(officer('east-dispatcher'), story.standing.doc), false)
  assert.equal(maySee(officer('liuyuan-worker'), story.standing.doc), false)
  assert.equal(maySee(officer('clerk'), story.standing.doc), true)
})

test('an accusation is for the key-holder alone, then for the organ alone', () => {
  const story = received({ kind: 'accusation', accused: ['d-city'] }).is('sealed_in')
  for (const seat of ['operator', 'watch', 'leader', 'clerk', 'supervisor', 'city-handler', 'police-handler'])
    assert.equal(maySee(officer(seat), story.standing.doc), false, seat)
  story
    .refuses('clerk', 'route', 'not-found', { lead: 'd-police' })
    .refuses('keyholder', 'route', 'accused-cannot-lead', { lead: 'd-city' })
    .refuses('keyholder', 'route', 'referral-only', { lead: 'l-court' })
    // A party organ has nobody in the net who could tell the result.
    .refuses('keyholder', 'route', 'referral-only', { lead: 'p-500198' })
    .does('keyholder', 'route', { lead: 'd-police' })
    .is('routed', 'd-police')
  assert.equal(maySee(officer('police-handler'), story.standing.doc), true)
  assert.equal(maySee(officer('watch'), story.standing.doc), false)
  story.does('police-handler', 'tell-result', { words: '已核查处理' }).is('result_notice')
  // The accuser reads every step; nobody else is told of it.
  const to = story.facts.flatMap(f => noticesOf('petition', f, story.standing, district).map(n => n.to))
  assert.deepEqual([...new Set(to)].sort(), ['reporter:ref-1', 'unit:d-police'])
})

test('when the petition office itself is complained about, the petition must leave the district', () => {
  const birth = petitionBirth(
    {
      source: 'visit',
      sourceId: '2',
      channel: 'visit',
      kind: 'request',
      words: '反映',
      accused: ['c-500198'],
      photos: [],
      lang: 'zh',
      receivedAt: moment('2026-11-02 09:00'),
    },
    moment('2026-11-02 09:10'),
    district,
  )
  assert.ok(isRefusal(birth) && birth.refused === 'accused-is-all')
})

test('statutory days are counted on the official calendar, and a day of rest moves the end', () => {
  // 15 days from 16 September end on 1 October, inside the holiday; the first working day after it is the 8th.
  received({ receivedAt: moment('2026-09-16 09:00') }, '2026-09-16 09:10').due('forward', '2026-10-09 00:00')
})
