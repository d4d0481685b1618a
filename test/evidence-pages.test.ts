import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servedEvidence } from '../src/cli/serving/served-evidence.ts'
import { createApp } from '../src/server/app.ts'
import { evidenceRoutes } from '../src/server/evidence/evidence-routes.ts'
import { serveApp } from '../src/server/serve.ts'
import { invite } from '../src/store/people/people.ts'
import { enter } from '../src/store/people/sessions.ts'
import { ensureStudy } from '../src/store/studies.ts'
import { startTestServer } from '../src/store/testing/test-server.ts'
import { launchBrowser } from '../web/testing/browser.ts'
import { equipoise } from './support/command-line.ts'

const thread = 'thread-general-or-specialised.html'
const comparison = 'compare-nm-rcq-general-ahead--pocqi-oe-preferred.html'
const shown = ['index.html', thread, comparison, 'claim-nm-rcq-general-ahead.html']

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'equipoise-evidence-')), 'pages')
  const [made] = await Promise.all([
    equipoise('evidence', 'page', '--out', folder),
    launchBrowser().then((launched) => {
      browser = launched
    }),
  ])
  expect(made).toMatchObject({ exitCode: 0 })
}, 60_000)
afterAll(async () => {
  await browser.close()
  await rm(join(folder, '..'), { recursive: true })
})

/** Opens a page of the folder as a file, as people do who got it by mail. */
async function open(name: string, width: number, colorScheme: 'light' | 'dark' = 'light') {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
  const page = await context.newPage()
  const strangers: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) strangers.push(request.url())
  })
  await page.goto(`file://${join(folder, name)}`)
  return { page, strangers, [Symbol.asyncDispose]: () => context.close() }
}

const openAll = 'for (const one of document.querySelectorAll("details")) one.open = true'

describe.each(shown)('%s', (name) => {
  it.each([320, 390, 1280])('fits %i px, folded and open, and asks nobody for anything', async (width) => {
    await using opened = await open(name, width)
    const overflow = 'document.documentElement.scrollWidth - innerWidth'
    expect(await opened.page.evaluate<number>(overflow)).toBe(0)
    await opened.page.evaluate(openAll)
    expect(await opened.page.evaluate<number>(overflow)).toBe(0)
    expect(opened.strangers).toEqual([])
  })

  it.each(['light', 'dark'] as const)(
    'has no accessibility violation in %s',
    async (scheme) => {
      await using opened = await open(name, 1280, scheme)
      await opened.page.evaluate(openAll)
      await opened.page.evaluate(axe.source)
      const violations = await opened.page.evaluate<string[]>(
        `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
      )
      expect(violations).toEqual([])
    },
    120_000,
  )
})

it('has no dead link between its pages, nor within one', async () => {
  const names = await readdir(folder)
  const ids = new Map<string, Set<string>>()
  const links: [string, string, string][] = []
  for (const name of names) {
    const html = await readFile(join(folder, name), 'utf8')
    ids.set(name, new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '')))
    for (const [, href = ''] of html.matchAll(/ href="([^"]+)"/g)) {
      if (/^https?:/.test(href)) continue
      const [file = '', id = ''] = href.split('#')
      links.push([name, file === '' ? name : file, id])
    }
  }
  expect(links.length).toBeGreaterThan(1000)
  const dead = links.filter(([, file, id]) => !ids.has(file) || (id !== '' && !ids.get(file)?.has(id)))
  expect(dead).toEqual([])
})

it('puts a small number with a mark behind every sentence of the thread, and opens the claim when it is followed', async () => {
  await using opened = await open(thread, 1280)
  const { page } = opened
  const bare = await page.evaluate<string[]>(
    `[...document.querySelectorAll('#what p, #why p, #narrative p, #timeline li, #perspectives li, #tensions .tension > p:not(.of):not(.go)')]
      .filter((one) => !/\\d[PACS]$/.test(one.textContent.trim()) || one.querySelector('.cites') === null)
      .map((one) => one.textContent)`,
  )
  expect(bare).toEqual([])
  await page.locator('#narrative .cites a').first().click()
  const target = page.locator('li:target')
  expect(await target.locator('.status').first().isVisible()).toBe(true)
  expect(await target.innerText()).toContain(
    'On 100 real queries clinicians marked three general models higher',
  )
  await target.locator('summary').click()
  for (const words of ['One answer at a time, on a scale', 'second-hand', 'Kind of marker', 'Funding'])
    expect(await target.innerText()).toContain(words)
})

it('prints on white paper in few pages: claims in short, every other fold open', async () => {
  await using opened = await open(thread, 680, 'dark')
  const { page } = opened
  await page.emulateMedia({ media: 'print' })
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
  const heightsOf = (selector: string) =>
    page.evaluate<number[]>(
      `[...document.querySelectorAll('${selector}')].map((one) => one.getBoundingClientRect().height)`,
    )
  const claims = await heightsOf('.claims > li')
  expect(claims.length).toBeGreaterThan(50)
  for (const height of claims) expect(height).toBeLessThan(250)
  const folds = await heightsOf('#effects details')
  expect(folds.length).toBeGreaterThan(0)
  for (const height of folds) expect(height).toBeGreaterThan(60)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})

it('explains the Nature Medicine study against Real-POCQi from the ledger alone', async () => {
  const { exitCode, out } = await equipoise(
    'evidence',
    'compare',
    'nm-rcq-general-ahead',
    'pocqi-oe-preferred',
  )
  expect(exitCode).toBe(0)
  // The figures are those of the published re-analysis and of the public ratings.
  for (const words of [
    /Form of marking: −45\.8 to −16\.9 points/,
    /A: one answer at a time, on a scale/,
    /B: which of two answers is better/,
    /B: asked in practice of one of the systems compared/,
    /A: GPT-5\.2|GPT-5\.2 \(2025-12-11\)/,
    /On 187 questions of HealthBench OpenEvidence was preferred/,
    /33\.8 points on accuracy against 22\.6/,
    /refused 19 percent of the 100 real queries/,
    /second place was preferred 6\.0 points more often/,
    /paid by OpenEvidence/,
    /What would settle it:/,
  ])
    expect(out).toMatch(words)
  await using opened = await open(comparison, 1280)
  const page = (await opened.page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
  const [, ...summary] = out.split('\n\n')[1]?.split('\n') ?? []
  expect(summary).toHaveLength(2)
  expect(summary[1]).toContain('marked by language models')
  for (const sentence of summary) expect(page).toContain(sentence)
  expect(await opened.page.locator('tr.differs').count()).toBeGreaterThan(9)
})

it('is served to an owner: from the list to the thread, the claim and the comparison, under a strict policy', async () => {
  const database = await startTestServer()
  try {
    const store = await database.freshStore()
    const study = await ensureStudy(store, 'trial', 'A trial')
    const { token } = await invite(store, study, { name: 'Ada', role: 'owner' }, null, 1)
    const entry = await enter(store, token, 1)
    if (!entry.entered) throw new Error(entry.because)
    const faults: unknown[] = []
    const server = await serveApp(
      (port) =>
        createApp({
          store,
          study: study.id,
          origin: `http://127.0.0.1:${port}`,
          routes: evidenceRoutes(servedEvidence(store, study, null)),
          addressOf: () => '127.0.0.1',
          onFault: (error) => faults.push(error),
        }),
      '127.0.0.1',
      0,
    )
    const origin = `http://127.0.0.1:${server.port}`
    const context = await browser.newContext()
    await context.addCookies([{ name: 'equipoise', value: entry.session, url: origin }])
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.goto(`${origin}/evidence`)
    await page.getByRole('link', { name: 'General or specialised AI in clinical settings' }).click()
    await page.getByRole('heading', { name: 'Why it matters' }).waitFor()
    // The style sheet holds under the policy.
    expect(await page.evaluate('getComputedStyle(document.querySelector(".how")).borderLeftWidth')).toBe(
      '3px',
    )
    await page
      .getByRole('link', { name: /Why do these two disagree/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Factor by factor' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/evidence/compare/nm-rcq-general-ahead/pocqi-oe-preferred')
    await page.locator('#claims a').first().click()
    await page.getByRole('heading', { name: 'What it rests on' }).waitFor()
    expect([complaints.filter((one) => !one.includes('favicon')), faults]).toEqual([[], []])
    await context.close()
    await server.close()
  } finally {
    await database.stop()
  }
}, 60_000)

describe('problems', () => {
  it.each([
    [['compare', 'nm-rcq-general-ahead'], 2, 'USAGE_EVIDENCE_CLAIMS'],
    [['compare', 'nm-rcq-general-ahead', 'nothing'], 1, 'EVIDENCE_UNKNOWN_CLAIM'],
    [['page'], 2, 'USAGE_EVIDENCE_OUT'],
    [['page', '--out', 'docs'], 1, 'EVIDENCE_FOLDER'],
    [['page', '--out', 'x', '--ledger', 'docs'], 1, 'LEDGER_FOLDER'],
  ])('%j is exit code %i', async (words, exitCode, code) => {
    const result = await equipoise('evidence', ...words)
    expect(result.exitCode).toBe(exitCode)
    expect(result.notes).toContain(`[${code}]`)
  })
})
