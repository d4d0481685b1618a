import { canonicalHash } from '../../protocol/hash.ts'
import type { Differences, GateOutcomes } from './outcomes.ts'

/**
 * SHA-256, in canonical form, of all that bounds and values are drawn from. Adjudications of harm, emergency questions and
 * hygiene stay out: to settle them is no second look at the outcomes.
 */
export function dataOfOutcomes(outcomes: GateOutcomes): string {
  const { kind, candidate, incumbent, questions, reviewers, pairs, confidence } = outcomes
  const { quality, rubric, unsafe, support, unanswered, latency } = outcomes
  return canonicalHash({
    ...{ kind, candidate, incumbent, questions, reviewers },
    ...{ quality: rowsOf(quality), rubric: rowsOf(rubric), unsafe: rowsOf(unsafe), support: rowsOf(support) },
    ...{ unanswered: rowsOf(unanswered), latency: rowsOf(latency) },
    floors: outcomes.floors.map(({ arm, differences }) => ({ arm, differences: rowsOf(differences) })),
    pairs: pairs === null ? null : [[...pairs.question], [...pairs.probability], [...pairs.outcome]],
    confidence:
      confidence === null
        ? null
        : [[...confidence.confidence], [...confidence.notIncorrect], [...confidence.relevant]],
  })
}

/** SHA-256 of the frozen questions alone: the same whatever arms answered them. */
export function questionsOfOutcomes({ questions }: GateOutcomes): string {
  return canonicalHash(questions.map(({ sha256 }) => sha256).sort())
}

function rowsOf(differences: Differences | null): unknown {
  if (differences === null) return null
  const { question, reviewer, gain, ...plain } = differences
  return {
    ...plain,
    question: [...question],
    reviewer: reviewer === null ? null : [...reviewer],
    gain: [...gain],
  }
}
