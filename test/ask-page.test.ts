import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pageRoutes } from '../src/server/pages/page-files.ts'
import { readJudgments } from '../src/store/reading/read-judgments.ts'
import type { Store } from '../src/store/store.ts'
import { findStudy } from '../src/store/studies.ts'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { launchBrowser } from '../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../web/testing/built-pages.ts'
import { hostileSource, linkedSource } from './support/hostile-sources.ts'
import { type IndexedSources, indexedSample } from './support/sample-corpus.ts'
import { servedAskPage } from './support/served-ask-page.ts'

let browser: Browser
let built: BuiltPages
let server: TestServer
let corpus: IndexedSources
let sources: string
beforeAll(async () => {
  sources = await mkdtemp(join(tmpdir(), 'equipoise-hostile-'))
  await writeFile(join(sources, 'zorblax.md'), hostileSource)
  await writeFile(join(sources, 'quendral.md'), linkedSource)
  ;[browser, built, server, corpus] = await Promise.all([
    launchBrowser(),
    buildPages(),
    startTestServer(),
    indexedSample(sources),
  ])
}, 90_000)
afterAll(async () => {
  await browser.close()
  built.remove()
  await server.stop()
  await corpus[Symbol.asyncDispose]()
  await rm(sources, { recursive: true, force: true })
})

interface Options {
  readonly width?: number
  readonly scheme?: 'light' | 'dark'
}

async function openPage({ width = 1280, scheme = 'light' }: Options = {}) {
  const store = await server.freshStore()
  const served = await servedAskPage(store, corpus.folder, pageRoutes(built.folder))
  const { cookie } = await served.visitor('Ada', 'reviewer')
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 800 : 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  await context.addCookies([{ name: 'equipoise', value: cookie, url: served.origin }])
  const complaints: string[] = []
  const strangers: string[] = []
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(dialog.message()))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(served.origin)) strangers.push(request.url())
  })
  await page.goto(`${served.origin}/ask`)
  const box = page.getByLabel('Your question')
  await box.waitFor()
  const ask = async (question: string) => {
    await box.fill(question)
    await box.press('Enter')
    await page
      .locator('.asked-question:visible')
      .filter({ hasText: question.slice(0, 30) })
      .waitFor()
  }
  return {
    store,
    page,
    box,
    ask,
    complaints,
    strangers,
    async [Symbol.asyncDispose]() {
      await context.close()
      await served[Symbol.asyncDispose]()
    },
  }
}

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate<string[]>(
    `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
  )
}

const scroll = 'document.documentElement.scrollWidth - innerWidth'

async function judgmentsOf(store: Store): Promise<readonly unknown[]> {
  const study = await findStudy(store, 'ask')
  const all: unknown[] = []
  if (study !== null) for await (const page of readJudgments(store, study)) all.push(...page)
  return all
}

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  it.each([320, 390, 1280])(
    'at %i px nothing is amiss: question, answer, passage, emergency, no answer, two versions',
    async (width) => {
      await using opened = await openPage({ width, scheme })
      const { page, ask } = opened
      const found: string[] = []
      const visit = async (name: string) => {
        const sideways = await page.evaluate<number>(scroll)
        if (sideways > 0) found.push(`${name}: ${sideways} px sideways`)
        for (const violation of await violationsOf(page)) found.push(`${name}: ${violation}`)
        if ((await page.locator('.intended:visible').count()) !== 1) found.push(`${name}: no statement`)
        const folder = process.env.ASK_PICTURES
        if (folder !== undefined)
          await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: true })
      }
      await visit('empty')
      await ask('How is afib treated?')
      await visit('answer')
      await page
        .getByRole('button', { name: /^Source 1/ })
        .first()
        .click()
      await page.locator('.panel mark').first().waitFor()
      await visit('passage')
      await page.keyboard.press('Escape')
      await ask('I have crushing chest pain and my left arm is numb')
      await visit('emergency')
      await ask('Who won the football league of Norway?')
      await visit('declined')
      await page.getByRole('checkbox').check()
      for (let attempt = 0; attempt < 14; attempt++) {
        await ask('How is gout treated?')
        if ((await page.locator('.answers.two:visible').count()) > 0) break
      }
      await page.locator('.answers.two:visible').waitFor()
      await visit('two')
      expect(found).toEqual([])
      expect(opened.complaints).toEqual([])
      expect(opened.strangers).toEqual([])
    },
    120_000,
  )
})

it('is used by keyboard alone: ask, read, open a source, come back, mark', async () => {
  await using opened = await openPage()
  const { page, box } = opened
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const focused = () => page.evaluate<string>('document.activeElement.textContent')
  /** Goes on with Tab until the focus is there. */
  const tabTo = async (words: RegExp) => {
    for (let n = 0; n < 40; n++) {
      const name = await page.evaluate<string>(
        '(document.activeElement.getAttribute("aria-label") ?? "") + " " + (document.activeElement.closest("label")?.textContent ?? document.activeElement.textContent)',
      )
      if (words.test(name)) return
      await press('Tab')
    }
    throw new Error(`no way to ${words}`)
  }
  for (let n = 0; n < 20 && (await page.evaluate('document.activeElement.tagName')) !== 'TEXTAREA'; n++)
    await press('Tab')
  await page.keyboard.type('How is gout')
  await press('Shift+Enter')
  await page.keyboard.type('treated?')
  expect(await box.inputValue()).toBe('How is gout\ntreated?')
  await press('Enter')
  await page.locator('.asked-question').waitFor()
  await expect.poll(focused).toContain('Answer to: How is gout')
  expect(await page.getByRole('status').filter({ hasText: 'Answered from' }).count()).toBe(1)
  await tabTo(/^Source 1/)
  await press('Enter')
  await page.locator('.panel').waitFor()
  await expect.poll(focused).toMatch(/Gout/)
  const quoted = await page.locator('.panel mark').allTextContents()
  const answer = await page.locator('.answers').textContent()
  expect(quoted.length).toBeGreaterThan(0)
  for (const words of quoted) expect(answer).toContain(words.replace(/^[-–•*·]\s*/, ''))
  await press('Escape')
  expect(await page.locator('.panel').count()).toBe(0)
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toMatch(/^Source 1/)
  await page.getByRole('checkbox').focus()
  await press('Space')
  await tabTo(/^ Yes$/)
  await press('Space')
  await tabTo(/Send and keep/)
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/ask/feedback'))
  await press('Enter')
  // Which source was opened goes with the marks.
  expect(JSON.parse((await sent).postData() ?? '')).toMatchObject({ consent: true, opened: [[1]] })
  await page.getByText('Kept: the question').waitFor()
  expect(await judgmentsOf(opened.store)).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ axis: 'useful', value: 2, consent: true })]),
  )
  expect(opened.complaints).toEqual([])
})

it('sends no mark without consent, and takes consent back', async () => {
  await using opened = await openPage()
  const { page, ask, store } = opened
  expect(await page.getByRole('checkbox').isChecked()).toBe(false)
  await ask('How is gout treated?')
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await page.getByRole('radio', { name: 'Partly' }).check()
  expect(await page.getByRole('button', { name: 'Send and keep' }).count()).toBe(0)
  await page.getByText('Marks are sent only if they may be kept').waitFor()
  expect(sent).toEqual([])
  await page.getByRole('checkbox').check()
  await page.getByRole('combobox').selectOption('0')
  await page.getByRole('radio', { name: 'severe' }).check()
  await page.getByRole('button', { name: 'Send and keep' }).click()
  await page.getByText('Kept: the question').waitFor()
  expect(await judgmentsOf(store)).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({
        axis: 'useful',
        value: 1,
        harm: expect.objectContaining({ level: 'severe' }),
      }),
    ]),
  )
  await page.getByRole('checkbox').uncheck()
  await page.getByRole('button', { name: 'Take back what I allowed before' }).click()
  await page.getByText('Taken back').waitFor()
  await page.reload()
  await page.getByLabel('Your question').waitFor()
  expect(await page.getByRole('checkbox').isChecked()).toBe(false)
  expect(await page.getByRole('button', { name: /Take back/ }).count()).toBe(0)
  // Nothing of the questions is left in the browser either.
  expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0)
  expect(await page.locator('.asked').count()).toBe(0)
})

it('says that a question with identifiers is answered and not kept', async () => {
  await using opened = await openPage()
  await opened.page.getByRole('checkbox').check()
  await opened.ask('How is gout treated in Mr John Smith, born 4 May 1951?')
  await opened.page.getByText('It is not kept, and').waitFor()
  expect(await opened.page.getByRole('button', { name: 'Send and keep' }).count()).toBe(0)
})

it('says what is too long, and why nothing comes, in words', async () => {
  await using opened = await openPage()
  const { page, box } = opened
  await box.fill('a'.repeat(2003))
  await page.getByText('3 characters too long; at most 2000.').waitFor()
  await box.press('Enter')
  expect(await page.locator('.asked').count()).toBe(0)
  await page.context().clearCookies()
  await box.fill('How is gout treated?')
  await box.press('Enter')
  await page.getByRole('alert').filter({ hasText: 'A link opens once' }).waitFor()
  expect(await box.inputValue()).toBe('How is gout treated?')
})

it('shows hostile questions and sources as the words that they are', async () => {
  await using opened = await openPage()
  const { page, ask } = opened
  const question =
    'How is <b onclick=alert(1)>zorblax</b> fever \u202Edetaert\u202C treated? [x](javascript:alert(1))'
  await opened.box.fill(question)
  await opened.box.press('Enter')
  const heading = page.locator('.asked-question')
  await heading.waitFor()
  expect(await heading.textContent()).toContain('<b onclick=alert(1)>zorblax</b> fever detaert treated? [x](')
  await ask('How is zorblax fever treated?')
  const shown = page.locator('.asked:visible')
  await shown
    .getByRole('button', { name: /^Source 1/ })
    .first()
    .click()
  const panel = page.locator('.panel:visible')
  await panel.waitFor()
  const text = (await shown.textContent()) ?? ''
  expect(text).toContain('<script>')
  expect(text).toContain('<img src=x onerror=alert(1)>')
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  expect(text).toContain('Keep 5 gm apart from children.')
  // The address is told and cannot be opened.
  expect(await panel.textContent()).toContain('javascript:alert(1)')
  expect(await page.locator('a').count()).toBe(0)
  expect(await page.locator('.asked :is(script, img, b)').count()).toBe(0)
  expect(await page.title()).toBe('Ask')
  expect(opened.complaints).toEqual([])
  expect(opened.strangers).toEqual([])
})

it('opens a source by a link that is one, and tells the site nothing of where it came from', async () => {
  await using opened = await openPage()
  const { page, ask } = opened
  await ask('How is quendral rash treated?')
  await page
    .getByRole('button', { name: /^Source 1/ })
    .first()
    .click()
  const link = page.getByRole('link', { name: /Open source/ })
  expect(await link.getAttribute('href')).toBe('https://example.org/quendral')
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer')
  const panel = await page.locator('.panel').textContent()
  expect(panel).toContain('https://example.org/quendral')
  expect(panel).toContain('Quendral rash (SAMPLE)')
  expect(panel).toContain('Treatment')
  expect(panel).toContain('2026-02-02')
  expect(panel).toContain('not checked: the source has no DOI')
})

it('shows what is clicked as chosen, whatever was chosen for an earlier question', async () => {
  await using opened = await openPage()
  const { page, ask } = opened
  await ask('How is quendral rash treated?')
  const yes = () => page.getByRole('radio', { name: 'Yes' }).filter({ visible: true })
  await yes().check()
  await ask('How is zorblax fever treated?')
  expect(await yes().isChecked()).toBe(false)
  await yes().click()
  expect(await yes().isChecked()).toBe(true)
})
