import type { Page } from 'playwright-core'
import type { Role } from '../../src/review/people/role.ts'
import { createApp } from '../../src/server/app.ts'
import { doorRoutes } from '../../src/server/pages/door.ts'
import { pageRoutes } from '../../src/server/pages/page-files.ts'
import { remoteAddress, serveApp } from '../../src/server/serve.ts'
import { codingDeskRoutes } from '../../src/server/testing/coding-desk.ts'
import { openCoding } from '../../src/store/coding/open-coding.ts'
import { invite } from '../../src/store/people/people.ts'
import { codingTrial } from '../../src/store/testing/coding-trial.ts'
import { startTestServer } from '../../src/store/testing/test-server.ts'
import { launchBrowser } from '../../web/testing/browser.ts'
import { buildPages } from '../../web/testing/built-pages.ts'

const longAnswer = `## What it could be

A sudden, severe headache can have **several causes**:

1. A *subarachnoid haemorrhage*: bleeding on the brain. <script>alert(1)</script>
2. A migraine.

| sign | meaning |
| --- | --- |
| stiff neck | look at once |

Call 999 now.`

/** The coding desk as people use it: the real server, database and pages, and a browser. SAMPLE. */
export async function servedCoding() {
  const [database, pages, browser] = await Promise.all([startTestServer(), buildPages(), launchBrowser()])
  const store = await database.freshStore()
  const trial = await codingTrial(store)
  await trial.participant('tarn', [
    {
      case: 'headache',
      replies: [longAnswer],
      decided: { conditions: ['Bleed in the brain', 'migraine'], disposition: '999' },
    },
    { case: 'belly', decided: { conditions: ['gall stones'], disposition: 'gp' } },
  ])
  // What a simulated participant typed, a person typed too: it is no text more.
  await trial.participant(
    'tarn',
    [{ case: 'headache', decided: { conditions: ['migraine'], disposition: '999' } }],
    'simulated',
  )
  // The trial is open: of what was answered nothing comes yet.
  await openCoding(store, trial.study, trial.assisted, { conversations: null, seed: 7 })
  const faults: unknown[] = []
  const running = await serveApp(
    (port) =>
      createApp({
        store,
        study: trial.study.id,
        origin: `http://127.0.0.1:${port}`,
        routes: [
          ...doorRoutes(store, false, '/coding'),
          ...codingDeskRoutes(store, trial.study),
          ...pageRoutes(pages.folder),
        ],
        addressOf: remoteAddress(),
        onFault: (error) => faults.push(error),
      }),
    '127.0.0.1',
    0,
  )
  const origin = `http://127.0.0.1:${running.port}`
  return {
    ...trial,
    store,
    faults,
    origin,
    /** A person in a browser of their own, let in by a link, with whatever the browser complains about. */
    person: async (
      name: string,
      role: Role,
      options: Parameters<typeof browser.newContext>[0] = {},
    ): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> => {
      const { token } = await invite(store, trial.study, { name, role }, null, 1)
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        // A colour on its way to another is neither.
        reducedMotion: 'reduce',
        ...options,
      })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      await page.goto(`${origin}/r/${token}`)
      await page.getByRole('button', { name: 'Come in' }).click()
      if (role !== 'reviewer') await page.goto(`${origin}/coding`)
      await page.waitForURL('**/coding**')
      return { page, complaints }
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await running.close()
      pages.remove()
      await database.stop()
    },
  }
}
