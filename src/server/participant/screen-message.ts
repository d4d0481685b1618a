import { identifierKinds } from '../../items/screen/identifier-kinds.ts'
import { kindCounts } from '../../items/screen/screen-item.ts'
import { screenText } from '../../items/screen/screen-text.ts'
import { problem } from '../../problem.ts'

/**
 * Holds back a message that may tell who somebody is. What stands in the case is nobody's: a participant may repeat it.
 *
 * @throws ProblemError PART_IDENTIFIES, which names kinds and no words.
 */
export function screenMessage(text: string, caseText: string): void {
  const told = caseText.toLowerCase()
  const found = screenText(text).filter(
    ({ start, end }) => !told.includes(text.slice(start, end).toLowerCase()),
  )
  if (found.length === 0) return
  const kinds = kindCounts(found).map(({ kind }) => identifierKinds[kind])
  throw problem(
    'PART_IDENTIFIES',
    `Your message may tell who somebody is (${kinds.join(', ')}). It was not sent, and nothing of it was kept.`,
    'Take that out and send it again: the case is not about you or anybody you know.',
  )
}
