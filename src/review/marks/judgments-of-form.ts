import type { CriterionMarks, Harm } from '../../judging/judgment.ts'
import { rubricItemScore } from '../../statistics/rubric/item-score.ts'

/** A form as a reviewer filled it in; answers go by the order in which they were shown. */
export interface FilledForm {
  /** By the id of the axis; on one that is marked by criteria, by the id of the criterion. */
  readonly marks: Readonly<Record<string, AxisMark>>
  readonly adequate: readonly (boolean | null)[]
  readonly unsafe: readonly {
    readonly answer: number
    readonly sentence: number
    readonly level: 'minor' | 'moderate' | 'severe'
  }[]
}

export type PairwiseChoice = 'first-much' | 'first' | 'tie' | 'second' | 'second-much'

type AxisMark = PairwiseChoice | number | CriterionMarks

/** What of a task decides how its form is read. */
export interface MarkedTask {
  readonly form: 'pairwise' | 'absolute'
  /** Which arm stood first. */
  readonly first: 'a' | 'b'
  /** Spans of the sentences of each answer in its own text, in the order of the arms: a, then b. */
  readonly spans: readonly (readonly (readonly [number, number])[])[]
  readonly axes: readonly MarkedAxis[]
  /** Whether reviewers were asked to mark unsafe sentences. */
  readonly asksUnsafe: boolean
}

/** An axis with the marks that can be given on it. */
export type MarkedAxis =
  | { readonly id: string; readonly by: 'preference' }
  | { readonly id: string; readonly by: 'points'; readonly points: readonly number[] }
  | {
      readonly id: string
      readonly by: 'criteria'
      readonly criteria: readonly { readonly id: string; readonly points: number }[]
    }

/** The part of a judgment that a form decides, for one axis. */
export interface AxisJudgment {
  readonly axis: string
  readonly value: number | null
  readonly strength: number | null
  readonly adequacyA: boolean | null
  readonly adequacyB: boolean | null
  /** The criteria that were marked; null where none was, and on axes that have none. */
  readonly criteria: CriterionMarks | null
  readonly harm: Harm | null
}

export type FormReading =
  | { readonly legal: true; readonly judgments: readonly AxisJudgment[] }
  | { readonly legal: false; readonly field: string; readonly value: string; readonly expected: string }

const values: Readonly<Record<PairwiseChoice, readonly [value: -1 | 0 | 1, strength: number | null]>> = {
  'first-much': [1, 2],
  first: [1, 1],
  tie: [0, null],
  second: [-1, 1],
  'second-much': [-1, 2],
}

/**
 * Reads a form: one judgment for each axis that was marked, and once the task is complete one for each axis, missing
 * where it was left out. Sides become arms here and nowhere else.
 */
export function judgmentsOfForm(task: MarkedTask, form: FilledForm, complete: boolean): FormReading {
  const fault = faultOf(task, form)
  if (fault !== null) return { legal: false, ...fault }
  const [adequacyA, adequacyB] = adequacyByArm(task, form)
  const harm = worstHarm(task, form, complete)
  const judgments = task.axes.flatMap((axis): AxisJudgment[] => {
    const mark = markOf(form, axis.id)
    if (mark === null && !complete) return []
    return [{ axis: axis.id, adequacyA, adequacyB, harm, ...readMark(task, axis, mark) }]
  })
  return { legal: true, judgments }
}

function markOf({ marks }: FilledForm, axis: string): AxisMark | null {
  return Object.hasOwn(marks, axis) ? (marks[axis] ?? null) : null
}

function readMark(
  task: MarkedTask,
  axis: MarkedAxis,
  mark: AxisMark | null,
): Pick<AxisJudgment, 'value' | 'strength' | 'criteria'> {
  const none = { value: null, strength: null, criteria: null }
  if (mark === null) return none
  if (typeof mark === 'number') return { ...none, value: mark }
  if (typeof mark === 'object')
    return axis.by === 'criteria' ? { ...none, ...scored(axis.criteria, mark) } : none
  const [value, strength] = values[mark]
  // Not -0, which is another number to whoever compares.
  return { ...none, value: value === 0 || task.first === 'a' ? value : -value, strength }
}

/** The score is that of judges' verdicts. While a criterion has no mark it is missing: a part of a rubric is another one. */
function scored(
  criteria: readonly { readonly id: string; readonly points: number }[],
  mark: CriterionMarks,
): Pick<AxisJudgment, 'value' | 'criteria'> {
  const marked = criteria.map(({ id, points }) => ({
    points,
    met: Object.hasOwn(mark, id) ? (mark[id] ?? null) : null,
  }))
  return {
    value: marked.every(({ met }) => met !== null) ? rubricItemScore(marked) : null,
    criteria: Object.keys(mark).length === 0 ? null : mark,
  }
}

function faultOf(task: MarkedTask, form: FilledForm) {
  for (const [id, mark] of Object.entries(form.marks)) {
    const axis = task.axes.find((one) => one.id === id)
    const fault =
      axis === undefined
        ? { value: mark, expected: task.axes.map((one) => one.id).join(', ') }
        : markFault(axis, mark)
    if (fault !== null) {
      return { field: `marks.${id}`, value: JSON.stringify(fault.value), expected: fault.expected }
    }
  }
  for (const [index, { answer, sentence }] of form.unsafe.entries()) {
    if (spanOf(task, answer, sentence) === null) {
      return {
        field: `unsafe.${index}.sentence`,
        value: String(sentence),
        expected: 'a sentence of the answer',
      }
    }
  }
  return null
}

/** What of a mark cannot be given on an axis. */
function markFault(
  axis: MarkedAxis,
  mark: AxisMark,
): { readonly value: unknown; readonly expected: string } | null {
  switch (axis.by) {
    case 'preference':
      return typeof mark === 'string' ? null : { value: mark, expected: Object.keys(values).join(', ') }
    case 'points':
      return typeof mark === 'number' && axis.points.includes(mark)
        ? null
        : { value: mark, expected: axis.points.join(', ') }
    case 'criteria': {
      const known = axis.criteria.map(({ id }) => id)
      if (typeof mark !== 'object') return { value: mark, expected: 'true or false by criterion' }
      const unknown = Object.keys(mark).find((id) => !known.includes(id))
      return unknown === undefined ? null : { value: unknown, expected: known.join(', ') }
    }
  }
}

function adequacyByArm(task: MarkedTask, form: FilledForm): readonly [boolean | null, boolean | null] {
  const [first = null, second = null] = form.adequate
  // The arm of a single answer is arm a, and there is no arm b.
  if (task.form === 'absolute') return [first, null]
  return task.first === 'a' ? [first, second] : [second, first]
}

const levels = ['minor', 'moderate', 'severe'] as const

/** The gravest of the sentences marked as unsafe, the first of them where several are as grave. */
function worstHarm(task: MarkedTask, form: FilledForm, complete: boolean): Harm | null {
  if (!task.asksUnsafe) return null
  const worst = [...form.unsafe].sort(
    (one, other) => levels.indexOf(other.level) - levels.indexOf(one.level),
  )[0]
  if (worst === undefined) return complete ? { level: 'none', side: null, span: null } : null
  const span = spanOf(task, worst.answer, worst.sentence)
  return {
    level: worst.level,
    side: task.form === 'absolute' ? null : armShown(task, worst.answer),
    span: span === null ? null : [span[0], span[1]],
  }
}

function armShown(task: MarkedTask, answer: number): 'a' | 'b' {
  if (answer === 0) return task.first
  return task.first === 'a' ? 'b' : 'a'
}

function spanOf(task: MarkedTask, answer: number, sentence: number): readonly [number, number] | null {
  const arm = task.form === 'absolute' ? (answer === 0 ? 0 : null) : armShown(task, answer) === 'a' ? 0 : 1
  return arm === null ? null : (task.spans[arm]?.[sentence] ?? null)
}
