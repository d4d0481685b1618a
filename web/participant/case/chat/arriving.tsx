import { useDeferredValue, useMemo } from 'react'
import { showAnswer } from '../../../../src/review/shown/show-answer.ts'
import { ShownText } from '../../../desk/shown/shown-text.tsx'

/** An answer as far as it has come, in the dress that it will have: no script, link, picture or style of its own. */
export default function Arriving({ text }: { readonly text: string }) {
  const later = useDeferredValue(text)
  const { answer } = useMemo(() => showAnswer({ text: later, citations: [], removed: [] }, 'plain'), [later])
  return <ShownText answer={answer} under={3} />
}
