import { namedOptionsAt } from '../named-options.ts'
import type { Reply } from '../reply.ts'
import { type Finding, nothingChosen } from './finding.ts'

const conclusion =
  /\b(?:therefore|thus|hence|so|consequently|in conclusion|in summary|overall|conclusion)\b[,:]?\s+(?:it(?:'s| is| must be)|this is|that is|the (?:patient (?:most likely )?has|diagnosis is|correct \w+ is)|we (?:have|get)|i think|this (?:points to|suggests|indicates|corresponds to|leaves)|(?:which|it) corresponds to)?\s*(?:most likely |probably )?/gi
const calledCorrect =
  /(?<![\p{L}\p{N}])([A-Z0-9]{1,2})[*_`"')\]]*(?:[.:]\s[^.\n]{1,120}?)?\s+(?:is|seems|appears(?: to be)?)\s+(?:the\s+)?(?:most\s+)?(?:correct|right|best|preferred|appropriate|likely)\b/giu

/**
 * Weaker ways to conclude: `Therefore, option B`, `so it is B.`, `C is correct`. They count only while they all name
 * the same option, and `C is correct` is also how a reply checks statements one by one.
 */
export function weakStatement(reply: Reply): Finding | null {
  const found: Finding[] = []
  for (const match of reply.text.matchAll(conclusion)) {
    const place = match.index + match[0].length
    const named = namedOptionsAt(reply, place, reply.text.length)
    if (named !== null && (named.byLabel || !reply.question.wordsOnly)) found.push({ ...named, none: null })
  }
  for (const match of reply.text.matchAll(calledCorrect)) {
    const place = match.index + match[0].indexOf(match[1]!)
    const label = reply.labelAt(place)
    if (label !== null)
      found.push({ labels: [label.label], span: [place, label.end], conflict: false, none: null })
  }
  const labels = [...new Set(found.flatMap((finding) => finding.labels))]
  if (labels.length === 1 || (reply.several && labels.length > 1)) {
    return { ...found[found.length - 1]!, labels }
  }
  return labels.length === 0 ? null : nothingChosen('ambiguous', found[found.length - 1]!.span, labels)
}
