// What has just happened, in one sentence at the foot of the desk: seen for a while, and spoken by a screen reader.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'

const shownMs = 6000
const Say = createContext<(sentence: string) => void>(() => undefined)

export const useStatus = () => useContext(Say)

export const StatusProvider = ({ children }: { children: ReactNode }) => {
  const [said, setSaid] = useState({ sentence: '', n: 0 })
  const say = useCallback((sentence: string) => setSaid(s => ({ sentence, n: s.n + 1 })), [])
  useEffect(() => {
    if (said.sentence === '') return
    const timer = setTimeout(() => setSaid(s => ({ ...s, sentence: '' })), shownMs)
    return () => clearTimeout(timer)
  }, [said])
  return (
    <Say.Provider value={say}>
      {children}
      <output className={`status${said.sentence === '' ? ' status-empty' : ''}`} aria-live="polite">
        {said.sentence}
      </output>
    </Say.Provider>
  )
}
