import type { BrokenRule } from '../broken-rule.ts'
import type { AssistedPlan } from './assisted-plan.ts'
import { brokenAssisted } from './broken-assisted.ts'

/** Numbers that must fit each other: cases, turns, the ceiling of participants, and the effects that power is planned for. */
export function sizeRules(assisted: AssistedPlan): BrokenRule[] {
  return [...caseRules(assisted), ...turnRules(assisted), ...stoppingRules(assisted), ...powerRules(assisted)]
}

function caseRules({ cases, casesPerParticipant }: AssistedPlan): BrokenRule[] {
  if (casesPerParticipant <= cases.length) return []
  return [
    brokenAssisted(
      'CASES',
      ['assisted', 'casesPerParticipant'],
      'A participant cannot have more cases than there are.',
      casesPerParticipant,
      `1 to ${cases.length}`,
    ),
  ]
}

function turnRules({ chat: { minTurns, maxTurns } }: AssistedPlan): BrokenRule[] {
  if (minTurns <= maxTurns) return []
  return [
    brokenAssisted(
      'TURNS',
      ['assisted', 'chat', 'minTurns'],
      'More messages are needed before a decision than may be sent.',
      minTurns,
      `0 to ${maxTurns}`,
    ),
  ]
}

/** Participants that are needed at least until the arm with the least weight has its responses. */
export function fewestParticipants(assisted: AssistedPlan): number {
  const { stopping, casesPerParticipant, randomisation, design } = assisted
  const weights = randomisation.ratio.map(({ weight }) => weight)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const share = design === 'within' ? 1 / weights.length : Math.min(...weights) / sum
  return Math.ceil(stopping.responsesPerArm / (casesPerParticipant * share) - 1e-9)
}

function stoppingRules(assisted: AssistedPlan): BrokenRule[] {
  const { maxParticipants, responsesPerArm } = assisted.stopping
  const fewest = fewestParticipants(assisted)
  if (maxParticipants === null || maxParticipants >= fewest) return []
  return [
    brokenAssisted(
      'STOPPING',
      ['assisted', 'stopping', 'maxParticipants'],
      `So few participants cannot give every arm its ${responsesPerArm} responses in this ratio.`,
      maxParticipants,
      `${fewest} or more`,
    ),
  ]
}

function powerRules({ power }: AssistedPlan): BrokenRule[] {
  if (power === null) return []
  return (['condition', 'disposition'] as const).flatMap((outcome) => {
    const effect = power.effect[outcome]
    const share = power.control[outcome]
    if (effect === null || (share + effect > 0 && share + effect < 1)) return []
    return [
      brokenAssisted(
        'POWER',
        ['assisted', 'power', 'effect', outcome],
        'The share of right decisions with this effect is none.',
        effect,
        `more than ${-share} and less than ${Number((1 - share).toPrecision(12))}, as the control has ${share}`,
      ),
    ]
  })
}
