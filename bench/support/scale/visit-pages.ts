import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { captureCheckSchema, captureNextSchema } from '../../../src/server/contract/capture.ts'
import { deskNextSchema } from '../../../src/server/contract/desk.ts'
import { createGenerator } from '../../../src/statistics/random/generator.ts'
import type { Seat } from '../../../test/support/simulated-reviewer.ts'
import { capturedArm } from './study-files.ts'
import type { Waits } from './waits.ts'

type Ask = (name: string, path: string, body?: unknown) => Promise<Response>

const choices = ['first-much', 'first', 'tie', 'second', 'second-much'] as const
const pages = ['/study/', '/desk/', '/capture/', '/economics/', '/models/'] as const
const pauseMs = 100

/** Asks as a browser does, and times until the whole answer is there; what is refused with 500 and above is an error. */
function asking({ origin, cookie }: Seat, waits: Waits): Ask {
  const headers = { cookie, origin, 'x-equipoise': '1', 'content-type': 'application/json' }
  return (name, path, body) =>
    waits.timed(name, async () => {
      const response = await fetch(
        origin + path,
        body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) },
      )
      const text = await response.text()
      if (response.status >= 500) throw new Error(`${path}: ${response.status} ${text.slice(0, 300)}`)
      return new Response(text, { status: response.status })
    })
}

/** Somebody who marks one question after the other, until the time is over. */
export async function reviewerVisits(seat: Seat, waits: Waits, until: number, seed: number): Promise<void> {
  const ask = asking(seat, waits)
  const chance = createGenerator(seed, 'visits')
  await ask('desk: page', '/desk/')
  for (let round = 0; performance.now() < until || round === 0; round += 1) {
    await ask('desk: opened', '/api/desk')
    const { unit } = deskNextSchema.parse(
      await (await ask('desk: next question', '/api/desk/next', {})).json(),
    )
    if (unit === null) break
    const marks = Object.fromEntries(
      unit.axes.map(({ id }) => [id, choices[chance.integerBelow(choices.length)] ?? 'tie']),
    )
    const at = new Date().toISOString()
    const events = unit.tasks.map(({ task }) => ({
      kind: 'form',
      key: randomUUID(),
      task,
      form: { marks, adequate: [true, null], unsafe: [], comment: null },
      complete: true,
      undo: false,
      shownAt: at,
      madeAt: at,
      activeSeconds: 30,
      rulebook: null,
    }))
    const saved = await ask('desk: marks saved', '/api/desk/events', { events })
    if (!saved.ok) throw new Error(`Marks were refused: ${await saved.text()}`)
    if (chance.uniform() < 0.1) await ask('desk: guesses', '/api/desk/guesses')
    await sleep(pauseMs)
  }
}

/** Somebody who runs the study: every page that an owner has, again and again. */
export async function ownerVisits(seat: Seat, waits: Waits, until: number): Promise<void> {
  const ask = asking(seat, waits)
  for (let round = 0; performance.now() < until || round === 0; round += 1) {
    for (const page of pages) await ask(`page ${page}`, page)
    await ask('study: counts', '/api/study')
    await ask('study: names', '/api/study/names')
    await ask('study: results', '/api/study/results')
    await ask('economics', '/api/economics')
    await ask('models', '/api/models')
    await ask('evidence', '/evidence')
    await ask('who is here', '/api/me')
    if (round % 5 === 0) {
      const invited = {
        name: `Late ${randomUUID()}`,
        role: 'reviewer',
        specialties: [],
        uses: [],
        paidBy: [],
      }
      await ask('study: invite', '/api/study/people', { ...invited, hours: 1 })
    }
    await sleep(pauseMs)
  }
}

/** Somebody who captures answers and checks those of others. */
export async function capturerVisits(seat: Seat, waits: Waits, until: number): Promise<void> {
  const ask = asking(seat, waits)
  for (let round = 0; performance.now() < until || round === 0; round += 1) {
    await ask('capture: desk', '/api/capture')
    const next = await ask('capture: next question', '/api/capture/next', { arm: capturedArm, putOff: null })
    const { slot } = captureNextSchema.parse(await next.json())
    if (slot !== null) {
      const saved = await ask('capture: answer saved', '/api/capture/answers', {
        key: randomUUID(),
        arm: slot.arm,
        item: slot.item,
        replicate: slot.replicate,
        answer: 'Give 5 mg once daily with food.',
        refused: false,
        citations: [],
        product: 'Mere',
        mode: 'standard',
        version: '2026-11',
        account: 'free',
        region: 'GB',
        capturedAt: new Date().toISOString(),
        screenshot: null,
      })
      if (!saved.ok) throw new Error(`The answer was refused: ${await saved.text()}`)
    }
    const { check } = captureCheckSchema.parse(
      await (await ask('capture: check', '/api/capture/check')).json(),
    )
    if (check !== null) {
      await ask('capture: checked', '/api/capture/check', { answer: check.answer, same: true })
    }
    await sleep(pauseMs)
  }
}
