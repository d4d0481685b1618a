import { type ReactNode, useEffect, useRef } from 'react'
import { hashOf } from '../state/place.ts'

interface Props {
  readonly title: string
  readonly kicker?: ReactNode
  /** Changes when other content comes under the same title, which is then read out again. */
  readonly about?: string
  readonly home?: boolean
  /** Two columns where there is room. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A page of the desk: a title that is read out when it comes up, the way back, and what there is to do. */
export function Page({ title, kicker, about = '', home = false, wide = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [about])
  return (
    <main className={wide ? 'capture wide' : 'capture'}>
      {home || (
        <p className="kicker">
          <a href={hashOf({ kind: 'arms' })}>All arms</a>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {kicker !== undefined && <div className="kicker">{kicker}</div>}
      {children}
    </main>
  )
}

export function SampleNotice() {
  return (
    <p className="sample">
      <strong>Sample.</strong> This study is an example; nothing here is a finding.
    </p>
  )
}
