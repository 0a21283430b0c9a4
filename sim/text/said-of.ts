// Everything said in one story, from the report to the last rating, in the shape the teller reads. What was done belongs
// to the scene the report told, so feedback, answer and rating speak of one and the same thing. Pure: the same story and
// seed, the same words.
import { chanceOf } from '../chance.ts'
import type { HistoryStory, Step } from '../history/story.ts'
import type { Said, StepSaid } from '../history/tell/said.ts'
import { compile, type Line, say } from './grammar.ts'
import { says } from './says.ts'
import { type Setting, sceneOf, wordsOf } from './words-of.ts'

const compiled = new Map<string, Line>()
const lineOf = (text: string): Line => {
  const line = compiled.get(text) ?? compile(text)
  compiled.set(text, line)
  return line
}

const familyNames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢'
const titles = ['女士', '先生', '嬢嬢', '大爷', '大哥', '老师', '师傅', '女士', '先生'] as const

/** An invented person; the phone number begins with 100-0000 and so belongs to nobody. */
export const contactOf = (key: number): { name: string; phone: string } => {
  const chance = chanceOf(key, 'caller')
  return {
    name: `${familyNames[chance.below(familyNames.length)]!}${chance.pick(titles)}`,
    phone: `100-0000-${String(key % 10_000).padStart(4, '0')}`,
  }
}

const speaker = (story: HistoryStory, setting: Setting) => {
  const { scene, page, variant } = sceneOf(story, setting)
  const n = Number(/\d+$/.exec(story.id)?.[0] ?? 0)
  const stream = (name: string) => {
    const chance = chanceOf(setting.seed, `${name} ${story.id}`)
    return (below: number) => chance.below(below)
  }
  const told = (lines: readonly Line[], name: string, spoken: boolean) => {
    const draw = stream(name)
    return say(lines[draw(lines.length)]!, draw, spoken, { variant })
  }
  const fill = {
    // Streams of their own: feedback and answer tell of the same deed under the same name.
    办: () => told(story.outcome === 'on-spot' ? scene.onSpot : scene.done, 'deed', false),
    写: () => told(scene.written, 'found', false),
    盼: () => told(page.wish, 'wish', true),
    题: () => say(scene.title, stream('title'), false, { variant }),
  }
  /** `turn`: how often this was said before in the story; neighbours of one list take different lines. */
  return (name: string, lines: readonly string[] | string | undefined, turn = 0): string => {
    const list = typeof lines === 'string' ? [lines] : (lines ?? says.other)
    return say(lineOf(list[(n + turn * 3) % list.length]!), stream(`${name} ${turn}`), false, fill)
  }
}

type Speak = ReturnType<typeof speaker>
/** What came before a step that colours what is said in it. */
type Before = { turn: number; failed: boolean; reopened: boolean }

const opensAgain = (step: Step): boolean =>
  step.move === 'reopen' ||
  (step.move === 'rate' && !step.solved) ||
  (step.move === 'spot-check' && step.outcome === 'fail')

const basisOf = (story: HistoryStory, reason: string, { district }: Setting): string =>
  reason === 'wrong-territory'
    ? '行政区划和网格边界'
    : (district.type(story.type)?.basis ?? '部门“三定”规定、职责清单')

const stepSaid = (
  story: HistoryStory,
  step: Step,
  before: Before,
  speak: Speak,
  setting: Setting,
): StepSaid => {
  const { turn, failed, reopened } = before
  const said = (lines: readonly string[] | string | undefined): StepSaid => ({
    words: speak(step.move, lines, turn),
  })
  switch (step.move) {
    case 'accept':
      return said(says.accept)
    case 'merge':
      return said(says.merge)
    case 'unmerge':
      return said(says.unmerge)
    case 'decline':
      return said(says.decline[step.reason])
    case 'divert':
      return said(says.divert[step.exit])
    case 'receipt':
      return said(says.receipt)
    case 'contact':
      return said(story.caller === undefined ? says.noContact : says.contact)
    case 'add-co':
      return said(says.askCo)
    case 'finish-part':
      return said(says.part)
    case 'return':
      return { ...said(says.return[step.reason]), basis: basisOf(story, step.reason, setting) }
    case 'rule':
      return said(says[step.ruling])
    case 'ask-extension':
      return said(says.extension)
    case 'ask-suspension':
      return said(says.suspension[step.reason])
    case 'approve':
      return said(says.approve)
    case 'resume':
      return said(says.resume)
    case 'feedback':
      return said(failed ? says.redo : reopened ? says.again : says.feedback)
    case 'verify':
      return said(step.outcome === 'pass' ? says.checkPass : says.checkFail)
    case 'close':
      return said(says.answer)
    case 'spot-check':
      return said(step.outcome === 'pass' ? says.spotCheckTrue : says.spotCheckFalse)
    case 'rate':
      if (step.why !== undefined) return said(says.discontent[step.why])
      return said(step.satisfied === 'very' || step.satisfied === 'yes' ? says.happy : says.fair)
    case 'reopen':
      return said(says.reopen)
    case 'nudge':
      return said(step.by === 'reporter' ? says.nudge.reporter : says.nudge.desk)
    case 'supervise':
      return said(says.supervise[step.rung])
    case 'note':
      return { words: speak(step.topic, says.topic[step.topic], turn) }
    case 'wall':
      return said(says.wall)
    case 'dispatch':
    case 'sign':
      return { words: '' }
  }
}

const stepsSaid = (story: HistoryStory, speak: Speak, setting: Setting): StepSaid[] => {
  const turns = new Map<string, number>()
  let failed = false
  let reopened = false
  return story.steps.map(step => {
    const turn = turns.get(step.move) ?? 0
    turns.set(step.move, turn + 1)
    const said = stepSaid(story, step, { turn, failed, reopened }, speak, setting)
    if (step.move === 'feedback') failed = false
    if (step.move === 'verify') failed = step.outcome === 'fail'
    if (opensAgain(step)) reopened = true
    return said
  })
}

/** `storyOf` of the setting lets a report that joins another tell the same event. */
export const makeSaid =
  (setting: Setting) =>
  (story: HistoryStory): Said => {
    const speak = speaker(story, setting)
    const { words, title, placeWords } = wordsOf(story, setting)
    return {
      words,
      ...(title === undefined ? {} : { title }),
      ...(placeWords === undefined ? {} : { placeWords }),
      ...(story.caller === undefined ? {} : { contact: contactOf(story.caller.key) }),
      ...(story.outcome === 'on-spot' ? { result: spotResult(story, speak) } : {}),
      steps: stepsSaid(story, speak, setting),
      ...(story.petition === undefined
        ? {}
        : { petition: petitionSaid(story, words, title, speak, setting) }),
    }
  }

/** How long it took stands in the words of the result and nowhere else. */
const spotResult = (story: HistoryStory, speak: Speak): string => {
  const result = speak('spot', says.spot).replace(/。$/, '')
  return story.spotMinutes === undefined ? result : `${result}。用时 ${story.spotMinutes} 分钟`
}

const petitionSaid = (
  story: HistoryStory,
  words: string,
  title: string | undefined,
  speak: Speak,
  setting: Setting,
): NonNullable<Said['petition']> => {
  const { opinion, extension, asked, decision } = says.petition
  const basis = setting.district.type(story.type)?.basis ?? '信访工作条例 第32条'
  return {
    words,
    ...(title === undefined ? {} : { title }),
    opinion: {
      request: speak('request', opinion.request),
      found: speak('found', opinion.found),
      reasons: speak('reasons', opinion.reasons),
      decision: speak('decision', opinion.decision),
      basis,
    },
    extension: speak('petition-extension', extension),
    review: { asked: speak('asked', asked), decision: speak('reviewed', decision), basis },
  }
}
