// Writing down a petition that came by letter, by visit or by phone; the petitioner gets a number and a link on paper.
import { useState } from 'react'
import { useDistrict } from '#ui/read.ts'
import { Several } from '#ui/several.tsx'
import { paths } from '#wire/paths.ts'
import { t } from '../words.ts'
import { ContactFields, contactOf, HowItCame, ReportForm, useSending } from './report-form.tsx'
import { ReportedNote } from './reported-note.tsx'

const kinds = ['request', 'suggestion', 'accusation'] as const

export const PetitionPage = () => {
  const [n, setN] = useState(0)
  return <PetitionIn key={n} onAnother={() => setN(n + 1)} />
}

const PetitionIn = ({ onAnother }: { onAnother: () => void }) => {
  const district = useDistrict('officer').data
  const [key] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<(typeof kinds)[number]>('request')
  const [channel, setChannel] = useState<string>()
  const [words, setWords] = useState('')
  const [place, setPlace] = useState('')
  const [contact, setContact] = useState({ name: '', phone: '' })
  const [accused, setAccused] = useState<readonly string[]>([])
  const sending = useSending(paths.subjects('petition'))
  const channels = district?.channels ?? []
  const theChannel = channel ?? channels.find(c => c.code === 'petition')?.code ?? channels[0]?.code ?? ''

  const send = () => {
    if (words.trim() === '') return sending.refuse(t('needWords'))
    void sending.send({
      key,
      kind,
      channel: theChannel,
      words: words.trim(),
      ...(place.trim() ? { place: place.trim() } : {}),
      ...contactOf(contact),
      accused,
    })
  }

  if (sending.reported)
    return <ReportedNote life="petition" reported={sending.reported} onAnother={onAnother} />
  return (
    <ReportForm
      title={t('petitionIn')}
      help={t('petitionHelp')}
      button={t('petitionIn')}
      sending={sending}
      onSend={send}
    >
      <HowItCame
        label={t('kind')}
        name="kind"
        choices={kinds}
        wordOf={k => `kind-${k}` as const}
        chosen={kind}
        onChoose={setKind}
        channels={channels}
        channel={theChannel}
        onChannel={setChannel}
      />
      <label className="field">
        <span className="label">{t('petitionWords')}</span>
        <textarea
          className="input"
          rows={8}
          maxLength={10_000}
          // biome-ignore lint/a11y/noAutofocus: the page has this one purpose
          autoFocus
          placeholder={t('petitionWordsHelp')}
          value={words}
          onChange={e => setWords(e.target.value)}
        />
      </label>
      <div className="report-columns">
        <fieldset className="field">
          <legend className="label">{t('petitioner')}</legend>
          <ContactFields value={contact} onChange={setContact} />
        </fieldset>
        <label className="field">
          <span className="label">{t('where')}</span>
          <input className="input" maxLength={200} value={place} onChange={e => setPlace(e.target.value)} />
        </label>
      </div>
      <div className="field">
        <label className="label" htmlFor="petition-accused">
          {t('accused')}
        </label>
        <Several
          id="petition-accused"
          options={district?.units.map(u => [u.id, u.words, u.id] as const) ?? []}
          values={accused}
          onChange={setAccused}
        />
      </div>
    </ReportForm>
  )
}
