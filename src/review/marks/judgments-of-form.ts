import type { Harm } from '../../judging/judgment.ts'

/** A form as a reviewer filled it in; answers go by the order in which they were shown. */
export interface FilledForm {
  readonly marks: Readonly<Record<string, PairwiseChoice | number>>
  readonly adequate: readonly (boolean | null)[]
  readonly unsafe: readonly {
    readonly answer: number
    readonly sentence: number
    readonly level: 'minor' | 'moderate' | 'severe'
  }[]
}

export type PairwiseChoice = 'first-much' | 'first' | 'tie' | 'second' | 'second-much'

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

export interface MarkedAxis {
  readonly id: string
  /** Legal marks of an absolute axis; null on a pairwise one. */
  readonly marks: readonly number[] | null
}

/** The part of a judgment that a form decides, for one axis. */
export interface AxisJudgment {
  readonly axis: string
  readonly value: number | null
  readonly strength: number | null
  readonly adequacyA: boolean | null
  readonly adequacyB: boolean | null
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
    const mark = form.marks[axis.id]
    if (mark === undefined && !complete) return []
    const [value, strength] = mark === undefined ? [null, null] : readMark(task, mark)
    return [{ axis: axis.id, value, strength, adequacyA, adequacyB, harm }]
  })
  return { legal: true, judgments }
}

function readMark(task: MarkedTask, mark: PairwiseChoice | number): readonly [number, number | null] {
  if (typeof mark === 'number') return [mark, null]
  const [value, strength] = values[mark]
  // Not -0, which is another number to whoever compares.
  return [value === 0 || task.first === 'a' ? value : -value, strength]
}

function faultOf(task: MarkedTask, form: FilledForm) {
  for (const [id, mark] of Object.entries(form.marks)) {
    const field = `marks.${id}`
    const axis = task.axes.find((one) => one.id === id)
    if (axis === undefined) {
      return { field, value: String(mark), expected: task.axes.map((one) => one.id).join(', ') }
    }
    if (axis.marks === null && typeof mark !== 'string') {
      return { field, value: String(mark), expected: Object.keys(values).join(', ') }
    }
    if (axis.marks !== null && !(typeof mark === 'number' && axis.marks.includes(mark))) {
      return { field, value: String(mark), expected: axis.marks.join(', ') }
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
