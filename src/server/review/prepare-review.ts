import { type Criterion, rubricOf } from '../../items/item.ts'
import { isPutTo, originOf } from '../../items/slots.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import {
  type AnswerState,
  type LeftOut,
  type ReviewItem,
  reviewDesign,
} from '../../review/assignment/design.ts'
import type { UnshownItem } from '../../review/assignment/known-units.ts'
import { planUnits } from '../../review/assignment/plan-units.ts'
import type { PlannedUnit } from '../../review/assignment/unit.ts'
import { applyIdentityDecision, identityState } from '../../review/identity/decision.ts'
import type { IdentityFinding } from '../../review/identity/finding.ts'
import { soughtNames } from '../../review/identity/names/sought-names.ts'
import { identityScreen } from '../../review/identity/screen-answer.ts'
import { renderingKind } from '../../review/shown/rendering-kind.ts'
import { showAnswer } from '../../review/shown/show-answer.ts'
import type { StoredItem } from '../../store/reading/read-items.ts'
import type { AnswerToShow } from '../../store/review/read-answers-to-show.ts'
import type { PreparedAnswer } from '../../store/review/write-review.ts'

/** An answer in which the identity screen found something, and what a person decided. */
export interface ScreenedStudyAnswer {
  readonly answer: string
  readonly item: string
  readonly arm: string
  readonly findings: readonly IdentityFinding[]
  readonly state: ReturnType<typeof identityState>
}

export interface PreparedReview {
  readonly screened: readonly ScreenedStudyAnswer[]
  readonly units: readonly PlannedUnit[]
  readonly leftOut: readonly LeftOut[]
  /** Training and gold that nothing could be shown of. */
  readonly unshown: readonly UnshownItem[]
  readonly answers: readonly PreparedAnswer[]
  /** By item, the criteria that its answers can be marked by. */
  readonly rubrics: ReadonlyMap<string, readonly Criterion[]>
}

/** Screens every answer of a study for names; those in which nothing was found are among them. */
export function screenAnswers(
  document: ProtocolDocument,
  answers: readonly AnswerToShow[],
): readonly ScreenedStudyAnswer[] {
  const screen = identityScreen(soughtNames(document.arms))
  return answers.flatMap(({ answer, item, arm, status, text, citations, decision }) => {
    if (status !== 'answered' || text === null) return []
    const findings = screen({ text, citations: citations ?? [] })
    return [{ answer, item, arm, findings, state: identityState(findings, decision) }]
  })
}

/** Plans what reviewers will be given, and dresses the answers for it. Answers that wait for a decision are left out. */
export function prepareReview(
  protocol: { readonly document: ProtocolDocument; readonly plan: Plan },
  items: readonly StoredItem[],
  answers: readonly AnswerToShow[],
): PreparedReview {
  const { document, plan } = protocol
  const screened = screenAnswers(document, answers)
  const states = new Map(screened.map(({ answer, state }) => [answer, state]))
  const bySlot = new Map(answers.map((answer) => [slotOf(answer.item, answer.arm), answer]))
  // An arm without any answer was not called: an arm without a key, or one that is captured later.
  const called = new Set(answers.map(({ arm }) => arm))
  const reviewItems = items.flatMap((item): ReviewItem[] => {
    if (item.text === null) return []
    const given = (arm: string) => bySlot.get(slotOf(item.key, arm))
    const origin = originOf(item.source)
    const asked = plan.arms.filter(({ id }) => called.has(id) && isPutTo(plan.items, origin, id))
    return [
      {
        key: item.key,
        strata: item.strata,
        answers: Object.fromEntries(
          asked.map(({ id }) => [id, stateOf(given(id), states.get(given(id)?.answer ?? ''))]),
        ),
      },
    ]
  })
  const { units, leftOut, unshown } = planUnits(reviewDesign(plan, reviewItems))
  const rubrics = items.flatMap((item) => {
    const criteria = rubricOf(item)
    return criteria === null ? [] : [[item.key, criteria] as const]
  })
  return {
    screened,
    units,
    leftOut,
    unshown,
    answers: dressed(units, answers, screened),
    rubrics: new Map(rubrics),
  }
}

/** Keys may hold any character. */
function slotOf(item: string, arm: string): string {
  return JSON.stringify([item, arm])
}

function stateOf(
  answer: AnswerToShow | undefined,
  identity: ScreenedStudyAnswer['state'] | undefined,
): AnswerState {
  if (answer === undefined || answer.status === 'failed') return 'failed'
  if (answer.status === 'refused' || answer.text === null) return 'refused'
  return identity === 'excluded' || identity === 'open' ? 'excluded' : 'shown'
}

/** Every answer in every rendering in which some unit shows it. */
function dressed(
  units: readonly PlannedUnit[],
  answers: readonly AnswerToShow[],
  screened: readonly ScreenedStudyAnswer[],
): PreparedAnswer[] {
  const findings = new Map(screened.map((one) => [one.answer, one.findings]))
  const wanted = new Map<string, Set<string>>()
  for (const { item, rendering, tasks } of units) {
    for (const arm of tasks.flatMap(({ arms }) => arms)) {
      const key = slotOf(item, arm)
      wanted.set(key, (wanted.get(key) ?? new Set()).add(rendering ?? ''))
    }
  }
  return answers.flatMap(({ answer, item, arm, text, citations, decision }) => {
    const renderings = wanted.get(slotOf(item, arm))
    if (renderings === undefined || text === null) return []
    const toShow = applyIdentityDecision(
      { text, citations: citations ?? [] },
      findings.get(answer) ?? [],
      decision,
    )
    if (toShow === null) return []
    return [...renderings].map((rendering): PreparedAnswer => {
      const { answer: content, spans } = showAnswer(
        toShow,
        renderingKind(rendering === '' ? null : rendering),
      )
      return { answer, rendering, content, spans }
    })
  })
}
