import { noneOfThem, refusalPhrase } from '../declines.ts'
import type { Reply } from '../reply.ts'
import { lastSentenceStart } from '../sentence.ts'
import { type Finding, nothingChosen } from './finding.ts'

/** The model declines to answer, or a content filter answered in its place. */
export function refusal(reply: Reply): Finding | null {
  const match = refusalPhrase.exec(reply.text)
  return match === null ? null : nothingChosen('refused', [match.index, match.index + match[0].length])
}

/**
 * The last sentence says that none of the options is right, or that it cannot be told. Where "none of the above" is
 * itself an option, the words may be a mention of it, and decide nothing here.
 */
export function declaredNone(reply: Reply): Finding | null {
  const start = lastSentenceStart(reply.text)
  const match = noneOfThem.exec(reply.text.slice(start))
  if (match === null) return null
  const from = start + match.index
  const end = from + match[0].length
  const isOption = reply
    .optionTextsIn(start, reply.text.length)
    .some(({ span }) => span[0] < end && span[1] > from)
  return isOption ? null : nothingChosen('no-choice', [from, end])
}
