import { drawsConclusion } from '../conclusion.ts'
import { labelMentions } from '../mentions.ts'
import { namedOptionsAt } from '../named-options.ts'
import type { Reply } from '../reply.ts'
import { lastSentenceStart } from '../sentence.ts'
import { type Finding, findingOf } from './finding.ts'

const verb =
  /\b(?:is|are|be|was|were|likely|include|includes|remains|consider(?:ed)?|diagnosis of|due to)\s*:?\s*(?:most likely |probably |(?:the )?(?:option|choice|answer) )?[*_`"'([]*(?=[A-Za-z0-9])/gi

/**
 * The last sentence names an option by its letter: `... the next step is B. text`, `... a plain radiograph (option
 * D)`. It must not begin with the letter, as an entry of a list does (`D. text: this ...`).
 */
export function lastSentence(reply: Reply): Finding | null {
  const start = lastSentenceStart(reply.text)
  const sentence = reply.text.slice(start)
  const first = start + sentence.search(/[\p{L}\p{N}]|$/u)
  const label = reply.labelAt(first)
  if (label !== null && /^[*_`"']*[.:)\]]/.test(reply.text.slice(label.end, label.end + 4))) return null
  const found: Finding[] = []
  for (const match of sentence.matchAll(verb)) {
    const named = namedOptionsAt(reply, start + match.index + match[0].length, reply.text.length)
    if (named?.byLabel === true && isWritten(reply, named.span[0])) found.push(findingOf(named))
  }
  if (found.length > 0) return sameOrNull(found)
  if (!drawsConclusion(sentence)) return null
  const mentions = labelMentions(reply, start).map(({ label: named, span }) => ({
    labels: [named],
    span,
    conflict: false,
    none: null,
  }))
  return sameOrNull(mentions)
}

/** A capital with its delimiter: `B.`, `B)`, `B:`, or the end of the sentence. */
function isWritten(reply: Reply, place: number): boolean {
  const label = reply.labelAt(place)
  if (label === null || !/[A-Z0-9]/.test(label.written)) return false
  return /^[*_`"']*(?:[.:),\]]|\s(?:and|or)\b|$)/.test(reply.text.slice(label.end, label.end + 6))
}

function sameOrNull(found: readonly Finding[]): Finding | null {
  const last = found[found.length - 1]
  if (last === undefined) return null
  return found.every(({ labels }) => labels.join() === last.labels.join()) ? last : null
}
