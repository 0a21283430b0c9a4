// What this is, who answers, and the notice on personal data: who, why, how long, whom to ask
// (个人信息保护法 arts. 17, 30, 35).
import { useDistrict } from '#ui/read.ts'
import { say } from '#ui/words.ts'
import { notice } from './notice.ts'
import { Page } from './page.tsx'
import { t } from './words.ts'

export const About = () => {
  const { data: district } = useDistrict('public')
  const filling = { district: district?.words ?? '' }
  return (
    <Page head={t('aboutHead')}>
      {notice.map(({ head, lines }) => (
        <section key={head[1]}>
          <h2>{say(head)}</h2>
          <ul className="plain-list">
            {lines.map(line => (
              <li key={line[1]}>{say(line, filling)}</li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  )
}
