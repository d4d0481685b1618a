import type { Fact } from '../ledger/fact.ts'
import { type Design, type DesignFactor, designSchema, valuesOfFactor } from '../ledger/study-schema.ts'

/** Names of the design factors, in the order in which pages show them. */
const labels: Readonly<Record<DesignFactor, string>> = {
  population: 'Who asked or took part',
  questionOrigin: 'Origin of the questions',
  questions: 'Questions',
  form: 'Form of marking',
  scale: 'Scale',
  rendering: 'How answers were shown',
  graders: 'Kind of marker',
  graderDetails: 'Who the markers were',
  graderCount: 'Number of markers',
  blinding: 'Blinding',
  comparator: 'Compared with',
  collection: 'How answers were got',
  modelSize: 'Size of the model',
  feedbackStage: 'Feedback it was trained on',
  refusalRule: 'How refusals counted',
  funding: 'Funding',
  conflicts: 'Conflicts of interest',
  preregistration: 'Preregistration',
  data: 'Data',
  code: 'Code',
}

/** Words of the factors that have a closed list of values. */
const valueWords: Readonly<Record<string, string>> = {
  exam: 'examination questions',
  'written-for-the-test': 'written for the test',
  'one-institution': 'asked in practice at one institution',
  'traffic-of-a-contestant': 'asked in practice of one of the systems compared',
  'own-questions-of-users': "the markers' own questions",
  'case-records': 'case records',
  visits: 'visits of patients',
  scenarios: 'written scenarios',
  mixed: 'mixed',
  pairwise: 'which of two answers is better',
  absolute: 'one answer at a time, on a scale',
  rubric: 'one answer at a time, by a list of criteria',
  'answer-key': 'against an answer key',
  annotation: 'labels on parts of an answer',
  'clinical-outcome': 'what happened to patients',
  decision: 'what people decided',
  survey: 'survey',
  usage: 'how much it was used',
  clinicians: 'clinicians',
  models: 'language models',
  'clinicians-and-models': 'clinicians and language models',
  key: 'an answer key',
  'lay-people': 'lay people',
  records: 'records',
  blinded: 'blinded',
  'partly-blinded': 'partly blinded',
  open: 'not blinded',
  'not-applicable': 'does not apply',
  preregistered: 'preregistered',
  'registered-late': 'registered after it began',
  'not-registered': 'not registered',
  public: 'public',
  'partly-public': 'partly public',
  'on-request': 'on request',
  closed: 'closed',
}

export const designFactors: readonly DesignFactor[] = designSchema.keyof().options

export function factorLabel(factor: DesignFactor | 'position' | 'length'): string {
  if (factor === 'position') return 'Order of the two answers'
  return factor === 'length' ? 'Length of the answers' : labels[factor]
}

/** What is known of a factor in one study, as words. */
export type FactorFact = Fact<string>

/** The value of a factor in words; `not stated` where a claim rests on no study. */
export function factorFact(design: Design | null, factor: DesignFactor): FactorFact {
  if (design === null) return { value: null, reason: 'It rests on no study.' }
  const fact = design[factor]
  if (fact.value === null) return fact
  return { ...fact, value: factorValueWords(factor, String(fact.value)) }
}

/** A value of a factor in words. */
export function factorValueWords(factor: DesignFactor, value: string): string {
  return valuesOfFactor(factor) === null ? value : (valueWords[value] ?? value)
}
