import { fillTraining } from './arm-training.ts'
import { fillAssisted } from './assisted/assisted-plan.ts'
import { fillCollect } from './collect-section.ts'
import { fillFactorial } from './factorial-section.ts'
import { fillStratum } from './hypothesis-stratum.ts'
import { fillItems } from './items-section.ts'
import { fillMarking } from './marking-section.ts'
import { familyOfArm } from './model-family.ts'
import { fillPairShares } from './pair-shares.ts'
import type { Plan, PlannedAxis, PlannedHypothesis, PlannedReview } from './plan.ts'
import { fillSource } from './planned-source.ts'
import { fillReview } from './review-section.ts'
import type { ProtocolDocument } from './schema-v1.ts'

const defaultAlpha = { superiority: 0.05, 'non-inferiority': 0.025, equivalence: 0.05 } as const

/**
 * Fills in the defaults of protocol version 1.
 *
 * A lock hashes the protocol as written, so the meaning of what is not written must never change: nothing
 * in this file may be altered after a release. Other defaults are another protocol version.
 */
export function fillDefaultsV1(document: ProtocolDocument): Plan {
  const renderings = (document.renderings ?? []).map((rendering) => ({
    id: rendering.id,
    label: rendering.label ?? rendering.id,
    primary: rendering.primary ?? false,
    excluded: rendering.excluded ?? false,
  }))
  const primaryRendering = renderings.find((rendering) => rendering.primary)?.id ?? null
  return {
    id: document.id,
    title: document.title,
    question: document.question,
    sample: document.sample ?? false,
    arms: document.arms.map((arm) => ({
      id: arm.id,
      label: arm.label ?? arm.id,
      kind: arm.kind,
      knownWorse: arm.knownWorse ?? false,
      family: familyOfArm(arm, document.arms),
      ...fillTraining(arm),
      source: arm.source === undefined ? null : fillSource(arm.source),
    })),
    axes: document.axes.map(fillAxis),
    renderings,
    strata: document.strata ?? [],
    hypotheses: document.hypotheses.map((hypothesis) => fillHypothesis(hypothesis, primaryRendering)),
    factorial: fillFactorial(document.factorial),
    minimumActiveSeconds: document.exclusions?.minimumActiveSeconds ?? null,
    refusalRule: document.refusals?.rule ?? 'worst-mark',
    looks: {
      information: document.looks?.information ?? [1],
      spending: document.looks?.spending ?? 'obrien-fleming',
    },
    reviewPlan: fillReviewPlan(document),
    items: fillItems(document.items),
    collect: fillCollect(document.collect),
    marking: fillMarking(document.marking, document),
    review: fillReview(document.review, document),
    assisted: fillAssisted(
      document.assisted,
      document.arms.map((arm) => arm.id),
    ),
    resamples: document.resamples ?? 10_000,
    seed: document.seed,
    published: (document.published ?? []).map((figure) => ({
      ...figure,
      rendering: figure.rendering ?? primaryRendering,
    })),
    notes: document.notes ?? [],
  }
}

function fillAxis(axis: ProtocolDocument['axes'][number]): PlannedAxis {
  const common = {
    id: axis.id,
    label: axis.label ?? axis.id,
    question: axis.question ?? null,
    primary: axis.primary ?? false,
  }
  if (axis.form === 'pairwise') return { ...common, form: 'pairwise', scale: null, better: 'higher' }
  const scale =
    axis.scale.kind === 'ordinal'
      ? { kind: 'ordinal' as const, min: axis.scale.min, max: axis.scale.max, step: axis.scale.step ?? 1 }
      : axis.scale
  return { ...common, form: 'absolute', scale, better: axis.better ?? 'higher' }
}

function fillHypothesis(
  hypothesis: ProtocolDocument['hypotheses'][number],
  primaryRendering: string | null,
): PlannedHypothesis {
  return {
    id: hypothesis.id,
    kind: hypothesis.kind,
    axis: hypothesis.axis,
    rendering: hypothesis.rendering ?? primaryRendering,
    candidate: hypothesis.candidate,
    against: typeof hypothesis.against === 'string' ? [hypothesis.against] : hypothesis.against,
    stratum: fillStratum(hypothesis.stratum),
    margin: hypothesis.margin ?? null,
    alpha: hypothesis.alpha ?? defaultAlpha[hypothesis.kind],
    sides: hypothesis.sides ?? (hypothesis.kind === 'superiority' ? 2 : 1),
    family: hypothesis.family ?? 'primary',
  }
}

const defaultTieShare = 0.2

function fillReviewPlan(document: ProtocolDocument): PlannedReview | null {
  const plan = document.reviewPlan
  if (plan === undefined) return null
  const { tieShare = defaultTieShare, components = 'mid' } = plan
  const pairwise = document.axes.filter((axis) => axis.form === 'pairwise').map((axis) => axis.id)
  return {
    questions: plan.questions,
    reviewers: plan.reviewers,
    reviewersPerQuestion: plan.reviewersPerQuestion,
    comparisonsPerQuestion: plan.comparisonsPerQuestion ?? 1,
    pairs: fillPairShares(
      document.arms.map((arm) => arm.id),
      plan.pairs ?? [],
    ),
    renderings: plan.renderings ?? null,
    missingShare: plan.missingShare ?? 0,
    tieShare: Object.fromEntries(
      pairwise.map((axis) => [
        axis,
        typeof tieShare === 'number' ? tieShare : (tieShare[axis] ?? defaultTieShare),
      ]),
    ),
    components:
      typeof components === 'string'
        ? components
        : { marks: components.marks ?? null, votes: components.votes ?? null },
  }
}
