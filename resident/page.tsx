// One page of the residents' screens: its heading takes the focus when the page opens, so that a screen reader reads
// it and the keyboard starts there; the browser's title follows.
import { type ReactNode, useEffect, useRef } from 'react'

type Props = { head: string; above?: ReactNode; children: ReactNode; wide?: boolean }

let first = true

export const Page = ({ head, above, children, wide = false }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = head
  }, [head])
  useEffect(() => {
    // The first page of a visit is read from its top anyway; a jump would skip the banner and the switches.
    if (!first) {
      heading.current?.focus()
      window.scrollTo(0, 0)
    }
    first = false
  }, [])
  return (
    <main id="content" className={wide ? 'page page-wide' : 'page'}>
      {above}
      <h1 ref={heading} tabIndex={-1}>
        {head}
      </h1>
      {children}
    </main>
  )
}
