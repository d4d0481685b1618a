import { type ReactNode, useEffect, useRef } from 'react'

interface Props {
  readonly title: string
  readonly kicker?: ReactNode
  readonly children: ReactNode
}

/** One step: its title, read out when it comes up, and what it is about. */
export function StepPage({ title, kicker, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    scrollTo(0, 0)
  }, [])
  return (
    <>
      {kicker !== undefined && <p className="kicker">{kicker}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </>
  )
}
