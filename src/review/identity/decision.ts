import { z } from 'zod'
import type { Source } from '../shown/citations/source.ts'
import { hideInText } from '../shown/hide-phrases.ts'
import type { AnswerToShow } from '../shown/show-answer.ts'
import type { IdentityFinding } from './finding.ts'
import type { ScreenedAnswer } from './screen-answer.ts'

/**
 * What a person decided about the findings of an answer. `clear`: it may be shown as it is. `mask`: the phrases are
 * replaced by "[name removed]". `exclude`: the item is not shown for this arm.
 */
export const identityDecisionSchema = z.enum(['clear', 'mask', 'exclude'])

export type IdentityDecision = z.infer<typeof identityDecisionSchema>

/** `open`: a person has to decide before the answer is shown to anybody. */
export type IdentityState = 'clean' | 'open' | 'cleared' | 'masked' | 'excluded'

export function identityState(
  findings: readonly IdentityFinding[],
  decision: IdentityDecision | null,
): IdentityState {
  if (decision === 'exclude') return 'excluded'
  if (findings.length === 0) return 'clean'
  if (decision === null) return 'open'
  return decision === 'mask' ? 'masked' : 'cleared'
}

/**
 * What of an answer may be served.
 *
 * The text stays as it was collected, with the places that are to be hidden beside it, so that the sentences of what is
 * shown still have their places in the original, and no replacement can change how the markup is read. `maskedText`
 * gives the words alone.
 *
 * @param findings Of the identity screen on this very answer.
 * @returns Null for an answer that is excluded, or has findings that nobody decided about.
 */
export function applyIdentityDecision(
  answer: ScreenedAnswer,
  findings: readonly IdentityFinding[],
  decision: IdentityDecision | null,
): AnswerToShow | null {
  const state = identityState(findings, decision)
  if (state === 'open' || state === 'excluded') return null
  const hidden = state === 'masked' ? findings : []
  const removed = hidden.filter(({ part }) => part === 'text').map(({ start, end }) => ({ start, end }))
  return {
    text: answer.text,
    citations: answer.citations.map((citation, index) => masked(citation, index, hidden)),
    removed,
  }
}

function masked(citation: Source, index: number, hidden: readonly IdentityFinding[]): Source {
  const mask = (field: keyof Source): string | null => {
    const value = citation[field]
    const found = hidden.filter(({ part }) => part === `citations[${index}].${field}`)
    return value === null || found.length === 0 ? value : hideInText(value, found)
  }
  // An address with a name in it says nothing once the name is gone.
  const named = hidden.some(({ part }) => part === `citations[${index}].url`)
  return { url: named ? null : citation.url, title: mask('title'), quote: mask('quote') }
}

/** The words of an answer to be shown, with "[name removed]" in their places and its markup as it was written. */
export function maskedText({ text, removed }: AnswerToShow): string {
  return hideInText(text, removed)
}
