import type { IdentifierKind } from '../../items/screen/identifier-kinds.ts'
import type { ScreenDecision } from '../../items/screen/may-leave.ts'
import { screenItem } from '../../items/screen/screen-item.ts'
import { screenText } from '../../items/screen/screen-text.ts'
import type { HashedItem } from './judged-study.ts'

/**
 * What counts in an answer of a system. It knows of a patient what its question says, and the question is screened for every kind;
 * names, places, dates, telephones and addresses in answers are those of diseases, guidelines and sources. A number or mailbox
 * that stands for one person has no business in an answer wherever it came from.
 */
const kindsInAnswers: ReadonlySet<IdentifierKind> = new Set([
  'email',
  'ssn',
  'mrn',
  'plan',
  'account',
  'licence',
  'vehicle',
  'device',
  'ip',
  'biometric',
  'photo',
  'other',
])

/** Whether texts may be learned from, as far as the identifier screen can tell. */
export interface Screen {
  /** Whether nothing was found in the question, or a person cleared it as it stands; false where a person holds it. */
  question(item: HashedItem): boolean
  /** @param byPeople Whether people wrote it: then every kind counts. */
  answer(text: string, byPeople: boolean): boolean
}

/** @param decisions Of the study, oldest first; the last one of an item counts. */
export function screenOf(decisions: readonly ScreenDecision[]): Screen {
  const last = new Map(decisions.map((decision) => [decision.item, decision]))
  return {
    question(item) {
      const decision = last.get(item.key)
      if (decision?.decision === 'held') return false
      if (screenItem(item).length === 0) return true
      return decision?.itemHash === item.hash
    },
    answer: (text, byPeople) => screenText(text).every(({ kind }) => !byPeople && !kindsInAnswers.has(kind)),
  }
}
