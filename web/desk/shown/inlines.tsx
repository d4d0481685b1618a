import type { ReactNode } from 'react'
import type { Inline } from '../../../src/review/shown/shown-answer.ts'
import { keyed } from '../parts/keyed.ts'

/** Class of a sentence that is marked or about to be; undefined for the others. */
export type SentenceClass = (sentence: number) => string | undefined

interface Props {
  readonly inlines: readonly Inline[]
  readonly dress: SentenceClass
}

export function Inlines({ inlines, dress }: Props): ReactNode {
  return keyed(inlines).map(({ key, one }) => <OneInline key={key} inline={one} dress={dress} />)
}

function OneInline({ inline, dress }: { readonly inline: Inline; readonly dress: SentenceClass }) {
  switch (inline.kind) {
    case 'text':
      return (
        <span data-sentence={inline.sentence} className={dress(inline.sentence)}>
          {inline.text}
        </span>
      )
    case 'code':
      return (
        <code data-sentence={inline.sentence} className={dress(inline.sentence)}>
          {inline.text}
        </code>
      )
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.children} dress={dress} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.children} dress={dress} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines inlines={inline.children} dress={dress} />
        </s>
      )
    case 'reference':
      return <sup className="reference">[{inline.numbers.join(', ')}]</sup>
    case 'break':
      return <br />
  }
}
