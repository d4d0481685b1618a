import type { Desk, DeskAxis, DeskUnit, TaskForm } from '../../../src/server/contract/desk.ts'

/** One thing that a reviewer is asked about a task: an axis, or whether they would act on an answer. */
export interface Ask {
  /** Unique within the task; also the name of its group of buttons. */
  readonly id: string
  readonly label: string
  readonly question: string | null
  readonly subject:
    | { readonly kind: 'axis'; readonly axis: string }
    | { readonly kind: 'adequacy'; readonly answer: number }
  readonly choices: readonly Choice[]
  /** Choices with long words stand under each other; short ones in a row. */
  readonly layout: 'row' | 'column'
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

export type AskValue = TaskForm['marks'][string] | boolean

export const answerNames = ['A', 'B'] as const

/** Name by which an answer is spoken of: by its side, or plainly where it stands alone. */
export function answerName(index: number, answers: number): string {
  return answers === 1 ? 'the answer' : `answer ${answerNames[index] ?? index + 1}`
}

/** What is asked of a task, in the order in which the keyboard goes through it. */
export function asksOf(unit: Pick<DeskUnit, 'axes'>, answers: number, asks: Pick<Desk['asks'], 'adequacy'>) {
  const list: Ask[] = unit.axes.map((axis) => ({
    id: `axis-${axis.id}`,
    label: axis.label,
    question: axis.question,
    subject: { kind: 'axis', axis: axis.id },
    choices: axis.form === 'pairwise' ? pairwise : absolute(axis),
    layout: axis.form === 'absolute' && axis.marks.some((mark) => mark.anchor !== null) ? 'column' : 'row',
  }))
  if (!asks.adequacy) return list
  for (let answer = 0; answer < answers; answer += 1) {
    list.push({
      id: `adequacy-${answer}`,
      label: `Would you act on ${answerName(answer, answers)}?`,
      question: null,
      subject: { kind: 'adequacy', answer },
      choices: adequacy,
      layout: 'row',
    })
  }
  return list
}

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
  return ask.subject.kind === 'axis'
    ? (form.marks[ask.subject.axis] ?? null)
    : (form.adequate[ask.subject.answer] ?? null)
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
