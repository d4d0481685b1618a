import { expect, it } from 'vitest'
import type { PairwisePreference } from '../preference.ts'
import { type Fault, reviewerName, simulatedPanel } from '../testing/simulated-reviewers.ts'
import { votesOf } from '../votes.ts'
import { agreementFindings } from './agreement.ts'
import { checkReviewers } from './check-reviewers.ts'
import { excludedByRule, type ReviewerFinding } from './finding.ts'
import { inversionFindings } from './inversion.ts'
import { positionFindings } from './position.ts'

const panel = { reviewers: 10, questions: 240, reviewersPerQuestion: 3, repeats: 0.1 }
const seeds = 25

/** In how many of the seeds a check flags reviewer 3, and in how many it flags somebody else. */
function counted(fault: Fault, check: (marks: readonly PairwisePreference[]) => readonly ReviewerFinding[]) {
  let [found, wrong] = [0, 0]
  for (let seed = 0; seed < seeds; seed++) {
    const findings = check(
      simulatedPanel({ ...panel, seed, faults: { 3: fault } }).filter(({ repeat }) => !repeat),
    )
    const flagged = findings.flatMap(({ verdict, reviewer }) =>
      verdict === 'flagged' ? (reviewer ?? []) : [],
    )
    if (flagged.includes(reviewerName(3))) found += 1
    if (flagged.some((reviewer) => reviewer !== reviewerName(3))) wrong += 1
  }
  return { found, wrong }
}

/*
 * `bench/reviewer-checks.bench.ts` has the shares over 100 seeds. With 25 seeds a check whose false alarms are 5 % has more than five
 * of them once in 1,000 (R 4.2.2: qbinom(0.999, 25, 0.05) is 5).
 */
it('finds a reviewer whose marks, a tenth of all, are turned round', { timeout: 60_000 }, () => {
  const { found, wrong } = counted({ inverted: 1 }, (marks) => agreementFindings(votesOf(marks)))
  expect(found).toBe(seeds)
  expect(wrong).toBeLessThanOrEqual(5)
})

it('knows that they are turned round, and says it of nobody honest', { timeout: 60_000 }, () => {
  const { found, wrong } = counted({ inverted: 1 }, (marks) => inversionFindings(votesOf(marks)))
  expect(found).toBeGreaterThan(0.75 * seeds)
  expect(wrong).toBe(0)
})

it('finds a reviewer who leans to the first side', { timeout: 60_000 }, () => {
  const { found, wrong } = counted({ position: 0.5 }, (marks) => positionFindings(votesOf(marks), 1))
  expect(found).toBeGreaterThan(0.75 * seeds)
  expect(wrong).toBeLessThanOrEqual(5)
})

it('runs every check, and leaves the turned reviewer out by rule', { timeout: 60_000 }, () => {
  const marks = simulatedPanel({ ...panel, questions: 400, seed: 1, faults: { 3: { inverted: 1 } } })
  const findings = checkReviewers(marks, { gold: [], judgments: [] }, 1)
  expect([...new Set(findings.map(({ check }) => check))]).toEqual([
    'flips',
    'position',
    'agreement',
    'inversion',
    'drift',
  ])
  expect([...excludedByRule(findings)]).toEqual([reviewerName(3)])
})
