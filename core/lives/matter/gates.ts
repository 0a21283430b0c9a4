// What a connected system may add to a matter it reported: words from outside, shown in the timeline. They never change
// the state: a matter is closed here only after somebody who is not the handler has checked it. The door has asked
// whether the matter came from that system, and has masked the words.
import { add, type MatterDoc } from './doc.ts'
import { type Spec, text } from './folding.ts'
import { bySystem, type Here, type Move, needWords, str } from './here.ts'
import { states } from './states.ts'

/** Updates already taken in, as `source|update id`, so that a repeated one is not told twice. */
type WithUpdates = MatterDoc & { outsideUpdates?: readonly string[] }

const keyOf = (source: string | undefined, id: string | undefined): string => `${source ?? ''}|${id ?? ''}`

const claims: Readonly<Record<string, readonly [string, string]>> = {
  open: ['未解决', 'not solved'],
  closed: ['已解决', 'solved'],
}

const isKnown = (s: Here): boolean => {
  const known = (s.standing.doc as WithUpdates).outsideUpdates ?? []
  return known.includes(keyOf(str(s, 'source'), str(s, 'update')))
}

export const gateMoves: Readonly<Record<string, Move>> = {
  'outside-update': {
    zh: '接入系统补充情况',
    en: 'Update from a connected system',
    from: Object.keys(states).filter(s => s !== 'draft'),
    ...bySystem,
    quiet: true,
    needs: {
      source: { zh: '来源', en: 'Source', kind: 'text', required: true, max: 200 },
      update: { zh: '补充编号', en: 'Update id', kind: 'text', required: true, max: 200 },
      claim: {
        zh: '对方认为',
        en: 'It says',
        kind: 'choice',
        required: true,
        from: Object.keys(claims),
        labels: claims,
      },
      words: needWords,
    },
    makes: ['outside-updated'],
    facts: s =>
      isKnown(s)
        ? []
        : [
            {
              type: 'outside-updated',
              data: {
                source: str(s, 'source')!,
                update: str(s, 'update')!,
                claim: str(s, 'claim')!,
                words: str(s, 'words')!,
              },
            },
          ],
  },
}

export const gateFacts: Readonly<Record<string, Spec>> = {
  'outside-updated': {
    zh: '接入系统（{source}）补充，对方认为{claim}：{words}',
    en: 'A connected system ({source}) added, saying it is {claim}: {words}',
    plainZh: '补充情况：{words}',
    plainEn: 'Added: {words}',
    fold: (d, f): WithUpdates => ({
      ...d,
      outsideUpdates: add(
        (d as WithUpdates).outsideUpdates ?? [],
        keyOf(text(f, 'source'), text(f, 'update')),
      ),
    }),
  },
}
