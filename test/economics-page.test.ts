import { existsSync, readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { economicsFile } from '../src/cli/economics/economics-file.ts'
import { economicsPlace } from '../src/cli/economics/economics-place.ts'
import { withStudy } from '../src/cli/open-study.ts'
import { servedDesk } from '../src/cli/serving/served-study.ts'
import { studyApp } from '../src/cli/serving/study-app.ts'
import { studyFolder } from '../src/cli/study-folder.ts'
import { pageRoutes } from '../src/server/pages/page-files.ts'
import { serveApp } from '../src/server/serve.ts'
import { launchBrowser } from '../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../web/testing/built-pages.ts'
import { misfittingDrawings } from '../web/testing/misfitting-drawings.ts'
import { keyVariable } from './support/collecting-study.ts'
import { equipoise, projectRoot } from './support/command-line.ts'
import { economicsStudy } from './support/economics-study.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const silent = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }

let workspace: SharedWorkspace
let pages: BuiltPages
let browser: Browser
beforeAll(async () => {
  process.env[keyVariable] = 'sk-stand-in-economics-page'
  workspace = await sharedWorkspace()
  pages = await buildPages()
  browser = await launchBrowser()
})
afterAll(async () => {
  delete process.env[keyVariable]
  await browser.close()
  pages.remove()
  await workspace[Symbol.asyncDispose]()
})

async function openPage(): Promise<{ readonly page: Page; readonly errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, errors }
}

/** Looks at the page as it is on a phone and a laptop, in light and dark. */
async function expectSound(page: Page): Promise<void> {
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      expect(await misfittingDrawings(page, width)).toEqual([])
      const violations = await page.evaluate<string[]>(
        `${axe}; axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
      )
      expect(violations).toEqual([])
    }
  }
}

/** Moves a slider by keys. */
async function press(page: Page, label: string, key: string): Promise<void> {
  await page.getByRole('slider', { name: label }).focus()
  await page.keyboard.press(key)
}

const monthlyOwn = (page: Page) =>
  page
    .getByRole('row', { name: /^Own model/ })
    .first()
    .locator('td')
    .last()
    .innerText()

/** Everything folded is unfolded, so that it is looked at too. */
const unfold = (page: Page) =>
  page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')

it('shows the numbers of the command, and moves them without a reload', { timeout: 240_000 }, async () => {
  await using made = await economicsStudy(workspace, 'page')
  const told = JSON.parse((await equipoise('economics', made.study.path, '--json')).out)
  await withStudy(studyFolder(made.study.path), silent, async (study) => {
    let origin = ''
    const running = await serveApp(
      (port) => {
        origin = `http://127.0.0.1:${port}`
        const readDesk = servedDesk(study)
        return studyApp(study, {
          origin,
          proxies: 0,
          pages: pageRoutes(pages.folder),
          readDesk,
          terminal: silent,
        })
      },
      '127.0.0.1',
      0,
    )
    try {
      const linkOf = async (name: string, role: string) => {
        const { out } = await made.study.done('invite', name, '--role', role, '--at', origin, '--json')
        return String(JSON.parse(out).link)
      }
      expect((await fetch(`${origin}/api/economics`)).status).toBe(401)
      const { page, errors } = await openPage()
      await page.goto(await linkOf('Ann', 'analyst'))
      await page.getByRole('button').click()
      await page.waitForURL('**/study')
      await page.goto(`${origin}/economics`)
      await page.getByRole('heading', { name: 'What an answer costs' }).waitFor()

      const shown = await (await page.request.get(`${origin}/api/economics`)).json()
      expect(shown.study).toEqual(told.study)
      const own = Math.round(told.options.monthly.own.usd)
      expect((await monthlyOwn(page)).replace(/\D/g, '')).toBe(String(own))

      await unfold(page)
      // Nine months more of use, and a bookmark in the window that a reload would lose.
      await page.evaluate('window.kept = true')
      const before = await monthlyOwn(page)
      await press(page, 'Hosting of one unit', 'End')
      // By hand: $6,000 in the place of $1,500.
      expect((await monthlyOwn(page)).replace(/\D/g, '')).toBe(String(own + 4500))
      await page.getByText('moved here from $1').first().waitFor()
      await page.getByRole('button', { name: 'Put all sliders back' }).click()
      expect(await monthlyOwn(page)).toBe(before)
      expect(await page.evaluate('window.kept')).toBe(true)

      // A figure that is moved is the visitor's own, and any legal value can be typed: also one beyond the slider.
      const hosting = page.getByRole('textbox', { name: 'Hosting of one unit, value' })
      await hosting.fill('9000')
      expect((await monthlyOwn(page)).replace(/\D/g, '')).toBe(String(own + 7500))
      await hosting.fill('-1')
      await page.getByText('a number of at least 0 and at most').waitFor()
      await page.getByRole('row', { name: /^Hosting of one unit, a month .* yours/ }).waitFor()
      await page.getByRole('button', { name: 'Put all sliders back' }).click()
      await page
        .getByLabel('At the list price of')
        .selectOption({ label: 'GPT-6 Luna: $0.1000 and $0.5000 (2026-11-22)' })
      await page.getByText('GPT-6 Luna, codexometer v0.18.4 (2026-11-22)').first().waitFor()
      await page.getByRole('textbox', { name: 'Price of tokens read, value' }).fill('1.25')
      await page.getByRole('row', { name: /^Price of tokens read, a million .* yours/ }).waitFor()
      expect(await page.getByText('GPT-6 Luna, codexometer v0.18.4 (2026-11-22)').count()).toBe(0)
      await page.getByRole('button', { name: 'Put all sliders back' }).click()

      await page.getByLabel('An answer by the token costs').selectOption({ index: 3 })
      expect(await page.getByRole('slider', { name: 'Tokens read', exact: true }).isDisabled()).toBe(true)
      const mean = told.study.arms[2].mean
      await page
        .getByRole('cell', { name: `$${mean.toFixed(4)}` })
        .first()
        .waitFor()
      await page.getByLabel('Who holds the workflow').selectOption('customer')
      await page.getByLabel('Who gets the feedback').selectOption('customer')
      await page.getByText('The hospital asks inside its own record').waitFor()
      await unfold(page)
      await expectSound(page)
      expect(errors).toEqual([])

      // A mistake in the file of assumptions is told as the command tells it.
      await made.study.write('economics.yaml', 'schemaVersion: 1\nfigures:\n  hosting: {value: lots}\n')
      await page.reload()
      await page.getByText('The file of assumptions has mistakes.').waitFor()
      await page.getByText('economics.yaml, line 3, field figures.hosting.value').waitFor()
      await page.getByText('Expected a number of at least 0.').waitFor()
      await expectSound(page)
      await made.study.write('economics.yaml', 'schemaVersion: 1\n')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('heading', { name: 'What an answer costs' }).waitFor()

      const other = await openPage()
      await other.page.goto(`${origin}/economics`)
      await other.page.getByText('The server does not know this browser.').waitFor()
      await expectSound(other.page)
    } finally {
      await running.close()
    }
  })
})

it('stands alone in a file, without a server and a network', { timeout: 120_000 }, async () => {
  await using made = await economicsStudy(workspace, 'alone')
  const html = await withStudy(studyFolder(made.study.path), silent, async (study) => {
    const { file: _, ...place } = await economicsPlace(study, undefined)
    return economicsFile(place, pages.folder)
  })
  const file = await workspace.input('economics.html', html)
  const { page, errors } = await openPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  await page.getByRole('heading', { name: 'What an answer costs' }).waitFor()
  await unfold(page)
  const before = await monthlyOwn(page)
  await press(page, 'People who run and watch it', 'Home')
  expect(await monthlyOwn(page)).not.toBe(before)
  await expectSound(page)
  expect(errors).toEqual([])
  expect(asked).toEqual([pathToFileURL(file).href])
})

const built = existsSync(join(projectRoot, 'dist-web', 'economics'))

// Skipped where nobody has run `npm run build:web`: the command takes the pages of the clone.
it.skipIf(!built)('is written by the command, over an earlier one and over nothing else', async () => {
  const folder = join(workspace.path, 'written')
  for (const again of [false, true]) {
    const { exitCode, notes } = await equipoise('economics', '--out', folder)
    expect([exitCode, notes, again]).toEqual([0, '', again])
  }
  expect((await readdir(folder)).toSorted()).toEqual(['economics.html', 'economics.json'])
  const told = JSON.parse(await readFile(join(folder, 'economics.json'), 'utf8'))
  const { page: _, ...printed } = JSON.parse((await equipoise('economics', '--out', folder, '--json')).out)
  expect(told).toEqual(printed)
  await writeFile(join(folder, 'notes.txt'), 'mine')
  const { exitCode, notes } = await equipoise('economics', '--out', folder)
  expect([exitCode, notes]).toEqual([1, expect.stringContaining('ECONOMICS_FOLDER')])
})
