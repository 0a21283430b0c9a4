// For the auditor: who looked at whose personal data, when and why.
import { Empty, Loading, RefusedNote } from '#ui/notes.tsx'
import { nowAt } from '#ui/now.ts'
import { useRead } from '#ui/read.ts'
import { momentWords } from '#ui/time.ts'
import { paths } from '#wire/paths.ts'
import { t, tCode } from '../words.ts'

type LookLine = { at: number; person: string; unit: string; subject: string; purpose: string; reason: string }

export const LooksPage = () => {
  const looks = useRead<LookLine[]>(paths.looks, { everyMs: 30_000 })
  return (
    <main className="page page-wide">
      <h1>{t('looksTitle')}</h1>
      <p className="quiet">{t('looksHelp')}</p>
      {looks.isPending && <Loading lines={6} />}
      {looks.error && !looks.data && <RefusedNote error={looks.error} onRetry={() => void looks.refetch()} />}
      {looks.data?.length === 0 && <Empty>{t('noLooks')}</Empty>}
      {looks.data && looks.data.length > 0 && (
        <div className="scroll">
          <table className="table">
            <thead>
              <tr>
                <th>{t('when')}</th>
                <th>{t('person')}</th>
                <th>{t('unit')}</th>
                <th>{t('subject')}</th>
                <th>{t('purpose')}</th>
                <th>{t('reason')}</th>
              </tr>
            </thead>
            <tbody>
              {looks.data.map(l => (
                <tr key={`${l.at} ${l.person} ${l.subject}`}>
                  <td>{momentWords(l.at, nowAt())}</td>
                  <td>{l.person}</td>
                  <td>{l.unit}</td>
                  <td className="row-number">{l.subject}</td>
                  <td>{tCode('purpose', l.purpose)}</td>
                  <td>{l.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </main>
  )
}
