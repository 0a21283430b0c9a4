// Where it is: a point, a picked piece of territory or words become the finest piece of territory that is certain.
// Certain matters more than fine: an ambiguous name goes to the common piece above all it could mean, with the
// candidates beside it, and a place nobody can tell goes to the district, never into a hole.
import type { District, Level, Point, Territory } from '../district/district.ts'
import { assert } from '../kit/assert.ts'
import { type Mention, makeNameIndex } from './name-index.ts'
import { type Beside, makePointIndex } from './point-index.ts'

export type PlaceSaid = { point?: Point; words?: string; territory?: string }

export type Located = {
  territory: string
  level: Level
  point?: Point
  how: 'point' | 'territory' | 'words' | 'none'
  why: { zh: string; en: string }
  /** Codes of the pieces it could be, when words meant more than one. */
  candidates?: readonly string[]
  /** Pieces the point almost lies in, nearest first: across a border, or of the district when it lies outside. */
  beside?: readonly { territory: string; distanceM: number }[]
}

/** `words` are the report's own; names in `place.words` weigh double. */
export type Locator = (place: PlaceSaid | undefined, words: string) => Located

export const makeLocator = (district: District): Locator => {
  const points = makePointIndex(district)
  const names = makeNameIndex(district)
  const piece = (code: string): Territory => {
    const found = district.territory(code)
    assert(found !== undefined, `territory ${code}: not in district ${district.code}`)
    return found
  }

  return (place, words) => {
    const mentions = [
      ...(place?.words ? names(place.words, true).map(m => weighed(m, 2)) : []),
      ...names(words, false).map(m => weighed(m, 1)),
    ]
    const held = place?.point && points.finestAt(place.point)
    const picked = place?.territory === undefined ? undefined : district.territory(place.territory)
    // What a person picked stands over where the phone was; the point makes it finer when it lies inside.
    if (picked && !held?.code.startsWith(picked.code)) {
      const why = held
        ? {
            zh: `选定${picked.zh}，坐标却在${held.zh}`,
            en: `${picked.en} was picked, though the point lies in ${held.en}`,
          }
        : { zh: `选定${picked.zh}`, en: `${picked.en} was picked` }
      return finer({ territory: picked.code, level: picked.level, how: 'territory', why }, mentions)
    }
    if (held && place?.point) {
      const across = points.beside(held, place.point, borderM)
      const [next] = across
      const why = next
        ? {
            zh: `坐标在${held.zh}范围内，距${next.piece.zh}的边界 ${Math.round(next.distanceM)} 米`,
            en: `the point lies in ${held.en}, ${Math.round(next.distanceM)} m from ${next.piece.en}`,
          }
        : { zh: `坐标在${held.zh}范围内`, en: `the point lies in ${held.en}` }
      return finer(
        {
          territory: held.code,
          level: held.level,
          point: place.point,
          how: 'point',
          why,
          ...(across.length > 0 ? { beside: across.map(besideOf) } : {}),
        },
        mentions,
      )
    }
    return byWords(mentions) ?? nowhere(place?.point)
  }

  /** A border drawn only roughly is made finer by words that name something inside it. */
  function finer(located: Located, mentions: readonly Weighed[]): Located {
    const named = byWords(within(mentions, located.territory))
    if (!named || named.candidates || named.territory.length <= located.territory.length) return located
    return {
      ...named,
      how: located.how,
      ...(located.point ? { point: located.point } : {}),
      why: { zh: `${located.why.zh}，${named.why.zh}`, en: `${located.why.en}; ${named.why.en}` },
    }
  }

  function byWords(mentions: readonly Weighed[]): Located | undefined {
    const best = bestOf(mentions)
    if (best.length === 0) return undefined
    const said = mentions.filter(m => m.meanings.some(x => best.some(code => code.startsWith(x.territory))))
    const list = listed(said)
    const one = best.length === 1 ? best[0]! : undefined
    if (one !== undefined) {
      const { level, zh, en } = piece(one)
      const exact = said.flatMap(m => m.meanings).filter(x => x.territory === one && x.point)
      return {
        territory: one,
        level,
        ...(exact.length === 1 && exact[0]!.point ? { point: exact[0]!.point } : {}),
        how: 'words',
        why: { zh: `写到${list.zh}，在${zh}`, en: `the words name ${list.en}, in ${en}` },
      }
    }
    const above = commonPiece(best)
    return {
      territory: above.code,
      level: above.level,
      how: 'words',
      why: {
        zh: `写到${list.zh}，可能是${best.map(c => piece(c).zh).join('、')}，先归${above.zh}`,
        en: `the words name ${list.en}, which could be ${best.map(c => piece(c).en).join(', ')}; kept at ${above.en}`,
      },
      candidates: best,
    }
  }

  function nowhere(point: Point | undefined): Located {
    const { code, level } = piece(district.code)
    const nearest = point && points.nearest(point)
    const why = !point
      ? { zh: '没有写到本区的地名', en: 'no place of the district is named' }
      : nearest
        ? {
            zh: `坐标 ${point.join(', ')} 不在${district.zh}范围内，离${nearest.piece.zh}最近，${far(nearest.distanceM, 'zh')}`,
            en: `the point ${point.join(', ')} lies outside ${district.en}; ${nearest.piece.en} is nearest, ${far(nearest.distanceM, 'en')}`,
          }
        : { zh: `${district.zh}还没有边界数据`, en: `no borders of ${district.en} are drawn yet` }
    return {
      territory: code,
      level,
      how: 'none',
      why,
      ...(nearest ? { beside: [besideOf(nearest)] } : {}),
    }
  }

  function commonPiece(codes: readonly string[]): Territory {
    let above: Territory = piece(codes[0]!)
    while (!codes.every(code => code.startsWith(above.code))) above = piece(above.parent ?? district.code)
    return above
  }
}

/** A phone is this far off on a good day: a point so near to a border may lie on its other side. */
const borderM = 15

const besideOf = ({ piece, distanceM }: Beside) => ({
  territory: piece.code,
  distanceM: Math.round(distanceM),
})

const far = (metres: number, lang: 'zh' | 'en'): string =>
  metres < 1000
    ? `${Math.round(metres)} ${lang === 'zh' ? '米' : 'm'}`
    : `${(metres / 1000).toFixed(1)} ${lang === 'zh' ? '公里' : 'km'}`

type Weighed = Mention & { weight: number }

/** What was only heard decides where nothing written speaks against it. */
const heardShare = 0.9
const weighed = (mention: Mention, weight: number): Weighed => ({
  ...mention,
  weight: mention.said ? weight * heardShare : weight,
})

/** Names as people read them: each once, and beside a name only heard what was said. */
const listed = (mentions: readonly Mention[]): { zh: string; en: string } => {
  const once = [...new Map(mentions.map(m => [m.name, m])).values()]
  return {
    zh: once
      .map(({ name, said }) =>
        said ? `“${said.words}”（${said.how === 'sound' ? '音近' : '形近'}“${name}”）` : `“${name}”`,
      )
      .join('、'),
    en: once
      .map(({ name, said }) =>
        said ? `“${said.words}” (${said.how === 'sound' ? 'sounds like' : 'almost'} “${name}”)` : `“${name}”`,
      )
      .join(', '),
  }
}

const within = (mentions: readonly Weighed[], territory: string): readonly Weighed[] =>
  mentions.flatMap(m => {
    const meanings = m.meanings.filter(x => x.territory.startsWith(territory))
    return meanings.length > 0 ? [{ ...m, meanings }] : []
  })

/**
 * The pieces most of the names agree on: each piece named counts the names that mean it or a piece around it, so
 * 东街道 decides which 锦绣小区 is meant. Several when nothing decides.
 */
const bestOf = (mentions: readonly Weighed[]): readonly string[] => {
  const named = new Set(mentions.flatMap(m => m.meanings.map(x => x.territory)))
  const scored = [...named].map(code => ({
    code,
    score: mentions.reduce(
      (sum, m) => (m.meanings.some(x => code.startsWith(x.territory)) ? sum + m.weight : sum),
      0,
    ),
  }))
  const most = Math.max(...scored.map(s => s.score))
  const best = scored.filter(s => s.score === most).map(s => s.code)
  return best.filter(code => !best.some(other => other !== code && other.startsWith(code)))
}
