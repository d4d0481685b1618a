import type { Span } from './reading.ts'
import type { Reply } from './reply.ts'

/** An option that the reply speaks of by its letter. */
export interface Mention {
  readonly label: string
  readonly span: Span
}

const mention =
  /\b(?:option|choice|answer|letter)\s+[*_`"'([]*([A-Z0-9]{1,2})(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[([](?:option |choice )?([A-Z0-9]{1,2})[)\]]/giu
const denial =
  /\b(?:not|n't|never|neither|nor|rul(?:e|es|ed|ing) out|exclud\w+|eliminat\w+|rather than|instead of|unlike|except|than|incorrect|wrong|without)\s*(?:option|choice|answer|the)?\s*[*_`"'([]*$/i
const deniedAfter =
  /^[*_`"')\]]*[^.\n]{0,60}?\b(?:(?:is|are|was|were|be|do|does|did|would|can|could|has|have|may)\s*(?:also |clearly |typically |usually )?(?:not\b|n't|incorrect|wrong|false|unlikely|excluded|eliminated|ruled|less )|(?:isn|aren|doesn|don|can|couldn|wouldn)'t|cannot|less (?:likely|common)|unlikely|incorrect|wrong)/i

/** Options named by letter in a part of the reply: `option B`, `(B)`, `(option B)`, but not `not B` or `(B) is wrong`. */
export function labelMentions(reply: Reply, from = 0, to = reply.text.length): readonly Mention[] {
  const mentions: Mention[] = []
  mention.lastIndex = from
  for (
    let match = mention.exec(reply.text);
    match !== null && match.index < to;
    match = mention.exec(reply.text)
  ) {
    const written = match[1] ?? match[2] ?? ''
    const start = match.index + match[0].lastIndexOf(written)
    const label = reply.labelAt(start)
    if (label === null || written !== written.toUpperCase()) continue
    const before = reply.text.slice(Math.max(0, match.index - 30), match.index)
    if (denial.test(before) || deniedAfter.test(reply.text.slice(label.end, label.end + 90))) continue
    mentions.push({ label: label.label, span: [start, label.end] })
  }
  return mentions
}
