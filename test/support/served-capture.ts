import type { Page } from 'playwright-core'
import type { Role } from '../../src/review/people/role.ts'
import { createApp } from '../../src/server/app.ts'
import { captureRoutes } from '../../src/server/capture/capture-routes.ts'
import { doorRoutes } from '../../src/server/pages/door.ts'
import { pageRoutes } from '../../src/server/pages/page-files.ts'
import { remoteAddress, serveApp } from '../../src/server/serve.ts'
import { captureStudy } from '../../src/server/testing/capture-study.ts'
import { invite } from '../../src/store/people/people.ts'
import { startTestServer } from '../../src/store/testing/test-server.ts'
import { launchBrowser } from '../../web/testing/browser.ts'
import { buildPages } from '../../web/testing/built-pages.ts'

/** The capture desk as people use it: the real server, database and pages, and a browser. */
export async function servedCapture(questions: readonly string[]) {
  const [database, pages, browser] = await Promise.all([startTestServer(), buildPages(), launchBrowser()])
  const store = await database.freshStore()
  const study = await captureStudy(store, questions)
  const faults: unknown[] = []
  const running = await serveApp(
    (port) =>
      createApp({
        store,
        study: study.study.id,
        origin: `http://127.0.0.1:${port}`,
        routes: [...doorRoutes(store, false), ...captureRoutes(study.desk()), ...pageRoutes(pages.folder)],
        addressOf: remoteAddress(),
        onFault: (error) => faults.push(error),
      }),
    '127.0.0.1',
    0,
  )
  const origin = `http://127.0.0.1:${running.port}`
  return {
    store,
    study,
    faults,
    browser,
    origin,
    /** A person in a browser of their own, let in by a link, with whatever the browser complains about. */
    person: async (
      name: string,
      role: Role,
      options: Parameters<typeof browser.newContext>[0] = {},
    ): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> => {
      const { token } = await invite(store, study.study, { name, role }, null, 1)
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
      await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
      const page = await context.newPage()
      await page.goto(`${origin}/r/${token}`)
      await page.getByRole('button', { name: 'Come in' }).click()
      await page.waitForURL('**/capture**')
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(String(error)))
      page.on('dialog', (dialog) => {
        complaints.push(`dialog ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      return { page, complaints }
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close()
      await running.close()
      await study[Symbol.asyncDispose]()
      pages.remove()
      await database.stop()
    },
  }
}

/** Pastes into what has the focus, as a browser does it when somebody presses Ctrl+V. */
export function paste(page: Page, types: Readonly<Record<string, string>>): Promise<void> {
  return page.evaluate(
    `(() => {
      const data = new DataTransfer()
      for (const [type, text] of Object.entries(${JSON.stringify(types)})) data.setData(type, text)
      document.activeElement.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })()`,
  )
}

/** Pastes a picture anywhere on the page. */
export function pastePicture(page: Page, png: Buffer): Promise<void> {
  return page.evaluate(
    `(() => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(png.toString('base64'))}), (sign) => sign.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    })()`,
  )
}
