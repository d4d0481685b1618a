import { sql } from 'kysely'
import type { BrowserContext, Page } from 'playwright-core'
import { stringify } from 'yaml'
import { withStudy } from '../../src/cli/open-study.ts'
import { servedDesk } from '../../src/cli/serving/served-study.ts'
import { studyApp } from '../../src/cli/serving/study-app.ts'
import { studyFolder } from '../../src/cli/study-folder.ts'
import { servedTrial as trialOf } from '../../src/cli/trial/served-trial.ts'
import { pageRoutes } from '../../src/server/pages/page-files.ts'
import { serveApp } from '../../src/server/serve.ts'
import { launchBrowser } from '../../web/testing/browser.ts'
import { buildPages } from '../../web/testing/built-pages.ts'
import { type BreakableLine, startBreakableLine } from './breakable-line.ts'
import { startLoopbackModel } from './loopback-model.ts'
import { sharedWorkspace, type TestStudy } from './shared-workspace.ts'
import { trialProtocol } from './trial-protocol.ts'

/** A participant's browser. */
export interface PartBrowser {
  readonly context: BrowserContext
  readonly page: Page
  /** What the browser complained of. */
  readonly complaints: readonly string[]
  /** Requests that left this machine's server. */
  readonly strangers: readonly string[]
}

/** What the model says: text of every kind that a page has to draw; to markup, something hostile. */
export function modelSays(message: string): string {
  const hostile = '<script>alert(1)</script> ![x](https://example.org/x.png) [a link](javascript:alert(2)) '
  return [
    `## About “${message.slice(0, 40)}”`,
    'A headache that comes **within seconds** can be a bleed around the brain, and needs help at once.',
    '1. Subarachnoid haemorrhage\n2. A first migraine, which usually comes on more slowly',
    '| Sign | Points to |\n| --- | --- |\n| Stiff neck | a bleed or an infection |\n| Flickering lights | a migraine |',
    `Is the neck stiff? ${message.includes('<') ? hostile : ''}That is all.`,
  ].join('\n\n')
}

/** An assisted-use trial as people meet it: the real server, database, pages, and a model on a loopback port. */
export async function servedTrial() {
  const [workspace, pages, browser, model, line] = await Promise.all([
    sharedWorkspace(),
    buildPages(),
    launchBrowser(),
    startLoopbackModel(modelSays),
    startBreakableLine(),
  ])
  const study = await workspace.study('headache', stringify(trialProtocol(model.url)))
  await study.done('lock')
  await study.done('trial', 'open')
  const served = await serveStudy(study, pages.folder, line)
  return {
    store: workspace.store,
    study,
    model,
    /** Between the browsers and the server. */
    line,
    origin: served.origin,
    /** What went wrong inside the server. */
    faults: served.faults,
    /** A participant's browser of its own, on a phone unless it says otherwise, before anything is opened. */
    browser: async ({ phone = true } = {}): Promise<PartBrowser> => {
      const context = await browser.newContext({
        viewport: phone ? { width: 390, height: 800 } : { width: 1280, height: 900 },
        // A colour on its way to another is neither, and says nothing of the page.
        reducedMotion: 'reduce',
        ...(phone ? { isMobile: true, hasTouch: true } : {}),
      })
      context.setDefaultTimeout(15_000)
      const complaints: string[] = []
      const strangers: string[] = []
      const page = await context.newPage()
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('dialog', (dialog) => complaints.push(dialog.message()))
      page.on('console', (message) => {
        // A connection that a test cuts is printed by the browser as a failed load.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          complaints.push(message.text())
      })
      page.on('request', (request) => {
        if (!request.url().startsWith(served.origin)) strangers.push(request.url())
      })
      return { context, page, complaints, strangers }
    },
    /** Rows of all tables that a participant can leave something in. */
    rows: () => rowsOf(workspace.store.database),
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await served.stop()
      await line[Symbol.asyncDispose]()
      await model[Symbol.asyncDispose]()
      pages.remove()
      await workspace[Symbol.asyncDispose]()
    },
  }
}

export type ServedTrial = Awaited<ReturnType<typeof servedTrial>>

async function serveStudy(study: TestStudy, pages: string, line: BreakableLine) {
  const faults: unknown[] = []
  const terminal = {
    out: () => {},
    note: (line: string) => faults.push(line),
    progress: () => {},
    endProgress: () => {},
  }
  const started = resolvable<string>()
  const ended = resolvable<void>()
  const serving = withStudy(studyFolder(study.path), terminal, async (opened) => {
    const origin = `http://127.0.0.1:${line.port}`
    await using trial = trialOf(opened, (error) => faults.push(error))
    const running = await serveApp(
      () =>
        studyApp(opened, {
          origin,
          proxies: 0,
          pages: pageRoutes(pages),
          readDesk: servedDesk(opened),
          readTrial: trial.readTrial,
          terminal,
        }),
      '127.0.0.1',
      0,
    )
    line.lead(running.port)
    started.resolve(origin)
    await ended.promise
    await running.close(1)
  })
  serving.catch(started.reject)
  return {
    origin: await started.promise,
    faults,
    stop: async () => {
      ended.resolve()
      await serving
    },
  }
}

function resolvable<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((done, failed) => {
    resolve = done
    reject = failed
  })
  return { promise, resolve, reject }
}

async function rowsOf(database: Parameters<ReturnType<typeof sql>['execute']>[0]) {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(database)
  const counted = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(
        database,
      )
      return [name, rows[0]?.n ?? 0] as const
    }),
  )
  return Object.fromEntries(counted.toSorted())
}
