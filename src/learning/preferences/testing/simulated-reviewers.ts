import { createGenerator, type Generator } from '../../../statistics/random/generator.ts'
import type { PairwisePreference } from '../preference.ts'
import { pairwiseOf } from './preference-of.ts'

/** How one simulated reviewer departs from an honest one. */
export interface Fault {
  /** Share of the marks that go to the answer shown first, whatever it says. */
  readonly position?: number
  /** Share of the marks that are turned round. */
  readonly inverted?: number
  /** Share of the last marks that are thrown like a coin; it grows evenly from 0 at the first. */
  readonly fading?: number
  /** The same of marks that are turned round: by the end another criterion is followed. */
  readonly turning?: number
}

export interface SimulatedPanel {
  readonly seed: number
  readonly reviewers: number
  readonly questions: number
  /** Different reviewers of one question. */
  readonly reviewersPerQuestion: number
  /** Share of a reviewer's marks that are made again with the sides exchanged. */
  readonly repeats: number
  /** By the number of the reviewer; the others are honest. */
  readonly faults: Readonly<Record<number, Fault>>
}

/** Pseudonym of a simulated reviewer. */
export function reviewerName(number: number): string {
  return `reviewer-${String(number).padStart(2, '0')}`
}

/**
 * Marks of a panel. Answers of a question differ by a normal deviate of standard deviation 2 in log odds: some questions divide
 * honest reviewers and others do not. Sides are drawn; marks come one a minute.
 */
export function simulatedPanel(panel: SimulatedPanel): readonly PairwisePreference[] {
  const { seed, reviewers, questions, reviewersPerQuestion, repeats, faults } = panel
  const chance = createGenerator(seed, 'simulated reviewers')
  const made = new Array<number>(reviewers).fill(0)
  const expected = (questions * reviewersPerQuestion) / reviewers
  const marks: PairwisePreference[] = []
  for (let question = 0; question < questions; question++) {
    const difference = 2 * chance.normal()
    for (const reviewer of dealt(chance, reviewers, reviewersPerQuestion)) {
      const place = made[reviewer] ?? 0
      made[reviewer] = place + 1
      const fault = faults[reviewer] ?? {}
      const first = chance.uniform() < 0.5 ? 'a' : 'b'
      const say = (side: 'a' | 'b') => choice(chance, difference, side, fault, place / expected)
      const parts = {
        item: `q${String(question).padStart(4, '0')}`,
        reviewer: reviewerName(reviewer),
        decidedAt: new Date(Date.UTC(2026, 0, 1) + (place * reviewers + reviewer) * 60_000).toISOString(),
      }
      marks.push(pairwiseOf({ ...parts, first, outcome: say(first) }))
      if (chance.uniform() >= repeats) continue
      const swapped = first === 'a' ? 'b' : 'a'
      marks.push(
        pairwiseOf({
          ...parts,
          id: `${parts.item} ${parts.reviewer} again`,
          repeat: true,
          first: swapped,
          outcome: say(swapped),
        }),
      )
    }
  }
  return marks
}

function choice(
  chance: Generator,
  difference: number,
  first: 'a' | 'b',
  { position = 0, inverted = 0, fading = 0, turning = 0 }: Fault,
  progress: number,
): 'a' | 'b' {
  if (chance.uniform() < position) return first
  if (chance.uniform() < fading * Math.min(1, progress)) return chance.uniform() < 0.5 ? 'a' : 'b'
  const honest = chance.uniform() < 1 / (1 + Math.exp(-difference)) ? 'a' : 'b'
  if (chance.uniform() >= Math.max(inverted, turning * Math.min(1, progress))) return honest
  return honest === 'a' ? 'b' : 'a'
}

/** Different reviewers, drawn. */
function dealt(chance: Generator, reviewers: number, n: number): readonly number[] {
  const left = Array.from({ length: reviewers }, (_, number) => number)
  return Array.from({ length: n }, () => left.splice(chance.integerBelow(left.length), 1)[0] ?? 0)
}
