import type { Desk, DeskAxis, DeskUnit, TaskForm } from '../../../src/server/contract/desk.ts'

/** One thing that a reviewer is asked about a task: an axis, a criterion, or whether they would act on an answer. */
export interface Ask {
  /** Unique within the task; also the name of its group of buttons. */
  readonly id: string
  readonly label: string
  readonly question: string | null
  readonly subject:
    | { readonly kind: 'axis'; readonly axis: string }
    | { readonly kind: 'criterion'; readonly axis: string; readonly criterion: string }
    | { readonly kind: 'adequacy'; readonly answer: number }
  /** The axis that it is a part of; null where it stands for itself. */
  readonly part: AskPart | null
  readonly choices: readonly Choice[]
  /** Choices with long words stand under each other; short ones in a row. */
  readonly layout: 'row' | 'column'
}

export interface AskPart {
  /** Id of the axis. */
  readonly axis: string
  readonly label: string
  readonly question: string | null
}

export interface Choice {
  readonly value: AskValue
  /** What is printed on the button. */
  readonly label: string
  /** What is said beside the label to those who cannot see where the button stands. */
  readonly more: string
  /** Character that picks it; null where no single key can. */
  readonly key: string | null
}

export type AskValue = Exclude<TaskForm['marks'][string], object> | boolean

export const answerNames = ['A', 'B'] as const

/** Name by which an answer is spoken of: by its side, or plainly where it stands alone. */
export function answerName(index: number, answers: number): string {
  return answers === 1 ? 'the answer' : `answer ${answerNames[index] ?? index + 1}`
}

/** What is asked of a task, in the order in which the keyboard goes through it. */
export function asksOf(unit: Pick<DeskUnit, 'axes'>, answers: number, asks: Pick<Desk['asks'], 'adequacy'>) {
  const list: Ask[] = unit.axes.flatMap(asksOfAxis)
  if (!asks.adequacy) return list
  for (let answer = 0; answer < answers; answer += 1) {
    list.push({
      id: `adequacy-${answer}`,
      label: `Would you act on ${answerName(answer, answers)}?`,
      question: null,
      subject: { kind: 'adequacy', answer },
      part: null,
      choices: adequacy,
      layout: 'row',
    })
  }
  return list
}

function asksOfAxis(axis: DeskAxis): readonly Ask[] {
  const { id, label, question } = axis
  if (axis.form === 'rubric') {
    return axis.criteria.map((criterion, index) => ({
      // By number: the id of a criterion may have any length and any characters.
      id: `axis-${id}-${index + 1}`,
      label: criterion.text,
      question: null,
      subject: { kind: 'criterion', axis: id, criterion: criterion.id },
      part: { axis: id, label, question },
      choices: met,
      layout: 'row',
    }))
  }
  return [
    {
      id: `axis-${id}`,
      label,
      question,
      subject: { kind: 'axis', axis: id },
      part: null,
      choices: axis.form === 'pairwise' ? pairwise : absolute(axis),
      layout: axis.form === 'absolute' && axis.marks.some((mark) => mark.anchor !== null) ? 'column' : 'row',
    },
  ]
}

const met: readonly Choice[] = [
  { value: true, label: 'Met', more: '', key: '1' },
  { value: false, label: 'Not met', more: '', key: '2' },
]

const pairwise: readonly Choice[] = [
  { value: 'first-much', label: 'A much', more: ' better', key: '1' },
  { value: 'first', label: 'A', more: ' better', key: '2' },
  { value: 'tie', label: 'Same', more: ', neither is better', key: '3' },
  { value: 'second', label: 'B', more: ' better', key: '4' },
  { value: 'second-much', label: 'B much', more: ' better', key: '5' },
]

const adequacy: readonly Choice[] = [
  { value: true, label: 'Yes', more: '', key: '1' },
  { value: false, label: 'No', more: '', key: '2' },
]

/**
 * A mark from 0 to 9 is picked by its own digit, so that the key says what it does. Where marks are negative or broken
 * numbers, keys count the buttons from 1.
 */
function absolute(axis: Extract<DeskAxis, { form: 'absolute' }>): readonly Choice[] {
  const plain = axis.marks.every((mark) => Number.isInteger(mark.value) && mark.value >= 0)
  const binary = axis.marks.map((mark) => mark.value).join() === '0,1'
  return axis.marks.map((mark, index) => {
    const key = plain ? mark.value : index + 1
    const words = mark.anchor ?? (binary ? (mark.value === 1 ? 'Yes' : 'No') : String(mark.value))
    return { value: mark.value, label: words, more: '', key: key <= 9 ? String(key) : null }
  })
}

/** What the form says to an ask; null where it was not answered. */
export function saidTo(form: TaskForm, ask: Ask): AskValue | null {
  const { subject } = ask
  if (subject.kind === 'adequacy') return form.adequate[subject.answer] ?? null
  if (subject.kind === 'criterion') return criteriaOf(form, subject.axis).get(subject.criterion) ?? null
  const mark = form.marks[subject.axis] ?? null
  return typeof mark === 'object' ? null : mark
}

/** The form with an answer to an ask; the same where the value is none of its kind. */
export function withAnswer(form: TaskForm, { subject }: Ask, value: AskValue): TaskForm {
  if (subject.kind === 'axis') {
    return typeof value === 'boolean' ? form : { ...form, marks: { ...form.marks, [subject.axis]: value } }
  }
  if (typeof value !== 'boolean') return form
  if (subject.kind === 'adequacy') {
    return { ...form, adequate: form.adequate.map((one, index) => (index === subject.answer ? value : one)) }
  }
  const criteria = new Map(criteriaOf(form, subject.axis)).set(subject.criterion, value)
  return { ...form, marks: { ...form.marks, [subject.axis]: Object.fromEntries(criteria) } }
}

/** The criteria of an axis that the form says something to. */
function criteriaOf(form: TaskForm, axis: string): ReadonlyMap<string, boolean> {
  const mark = form.marks[axis]
  return new Map(typeof mark === 'object' ? Object.entries(mark) : [])
}

/** Asks without an answer, in order. */
export function unanswered(form: TaskForm, asks: readonly Ask[]): readonly Ask[] {
  return asks.filter((ask) => saidTo(form, ask) === null)
}

/** The ask that comes after one; null after the last. */
export function askAfter(asks: readonly Ask[], id: string): Ask | null {
  const index = asks.findIndex((ask) => ask.id === id)
  return index === -1 ? null : (asks[index + 1] ?? null)
}

/** Neighbours that are parts of the same axis together, the others one by one. */
export function inParts(
  asks: readonly Ask[],
): readonly { readonly part: AskPart | null; readonly asks: readonly Ask[] }[] {
  const parts: { part: AskPart | null; asks: Ask[] }[] = []
  for (const ask of asks) {
    const last = parts.at(-1)
    if (last !== undefined && last.part !== null && last.part.axis === ask.part?.axis) last.asks.push(ask)
    else parts.push({ part: ask.part, asks: [ask] })
  }
  return parts
}
