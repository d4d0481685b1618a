import type { Lock } from '../../protocol/lock.ts'
import { informationOf, type MarksOnRecord, type TakenLook } from '../../protocol/looks/taken-look.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { Results, Verdict } from '../results-schema.ts'
import { lookBounds } from './look-bounds.ts'
import { interimTimes, type LookTimes } from './look-times.ts'

/** The looks of a review by people: those taken while it was blind, and the marks that its last look has. */
export interface ReviewLooks {
  readonly taken: readonly TakenLook[]
  readonly end: MarksOnRecord
}

/** What the results say of the looks of a review. @param times Of the last look. */
export function lookRecord(plan: Plan, { taken, end }: ReviewLooks, times: LookTimes): Results['looks'] {
  return {
    taken: taken.map((look, place) => {
      const until = interimTimes(plan.looks, taken.slice(0, place), look)
      return {
        number: look.number,
        at: look.at,
        planned: plan.looks.information.slice(0, -1)[look.number - 1] ?? null,
        information: informationOf(look),
        marks: look.marks,
        due: look.due,
        protocolHash: look.protocolHash,
        dataHash: look.dataHash,
        outcomes: look.outcomes.map((outcome) => ({ ...outcome })),
        bounds: lookBounds(plan.hypotheses, until).at(-1) ?? [],
      }
    }),
    last: { ...end, bounds: lookBounds(plan.hypotheses, times).at(-1) ?? [] },
  }
}

/** Looks in which the study differs from its plan. */
export function lookDeviations(
  plan: Plan,
  { taken }: ReviewLooks,
  lock: Lock | undefined,
): Results['deviations'] {
  const place = 'looks.information'
  const skipped = plan.looks.information
    .slice(0, -1)
    .flatMap((share, index) =>
      taken.some(({ number }) => number === index + 1)
        ? []
        : [
            `look ${index + 1}, planned at ${percent(share)} of the marks, was not taken; what it could have spent of alpha was left to the looks after it`,
          ],
    )
  const amended = taken
    .filter(({ protocolHash }) => lock !== undefined && protocolHash !== lock.protocolHash)
    .map(({ number }) => `look ${number} was taken by an earlier lock of the plan`)
  return [...skipped, ...amended].map((description) => ({ kind: 'protocol', place, description }))
}

/** Adds to a verdict what an interim look found of its hypothesis. */
export function withEarlierLooks(verdict: Verdict, { taken }: ReviewLooks): Verdict {
  const crossed = taken.filter(({ outcomes }) =>
    outcomes.some((outcome) => outcome.crossed && outcome.hypothesis === verdict.hypothesis.id),
  )
  const [first] = crossed
  if (first === undefined) return verdict
  const remark = `The boundary of this hypothesis was crossed at look ${first.number}, at ${percent(informationOf(first))} of the marks; the verdict is that of the last look, on all marks.`
  return { ...verdict, remarks: [...verdict.remarks, remark] }
}

/** `52%`, `33.3%`. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`
}
