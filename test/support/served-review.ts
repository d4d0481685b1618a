import { type Criterion, presentContent } from '../../src/items/item.ts'
import { parseProtocol } from '../../src/protocol/read.ts'
import type { Role } from '../../src/review/people/role.ts'
import type { Route } from '../../src/server/access/route.ts'
import { createApp } from '../../src/server/app.ts'
import { deskRoutes } from '../../src/server/desk/desk-routes.ts'
import { guessChoices } from '../../src/server/desk/guess-choices.ts'
import { openDesk } from '../../src/server/desk/open-desk.ts'
import { doorRoutes } from '../../src/server/pages/door.ts'
import { openReview } from '../../src/server/review/open-review.ts'
import { screenAnswers } from '../../src/server/review/prepare-review.ts'
import { remoteAddress, serveApp } from '../../src/server/serve.ts'
import { writeImport } from '../../src/store/imports/write-import.ts'
import type { Profile } from '../../src/store/people/declarations.ts'
import { invite } from '../../src/store/people/people.ts'
import { readItems } from '../../src/store/reading/read-items.ts'
import { recordIdentityDecisions } from '../../src/store/review/identity-decisions.ts'
import { readAnswersToShow } from '../../src/store/review/read-answers-to-show.ts'
import type { Store } from '../../src/store/store.ts'
import { ensureStudy } from '../../src/store/studies.ts'
import { importedFile, source } from '../../src/store/testing/sample.ts'

export interface ServedReviewOptions {
  readonly protocol: Readonly<Record<string, unknown>>
  /** Keys of the questions. */
  readonly items: readonly string[]
  readonly answer: (item: string, arm: string) => string
  /** Criteria of every item. */
  readonly criteria?: readonly Criterion[]
  readonly moreRoutes?: readonly Route[]
  /** Shows answers as they are, whatever names were found in them. */
  readonly clearNames?: boolean
}

export interface Session {
  readonly headers: Readonly<Record<string, string>>
  readonly person: string
}

/** A study with recorded answers whose review is open, behind a real HTTP server. */
export async function servedReview(store: Store, options: ServedReviewOptions) {
  const protocol = parseProtocol(options.protocol, (path) => ({ field: path.join('.') }))
  const { id } = protocol.plan
  const study = await ensureStudy(store, id, protocol.plan.title)
  const arms = protocol.plan.arms.map((arm) => arm.id)
  await writeImport(
    store,
    study,
    importedFile('a', options.items.length),
    source({
      items: options.items.map((key) => ({
        key,
        text: `What is the dose in ${key}?`,
        strata: {},
        ...presentContent({ criteria: options.criteria ?? null }),
      })),
      answers: options.items.flatMap((item) =>
        arms.map((arm) => ({
          item,
          arm,
          status: 'answered' as const,
          text: options.answer(item, arm),
          provenance: 'recorded' as const,
        })),
      ),
    }),
  )
  if (options.clearNames === true) {
    const open = screenAnswers(protocol.document, await readAnswersToShow(store, study)).filter(
      ({ state }) => state === 'open',
    )
    await recordIdentityDecisions(
      store,
      study,
      open.map(({ answer, findings }) => ({ answer, decision: 'clear', found: findings, reason: 'A test' })),
      (await invite(store, study, { name: 'Grace', role: 'owner' }, null, 1)).person,
    )
  }
  await openReview({ store, study, protocol, rulebook: null }, null)
  const items = []
  for await (const page of readItems(store, study)) items.push(...page)
  const desk = await openDesk(store, study, protocol, items, {
    rulebook: null,
    guesses: guessChoices(protocol.plan),
  })
  const faults: unknown[] = []
  const server = await serveApp(
    (port) =>
      createApp({
        store,
        study: study.id,
        origin: `http://127.0.0.1:${port}`,
        routes: [...doorRoutes(store, false), ...deskRoutes(async () => desk), ...(options.moreRoutes ?? [])],
        addressOf: remoteAddress(),
        onFault: (error) => faults.push(error),
      }),
    '127.0.0.1',
    0,
  )
  const origin = `http://127.0.0.1:${server.port}`
  return {
    study,
    protocol,
    origin,
    faults,
    link: async (name: string, role: Role, profile?: Profile) =>
      `${origin}/r/${(await invite(store, study, { name, role, ...(profile === undefined ? {} : { profile }) }, null, 1)).token}`,
    session: async (name: string, role: Role): Promise<Session> => {
      const { token, person } = await invite(store, study, { name, role }, null, 1)
      const entered = await fetch(`${origin}/r/${token}`, {
        method: 'POST',
        headers: { origin },
        redirect: 'manual',
      })
      const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
      return {
        headers: { cookie, origin, 'x-equipoise': '1', 'content-type': 'application/json' },
        person,
      }
    },
    [Symbol.asyncDispose]: async () => {
      await server.close()
    },
  }
}
