import { useMemo } from 'react'
import type { ShownAnswer } from '../../../src/review/shown/shown-answer.ts'
import { keyed } from '../parts/keyed.ts'
import { Blocks } from './blocks.tsx'
import { headingDepths } from './headings.ts'
import type { SentenceClass } from './inlines.tsx'

interface Props {
  readonly answer: ShownAnswer
  readonly under: 1 | 2 | 3
  readonly dress?: SentenceClass
}

const plain: SentenceClass = () => undefined

/** An answer, or any other text of the same kinds, with its references. */
export function ShownText({ answer, under, dress = plain }: Props) {
  const depths = useMemo(() => headingDepths(answer.blocks), [answer])
  return (
    <div className="shown">
      <Blocks blocks={answer.blocks} dress={{ sentence: dress, depths, under }} />
      {answer.references.length > 0 && (
        <ol className="references" aria-label="References">
          {keyed(answer.references).map(({ key, one }) => (
            <li key={key}>{one}</li>
          ))}
        </ol>
      )}
    </div>
  )
}
