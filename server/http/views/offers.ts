// Moves as forms: what this person may do now, why not where not, and the fields each one needs, in their language. The
// fields come from the life's table, the same that checks them.
import type { District } from '#core/district/district.ts'
import type { Instant } from '#core/kit/instant.ts'
import { offers } from '#core/life/decide.ts'
import type { Need } from '#core/life/life.ts'
import { sayRefusal } from '#core/life/refusal.ts'
import type { Lang } from '#core/life/timeline.ts'
import type { Actor } from '#core/life/who.ts'
import type { Loaded } from '#desk/desk.ts'
import type { NeedView, OfferView } from '#wire/views.ts'
import { reporterWhy } from './reporter-why.ts'

const choicesOf = (need: Need, district: District, lang: Lang): [string, string][] | undefined => {
  if (need.kind !== 'choice' || need.from === undefined) return undefined
  return typeof need.from === 'string'
    ? district[need.from].map(r => [r.code, r[lang]])
    : need.from.map(v => [v, need.labels?.[v]?.[lang === 'zh' ? 0 : 1] ?? v])
}

export const needView = (key: string, need: Need, district: District, lang: Lang): NeedView => {
  const choices = choicesOf(need, district, lang)
  return {
    key,
    words: need[lang],
    kind: need.kind,
    required: need.required === true,
    ...(need.min === undefined ? {} : { min: need.min }),
    ...(need.max === undefined ? {} : { max: need.max }),
    ...(choices ? { choices } : {}),
  }
}

type Needs = Readonly<Record<string, Need>>
/** A form changes with the pack, never with the matter: it is made once a language and version. */
const forms = new WeakMap<Needs, Map<Lang, { district: District; form: NeedView[] }>>()

const needsOf = (needs: Needs, district: District, lang: Lang): NeedView[] => {
  const made = forms.get(needs) ?? new Map()
  const known = made.get(lang)
  if (known?.district === district) return known.form
  const form = Object.entries(needs).map(([key, need]) => needView(key, need, district, lang))
  forms.set(needs, made.set(lang, { district, form }))
  return form
}

/** An officer is offered what officers do; a reporter what reporters do. Closed ones say why and have no form. */
export const offersView = (
  l: Loaded,
  actor: Actor,
  now: Instant,
  district: District,
  lang: Lang,
): OfferView[] =>
  offers(l.life, l.standing, actor, now, district).flatMap(o => {
    const spec = l.life.moves[o.move]!
    const theirs = spec.by.some(rule =>
      actor.kind === 'reporter'
        ? rule.relation === 'reporter'
        : rule.relation !== 'reporter' && rule.relation !== 'system',
    )
    if (!theirs) return []
    return [
      {
        move: o.move,
        words: o[lang],
        ...(o.key === undefined ? {} : { key: o.key }),
        open: o.open,
        ...(o.why
          ? {
              why:
                actor.kind === 'reporter'
                  ? reporterWhy(o.why, o.move, l.standing.state, lang)
                  : sayRefusal(o.why, lang),
            }
          : {}),
        needs: o.open ? needsOf(spec.needs, district, lang) : [],
      },
    ]
  })
