import { useEffect, useRef } from 'react'
import { figureStyle } from '../../src/report/figures/figure-style.ts'

// The policy of the page allows no style sheet in the text of a page; one that is made so is no text of it.
const sheet = new CSSStyleSheet()
sheet.replaceSync(figureStyle)
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]

interface Props {
  readonly wide: string
  readonly narrow: string
}

/** A drawing of the report in both layouts; the style sheet shows the one that fits. */
export function Figure({ wide, narrow }: Props) {
  return (
    <figure className="drawing">
      <Drawing svg={wide} layout="wide" />
      <Drawing svg={narrow} layout="narrow" />
    </figure>
  )
}

function Drawing({ svg, layout }: { readonly svg: string; readonly layout: 'wide' | 'narrow' }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
    if (parsed.querySelector('parsererror') !== null) return
    place.current?.replaceChildren(document.importNode(parsed.documentElement, true))
  }, [svg])
  return <div ref={place} className={layout} />
}
