import type { AssistedSection, storableKinds } from './assisted-section.ts'
import type { FormQuestion } from './question-schema.ts'

/** An assisted-use study with every default filled in. */
export interface AssistedPlan {
  /** What participants read as the study's title. */
  readonly title: string
  readonly participants: 'public' | 'clinicians'
  readonly design: 'between' | 'within'
  readonly control: string
  readonly outcomes: { readonly condition: string; readonly disposition: string }
  readonly question: string
  /** From the least to the most urgent. */
  readonly dispositions: readonly { readonly id: string; readonly label: string }[]
  readonly cases: readonly AssistedCase[]
  readonly casesPerParticipant: number
  readonly maxConditions: number
  readonly randomisation: PlannedRandomisation
  readonly stopping: { readonly responsesPerArm: number; readonly maxParticipants: number | null }
  readonly consent: {
    readonly version: string
    readonly text: string
    readonly stores: readonly (typeof storableKinds)[number][]
    readonly contact: string
  }
  readonly eligibility: readonly FormQuestion[]
  readonly baseline: readonly FormQuestion[]
  readonly instructions: string
  readonly controlPage: string
  readonly attentionChecks: readonly FormQuestion[]
  readonly questionnaire: readonly FormQuestion[]
  readonly chat: PlannedChat
  readonly coding: { readonly coders: number; readonly judge: string | null }
  readonly power: PlannedAssistedPower | null
}

export interface AssistedCase {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly expertQuery: string
  readonly conditions: readonly { readonly name: string; readonly synonyms: readonly string[] }[]
  readonly disposition: string
  readonly strata: Readonly<Record<string, string>>
}

/** Weights by arm, in the order of the protocol's arms. */
export type ArmWeights = readonly { readonly arm: string; readonly weight: number }[]

export type PlannedRandomisation =
  | { readonly method: 'simple'; readonly ratio: ArmWeights }
  | { readonly method: 'block'; readonly ratio: ArmWeights; readonly blocks: readonly number[] }
  | {
      readonly method: 'stratified'
      readonly ratio: ArmWeights
      readonly blocks: readonly number[]
      readonly strata: readonly string[]
    }
  | {
      readonly method: 'minimisation'
      readonly ratio: ArmWeights
      readonly factors: readonly string[]
      readonly probability: number
    }

export interface PlannedChat {
  readonly system: string | null
  readonly maxTurns: number
  readonly minTurns: number
  readonly maxCharacters: number
  readonly messagesPerMinute: number
  readonly budget: { readonly usd: number | null; readonly tokens: number | null }
  readonly budgetPerParticipant: { readonly usd: number | null; readonly tokens: number | null }
}

export interface PlannedAssistedPower {
  readonly control: { readonly condition: number; readonly disposition: number }
  readonly effect: { readonly condition: number | null; readonly disposition: number | null }
  readonly participantSd: number
  readonly caseSd: number
  readonly caseByArmSd: number
  readonly dropout: number
}

const usualQuestion =
  'Which conditions could explain this, and what should this person do now? Name what you think most likely first.'

/**
 * Fills in the defaults of an assisted-use study.
 *
 * @param arms Ids of the protocol's arms, in its order.
 */
export function fillAssisted(
  section: AssistedSection | undefined,
  arms: readonly string[],
): AssistedPlan | null {
  if (section === undefined) return null
  const { chat, coding, power, question = usualQuestion } = section
  return {
    title: section.title ?? 'A study of how people decide',
    participants: section.participants,
    design: section.design,
    control: section.control,
    outcomes: section.outcomes,
    question,
    dispositions: section.dispositions,
    cases: section.cases.map((one) => ({
      ...one,
      expertQuery: one.expertQuery ?? `${one.text}\n\n${question}`,
      conditions: one.conditions.map(({ name, synonyms }) => ({ name, synonyms: synonyms ?? [] })),
      strata: one.strata ?? {},
    })),
    casesPerParticipant: section.casesPerParticipant,
    maxConditions: section.maxConditions ?? 5,
    randomisation: fillRandomisation(section.randomisation, arms),
    stopping: {
      responsesPerArm: section.stopping.responsesPerArm,
      maxParticipants: section.stopping.maxParticipants ?? null,
    },
    consent: section.consent,
    eligibility: section.eligibility ?? [],
    baseline: section.baseline ?? [],
    instructions: section.instructions,
    controlPage: section.controlPage,
    attentionChecks: section.attentionChecks ?? [],
    questionnaire: section.questionnaire ?? [],
    chat: {
      system: chat?.system ?? null,
      maxTurns: chat?.maxTurns ?? 20,
      minTurns: chat?.minTurns ?? 1,
      maxCharacters: chat?.maxCharacters ?? 4000,
      messagesPerMinute: chat?.messagesPerMinute ?? 12,
      budget: ceiling(chat?.budget),
      budgetPerParticipant: ceiling(chat?.budgetPerParticipant),
    },
    coding: { coders: coding?.coders ?? 2, judge: coding?.judge ?? null },
    power:
      power === undefined
        ? null
        : {
            control: power.control,
            effect: {
              condition: power.effect.condition ?? null,
              disposition: power.effect.disposition ?? null,
            },
            participantSd: power.participantSd ?? 0.5,
            caseSd: power.caseSd ?? 0.8,
            caseByArmSd: power.caseByArmSd ?? 0.2,
            dropout: power.dropout ?? 0,
          },
  }
}

function ceiling(budget: { readonly usd?: number | undefined; readonly tokens?: number | undefined } = {}) {
  return { usd: budget.usd ?? null, tokens: budget.tokens ?? null }
}

function fillRandomisation(
  given: AssistedSection['randomisation'],
  arms: readonly string[],
): PlannedRandomisation {
  const ratio = arms.map((arm) => ({ arm, weight: given.ratio?.[arm] ?? 1 }))
  const sum = ratio.reduce((total, { weight }) => total + weight, 0)
  const blocks = ('blocks' in given ? given.blocks : undefined) ?? [2 * sum, 3 * sum]
  switch (given.method) {
    case 'simple':
      return { method: 'simple', ratio }
    case 'block':
      return { method: 'block', ratio, blocks }
    case 'stratified':
      return { method: 'stratified', ratio, blocks, strata: given.strata }
    case 'minimisation':
      return { method: 'minimisation', ratio, factors: given.factors, probability: given.probability ?? 0.8 }
  }
}
