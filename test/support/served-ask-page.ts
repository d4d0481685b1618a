import { openSearchIn } from '../../src/cli/search/open-search.ts'
import { observer } from '../../src/cli/serving/observer.ts'
import { type FollowedSearch, fixedSearch } from '../../src/cli/serving/present-search.ts'
import { servedAsk } from '../../src/cli/serving/served-ask.ts'
import { unwrittenWatcher, type Watcher } from '../../src/cli/serving/watcher.ts'
import type { Role } from '../../src/review/people/role.ts'
import type { Route } from '../../src/server/access/route.ts'
import { createApp } from '../../src/server/app.ts'
import { askRoutes, noAskRoutes } from '../../src/server/ask/ask-routes.ts'
import { doorRoutes } from '../../src/server/pages/door.ts'
import { remoteAddress, serveApp } from '../../src/server/serve.ts'
import { invite } from '../../src/store/people/people.ts'
import { enter } from '../../src/store/people/sessions.ts'
import type { Store } from '../../src/store/store.ts'
import { ensureStudy } from '../../src/store/studies.ts'

export interface AskVisitor {
  readonly person: string
  readonly cookie: string
  readonly send: (path: string, body?: unknown) => Promise<Response>
}

/** The ask page behind a real HTTP server, on the real engine and a real store. @param folder Of the corpus; null: none. */
export async function servedAskPage(
  store: Store,
  folder: string | null,
  pages: readonly Route[] = [],
  now?: () => Date,
) {
  const search = folder === null ? null : fixedSearch(await openSearchIn(folder, 'sample', null, null))
  return servedAskOf(store, search, unwrittenWatcher(), pages, now)
}

/** The same of a search that may follow releases. */
export async function servedAskOf(
  store: Store,
  search: FollowedSearch | null,
  watcher: Watcher,
  pages: readonly Route[] = [],
  now?: () => Date,
) {
  const study = await ensureStudy(store, 'tarn', 'Tarn against Moor')
  const faults: unknown[] = []
  const watching = observer(watcher, (error) => faults.push(error))
  const options = { observer: watching, watcher, isSampleStudy: false }
  const routes = search === null ? noAskRoutes() : askRoutes(await servedAsk(search, store, options), now)
  let origin = ''
  const running = await serveApp(
    (port) => {
      origin = `http://127.0.0.1:${port}`
      return createApp({
        store,
        study: study.id,
        origin,
        routes: [...doorRoutes(store, false), ...routes, ...pages],
        addressOf: remoteAddress(),
        onFault: (error) => faults.push(error),
      })
    },
    '127.0.0.1',
    0,
  )
  return {
    origin,
    routes,
    study,
    faults,
    visitor: async (name: string, role: Role): Promise<AskVisitor> => {
      const { token, person } = await invite(store, study, { name, role }, null, 1)
      const entry = await enter(store, token, 1)
      if (!entry.entered) throw new Error(entry.because)
      const cookie = `equipoise=${entry.session}`
      const send = (path: string, body?: unknown) =>
        fetch(`${origin}${path}`, {
          headers: { cookie, origin, 'x-equipoise': '1', 'content-type': 'application/json' },
          ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        })
      return { person, cookie: entry.session, send }
    },
    async [Symbol.asyncDispose]() {
      await running.close(1)
      await watching.close()
      await watcher[Symbol.asyncDispose]()
      await search?.[Symbol.asyncDispose]()
    },
  }
}
