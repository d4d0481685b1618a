import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { withStudy } from '../src/cli/open-study.ts'
import { servedModels } from '../src/cli/serving/served-models.ts'
import { servedDesk } from '../src/cli/serving/served-study.ts'
import { studyApp } from '../src/cli/serving/study-app.ts'
import { studyFolder } from '../src/cli/study-folder.ts'
import { type ModelsPage, modelsPageSchema } from '../src/server/contract/models.ts'
import { pageRoutes } from '../src/server/pages/page-files.ts'
import { serveApp } from '../src/server/serve.ts'
import { launchBrowser } from '../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../web/testing/built-pages.ts'
import { misfittingDrawings } from '../web/testing/misfitting-drawings.ts'
import { equipoiseProcess } from './support/command-line.ts'
import { gradedQuestions } from './support/graded-questions.ts'
import { modelsInUse, names, nothingKept } from './support/models-in-use.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
let study: TestStudy
let pages: BuiltPages
let browser: Browser
beforeAll(async () => {
  ;[workspace, pages, browser] = await Promise.all([sharedWorkspace(), buildPages(), launchBrowser()])
  study = await workspace.study(
    'tarn',
    stringify({
      schemaVersion: 1,
      id: 'tarn',
      title: 'Tarn against Moor',
      question: 'Which answers are better?',
      arms: [
        { id: 'tarn', label: 'Tarn', kind: 'own' },
        { id: 'moor', label: 'Moor', kind: 'general' },
      ],
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      items: [{ from: 'own', n: 5 }],
      resamples: 1000,
      seed: 5,
    }),
  )
  await study.done('lock')
}, 120_000)
afterAll(async () => {
  await browser.close()
  pages.remove()
  await workspace[Symbol.asyncDispose]()
})

interface Served {
  readonly origin: string
  readonly linkOf: (name: string, role: string) => Promise<string>
}

/** The application as `equipoise serve` runs it. */
async function serving(
  readModels: () => Promise<ModelsPage>,
  use: (served: Served) => Promise<void>,
): Promise<void> {
  const terminal = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }
  await withStudy(studyFolder(study.path), terminal, async (open) => {
    let origin = ''
    const running = await serveApp(
      (port) => {
        origin = `http://127.0.0.1:${port}`
        return studyApp(open, {
          origin,
          proxies: 0,
          pages: pageRoutes(pages.folder),
          readDesk: servedDesk(open),
          readModels,
          terminal,
        })
      },
      '127.0.0.1',
      0,
    )
    try {
      await use({
        origin,
        linkOf: async (name, role) => {
          const { out } = await study.done('invite', name, '--role', role, '--at', origin, '--json')
          return String(JSON.parse(out).link)
        },
      })
    } finally {
      await running.close()
    }
  })
}

/** Somebody who has come in, with what the browser complains about. */
async function comeIn(link: string): Promise<{ readonly page: Page; readonly errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(link)
  await page.getByRole('button').click()
  await page.waitForURL(/\/(study|desk)/)
  return { page, errors }
}

/** Looks at the page as it is at 400 % zoom, on a phone and on a laptop, in light and dark, with all that opens opened. */
async function expectSound(page: Page): Promise<void> {
  await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
  for (const width of [320, 390, 1280])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      expect(await misfittingDrawings(page, width)).toEqual([])
      const violations = await page.evaluate<string[]>(
        `${axe.source}; axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
      )
      expect(violations).toEqual([])
    }
}

it('the contract keeps what it is given, and refuses what it does not know', () => {
  for (const page of [modelsInUse(), nothingKept]) {
    expect(modelsPageSchema.parse(JSON.parse(JSON.stringify(page)))).toEqual(page)
    expect(modelsPageSchema.safeParse({ ...page, outcomes: [] }).success).toBe(false)
  }
  expect(modelsInUse().models.map(({ gates }) => gates[0]?.report.verdict ?? null)).toEqual([
    'fail',
    null,
    'needs-judging',
    'pass',
  ])
})

describe('the page of the models', () => {
  it('shows a model that was trained, promoted and tried by the commands', { timeout: 240_000 }, async () => {
    const run = async (...given: readonly string[]) => {
      const { exitCode, notes } = await equipoiseProcess(given, { cwd: workspace.path })
      expect(exitCode, notes).toBe(0)
    }
    const filler = 'It was described long ago and is seen all over the world by those who look after people.'
    const candidates = gradedQuestions.flatMap(({ id, text }, at) =>
      // Lists of different lengths, so that questions differ in what there is to win.
      Array.from({ length: 3 + (at % 4) }, (_, number) => ({
        question: id,
        id: `a${number}`,
        text: number % 2 === 0 ? `${text} ${filler} ${filler} ${number}` : `${text} - a thing ${number}`,
        grade: number % 2 === 0 ? 4 : 1,
        systemRank: number + 1,
      })),
    )
    const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    const graded = [
      await workspace.input('q.jsonl', lines(gradedQuestions)),
      await workspace.input('c.jsonl', lines(candidates)),
    ]
    const learn = ['learn', ...graded, '--grades', 'four', '--licence', 'CC0-1.0', '--curve']
    await run('index', '--sample')
    await run(...learn, '--out', 'model.json')
    await run(...learn, '--seed', '2', '--sample', '--out', 'second.json')
    await run('promote', 'model.json', '--without-gate', 'The first one')
    await run('promote', 'second.json', '--stage', 'canary', '--share', '0.2', '--without-gate', 'A trial')
    const read = () => servedModels('main', null, workspace.path)
    const told = await read()
    expect(modelsPageSchema.parse(JSON.parse(JSON.stringify(told)))).toEqual(told)
    const served = told.models.find(({ standing }) => standing === 'served')

    await serving(read, async ({ linkOf, origin }) => {
      const { page, errors } = await comeIn(await linkOf('Olga', 'owner'))
      await page.getByRole('link', { name: 'Models' }).click()
      await page.getByRole('heading', { name: 'What answers now' }).waitFor()
      const words = (await page.locator('main').innerText()).replace(/\s+/g, ' ')
      expect(words).toContain(`Answers ${served?.id} on main`)
      expect(words).toContain('without a gate: “The first one”')
      expect(words).toContain('with a share in 20% of the questions')
      expect(words).toMatch(/the trained ranker is ahead of .*BM25/)
      expect(words).toContain('CC0-1.0')
      const sample = page.getByRole('article').filter({ hasText: /^ranker-\w+ sample/i })
      expect(await sample.count()).toBe(1)
      expect(await sample.innerText()).toContain('on trial, with a share of the questions')
      expect(words).toContain('equipoise serve --corpus main --watch')
      await expectSound(page)
      expect(errors).toEqual([])
      // It asks for the models and nothing of the study, blind or not.
      const asked: string[] = []
      page.on('request', (request) => {
        if (request.url().includes('/api/')) asked.push(request.url().slice(origin.length))
      })
      await page.reload()
      await page.getByRole('heading', { name: 'What answers now' }).waitFor()
      expect([...new Set(asked)]).toEqual(['/api/models'])
    })
  })

  it('shows every state: gates, drift by weeks, a SAMPLE, a model without a card', {
    timeout: 120_000,
  }, async () => {
    await serving(
      async () => modelsInUse(),
      async ({ origin, linkOf }) => {
        const { page, errors } = await comeIn(await linkOf('Ann', 'analyst'))
        await page.goto(`${origin}/models`)
        await page.getByRole('heading', { name: 'What answers now' }).waitFor()
        const words = (await page.locator('main').innerText()).replace(/\s+/g, ' ')
        for (const told of [
          'The gate is reopened.',
          'The index has changed since the release.',
          'SAMPLE: models here learned from simulated marks.',
          '1 240 preferences of 250 questions, by 8 reviewers',
          'the trained ranker is ahead of BM25 and the label-free prior; not told apart from the order of the system that retrieved; behind the oracle',
          'About +0.0004 of nDCG@10',
          'Cannot be told: the end of the curve is flat within its error.',
          'needs judging',
          '“Words of the question”',
          'equipoise drift --corpus main',
        ])
          expect(words).toContain(told.replace('1 240', '1\u202f240').replace(/\s+/g, ' '))
        expect(await page.getByRole('heading', { level: 3, name: /^ranker-/ }).allInnerTexts()).toEqual([
          names.served,
          expect.stringMatching(new RegExp(`^${names.canary} sample$`, 'i')),
          names.before,
          names.kept,
        ])
        await expectSound(page)
        for (const name of [/^Learning curve of/, /^The trained ranker less/, /^Gains of/, /^Drift by week/])
          expect(await page.getByRole('img', { name }).count()).toBeGreaterThan(0)
        const sample = await page
          .locator('svg[id], svg')
          .filter({ hasText: 'SAMPLE, SIMULATED MARKS' })
          .count()
        expect(sample).toBeGreaterThan(0)
        expect(errors).toEqual([])
      },
    )
  })

  it('is gone through by keyboard, and what opens is opened by it', { timeout: 120_000 }, async () => {
    await serving(
      async () => modelsInUse(),
      async ({ origin, linkOf }) => {
        const { page } = await comeIn(await linkOf('Ann', 'analyst'))
        await page.goto(`${origin}/models`)
        await page.getByRole('heading', { name: 'What answers now' }).waitFor()
        const stops: string[] = []
        for (let press = 0; press < 60; press++) {
          await page.keyboard.press('Tab')
          stops.push(
            await page.evaluate<string>(
              'document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? ""',
            ),
          )
        }
        expect(stops).toContain('Study')
        expect(stops).toContain(`Card and gates of ${names.kept}`)
        // What scrolls sideways is reached, too.
        expect(stops).toContain('Drift of features')
        const small = page.getByText(`Card and gates of ${names.kept}`)
        await small.focus()
        await page.keyboard.press('Enter')
        await page.getByRole('article', { name: names.kept }).getByText('None was measured.').waitFor()
      },
    )
  })

  it('says what fills it where there is nothing, and opens to owners and analysts alone', {
    timeout: 120_000,
  }, async () => {
    let page: ModelsPage = nothingKept
    await serving(
      async () => page,
      async ({ origin, linkOf }) => {
        const owner = await comeIn(await linkOf('Olga', 'owner'))
        await owner.page.goto(`${origin}/models`)
        for (const command of [
          'equipoise learn graded/ --out model.json --curve',
          'equipoise promote model.json --gate gate/gate.json',
          'equipoise serve --corpus main --watch',
        ])
          await owner.page.getByText(command).first().waitFor()
        await expectSound(owner.page)
        page = { ...nothingKept, corpus: null, drift: null }
        await owner.page.reload()
        await owner.page.getByText('No corpus is served from here').waitFor()

        const reviewer = await comeIn(await linkOf('Rita', 'reviewer'))
        await reviewer.page.goto(`${origin}/models`)
        await reviewer.page.getByText('This page is for people with another role.').waitFor()
        expect((await fetch(`${origin}/api/models`)).status).toBe(401)
      },
    )
  })
})
