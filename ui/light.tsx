// A clock's light on the screen: ● 余 3 小时 · ▲ 余 40 分 · ■ 超 2 小时 · ‖ 已挂起. Turns by itself.
import { useLang } from './lang.ts'
import { type LightColour, type Lit, lightAt } from './light-state.ts'
import { nowAt, useAtNow } from './now.ts'
import { momentWords } from './time.ts'
import { t } from './words.ts'

const spoken: Readonly<Record<LightColour, 'lightGreen' | 'lightYellow' | 'lightRed' | undefined>> = {
  green: 'lightGreen',
  yellow: 'lightYellow',
  red: 'lightRed',
  grey: undefined,
}

/** `name`: what the clock is about, read aloud before the time; not shown. */
export const Light = ({ clock, name, large = false }: { clock: Lit; name?: string; large?: boolean }) => {
  const lang = useLang()
  const shown = useAtNow(at => {
    const light = lightAt(clock, at)
    return light ? `${light.colour}|${light.shape}|${light.words}` : ''
  })
  if (shown === '') return null
  const [colour, shape, words] = shown.split('|') as [LightColour, string, string]
  const word = spoken[colour]
  const due =
    clock.dueAt === undefined ? undefined : t('lightDue', { when: momentWords(clock.dueAt, nowAt(), lang) })
  return (
    <span className={`light light-${colour}${large ? ' light-large' : ''}`} title={due}>
      {name && <span className="unseen">{name} </span>}
      <span className="light-shape" aria-hidden="true">
        {shape}
      </span>
      <span className="light-words">{words}</span>
      {word && <span className="unseen"> {t(word)}</span>}
    </span>
  )
}
