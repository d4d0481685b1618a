import type { JudgedStudy } from '../judged-study.ts'
import type { Preference } from '../preference.ts'
import { checkReviewers } from './check-reviewers.ts'
import { type DataFinding, dataFindings } from './data-finding.ts'

/**
 * What the checks find of a panel, for a model that learned from it or a gate that is judged by it. A flag blocks until a person has
 * decided about the reviewer, also where a rule has left their marks out of training: a rule can be wrong of a reviewer, and a
 * panel with a stranger in it is to be looked at. The others are then checked without the marks of those decided about.
 *
 * @param isDecided Whether a person has decided to leave the marks of this reviewer out.
 */
export function panelFindings(
  preferences: readonly Preference[],
  study: Pick<JudgedStudy, 'gold' | 'judgments'>,
  seed: number,
  isDecided: (reviewer: string) => boolean = () => false,
): readonly DataFinding[] {
  const isLeftOut = ({ reviewer }: { readonly reviewer: string | null }) =>
    reviewer !== null && isDecided(reviewer)
  const all = checkReviewers(preferences, study, seed)
  const decided = all.filter(isLeftOut)
  if (decided.length === 0) return dataFindings(all)
  const isOpen = (one: { readonly reviewer: string | null }) => !isLeftOut(one)
  const judgments = study.judgments.filter(isOpen)
  return dataFindings(checkReviewers(preferences.filter(isOpen), { ...study, judgments }, seed), decided)
}
