import { namedOptionsAt } from '../named-options.ts'
import type { Reply } from '../reply.ts'
import { type Finding, findingOf } from './finding.ts'

const box =
  /\\+(?:boxed|fbox)\s*\{([^\n]{0,300}?)\}(?=[^}]|$)|<(?:final_?)?(?:answer|choice|option)>([\s\S]{0,300}?)(?:<\/|$)|\[\[\s*([^\]\n]{1,60}?)\s*\]\]|<<<?\s*([^>\n]{1,60}?)\s*>>/gi

/** A choice in the frame that a prompt asks for: `\boxed{B}`, `<answer>B</answer>`, `[[B]]`. The last one counts. */
export function boxedOrTagged(reply: Reply): Finding | null {
  let found: Finding | null = null
  for (const match of reply.text.matchAll(box)) {
    const inside = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
    const start = match.index + match[0].indexOf(inside)
    const named = namedOptionsAt(reply, start, match.index + match[0].length)
    if (named !== null) found = findingOf(named)
  }
  return found
}
