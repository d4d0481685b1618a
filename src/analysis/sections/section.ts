import type { Plan } from '../../protocol/plan.ts'
import type { AnswerStatuses } from '../marks/answer-status.ts'
import type { MarkTable } from '../marks/mark-table.ts'
import type { Contrast, Section } from '../results-schema.ts'
import { AbsoluteSection } from './absolute-section.ts'
import { type ContrastArms, contrastTable, draftContrasts, type SectionDraft } from './contrast-table.ts'
import type { ContrastChoice } from './contrast-values.ts'
import { levelCounts } from './pairwise-outcomes.ts'
import { PairwiseSection } from './pairwise-section.ts'
import { type Abilities, sectionAbilities } from './section-abilities.ts'
import { sectionAgreement } from './section-agreement.ts'
import { sectionPosition } from './section-position.ts'
import { type Stratum, sectionStrata } from './section-strata.ts'
import type { SectionRows } from './sections.ts'

export type SectionSource = PairwiseSection | AbsoluteSection

/** The marks of a section in the form of its axis. */
export function sectionSource(
  marks: MarkTable,
  rows: SectionRows,
  statuses: AnswerStatuses,
  plan: Plan,
): SectionSource {
  return rows.axis.form === 'pairwise'
    ? new PairwiseSection(marks, rows, statuses, plan)
    : new AbsoluteSection(marks, rows, statuses, plan)
}

/** The choice that a plan makes for its main results. */
export function chosenBy(plan: Plan): ContrastChoice {
  return {
    answerSet: plan.refusalRule === 'excluded' ? 'refusals-excluded' : 'all-questions',
    timeFloor: true,
  }
}

/** Builds the contrasts of a section, which are estimated later. */
export function draftSection(
  source: SectionSource,
  arms: readonly { readonly id: string; readonly code: number }[],
  plan: Plan,
): SectionDraft {
  const present = arms.filter((arm) => arm.code >= 0)
  return {
    rest: draftContrasts(source, oneAgainstRest(present, plan), chosenBy(plan)),
    pairs: draftContrasts(source, everyPair(present), chosenBy(plan)),
  }
}

/**
 * Everything the report shows of one axis in one rendering.
 *
 * @param bootstraps Of the section's contrasts, those against the rest first, then the pairs.
 */
export function analyseSection(
  source: SectionSource,
  rows: SectionRows,
  draft: SectionDraft,
  bootstraps: readonly Contrast['bootstrap'][],
  arms: readonly { readonly id: string; readonly code: number }[],
  strata: readonly Stratum[],
  plan: Plan,
): Section {
  const choice = chosenBy(plan)
  const stream = [rows.axis.id, rows.rendering ?? '']
  const restBootstraps = bootstraps.slice(0, draft.rest.length)
  const pairBootstraps = bootstraps.slice(draft.rest.length)
  const pairwise = source instanceof PairwiseSection ? source : null
  const abilities =
    pairwise === null || pairwise.given === 0
      ? null
      : sectionAbilities(
          pairwise,
          arms.map((arm) => arm.code),
          choice,
        )
  const primaryRendering =
    plan.renderings.find((rendering) => rendering.id === rows.rendering)?.primary ?? true
  return {
    axis: rows.axis.id,
    rendering: rows.rendering,
    form: rows.axis.form,
    primary: rows.axis.primary && primaryRendering,
    marks: source.given,
    missingMarks: source.missingMarks,
    refusals: source.refusals,
    ...clusterCounts(source),
    ties: pairwise === null ? null : tieCount(pairwise, choice),
    arms: arms.map((arm, index) => armResult(source, arm, abilities?.arms[index], choice)),
    oneAgainstRest: contrastTable(source, draft.rest, restBootstraps, choice, plan, [...stream, 'rest']),
    pairs: contrastTable(source, draft.pairs, pairBootstraps, choice, plan, [...stream, 'pairs']),
    davidson: abilities?.fit ?? null,
    position: pairwise === null ? null : sectionPosition(pairwise, choice),
    agreement: sectionAgreement(source, plan, stream),
    strata: sectionStrata(draft.rest, strata),
  }
}

/**
 * Each arm against all others. A known-worse arm is a control, not a rival: it is not part of anybody
 * else's rest, where it would flatter everyone.
 */
function oneAgainstRest(
  arms: readonly { readonly id: string; readonly code: number }[],
  plan: Plan,
): ContrastArms[] {
  const controls = new Set(plan.arms.filter((arm) => arm.knownWorse).map((arm) => arm.id))
  return arms.map((candidate) => ({
    candidate,
    against: arms.filter((arm) => arm !== candidate && !controls.has(arm.id)),
  }))
}

function everyPair(arms: readonly { readonly id: string; readonly code: number }[]): ContrastArms[] {
  return arms.flatMap((candidate, index) =>
    arms.slice(index + 1).map((other): ContrastArms => ({ candidate, against: [other] })),
  )
}

function armResult(
  source: SectionSource,
  arm: { readonly id: string; readonly code: number },
  ability: Abilities['arms'][number] | undefined,
  choice: ContrastChoice,
): Section['arms'][number] {
  const own: number[] = []
  if (source instanceof PairwiseSection) {
    source.forEach({ ...choice, answerSet: 'refusals-excluded' }, (row, signedA) => {
      if (source.armA[row] === arm.code) own.push(signedA)
      else if (source.armB[row] === arm.code) own.push(-signedA)
    })
  } else {
    source.forEachMark(choice, (_, marked, mark) => {
      if (marked === arm.code) own.push(mark)
    })
  }
  const sum = own.reduce((total, mark) => total + mark, 0)
  return {
    arm: arm.id,
    n: own.length,
    mean: source instanceof PairwiseSection || own.length === 0 ? null : sum / own.length,
    levels: levelCounts(own),
    logWorth: ability?.logWorth ?? null,
    logWorthSe: ability?.logWorthSe ?? null,
    ranks: ability?.ranks ?? null,
  }
}

function clusterCounts(source: SectionSource): Pick<Section, 'questions' | 'reviewers'> {
  const used = source instanceof PairwiseSection ? source.size : source.cells
  return {
    questions: new Set(source.question.subarray(0, used)).size,
    reviewers: source.identified && used > 0 ? new Set(source.reviewer.subarray(0, used)).size : null,
  }
}

function tieCount(source: PairwiseSection, choice: ContrastChoice): Section['ties'] {
  let ties = 0
  let n = 0
  source.forEach({ ...choice, answerSet: 'refusals-excluded' }, (_, signedA) => {
    n += 1
    if (signedA === 0) ties += 1
  })
  return { n: ties, share: n === 0 ? null : ties / n }
}
