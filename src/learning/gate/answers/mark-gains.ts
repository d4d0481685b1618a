import { mean } from '../../../statistics/moments.ts'
import type { Differences } from '../outcomes.ts'
import type { GateMark, MachinePreference } from './study-marks.ts'

/** Marks on the questions of the gate, and the arm that is asked about. */
export interface AskedMarks {
  readonly marks: readonly GateMark[]
  /** Number of each question. */
  readonly place: ReadonlyMap<string, number>
  readonly candidate: string
}

interface Row {
  readonly item: string
  readonly reviewer: string | null
  readonly gain: number
}

/** Wins less losses of the candidate against one arm; null without a mark. */
export function pairGain(asked: AskedMarks, axis: string, against: string): Differences | null {
  const { marks, candidate } = asked
  const rows = marks.flatMap((mark): Row[] => {
    const side = sideOf(mark, candidate, against)
    if (mark.axis !== axis || mark.value === null || side === null) return []
    return [{ item: mark.item, reviewer: mark.reviewer, gain: side === 'a' ? mark.value : -mark.value }]
  })
  return differencesOf(rows, asked, [-1, 1], 'clinicians')
}

/** The same by judge models. */
export function machineGain(
  preferences: readonly MachinePreference[],
  asked: AskedMarks,
  axis: string,
  against: string,
): Differences | null {
  const rows = preferences.flatMap((mark): Row[] => {
    const side = sideOf(mark, asked.candidate, against)
    if (mark.axis !== axis || side === null || !asked.place.has(mark.item)) return []
    return [{ item: mark.item, reviewer: null, gain: side === 'a' ? mark.value : -mark.value }]
  })
  return differencesOf(rows, asked, [-1, 1], 'machine')
}

/** Answers that a reviewer would act on: the candidate's less the other arm's, where the same reviewer was asked of both. */
export function unusableGain(asked: AskedMarks, axis: string, against: string): Differences | null {
  const { marks, candidate } = asked
  const rows = marks.flatMap((mark): Row[] => {
    const side = sideOf(mark, candidate, against)
    const { adequacyA, adequacyB } = mark
    if (mark.axis !== axis || side === null || adequacyA === null || adequacyB === null) return []
    const gain = Number(adequacyA) - Number(adequacyB)
    return [{ item: mark.item, reviewer: mark.reviewer, gain: side === 'a' ? gain : 0 - gain }]
  })
  return differencesOf(rows, asked, [-1, 1], 'clinicians')
}

/** Points of an axis of single answers, where the same reviewer marked both; several marks of one answer are averaged. */
export function absoluteGain(
  asked: AskedMarks,
  axis: string,
  against: string,
  scale: readonly [number, number] | null,
): Differences | null {
  const cells = new Map<string, { item: string; reviewer: string | null; own: number[]; other: number[] }>()
  for (const { item, axis: marked, armA, armB, value, reviewer } of asked.marks) {
    if (marked !== axis || armB !== null || value === null) continue
    if (armA !== asked.candidate && armA !== against) continue
    const key = JSON.stringify([item, reviewer])
    const cell = cells.get(key) ?? { item, reviewer, own: [], other: [] }
    cells.set(key, cell)
    const marks = armA === asked.candidate ? cell.own : cell.other
    marks.push(value)
  }
  const rows = [...cells.values()].flatMap(({ item, reviewer, own, other }): Row[] =>
    own.length === 0 || other.length === 0
      ? []
      : [{ item, reviewer, gain: (mean(own) ?? 0) - (mean(other) ?? 0) }],
  )
  return differencesOf(
    rows,
    asked,
    scale === null ? null : [scale[0] - scale[1], scale[1] - scale[0]],
    'clinicians',
  )
}

function sideOf(
  { armA, armB }: { readonly armA: string; readonly armB: string | null },
  candidate: string,
  against: string,
): 'a' | 'b' | null {
  if (armA === candidate && armB === against) return 'a'
  return armA === against && armB === candidate ? 'b' : null
}

/** Rows in the order of question, reviewer and gain, so that the order of the marks does not matter. */
function differencesOf(
  rows: readonly Row[],
  { place }: AskedMarks,
  range: Differences['range'],
  markedBy: Differences['markedBy'],
): Differences | null {
  if (rows.length === 0) return null
  const names = [...new Set(rows.map(({ reviewer }) => reviewer ?? ''))].sort()
  const code = new Map(names.map((name, index) => [name, index]))
  const coded = rows
    .map(({ item, reviewer, gain }) => ({
      question: place.get(item) ?? -1,
      reviewer: code.get(reviewer ?? '') ?? -1,
      gain,
    }))
    .sort((a, b) => a.question - b.question || a.reviewer - b.reviewer || a.gain - b.gain)
  const areKnown = rows.every(({ reviewer }) => reviewer !== null)
  return {
    question: Int32Array.from(coded, ({ question }) => question),
    reviewer: areKnown ? Int32Array.from(coded, ({ reviewer }) => reviewer) : null,
    gain: Float64Array.from(coded, ({ gain }) => gain),
    range,
    isShare: false,
    markedBy,
    unjudgedQuestions: 0,
  }
}
