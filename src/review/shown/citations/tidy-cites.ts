import type { DraftInline } from '../reading/draft.ts'
import { slicePlaced } from '../text/placed-text.ts'

/**
 * Joins references that stand side by side, and takes away the brackets and spaces that were only there for them:
 * "use it ([nejm.org](...), [2])." becomes "use it", one reference, ".".
 */
export function tidyCites(inlines: readonly DraftInline[]): readonly DraftInline[] {
  const joined = joinCites(inlines)
  return joinCites(
    joined.flatMap((inline, at): readonly DraftInline[] => {
      if (inline.kind !== 'text') return [inline]
      const { text } = inline.placed
      const after = joined[at - 1]?.kind === 'cite'
      const before = joined[at + 1]?.kind === 'cite'
      const opens = before && bracketOpens.test(text) && closes(joined[at + 2])
      const closed = after && bracketCloses.test(text) && opened(joined[at - 2])
      let start = closed ? (bracketCloses.exec(text)?.[0].length ?? 0) : 0
      const end = opens
        ? (bracketOpens.exec(text)?.index ?? text.length)
        : before
          ? text.trimEnd().length
          : text.length
      // "b.i.d. [2]." and "79. doi:10.1056/x.": the stop that closed the reference goes with it.
      if (after && text[start] === '.' && endsWithStop(joined[at - 2])) start++
      if (after && at === 1) start = Math.max(start, text.length - text.trimStart().length)
      return start < end ? [{ kind: 'text', placed: slicePlaced(inline.placed, start, end) }] : []
    }),
  )
}

const bracketOpens = /\s*[([{]\s*(?:(?:see|cf\.?|sources?|refs?\.?|references?|via)\s*:?\s*)?$/i
const bracketCloses = /^\s*[)\]}]/

const endsWithStop = (inline: DraftInline | undefined): boolean =>
  inline?.kind === 'text' && /\.\s*(?:[([{]\s*)?$/.test(inline.placed.text)
const closes = (inline: DraftInline | undefined): boolean =>
  inline?.kind === 'text' && bracketCloses.test(inline.placed.text)
const opened = (inline: DraftInline | undefined): boolean =>
  inline?.kind === 'text' && bracketOpens.test(inline.placed.text)

function joinCites(inlines: readonly DraftInline[]): readonly DraftInline[] {
  const joined: DraftInline[] = []
  for (const inline of inlines) {
    if (inline.kind === 'cite') {
      const last = joined.at(-1)
      const between =
        last?.kind === 'text' && /^[\s,;·|+]*$/.test(last.placed.text) && joined.at(-2)?.kind === 'cite'
      if (between) joined.pop()
      const previous = joined.at(-1)
      if (previous?.kind === 'cite') {
        joined.pop()
        joined.push({ kind: 'cite', sources: [...new Set([...previous.sources, ...inline.sources])] })
        continue
      }
    }
    joined.push(inline)
  }
  return joined
}
