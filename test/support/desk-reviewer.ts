import { parseProtocol } from '../../src/protocol/read.ts'
import { createApp } from '../../src/server/app.ts'
import { type DeskEvent, deskNextSchema } from '../../src/server/contract/desk.ts'
import { deskRoutes } from '../../src/server/desk/desk-routes.ts'
import { guessChoices } from '../../src/server/desk/guess-choices.ts'
import { openDesk } from '../../src/server/desk/open-desk.ts'
import { enter } from '../../src/store/people/sessions.ts'
import type { Store } from '../../src/store/store.ts'
import { findStudy } from '../../src/store/studies.ts'

const origin = 'http://127.0.0.1:4114'

/** What a reviewer sees of a pair: the question, and whether the answer that stands first has a list in it. */
export interface SeenPair {
  readonly question: string
  readonly listFirst: boolean
}

/**
 * Somebody at the review desk of a study, without a browser. A study whose one arm writes lists and whose other arm does
 * not can then be marked in favour of either.
 *
 * @param link As `equipoise invite` prints it.
 */
export async function deskReviewer(
  store: Store,
  key: string,
  protocol: Readonly<Record<string, unknown>>,
  items: readonly string[],
  link: string,
) {
  const study = await findStudy(store, key)
  if (study === null) throw new Error('there is no study')
  const written = parseProtocol(protocol, (path) => ({ field: path.join('.') }))
  const desk = await openDesk(
    store,
    study,
    written,
    items.map((item) => ({ key: item, strata: {} })),
    { rulebook: null, guesses: guessChoices(written.plan) },
  )
  const app = createApp({
    store,
    study: study.id,
    origin,
    routes: deskRoutes(async () => desk),
    addressOf: () => '127.0.0.1',
    onFault: (error) => {
      throw error
    },
  })
  const entry = await enter(store, link.split('/r/')[1] ?? '', 1)
  if (!entry.entered) throw new Error(entry.because)
  const post = async (path: string, body: unknown): Promise<unknown> => {
    const response = await app.request(path, {
      method: 'POST',
      headers: {
        cookie: `equipoise=${entry.session}`,
        origin,
        'x-equipoise': '1',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    if (response.status !== 200) throw new Error(await response.text())
    return response.json()
  }
  return {
    /** Marks so many questions, fewer where none is left. @param prefersList Whether the answer with a list is better. */
    mark: async (questions: number, prefersList: (pair: SeenPair) => boolean): Promise<void> => {
      for (let done = 0; done < questions; done++) {
        const { unit } = deskNextSchema.parse(await post('/api/desk/next', {}))
        if (unit === null) return
        const question = unit.question.turns[0]?.text ?? ''
        const at = new Date().toISOString()
        const events = unit.tasks.map(({ task, answers }): DeskEvent => {
          const listFirst = answers[0]?.blocks.some(({ kind }) => kind === 'list') === true
          const first = prefersList({ question, listFirst }) === listFirst
          return {
            kind: 'form',
            key: crypto.randomUUID(),
            task,
            form: {
              marks: Object.fromEntries(unit.axes.map(({ id }) => [id, first ? 'first' : 'second'])),
              adequate: [true, true],
              unsafe: [],
              comment: null,
            },
            complete: true,
            undo: false,
            shownAt: at,
            madeAt: at,
            activeSeconds: 30,
            rulebook: null,
          }
        })
        await post('/api/desk/events', { events })
      }
    },
  }
}
