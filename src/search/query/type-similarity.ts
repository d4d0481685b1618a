import type { QuestionType } from './question-types.ts'

/** Pairs of types whose answers often serve each other, and how well; all other pairs do not. */
const near: readonly (readonly [QuestionType, QuestionType, number])[] = [
  ['diagnosis', 'tests', 0.7],
  ['diagnosis', 'symptoms', 0.4],
  ['causes', 'risk-factors', 0.5],
  ['causes', 'genetics', 0.6],
  ['genetics', 'inheritance', 0.7],
  ['causes', 'inheritance', 0.4],
  ['prognosis', 'complications', 0.5],
  ['treatment', 'usage', 0.5],
  ['treatment', 'lifestyle', 0.4],
  ['treatment', 'dosage', 0.3],
  ['dosage', 'missed-dose', 0.4],
  ['dosage', 'overdose', 0.3],
  ['dosage', 'usage', 0.4],
  ['side-effects', 'contraindication', 0.5],
  ['side-effects', 'overdose', 0.4],
  ['interaction', 'contraindication', 0.5],
  ['interaction', 'side-effects', 0.3],
  ['diet', 'lifestyle', 0.5],
  ['symptoms', 'when-to-seek-help', 0.3],
  ['prevention', 'lifestyle', 0.4],
  ['risk-factors', 'prevention', 0.3],
]

const table = new Map(
  near.flatMap(([a, b, value]) => [[`${a} ${b}`, value] as const, [`${b} ${a}`, value] as const]),
)

/** An overview says something of everything. */
const overview = 0.5

/** How well an answer of one type serves a question of another: 1 for the same, 0 for no relation. */
export function typeSimilarity(asked: QuestionType, answered: QuestionType): number {
  if (asked === answered) return 1
  if (answered === 'information') return overview
  return table.get(`${asked} ${answered}`) ?? 0
}

/**
 * The best match between the types of a question and those of an answer. A question that tells no type wants information; an
 * answer that tells none is an overview.
 */
export function typeMatch(asked: readonly QuestionType[], answered: readonly QuestionType[]): number {
  let best = 0
  for (const one of asked.length === 0 ? general : asked)
    for (const other of answered.length === 0 ? general : answered)
      best = Math.max(best, typeSimilarity(one, other))
  return best
}

const general: readonly QuestionType[] = ['information']
