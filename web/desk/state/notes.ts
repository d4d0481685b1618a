import { z } from 'zod'
import {
  type Desk,
  type DeskUnit,
  deskSchema,
  deskUnitSchema,
  taskFormSchema,
} from '../../../src/server/contract/desk.ts'

/** Small things that this browser remembers at once, without waiting for its database. */
export interface Notes {
  /** When a task was first shown, and the active seconds before a reload. */
  task(task: string): TaskNote | null
  keepTask(task: string, note: TaskNote | null): void
  /** A comment that is being typed and is not an event yet; null where there is none. */
  draft(task: string): string | null
  keepDraft(task: string, text: string | null): void
  begun(scope: string): boolean
  keepBegun(scope: string): void
  /** The question that is open, to go on with after a reload without a connection; of one seat at a time. */
  present(): Present | null
  keepPresent(present: Present | null): void
  /** What was last said of the tasks of that question. */
  presentForms(): readonly PresentForm[]
  keepPresentForm(form: PresentForm): void
  shortcuts(): boolean
  keepShortcuts(on: boolean): void
}

const taskNoteSchema = z.strictObject({
  shownAt: z.iso.datetime(),
  activeSeconds: z.number().min(0).max(86_400),
})

export type TaskNote = Readonly<z.infer<typeof taskNoteSchema>>

const presentSchema = z.strictObject({ desk: deskSchema, unit: deskUnitSchema })
const presentFormsSchema = z.array(
  z.strictObject({ task: z.guid(), form: taskFormSchema, complete: z.boolean() }),
)

export type Present = { readonly desk: Desk; readonly unit: DeskUnit }
export type PresentForm = Readonly<z.infer<typeof presentFormsSchema>[number]>

/** Beyond that a question is not kept: browsers have room for about five million characters, and drafts need some. */
const longestPresent = 1_500_000

type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Notes in the browser's storage; where it has none, or no room, nothing is remembered. */
export function createNotes(storage: () => TextStore): Notes {
  const read = <T>(name: string, schema: z.ZodType<T>): T | null => {
    try {
      const text = storage().getItem(`equipoise.${name}`)
      return text === null ? null : (schema.safeParse(JSON.parse(text)).data ?? null)
    } catch {
      return null
    }
  }
  const write = (name: string, value: unknown) => {
    try {
      if (value === null) storage().removeItem(`equipoise.${name}`)
      else storage().setItem(`equipoise.${name}`, JSON.stringify(value))
    } catch {
      // Not remembered; see above.
    }
  }
  const presentForms = () => read('present.forms', presentFormsSchema) ?? []
  return {
    task: (task) => read(`task.${task}`, taskNoteSchema),
    keepTask: (task, note) => write(`task.${task}`, note),
    draft: (task) => read(`draft.${task}`, z.string().max(5000)),
    keepDraft: (task, text) => write(`draft.${task}`, text),
    begun: (scope) => read(`begun.${scope}`, z.boolean()) ?? false,
    keepBegun: (scope) => write(`begun.${scope}`, true),
    present: () => read('present', presentSchema),
    keepPresent(present) {
      write('present.forms', null)
      write('present', null)
      if (present !== null && JSON.stringify(present).length <= longestPresent) write('present', present)
    },
    presentForms,
    keepPresentForm: (form) =>
      // By task: another tab may be at another question already.
      write('present.forms', [...presentForms().filter(({ task }) => task !== form.task), form]),
    shortcuts: () => read('shortcuts', z.boolean()) ?? true,
    keepShortcuts: (on) => write('shortcuts', on),
  }
}
