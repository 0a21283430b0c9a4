// One problem told many times is one matter: merging, undoing it, and what the other matter writes down. The child
// follows its parent; every reporter hears what the parent does.
import { refuse } from '../../life/refusal.ts'
import { byDesk, bySystem, type Here, type Move, needWords, notCommanding, said, str, words } from './here.ts'
import { step } from './limits.ts'
import { atDesk, open, states } from './states.ts'

const other: Move['needs'] = {
  subject: { zh: '事项', en: 'Matter', kind: 'subject', required: true },
  number: { zh: '编号', en: 'Number', kind: 'text' },
}
// The other matter's reporters come from the desk, which alone may read both subjects.
const told = (s: Here) => ({
  subject: str(s, 'subject')!,
  number: str(s, 'number') ?? '',
  reporters: s.input.reporters ?? [],
})

export const mergingMoves: Readonly<Record<string, Move>> = {
  merge: {
    zh: '并案',
    en: 'Merge',
    key: 'm',
    from: atDesk,
    ...byDesk,
    // The target's number and openness are checked at the desk, which can see both subjects.
    needs: {
      into: { zh: '并入的事项', en: 'Merge into', kind: 'subject', required: true },
      intoNumber: { zh: '编号', en: 'Number', kind: 'text', max: 40 },
      words,
    },
    check: notCommanding,
    makes: ['merged'],
    facts: s =>
      str(s, 'into') === s.standing.subject
        ? refuse('merge-into-itself')
        : [
            {
              type: 'merged',
              data: { into: str(s, 'into')!, intoNumber: str(s, 'intoNumber') ?? '', ...said(s) },
            },
          ],
  },
  unmerge: {
    zh: '撤销并案',
    en: 'Undo the merge',
    key: 'M',
    from: ['merged'],
    ...byDesk,
    needs: { words: needWords },
    check: notCommanding,
    makes: ['unmerged'],
    facts: s => [
      {
        type: 'unmerged',
        data: { from: s.standing.doc.mergedInto ?? '', ...said(s) },
        clocks: [step('triage', s.standing.doc.lead, s.district)],
      },
    ],
  },
  join: {
    zh: '接收并案',
    en: 'Take in a merge',
    from: open,
    ...bySystem,
    quiet: true,
    needs: other,
    makes: ['joined-by'],
    facts: s => [{ type: 'joined-by', data: told(s) }],
  },
  part: {
    zh: '分出并案',
    en: 'Let a merge go',
    // Whatever became of the parent, a child taken in by mistake can leave.
    from: Object.keys(states).filter(state => state !== 'draft'),
    ...bySystem,
    quiet: true,
    needs: other,
    makes: ['parted-from'],
    facts: s => [{ type: 'parted-from', data: told(s) }],
  },
}
