import type { ArmSource } from '../../protocol/arm-source.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'

/** Ids of the arms of a study of parity, and of its hypothesis. */
export const parityNames = {
  candidate: 'candidate',
  general: 'general',
  control: 'known-worse',
  hypothesis: 'parity',
} as const

/** One side of a study of parity. */
export interface ParityArm {
  readonly label: string
  readonly source: ArmSource
}

export interface ParityDesign {
  /** Id of the study. */
  readonly id: string
  readonly candidate: ParityArm
  readonly general: ParityArm
  /** Points of win rate. */
  readonly margin: number
  readonly questions: number
  readonly reviewers: number
  readonly reviewersPerQuestion: number
  /** Expected share of ties between equal arms. */
  readonly tieShare: number
  readonly components: 'low' | 'mid' | 'high'
}

/** Comparisons with the control, of each of the two arms, that a study should have at the least. */
const fewestWithControl = 20
const usualControlShare = 0.05

/**
 * The protocol of a side-by-side study of parity, in the form of the shipped design `heidi-side-by-side`: a candidate, a general
 * model, and the general model's answers made worse on purpose, which must lose before parity is said of anything.
 *
 * @param shipped That design as written; its axis, refusal rule, alpha and seed are taken over.
 */
export function parityProtocol(shipped: ProtocolDocument, design: ParityDesign): ProtocolDocument {
  const { candidate, general } = design
  const comparisons = design.questions * design.reviewersPerQuestion
  const share = controlShare(comparisons)
  const [hypothesis] = shipped.hypotheses
  if (hypothesis === undefined) throw new RangeError('the shipped design must have a hypothesis')
  return {
    schemaVersion: 1,
    id: design.id,
    title: `Parity of ${candidate.label} with ${general.label}, side by side`,
    question: `Do clinicians who compare two answers to the same question, blinded, find the answers of ${candidate.label} equivalent to those of ${general.label}?`,
    arms: [
      { id: parityNames.candidate, label: candidate.label, kind: 'own', source: candidate.source },
      { id: parityNames.general, label: general.label, kind: 'general', source: general.source },
      {
        id: parityNames.control,
        label: 'An answer made worse on purpose',
        kind: 'baseline',
        knownWorse: true,
        source: { via: 'degraded', of: parityNames.general, degradation: 'drop-last-third' },
      },
    ],
    items: [
      {
        from: 'own',
        n: design.questions,
        note: 'Real questions of your clinicians that neither model was trained on, without anything that identifies a patient.',
      },
    ],
    axes: shipped.axes,
    hypotheses: [
      {
        ...hypothesis,
        id: parityNames.hypothesis,
        candidate: parityNames.candidate,
        against: parityNames.general,
        margin: { value: design.margin, unit: 'win-rate-points' },
      },
    ],
    ...(shipped.refusals === undefined ? {} : { refusals: shipped.refusals }),
    reviewPlan: {
      questions: design.questions,
      reviewers: design.reviewers,
      reviewersPerQuestion: design.reviewersPerQuestion,
      pairs: [
        { arms: [parityNames.candidate, parityNames.general], share: rounded(1 - 2 * share) },
        { arms: [parityNames.general, parityNames.control], share: rounded(share) },
      ],
      tieShare: design.tieShare,
      components: design.components,
    },
    seed: shipped.seed,
    notes: [
      'Questions and reviewers must be ones that the training of the candidate never saw.',
      'Give both models the same sources, or none: a difference of sources is not one of models.',
      'The known-worse arm has to lose before parity can be claimed: reviewers who see no difference anywhere prove nothing.',
      'Parity of preference says nothing of safety; harms need a hypothesis of their own.',
      'The size was worked out for arms that are equal. A candidate that is a little worse needs more questions to be proved equivalent, or a wider margin.',
    ],
  }
}

/** Each arm's share of the comparisons with the control: a twentieth, and more where that would be too few. */
function controlShare(comparisons: number): number {
  return Math.min(0.2, Math.max(usualControlShare, fewestWithControl / comparisons))
}

/** Shares of three decimals, so that a protocol can be read. */
function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}

/** What an arm is called where nobody gave it a name. */
export function labelOfSource(source: ArmSource): string {
  if ('preset' in source) return source.preset
  switch (source.via) {
    case 'api':
      return source.model
    case 'search':
      return `Clinical search over ${source.corpus ?? 'main'}`
    case 'baseline':
      return 'Best-matching passages'
    case 'capture':
      return source.product
    case 'vendor':
      return source.vendor
    case 'recorded':
    case 'degraded':
      return 'Recorded answers'
  }
}

/** Whether a plan is one of parity, so that its verdict is the one asked for. */
export function parityHypothesis(plan: Pick<Plan, 'hypotheses'>): Plan['hypotheses'][number] | null {
  return (
    plan.hypotheses.find(({ id, kind }) => id === parityNames.hypothesis && kind === 'equivalence') ?? null
  )
}
