// The petition office: forward within 15 days, decide on objections, wall off the unit complained about, urge.
import { msPerDay, toIso } from '../../kit/instant.ts'
import type { NewFact } from '../../life/fact.ts'
import { named, refuse } from '../../life/refusal.ts'
import { supervisors } from '../matter/here.ts'
import { supervised } from '../matter/urging.ts'
import {
  accusedWith,
  byClerk,
  cannotTake,
  type Here,
  inProgressElsewhere,
  type Move,
  needWords,
  str,
  unaccusedUnit,
  units,
  words,
} from './here.ts'
import { states, statutory } from './states.ts'

const running = Object.entries(states).flatMap(([name, s]) =>
  s.phase !== 'ended' && name !== 'sealed_in' && name !== 'routed' ? [name] : [],
)

const commonSuperior = (s: Here): string | undefined =>
  unaccusedUnit(s.district.code, s.standing.doc.accused, s.district)

export const officeMoves: Readonly<Record<string, Move>> = {
  forward: {
    zh: '转送交办',
    en: 'Forward',
    key: 'd',
    from: ['registered'],
    ...byClerk,
    needs: { lead: { zh: '有权处理机关', en: 'Organ', kind: 'unit', required: true }, words },
    makes: ['forwarded'],
    facts: s => {
      const lead = str(s, 'lead')!
      if (lead === s.standing.doc.lead) return refuse('same-lead', { unit: named(s.district.unit(lead)!) })
      const no = inProgressElsewhere(s) ?? cannotTake(s, lead)
      if (no) return no
      return [
        {
          type: 'forwarded',
          data: { lead, words: str(s, 'words') ?? '' },
          // The petitioner's 15 days go on through a second forwarding; the new organ has its own time to object.
          clocks: [{ ...statutory('notice', s.district), keep: true }, statutory('objection', s.district)],
        },
      ]
    },
  },
  'rule-objection': {
    zh: '审核异议',
    en: 'Rule on the objection',
    key: 'u',
    from: ['objected'],
    by: [
      { relation: 'arbiter', roles: ['petition_clerk', 'watch_director', 'district_leader', 'supervisor'] },
    ],
    whoZh: '转送的信访部门或共同的上一级机关',
    whoEn: 'the forwarder, or the common superior',
    needs: {
      ruling: {
        zh: '决定',
        en: 'Decision',
        kind: 'choice',
        required: true,
        from: ['agreed', 'refused', 'superior'],
        labels: {
          agreed: ['同意异议，另行转送', 'Agreed; forward it elsewhere'],
          refused: ['不同意，由原机关受理', 'Refused; the organ takes it'],
          superior: ['报共同的上一级机关决定', 'Let the common superior decide'],
        },
      },
      words: needWords,
    },
    makes: ['objection-ruled', 'objection-raised'],
    facts: s => {
      const ruling = str(s, 'ruling')!
      const said = str(s, 'words')!
      if (ruling !== 'superior')
        return [{ type: 'objection-ruled', data: { ruling, unit: s.standing.doc.lead, words: said } }]
      // Art. 24: a dispute over who takes it is decided by the common superior.
      const arbiter = commonSuperior(s)
      if (arbiter === undefined) return refuse('accused-is-all')
      if (arbiter === s.standing.doc.arbiter)
        return refuse('no-such-duty', {
          what: { zh: '更上一级机关；请直接决定', en: 'organ above; please decide yourself' },
        })
      return [
        {
          type: 'objection-raised',
          data: { arbiter, words: said },
          clocks: [
            { name: 'consent', limit: s.district.steps.arbitrate, calendar: consentCalendar(s, arbiter) },
          ],
        },
      ]
    },
  },
  wall: {
    zh: '设置回避',
    en: 'Wall off the accused unit',
    key: 'W',
    from: running,
    by: [
      { relation: 'holding', roles: ['petition_clerk'] },
      { relation: 'involved', roles: ['petition_clerk'] },
    ],
    whoZh: '信访登记员',
    whoEn: 'the petition clerk',
    needs: {
      units: { zh: '被反映单位', en: 'Units complained about', kind: 'units', required: true },
      words,
    },
    makes: ['walled', 'called-back'],
    facts: s => walling(s),
  },
  nudge: {
    zh: '催办',
    en: 'Nudge',
    key: 'n',
    from: running,
    by: [{ relation: 'reporter' }, { relation: 'involved', roles: ['petition_clerk'] }],
    whoZh: '信访人或信访登记员',
    whoEn: 'the petitioner or the petition clerk',
    needs: { words },
    check: s => {
      const at = s.standing.doc.nudgedAt
      return at !== undefined && s.now - at < msPerDay
        ? refuse('nudged-lately', {
            when: toIso(at).slice(5, 16).replace('T', ' '),
            gap: { zh: '24 小时', en: '24 hours' },
          })
        : undefined
    },
    makes: ['nudged'],
    facts: s => [{ type: 'nudged', data: { unit: s.standing.doc.lead, words: str(s, 'words') ?? '' } }],
  },
  supervise: {
    zh: '督办',
    en: 'Supervise',
    key: 'g',
    from: running,
    by: [{ relation: 'over', roles: supervisors }],
    whoZh: '督办员、值班长或领导',
    whoEn: 'a supervisor, watch director or leader',
    needs: { words: needWords },
    makes: ['supervised'],
    facts: s => [supervised('supervise', s.standing.doc.lead, str(s, 'words')!)],
  },
  note: {
    zh: '批注',
    en: 'Note',
    key: 'b',
    from: running,
    by: [{ relation: 'involved' }, { relation: 'over' }],
    whoZh: '参与办理的机关',
    whoEn: 'organs taking part',
    needs: { words: needWords },
    makes: ['noted'],
    facts: s => [{ type: 'noted', data: { words: str(s, 'words')! } }],
  },
}

export const consentCalendar = (s: Here, unit: string): string =>
  s.district.calendarKey(s.district.unit(unit)?.calendar ?? s.district.calendars[0]!.id)

/** An organ found to be the accused one loses it at once; it goes back to the petition office to be forwarded again. */
const walling = (s: Here) => {
  const { doc, clocks } = s.standing
  const walled = accusedWith(units(s, 'units'), s.district)
  if (walled.length === 0)
    return refuse('missing', { field: { zh: '被反映单位', en: 'Units complained about' } })
  const accused = [...new Set([...doc.accused, ...walled])]
  const registrar = accused.includes(doc.registrar)
    ? unaccusedUnit(s.district.code, accused, s.district)
    : doc.registrar
  if (registrar === undefined) return refuse('accused-is-all')
  const taken = accused.includes(doc.lead)
  const arbiter = doc.arbiter !== undefined && accused.includes(doc.arbiter) ? registrar : doc.arbiter
  const wall: NewFact = {
    type: 'walled',
    data: { units: walled, registrar, ...(arbiter === undefined ? {} : { arbiter }) },
  }
  if (!taken) return [wall]
  const again = clocks.notice?.done ? { clocks: [statutory('forward', s.district)] } : {}
  return [wall, { type: 'called-back', data: { lead: registrar }, ...again }]
}
