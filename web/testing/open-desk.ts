import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { DeskUnit } from '../../src/server/contract/desk.ts'
import { DeskMemory } from './desk-memory.ts'
import { type DeskServer, type DeskServerOptions, startDeskServer } from './desk-server.ts'
import { sampleDesk } from './sample-desk.ts'

export interface OpenDesk extends AsyncDisposable {
  readonly memory: DeskMemory
  readonly server: DeskServer
  readonly context: BrowserContext
  readonly page: Page
  /** What the browser complained of: the policy broken, an error that nobody caught. */
  readonly complaints: readonly string[]
  /** Requests that left this machine's server. */
  readonly strangers: readonly string[]
  /** Opens the link of the invitation, in the same tab or another one. */
  openLink(page?: Page): Promise<void>
}

interface Options extends Partial<Pick<DeskServerOptions, 'feedback' | 'guesses'>> {
  readonly browser: Browser
  readonly pages: string
  readonly units: readonly DeskUnit[]
  readonly about?: Partial<typeof sampleDesk>
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
}

/** A server with a review of its own and a fresh browser that has opened the link. */
export async function openDesk(options: Options): Promise<OpenDesk> {
  const { browser, pages, units, about = {}, width = 1280, scheme = 'light', feedback, guesses } = options
  const memory = new DeskMemory({ ...sampleDesk, ...about }, units)
  const server = await startDeskServer({
    memory,
    pages,
    ...(feedback === undefined ? {} : { feedback }),
    ...(guesses === undefined ? {} : { guesses }),
  })
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 800 : 900 },
    colorScheme: scheme,
    // A colour on its way from one to another is neither, and says nothing of the page.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const complaints: string[] = []
  const strangers: string[] = []
  context.on('page', (page) => {
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text())
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(server.origin)) strangers.push(request.url())
    })
  })
  const page = await context.newPage()
  const openLink = async (where: Page = page) => {
    await where.goto(`${server.origin}/r/invitation`)
  }
  await openLink()
  return {
    memory,
    server,
    context,
    page,
    complaints,
    strangers,
    openLink,
    async [Symbol.asyncDispose]() {
      await context.close()
      await server.close()
    },
  }
}

/** Goes from the welcome page to the first question. */
export async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
}

/** Waits until the page says that everything is on record. */
export async function untilSaved(page: Page): Promise<void> {
  await page
    .locator('.saved span[aria-hidden]')
    .filter({ hasText: /^Saved \d\d:\d\d$/ })
    .waitFor()
}
