import type { ClinicalAnswer } from './answer.ts'
import type { AnswerDress } from './answer-layout.ts'
import { blocksOf, layOut } from './answer-layout.ts'
import { withoutHidden } from './hidden-characters.ts'

/** Words as they are; nothing acts on a terminal that shows no control characters. */
export const plainDress: AnswerDress = {
  words: withoutHidden,
  strong: (text) => text,
  address: withoutHidden,
}

/** The answer as plain text with marks like [1]: for a terminal. */
export function answerText(answer: ClinicalAnswer): string {
  return `${blocksOf(layOut(answer, plainDress)).join('\n\n')}\n`
}
