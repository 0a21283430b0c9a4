// Node's own report of a test run, with its closing counts moved to the very end: the list of failures comes before
// them, so the last lines of a long log always say how it went.
import { Readable } from 'node:stream'
import { spec } from 'node:test/reporters'

type TestEvent = {
  readonly type: string
  readonly data: { readonly nesting?: number; readonly message?: string }
}

const isCount = ({ type, data }: TestEvent): boolean =>
  type === 'test:diagnostic' &&
  data.nesting === 0 &&
  /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(data.message ?? '')

export async function* closingReporter(events: AsyncIterable<unknown>): AsyncGenerator<string> {
  const counts: string[] = []
  const rest = async function* () {
    for await (const event of events as AsyncIterable<TestEvent>) {
      if (isCount(event)) counts.push(`# ${event.data.message}\n`)
      else yield event
    }
  }
  for await (const text of Readable.from(rest()).compose(new spec())) yield String(text)
  yield counts.join('')
}
