// Facts of those who press: a nudge 催办 and supervision 督办 read alike in every life that is under a clock.
import type { Instant } from '../kit/instant.ts'
import type { Fact } from '../life/fact.ts'

export const nudgedFact = {
  zh: '{by} 催办：{words}',
  en: '{by} nudged: {words}',
  ownZh: '{clock}：系统自动催办',
  ownEn: '{clock}: nudged by the system',
  plainZh: '已催办',
  plainEn: 'A nudge was sent',
  // A nudge of the clock itself does not use up what people may send.
  fold: <D extends { nudgedAt?: Instant }>(d: D, f: Fact): D =>
    f.by.kind === 'system' ? d : { ...d, nudgedAt: f.at },
}

export const supervisedFact = {
  zh: '{by} {rung}：{words}',
  en: '{by} {rung}: {words}',
  ownZh: '{clock}：系统自动{rung}',
  ownEn: '{clock}: the system {rung}',
  plainZh: '上级已督办',
  plainEn: 'Higher level is supervising',
  fold: <D extends { supervision: number }>(d: D, f: Fact): D => ({
    ...d,
    supervision: Math.max(d.supervision, Number(f.data.rank)),
  }),
}
