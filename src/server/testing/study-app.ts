import type { z } from 'zod'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { Role } from '../../review/people/role.ts'
import { invite } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import { readStudyTotals } from '../../store/reading/study-totals.ts'
import type { Store } from '../../store/store.ts'
import type { Route } from '../access/route.ts'
import { createApp } from '../app.ts'
import { deskRoutes } from '../desk/desk-routes.ts'
import { guessChoices } from '../desk/guess-choices.ts'
import { openDesk } from '../desk/open-desk.ts'
import { doorRoutes } from '../pages/door.ts'
import type { ServedStudy } from '../study/served-study.ts'
import { studyRoutes } from '../study/study-routes.ts'

export const testOrigin = 'http://127.0.0.1:4114'

export interface TestStudyApp {
  readonly routes: readonly Route[]
  readonly faults: readonly unknown[]
  /** Somebody with a role, who has come in. */
  readonly visitor: (name: string, role: Role) => Promise<TestVisitor>
}

export interface TestVisitor {
  readonly person: string
  readonly send: (method: string, path: string, body?: unknown) => Promise<Response>
  /** Sends a body as it stands, JSON or not; null: none. */
  readonly sendText: (method: string, path: string, body: string | null) => Promise<Response>
  /** Sends and reads what must succeed. */
  readonly ask: <T>(schema: z.ZodType<T>, path: string, body?: unknown) => Promise<T>
}

/** The server's application with the study page and the desk on a real store. */
export function studyApp(
  store: Store,
  study: { readonly id: string },
  protocol: { readonly document: ProtocolDocument; readonly plan: Plan },
  items: readonly { readonly key: string; readonly strata: Readonly<Record<string, string>> }[],
  change: Partial<ServedStudy> = {},
): TestStudyApp {
  const faults: unknown[] = []
  const served: ServedStudy = {
    store,
    study,
    origin: testOrigin,
    readProtocol: async () => ({ ...protocol, rulebook: null }),
    readReviewProtocol: async () => protocol,
    readLocks: async () => [],
    readTotals: () => readStudyTotals(store, study),
    readWithheld: async () => new Map(),
    report: async () => '<!doctype html><style>p { color: red; }</style><p>Report</p>',
    command: (words) => `equipoise ${words} --study my-study`,
    ...change,
  }
  const routes = [
    ...doorRoutes(store, false),
    ...deskRoutes(() =>
      openDesk(store, study, protocol, items, { rulebook: null, guesses: guessChoices(protocol.plan) }),
    ),
    ...studyRoutes(served),
  ]
  const app = createApp({
    store,
    study: study.id,
    origin: testOrigin,
    routes,
    addressOf: () => '127.0.0.1',
    onFault: (error) => faults.push(error),
  })
  return {
    routes,
    faults,
    visitor: async (name, role) => {
      const { token, person } = await invite(store, study, { name, role }, null, 1)
      const entry = await enter(store, token, 1)
      if (!entry.entered) throw new Error(entry.because)
      const sendText = async (method: string, path: string, body: string | null) =>
        app.request(path, {
          method,
          headers: {
            cookie: `equipoise=${entry.session}`,
            origin: testOrigin,
            'x-equipoise': '1',
            'content-type': 'application/json',
          },
          ...(body === null ? {} : { body }),
        })
      const send = (method: string, path: string, body?: unknown) =>
        sendText(method, path, body === undefined ? null : JSON.stringify(body))
      return {
        person,
        send,
        sendText,
        ask: async (schema, path, body) => {
          const response = await send(body === undefined ? 'GET' : 'POST', path, body)
          if (response.status !== 200)
            throw new Error(`${response.status} ${await response.text()} ${faults.join()}`)
          return schema.parse(await response.json())
        },
      }
    },
  }
}
