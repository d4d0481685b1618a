import { readProtocol } from '../../protocol/read.ts'
import { type PlannedPower, planPower } from '../plan-power.ts'
import type { HypothesisPower, LevelPower, PowerResults } from '../power-schema.ts'

/** A protocol with four arms, and axes of every kind; `reviewPlan` and `hypotheses` are inline YAML. */
export function plannedStudy(
  reviewPlan: string,
  hypotheses: readonly string[],
  differences: ReadonlyMap<string, number> = new Map(),
  more = '',
): { readonly results: PowerResults; readonly planned: readonly PlannedPower[] } {
  const text = `schemaVersion: 1
id: planned
title: A planned study
question: What can it show?
arms:
  - {id: a, kind: own}
  - {id: b, kind: general}
  - {id: c, kind: general}
  - {id: d, kind: general}
axes:
  - {id: vote, form: pairwise}
  - {id: mark, form: absolute, scale: {kind: ordinal, min: 1, max: 4}}
  - {id: right, form: absolute, scale: {kind: binary}}
  - {id: score, form: absolute, scale: {kind: rubric}}
hypotheses:
${hypotheses.map((hypothesis) => `  - ${hypothesis}`).join('\n')}
seed: 11
${more}
reviewPlan: ${reviewPlan}
`
  const { document, plan } = readProtocol(text, 'planned.yaml')
  if (plan.reviewPlan === null) throw new Error('the study has no review plan')
  const review = plan.reviewPlan
  return planPower({ document, plan, review, differences, fromCommandLine: [], softwareVersion: '0.0.0' })
}

/** One set of components of one hypothesis. */
export function levelOf(hypothesis: HypothesisPower | undefined, level: string): LevelPower {
  const found = hypothesis?.levels.find((one) => one.level === level)
  if (found === undefined) throw new Error(`no components ${level}`)
  return found
}
