import { type DeskUnit, deskNextSchema, deskSavedSchema } from '../contract/desk.ts'
import type { TestVisitor } from './study-app.ts'

/** What is marked of each task of a unit, by its place. */
export type Marking = (task: number) => { readonly marks: Readonly<Record<string, string | number>> }

/** Takes units and marks them; the last one is left half done where `finish` is false. */
export async function markUnits(
  reviewer: TestVisitor,
  n: number,
  marking: Marking,
  finish = true,
): Promise<void> {
  for (let done = 0; done < n; done++) {
    const { unit } = await reviewer.ask(deskNextSchema, '/api/desk/next', {})
    if (unit === null) return
    await reviewer.ask(deskSavedSchema, '/api/desk/events', {
      events: unit.tasks.map((task, index) => formEvent(task, marking(index), finish || done < n - 1)),
    })
  }
}

function formEvent({ task }: DeskUnit['tasks'][number], { marks }: ReturnType<Marking>, complete: boolean) {
  return {
    kind: 'form',
    key: crypto.randomUUID(),
    task,
    form: { marks, adequate: [true, false], unsafe: [], comment: 'A word of my own' },
    complete,
    undo: false,
    shownAt: '2026-11-25T10:00:00.000Z',
    madeAt: '2026-11-25T10:01:00.000Z',
    activeSeconds: 42,
    rulebook: null,
  }
}
