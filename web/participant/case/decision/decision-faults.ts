import type { DecisionDraft } from '../../state/drafts.ts'

/** What a decision still lacks, by its part; empty where nothing is amiss. */
export interface DecisionFaults {
  readonly conditions?: string
  readonly disposition?: string
  readonly confidence?: string
}

/** @param dispositions Ids of the scale. */
export function decisionFaults(draft: DecisionDraft, dispositions: readonly string[]): DecisionFaults {
  const named = namedConditions(draft).length
  return {
    ...(named === 0 && !draft.none
      ? { conditions: 'Name a condition, or tick that none comes to your mind.' }
      : {}),
    ...(draft.disposition === null || !dispositions.includes(draft.disposition)
      ? { disposition: 'Choose one of these.' }
      : {}),
    ...(draft.confidence === null ? { confidence: 'Say how sure you are, from 0 to 100.' } : {}),
  }
}

/** The conditions as they are sent: in their order, without empty lines; none where the participant said so. */
export function namedConditions({ conditions, none }: DecisionDraft): readonly string[] {
  return none ? [] : conditions.map((one) => one.trim()).filter((one) => one !== '')
}
