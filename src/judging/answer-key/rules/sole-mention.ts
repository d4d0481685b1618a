import { drawsConclusion } from '../conclusion.ts'
import { labelMentions } from '../mentions.ts'
import type { Reply } from '../reply.ts'
import { lastSentenceStart } from '../sentence.ts'
import { type Finding, nothingChosen } from './finding.ts'

/**
 * The only option that the reply speaks of: by letter (`option B`, `(B)`) anywhere, or by its text in a last sentence
 * that concludes. Mentions that deny (`not B`, `rule out (C)`, `option D is incorrect`) do not count; what is left over
 * when all others are denied is not guessed.
 */
export function soleMention(reply: Reply): Finding | null {
  const mentions = labelMentions(reply)
  const last = mentions[mentions.length - 1]
  if (last === undefined) return reply.question.wordsOnly ? null : textInLastSentence(reply)
  const labels = [...new Set(mentions.map(({ label }) => label))]
  if (labels.length > 1) return nothingChosen('no-choice', last.span, labels)
  return { labels, span: last.span, conflict: false, none: null }
}

function textInLastSentence(reply: Reply): Finding | null {
  const start = lastSentenceStart(reply.text)
  const sentence = reply.text.slice(start)
  if (!drawsConclusion(sentence)) return null
  const texts = reply.optionTextsIn(start, reply.text.length).filter(({ span }) => span[1] - span[0] >= 4)
  const labels = [...new Set(texts.map(({ label }) => label))]
  return labels.length === 1 ? { labels, span: texts[0]!.span, conflict: false, none: null } : null
}
