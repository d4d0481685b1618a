import type {
  Desk,
  DeskEvent,
  DeskProgress,
  DeskSaved,
  DeskUnit,
  TaskForm,
} from '../../src/server/contract/desk.ts'

type FormEvent = Extract<DeskEvent, { kind: 'form' }>

/** A review on record in memory, by the rules of the contract. */
export class DeskMemory {
  readonly #about: Omit<Desk, 'progress' | 'state' | 'consent'>
  readonly #units: readonly DeskUnit[]
  readonly #events: DeskEvent[] = []
  state: Desk['state'] = 'open'
  secondsPerUnit: number | null = 40
  consent: boolean | null = null

  constructor(about: Omit<Desk, 'progress' | 'state' | 'consent'>, units: readonly DeskUnit[]) {
    this.#about = about
    this.#units = units
  }

  /** Everything on record, each key once, in the order of arrival. */
  get events(): readonly DeskEvent[] {
    return this.#events
  }

  desk(): Desk {
    return { ...this.#about, consent: this.consent, state: this.state, progress: this.progress() }
  }

  progress(): DeskProgress {
    const counted = this.#units.filter((unit) => unit.role === 'study')
    const done = counted.filter((unit) => this.#isDone(unit)).length
    const pace = this.secondsPerUnit
    const secondsLeft = pace === null ? null : (counted.length - done) * pace
    return { done, total: counted.length, secondsLeft }
  }

  next(): { readonly unit: DeskUnit | null; readonly progress: DeskProgress } {
    const unit = this.state === 'closed' ? undefined : this.#units.find((one) => !this.#isDone(one))
    return { unit: unit === undefined ? null : this.#asItIs(unit), progress: this.progress() }
  }

  /** What is guessed about at the end: the first questions of the study that are done, once. */
  toGuess(): readonly DeskUnit[] {
    if (this.#events.some((event) => event.kind === 'guess')) return []
    return this.#units
      .filter((unit) => unit.role === 'study' && this.#isDone(unit))
      .slice(0, 3)
      .map((unit) => this.#asItIs(unit))
  }

  save(events: readonly DeskEvent[]): DeskSaved {
    const saved: string[] = []
    const refused: DeskSaved['refused'] = []
    for (const event of events) {
      const known = this.#events.some((one) => one.key === event.key)
      const reason = known ? null : this.#reasonAgainst(event)
      if (reason !== null) {
        refused.push({ key: event.key, ...reason })
        continue
      }
      if (!known) this.#events.push(event)
      saved.push(event.key)
    }
    return { saved, refused, progress: this.progress() }
  }

  /** What stands on record of a task; null before the first event. */
  form(task: string): TaskForm | null {
    return this.#last(task)?.form ?? null
  }

  #reasonAgainst(event: DeskEvent): { readonly code: string; readonly message: string } | null {
    if (this.state === 'closed')
      return { code: 'REVIEW_CLOSED', message: 'The review was closed before this came.' }
    const unit = this.#units.find((one) => one.tasks.some((task) => task.task === event.task))
    const task = unit?.tasks.find((one) => one.task === event.task)
    if (unit === undefined || task === undefined) {
      return { code: 'TASK_UNKNOWN', message: 'This question is not one of yours.' }
    }
    if (event.kind === 'guess') return null
    const legal = Object.entries(event.form.marks).every(([id, value]) => {
      const axis = unit.axes.find((one) => one.id === id)
      if (axis === undefined) return false
      if (axis.form === 'pairwise') return typeof value === 'string'
      if (axis.form === 'absolute') return axis.marks.some((mark) => mark.value === value)
      return (
        typeof value === 'object' &&
        Object.keys(value).every((criterion) => axis.criteria.some((one) => one.id === criterion))
      )
    })
    return legal ? null : { code: 'MARK_ILLEGAL', message: 'A mark is none of those that can be given.' }
  }

  #last(task: string): FormEvent | undefined {
    return this.#events.findLast((event): event is FormEvent => event.kind === 'form' && event.task === task)
  }

  #isDone(unit: DeskUnit): boolean {
    return unit.tasks.every((task) => this.#last(task.task)?.complete ?? task.complete)
  }

  #asItIs(unit: DeskUnit): DeskUnit {
    return {
      ...unit,
      tasks: unit.tasks.map((task) => {
        const last = this.#last(task.task)
        return last === undefined ? task : { ...task, form: last.form, complete: last.complete }
      }),
    }
  }
}
