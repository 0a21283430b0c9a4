// A learned model in the place of the keyword baseline. Its labels are types of the catalogue, or modules: then the
// keywords choose among the types of the module. What it cannot say, because it knows no word of a text or the catalogue
// knows its label no more, the keywords say.
import type { District } from '../district/district.ts'
import { type Classified, type Model, makeClassifier } from './learn/model.ts'
import { makeKeywordSorter, mostOthers, oneText, type Sorter, type Suggestion } from './sort.ts'

/** Labels of a model as this catalogue understands them. */
export type LabelsKnown = { types: readonly string[]; modules: readonly string[]; unknown: readonly string[] }

export const labelsKnown = (labels: readonly string[], district: District): LabelsKnown => {
  const types = labels.filter(l => district.type(l) !== undefined)
  const modules = labels.filter(l => !types.includes(l) && district.modules.some(m => m.code === l))
  return { types, modules, unknown: labels.filter(l => !types.includes(l) && !modules.includes(l)) }
}

/** `name` stands in every suggestion, so that a fact tells which model made it. */
export const makeLearnedSorter = (
  model: Model,
  name: string,
  district: District,
  keywords: Sorter = makeKeywordSorter(district),
): Sorter => {
  const classify = makeClassifier(model)
  return input => {
    const baseline = keywords(input)
    const said = classify(oneText(input))
    if (said.why.length === 0) return baseline
    const type = district.type(said.label)
    if (type)
      return {
        type: type.code,
        module: type.module,
        urgency: type.urgency,
        confidence: said.confidence,
        sure: said.sure,
        model: name,
        why: said.why,
        others: othersOf(said, type.code, baseline, district),
      }
    return district.modules.some(m => m.code === said.label) ? inside(said, baseline) : baseline
  }

  /** The module is the model's, the type the best of the keywords inside it: never sure, since one half is a guess. */
  function inside(said: Classified, baseline: Suggestion): Suggestion {
    const heard = [baseline.type, ...baseline.others.map(o => o.type)]
    const own = heard.flatMap(code => (code === undefined ? [] : (district.type(code) ?? [])))
    const type = own.find(t => t.module === said.label)
    return {
      ...(type === undefined ? {} : { type: type.code }),
      module: said.label,
      urgency: type?.urgency ?? 'normal',
      confidence: type === undefined ? 0 : said.confidence,
      sure: false,
      model: name,
      why: said.why,
      others: own
        .filter(t => t !== type)
        .map(t => ({ type: t.code, weight: baseline.others.find(o => o.type === t.code)?.weight ?? 1 })),
    }
  }
}

/** The model's next best, then what the keywords would have said; a weight falls with the distance behind the first. */
const othersOf = (
  said: Classified,
  first: string,
  baseline: Suggestion,
  district: District,
): Suggestion['others'] => {
  const next = said.others
    .filter(o => district.type(o.label) !== undefined)
    .map(o => ({ type: o.label, weight: Math.exp(-o.margin) }))
  const { type } = baseline
  const heard = type === undefined || type === first || next.some(o => o.type === type) ? [] : [type]
  return [...next, ...heard.map(t => ({ type: t, weight: (next.at(-1)?.weight ?? 1) / 2 }))].slice(
    0,
    mostOthers,
  )
}
