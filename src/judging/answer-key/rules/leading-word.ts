import { namedOptionsAt } from '../named-options.ts'
import { echoesOf, isInside, optionLinesIn } from '../option-lines.ts'
import type { Reply } from '../reply.ts'
import { type Finding, findingOf } from './finding.ts'

/**
 * A reply that opens with its choice and goes on: `B. text, because ...`, `(C) - the others ...`, and for questions
 * whose options are single words `Yes, ...`. A capital letter that begins a sentence (`A patient with ...`) does not
 * count.
 */
export function leadingWord(reply: Reply): Finding | null {
  const start = reply.text.search(/\S/)
  if (start === -1) return null
  const end = reply.text.length
  const named = namedOptionsAt(reply, start, end)
  if (named === null || isInside(named.span[0], echoesOf(optionLinesIn(reply), reply.question.labels)))
    return null
  const following = reply.text.slice(named.span[1], named.span[1] + 3)
  if (named.byLabel) {
    const delimited = /^[*_`"')\]}.:,\s]*[)\]:.,*\n–—-]/.test(following)
    return delimited || /[\p{L}]{3}/u.test(reply.text.slice(...named.span)) ? findingOf(named) : null
  }
  return reply.question.wordsOnly && /^[*_`"']*(?:[.,;:!\n–—-]|\s[–—-]|$)/.test(following)
    ? findingOf(named)
    : null
}
