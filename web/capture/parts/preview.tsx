import { useDeferredValue, useMemo } from 'react'
import { showAnswer } from '../../../src/review/shown/show-answer.ts'
import { ShownText } from '../../desk/shown/shown-text.tsx'
import type { PastedSource } from '../paste/markdown-of.ts'

interface Props {
  readonly text: string
  readonly sources: readonly PastedSource[]
}

/** An answer as a reviewer's page would draw it: no script, link, picture or style of its own. */
export function Preview({ text, sources }: Props) {
  const later = useDeferredValue(text)
  const { answer } = useMemo(
    () =>
      showAnswer(
        {
          text: later,
          citations: sources.map(({ url, title }) => ({ url, title, quote: null })),
          removed: [],
        },
        'cited',
      ),
    [later, sources],
  )
  return <ShownText answer={answer} under={2} />
}
