// calendar.yaml of a pack: read by the calendar itself, whose mistakes are given their lines here.
import type { PackProblem, Written } from '#core/district/pack-problem.ts'
import { type CalendarSpec, calendarSpecsFrom } from '#core/kit/working-calendar.ts'
import { type Path, parseYaml } from './read-document.ts'

/** The calendar names places as years.2026.rest[3]; here they become lines. */
export const readCalendars = (text: string, problems: PackProblem[]): readonly CalendarSpec[] => {
  const file = 'calendar.yaml'
  const parsed = parseYaml(file, text)
  problems.push(...parsed.problems)
  if (text === '' || parsed.problems.length > 0) return []
  const read = calendarSpecsFrom(parsed.plain)
  if (read.ok) return read.specs
  for (const error of read.errors) {
    const [place = '', rest = error] = error.split(/: (.*)/s)
    const [found = rest, want = ''] = rest.split('; want ')
    const path = place.split(/[.[\]]+/).filter(step => step !== '' && step !== 'calendar')
    problems.push({
      severity: 'error',
      ...writtenNear(parsed.written, path),
      problemZh: `${place} 的值 ${found} 不合要求`,
      problemEn: `${place} is ${found}`,
      rightWould: want,
    })
  }
  return []
}

const writtenNear = (written: (path: Path) => Written, path: readonly string[]) =>
  written(path.map(step => (/^\d{1,3}$/.test(step) ? Number(step) : step)))
