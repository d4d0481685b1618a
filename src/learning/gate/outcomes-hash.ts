import { createHash } from 'node:crypto'
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
    pairs: pairs === null ? null : [pairs.question, pairs.probability, pairs.outcome].map(digestOf),
    confidence:
      confidence === null
        ? null
        : [confidence.confidence, confidence.notIncorrect, confidence.relevant].map(digestOf),
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
    question: digestOf(question),
    reviewer: reviewer === null ? null : digestOf(reviewer),
    gain: digestOf(gain),
  }
}

/** Of the numbers in the order of their rows, as every supported machine keeps them: the lowest byte first. */
function digestOf(values: Int32Array | Float64Array | Uint8Array): string {
  const { buffer, byteOffset, byteLength } = values
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex')
}
