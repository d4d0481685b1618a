import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { withStudy } from '../src/cli/open-study.ts'
import { servedDesk } from '../src/cli/serving/served-study.ts'
import { studyApp } from '../src/cli/serving/study-app.ts'
import { studyFolder } from '../src/cli/study-folder.ts'
import { pageRoutes } from '../src/server/pages/page-files.ts'
import { serveApp } from '../src/server/serve.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { launchBrowser } from '../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../web/testing/built-pages.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'
import { enter, simulatedReviewer } from './support/simulated-reviewer.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const questions = 6

let workspace: SharedWorkspace
let pages: BuiltPages
let browser: Browser
beforeAll(async () => {
  workspace = await sharedWorkspace()
  pages = await buildPages()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  pages.remove()
  await workspace[Symbol.asyncDispose]()
})

/** A study of two arms with recorded answers, one of which names its arm; the plan is locked. */
async function preparedStudy(): Promise<TestStudy> {
  const study = await workspace.study(
    'tarn',
    stringify({
      schemaVersion: 1,
      id: 'tarn',
      title: 'Tarn Clinical against Moor',
      question: 'Which answers are better?',
      arms: [
        { id: 'tarn', label: 'Tarn Clinical', kind: 'own' },
        { id: 'moor', label: 'Moor', kind: 'general' },
      ],
      axes: [
        { id: 'utility', form: 'pairwise', primary: true },
        { id: 'accuracy', form: 'pairwise' },
      ],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      items: [{ from: 'own', n: questions }],
      review: { reviewersPerQuestion: 2 },
      looks: { information: [0.5, 1] },
      seed: 5,
      resamples: 1000,
    }),
  )
  const keys = Array.from({ length: questions }, (_, index) => `q${index}`)
  const table = async (name: string, rows: readonly object[], mapping: object) => {
    const text = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
    await study.imported(
      await workspace.input(`${name}.jsonl`, text),
      await workspace.input(`${name}.yaml`, stringify({ schemaVersion: 1, ...mapping })),
    )
  }
  await table(
    'questions',
    keys.map((key) => ({ key, text: `Question ${key}?` })),
    { form: 'items', columns: { key: 'key', text: 'text' } },
  )
  await study.done('lock')
  await table(
    'answers',
    keys.flatMap((item) => [
      {
        item,
        arm: 'tarn',
        status: 'answered',
        text: item === 'q1' ? 'I am Tarn Clinical. Give 5 mg.' : 'Give 5 mg.',
      },
      item === 'q2'
        ? { item, arm: 'moor', status: 'refused', text: null }
        : { item, arm: 'moor', status: 'answered', text: 'Give 10 mg.' },
    ]),
    { form: 'answers', columns: { item: 'item', arm: 'arm', status: 'status', text: 'text' } },
  )
  return study
}

async function comeIn(link: string): Promise<{ readonly page: Page; readonly errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    // A colour that is on its way to another is neither: contrast is looked at when it has come.
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button').click()
  await page.waitForURL('**/study')
  const errors: string[] = []
  page.on('console', (message) => {
    // A refusal that a test provokes is printed by the browser as a failed load.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, errors }
}

/** Looks at the page as it is on a phone and a laptop, in light and dark. */
async function expectSound(page: Page): Promise<void> {
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      const violations = await page.evaluate<string[]>(
        `${axe}; axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
      )
      expect(violations).toEqual([])
    }
    const shown = width < 700 ? '.drawing .narrow svg' : '.drawing .wide svg'
    expect(await page.locator(`${shown}:visible`).count()).toBe(1)
  }
}

it('an organiser takes a study from names in its answers to its report in the browser', {
  timeout: 240_000,
}, async () => {
  const prepared = await preparedStudy()
  const terminal = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }
  await withStudy(studyFolder(prepared.path), terminal, async (study) => {
    let origin = ''
    const running = await serveApp(
      (port) => {
        origin = `http://127.0.0.1:${port}`
        return studyApp(study, {
          origin,
          proxies: 0,
          pages: pageRoutes(pages.folder),
          readDesk: servedDesk(study),
          terminal,
        })
      },
      '127.0.0.1',
      0,
    )
    try {
      const linkOf = async (name: string, role: string) => {
        const { out } = await prepared.done('invite', name, '--role', role, '--at', origin, '--json')
        return String(JSON.parse(out).link)
      }
      const { page, errors } = await comeIn(await linkOf('Olga', 'owner'))
      await page.getByText('1 answer with names, 1 to be decided').waitFor()
      await page.locator('mark', { hasText: 'Tarn Clinical' }).waitFor()
      await expectSound(page)

      await page.getByRole('button', { name: 'Open the review' }).click()
      await page.getByText('a name was found that may tell the arm').waitFor()
      await page.getByRole('button', { name: /^Remove the names: q1/ }).click()
      await page.getByText('Write the reason first.').waitFor()
      await page.getByLabel('Reason').fill('Seen by two of us')
      await page.getByRole('button', { name: /^Remove the names: q1/ }).click()
      await page.getByText('Decided about 1 answer.').waitFor()
      await page.getByRole('button', { name: 'Open the review' }).click()
      await page.getByText('The review is open: 10 reviews to be dealt').waitFor()

      const links: string[] = []
      for (const name of ['Ada', 'Bob']) {
        await page.getByLabel('Name, as the study knows the person').fill(name)
        await page.getByRole('button', { name: 'Make a link' }).click()
        links.push(await page.getByLabel(`Link for ${name};`).inputValue())
      }
      await page.reload()
      await page.getByText('2 of 2 invited').waitFor()
      expect(await page.content()).not.toContain('/r/')

      const atWork = async (link: string | undefined, index: number) =>
        simulatedReviewer(await enter(link ?? ''), createGenerator(7, 'reviewer', index), {
          dropped: 0,
          twice: 0,
        })
      await page.getByText('Look 1 of 2 is due at 5 marks.').waitFor()
      await atWork(links[0], 0)
      // The page asks by itself within 15 seconds.
      await page.getByText('Look 1 of 2 is due: the marks').waitFor({ timeout: 20_000 })
      await expectSound(page)
      await prepared.done('look', '--by', 'Olga', '--reason', 'Half of the marks are there')
      await page.getByText('boundary not crossed: go on').waitFor({ timeout: 20_000 })
      await expectSound(page)
      await atWork(links[1], 1)
      await page.getByText('10 of 10 reviews done').waitFor({ timeout: 20_000 })
      await expectSound(page)

      const analyst = await comeIn(await linkOf('Ann', 'analyst'))
      await analyst.page.getByText('The study is blind. Results').waitFor()
      expect(await analyst.page.getByRole('button').count()).toBe(0)
      expect(await analyst.page.locator('main').innerText()).not.toMatch(/Ada|Bob/)
      await expectSound(analyst.page)

      const unblind = page.getByRole('button', { name: 'Unblind for good' })
      expect(await unblind.isDisabled()).toBe(true)
      await page.getByLabel(/To confirm, type/).fill('tarn')
      await page.getByLabel('Why now').fill('All questions are marked')
      await unblind.click()
      await page.getByRole('heading', { name: 'Everything is done' }).waitFor()
      await page.getByRole('link', { name: 'Open the report' }).click({ timeout: 120_000 })
      await page.getByRole('heading', { name: 'Verdict', exact: true }).waitFor()
      // The policy lets the report's own style through, and no other.
      expect(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(21, 23, 26)',
      )
      expect([...errors, ...analyst.errors]).toEqual([])
      expect((await prepared.done('audit', 'verify', '--json')).out).toContain('"holds": true')
    } finally {
      await running.close()
    }
  })
})
