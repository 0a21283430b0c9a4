// Ready wording for the ends that leave our hands: six exits and the reasons not to accept, each one key that fills
// in a sentence the reporter can read. The sentence stays editable.
import { type Sentence, say } from '#ui/words.ts'
import type { OfferView } from '#wire/views.ts'

const sentences: Readonly<Record<string, Sentence>> = {
  decline: [
    '您反映的事项我们已看过：{reason}，因此没有受理。如有新的情况，可以补充后再反映。',
    'We have read your report: {reason}; so it was not accepted. If there is more to tell, please report again.',
  ],
  divert: [
    '您反映的事项：{reason}。我们已为您转出，收到回执后会记在这里。',
    'Your report: {reason}. We have passed it on; the receipt will be recorded here.',
  ],
}

/** One pick per reason of the move, `chosen` where `initial` names it already; undefined for other moves. */
export const picksOf = (offer: OfferView, initial: Readonly<Record<string, unknown>>) => {
  const sentence = sentences[offer.move]
  const need = offer.needs.find(n => n.kind === 'choice' && n.choices)
  if (!sentence || !need) return undefined
  return {
    key: need.key,
    words: need.words,
    list: need.choices!.map(([code, reason]) => ({
      code,
      label: reason,
      wording: say(sentence, { reason }),
      chosen: initial[need.key] === code,
    })),
  }
}
