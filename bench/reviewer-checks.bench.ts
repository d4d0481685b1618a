/**
 * How often the checks of reviewers find one planted fault among ten simulated reviewers, and how often they flag somebody honest.
 * Every question has three reviewers; a tenth of the marks is made again. Peers: none is known that does this on pairs.
 */
import { checkReviewers } from '../src/learning/preferences/checks/check-reviewers.ts'
import {
  type Fault,
  reviewerName,
  simulatedPanel,
} from '../src/learning/preferences/testing/simulated-reviewers.ts'

const seeds = Number(process.env.SEEDS ?? 100)
const faulty = 3
const panel = { reviewers: 10, reviewersPerQuestion: 3, repeats: 0.1 }
const plans: Readonly<Record<string, Fault>> = {
  'all honest': {},
  'half of the marks go to the first side': { position: 0.5 },
  'all marks turned round, a tenth of all': { inverted: 1 },
  'half of the marks turned round': { inverted: 0.5 },
  'turning round by the end': { turning: 1 },
  'a coin by the end': { fading: 1 },
}

for (const questions of [120, 240, 600]) {
  process.stdout.write(`  ${questions} questions, ${(questions * 3) / 10} marks a reviewer, ${seeds} seeds\n`)
  for (const [name, fault] of Object.entries(plans)) {
    const found = new Map<string, number>()
    const wrong = new Map<string, number>()
    const count = (counts: Map<string, number>, keys: ReadonlySet<string>) => {
      for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    for (let seed = 0; seed < seeds; seed++) {
      const marks = simulatedPanel({ ...panel, questions, seed, faults: { [faulty]: fault } })
      const findings = checkReviewers(marks, { gold: [], judgments: [] }, seed)
      const flagged = findings.filter(({ verdict }) => verdict === 'flagged')
      const isFaulty = (reviewer: string | null) =>
        reviewer === reviewerName(faulty) && Object.keys(fault).length > 0
      count(found, new Set(flagged.filter(({ reviewer }) => isFaulty(reviewer)).map(({ check }) => check)))
      count(
        wrong,
        new Set(
          flagged
            .filter(({ reviewer }) => reviewer !== null && !isFaulty(reviewer))
            .map(({ check }) => check),
        ),
      )
    }
    const shares = (counts: ReadonlyMap<string, number>) =>
      [...counts].map(([check, n]) => `${check} ${((100 * n) / seeds).toFixed(1)} %`).join(', ') || 'none'
    process.stdout.write(`    ${name}: found by ${shares(found)}; honest ones flagged by ${shares(wrong)}\n`)
  }
}
