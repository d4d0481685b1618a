import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { OpenDesk } from '../../../src/server/desk/open-desk.ts'
import { createGenerator } from '../../../src/statistics/random/generator.ts'
import { invite } from '../../../src/store/people/people.ts'
import { dealBeginning, holdDeal } from '../../../src/store/review/deal.ts'
import { type ReviewEvent, saveEvents } from '../../../src/store/review/save-events.ts'
import type { Store } from '../../../src/store/store.ts'
import { axes } from './study-files.ts'

const batch = 100
const atOnce = 4
const choices = ['first-much', 'first', 'tie', 'second', 'second-much'] as const
const rowSchema = z.object({ task: z.string() })

/**
 * Lets reviewers take and mark so many reviews through what the desk saves with, a hundred events at once, as browsers send
 * them after a time without a connection. Every fiftieth form is sent a second time with one mark changed.
 */
export async function fillMarks(
  desk: OpenDesk,
  reviews: number,
  reviewers: number,
  onProgress: (done: number) => void,
): Promise<readonly string[]> {
  const { store, study } = desk
  const people: string[] = []
  for (let number = 0; number < reviewers; number += 1) {
    const { person } = await invite(store, study, { name: `Reviewer ${number}`, role: 'reviewer' }, null, 1)
    people.push(person)
  }
  let done = 0
  const each = Math.ceil(reviews / reviewers)
  const queue = people.map((person, number) => ({ person, number }))
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const first = next.number * each
      const units = Array.from({ length: Math.min(each, reviews - first) }, (_, place) => first + place)
      for (let from = 0; from < units.length; from += batch) {
        const some = units.slice(from, from + batch)
        await take(store, study, next, some)
        await mark(desk, next.person, next.number, some)
        done += some.length
        onProgress(done)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await sql`analyze`.execute(store.database)
  return people
}

function take(
  store: Store,
  study: { readonly id: string },
  { person, number }: { readonly person: string; readonly number: number },
  units: readonly number[],
): Promise<void> {
  return holdDeal(store, study, async (deal) => {
    const { joined } = await deal.news({ ...dealBeginning, taken: 2 ** 53 - 1, returned: 2 ** 53 - 1 })
    if (!joined.some(({ reviewer }) => reviewer === person)) {
      await deal.join(person, number, { form: null, rendering: null })
    }
    for (const unit of units) await deal.take(unit, person)
  })
}

async function mark(desk: OpenDesk, person: string, number: number, units: readonly number[]): Promise<void> {
  const { store, study, rules } = desk
  const { rows } = await sql`
    select review_task.id as task from review_task join review_unit on review_unit.id = review_task.unit_id
    where review_unit.study_id = ${study.id}::uuid and review_unit.number = any(${units}::int[])
    order by review_unit.number`.execute(store.database)
  const chance = createGenerator(5, 'marks', number, units[0] ?? 0)
  const drawn = () => choices[chance.integerBelow(choices.length)] ?? 'tie'
  const events = rows.flatMap((row, place): ReviewEvent[] => {
    const { task } = rowSchema.parse(row)
    const marks = Object.fromEntries(axes.map((axis) => [axis, drawn()]))
    const event = (given: typeof marks): ReviewEvent => ({
      kind: 'form',
      key: randomUUID(),
      task,
      form: { marks: given, adequate: [true, chance.uniform() < 0.7], unsafe: [], comment: null },
      complete: true,
      undo: false,
      shownAt: new Date().toISOString(),
      madeAt: new Date().toISOString(),
      activeSeconds: 20 + chance.integerBelow(80),
      rulebook: null,
    })
    return place % 50 === 7 ? [event(marks), event({ ...marks, clarity: drawn() })] : [event(marks)]
  })
  for (let from = 0; from < events.length; from += batch) {
    const outcomes = await saveEvents(store, study, person, events.slice(from, from + batch), rules)
    const refused = outcomes.find((one) => !one.saved)
    if (refused !== undefined) throw new Error(`An event was refused: ${JSON.stringify(refused)}`)
  }
}
