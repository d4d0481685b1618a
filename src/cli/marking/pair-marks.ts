import { type JudgedPair, pairwisePart } from '../../analysis/judges/pairwise-part.ts'
import type { JudgeFailure } from '../../judging/judge.ts'
import type { PreferenceMark } from '../../judging/machine-mark.ts'
import { joinOrders } from '../../judging/pairwise/both-orders.ts'
import { readMarks } from '../../store/marking/read-marks.ts'
import type { OpenStudy } from '../open-study.ts'
import type { Markable } from './markable.ts'

/** What the comparisons by judges come to, with the marks that count; null where there is none. */
export async function pairSummary(study: OpenStudy, markable: Markable) {
  const pairs = new Map<string, { a?: PreferenceMark; b?: PreferenceMark }>()
  for await (const page of readMarks(study.store, study.record, 'pairwise')) {
    for (const mark of page) {
      const { judge, item, axis, armA, armB, replicateA, replicateB } = mark
      const name = JSON.stringify([judge, axis, armA, armB, item, replicateA, replicateB])
      const orders = pairs.get(name) ?? {}
      // Of several marks of one judge in one order (another wording) the last recorded counts.
      pairs.set(name, { ...orders, [mark.firstSide]: mark })
    }
  }
  if (pairs.size === 0) return null
  const names = [...pairs.keys()].sort()
  const rows = names.flatMap((name) => judgedPair(pairs.get(name) ?? {}, markable))
  const lines = names.flatMap((name) => {
    const { a, b } = pairs.get(name) ?? {}
    return [...(a === undefined ? [] : [a]), ...(b === undefined ? [] : [b])]
  })
  return { part: pairwisePart(rows), rows, lines }
}

function judgedPair(
  { a, b }: { readonly a?: PreferenceMark; readonly b?: PreferenceMark },
  { familyOf }: Markable,
): JudgedPair[] {
  const some = a ?? b
  if (some === undefined) return []
  const families = [familyOf(some.armA), familyOf(some.armB)]
  const common = {
    judge: some.judge,
    family: some.judgeFamily,
    axis: some.axis,
    armA: some.armA,
    armB: some.armB,
    ownFamily: some.judgeFamily !== null && families.includes(some.judgeFamily),
  }
  const nothing = { value: null, orders: null, places: null }
  if (a === undefined || b === undefined) return [{ ...common, ...nothing, state: 'incomplete' }]
  const outcome = joinOrders({ aFirst: readOf(a), bFirst: readOf(b) })
  if ('failure' in outcome || a.preferred === null || b.preferred === null) {
    return [{ ...common, ...nothing, state: 'failed' }]
  }
  return [{ ...common, ...outcome, state: 'judged', places: [a.preferred, b.preferred] }]
}

function readOf({ preferred, failure }: PreferenceMark) {
  const none: JudgeFailure = failure ?? 'no-reply'
  return preferred === null ? { failure: none } : { verdict: preferred }
}
