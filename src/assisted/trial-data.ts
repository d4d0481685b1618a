/*
 * What an assisted-use trial brought, as the store gives it and scoring and analysis take it. Words of a participant are in it
 * only where the consent named them.
 */

/** A person or a simulated one under their pseudonym. Simulated participants are told apart everywhere and never replace real ones. */
export interface TrialParticipant {
  /** Pseudonym. */
  readonly id: string
  readonly kind: 'real' | 'simulated'
  /** Answers to the baseline questions that the randomisation uses, by the id of the question. */
  readonly strata: Readonly<Record<string, string>>
  /** Number of the randomisation, from 1. */
  readonly number: number
  /** Whether every attention check was passed; null where none was answered yet. */
  readonly attentive: boolean | null
  readonly withdrawn: boolean
}

/** A participant's work on one case with one arm: allocated, perhaps decided. */
export interface Encounter {
  readonly id: string
  readonly participant: string
  readonly arm: string
  /** Id of the case, which is the key of its item. */
  readonly case: string
  /** Place among the cases of the participant, from 0. */
  readonly place: number
  /** Null: allocated and never decided. That is a missing response, which is no wrong one. */
  readonly decision: Decision | null
}

export interface Decision {
  /** The conditions as the participant typed them, in their order; empty where they named none. */
  readonly conditions: readonly string[]
  /** Id of the disposition. */
  readonly disposition: string
  /** 0 to 100. */
  readonly confidence: number
  /** From the case's first display; null where the consent does not name timings. */
  readonly seconds: number | null
}

/** One message of a conversation. */
export interface ChatTurn {
  readonly encounter: string
  readonly number: number
  readonly role: 'participant' | 'arm'
  readonly text: string
  /** Of the arm's: what became of the call. Null for the participant's. */
  readonly status: 'answered' | 'refused' | 'failed' | null
}

/**
 * Where it breaks: the model alone with the whole case, the model with the person's own first message, the model's last message
 * of the real conversation, and what the person decided (Raman et al., arXiv 2605.22612).
 */
export const stages = ['expert-query', 'first-turn', 'conversation', 'person'] as const
export type Stage = (typeof stages)[number]

/** What one stage reached on one case, scored by the same gold list and scale as the decisions. */
export interface StageScore {
  readonly stage: Stage
  readonly arm: string
  readonly case: string
  /** Null for `expert-query`, which no participant has a part in. */
  readonly encounter: string | null
  readonly participant: string | null
  /** A gold condition was named. Null: not scored, or no text to score (a failed call, no message). */
  readonly condition: boolean | null
  /** The right disposition was named. Null: not scored, no text, or none named. */
  readonly disposition: boolean | null
}

/** A scored decision, one row of the analysis. */
export interface ScoredDecision {
  readonly encounter: string
  readonly participant: string
  readonly kind: 'real' | 'simulated'
  readonly arm: string
  readonly case: string
  readonly attentive: boolean | null
  /** A gold condition was named. Null: missing. */
  readonly condition: boolean | null
  /** The disposition is the right one. Null: missing. */
  readonly disposition: boolean | null
  /** Steps of the scale above (over-triage, positive) or below (under-triage, negative) the right one; null: missing. */
  readonly triage: number | null
  readonly confidence: number | null
}
