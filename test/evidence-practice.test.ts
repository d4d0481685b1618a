import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyseTrial } from '../src/analysis/assisted/analyse-trial.ts'
import { syntheticRequest } from '../src/analysis/assisted/testing/synthetic-trial.ts'
import {
  inventedArms,
  inventedMarks,
  inventedReview,
  inventedTrial,
} from '../src/cli/evidence/practice/testing/invented-files.ts'
import { markupProblems } from '../src/report/testing/markup-check.ts'
import { launchBrowser } from '../web/testing/browser.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { markingStudy } from './support/marking-study.ts'
import { sharedWorkspace } from './support/shared-workspace.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
const file = (name: string) => join(folder.path, name)
const write = (name: string, data: unknown) => writeFile(file(name), JSON.stringify(data))
const all = () => ['marks.json', 'review.json', 'trial.json'].map(file)

beforeAll(async () => {
  folder = await temporaryFolder()
  await write('marks.json', inventedMarks())
  await write('review.json', inventedReview())
  await write('trial.json', inventedTrial())
  await write('few.json', inventedTrial(inventedArms.slice(0, 3)))
})
afterAll(() => folder[Symbol.asyncDispose]())

describe('equipoise evidence practice', () => {
  it('sets four measures of six arms beside each other, and correlates them', async () => {
    const { exitCode, out } = await equipoise('evidence', 'practice', ...all())
    expect(exitCode).toBe(0)
    expect(out).toContain('SAMPLE: some of these numbers are simulated.')
    expect(out).toContain('Birch <mini>\n  Exam 85.5 [81.0, 89.0], 200 replies')
    expect(out).toContain('  Side by side +8.0 [0.0, 16.0], 400 comparisons')
    expect(out).toContain('  Model alone, condition 85.5 no interval, 10 cases')
    expect(out).toContain('  Assisted use, condition −4.7 [−13.7, 4.4], 600 decisions')
    // R 4.2.2: cor.test of right answers and decisions of the six arms, and method = "spearman".
    expect(out).toContain('Exam and assisted use, condition. 6 arms: r 0.41 [−0.60, 0.92], ρ 0.37, p = 0.50.')
  })

  it('says how many arms are missing instead of a correlation', async () => {
    const { out } = await equipoise('evidence', 'practice', file('marks.json'), file('few.json'))
    expect(out).toContain('3 arms have both: 2 more arms are needed for a correlation.')
    expect(out).not.toMatch(/assisted.*: r /)
    expect(out).toContain('No file has: side by side.')
    expect(out).toContain('Dogwood'.toLowerCase())
    expect(out).toContain('  Assisted use, condition not measured')
  })

  it('writes a page and its numbers, the same bytes in any order of the files', async () => {
    const [one, other] = [join(folder.path, 'one'), join(folder.path, 'other')]
    const first = await equipoise('evidence', 'practice', ...all(), '--out', one)
    const second = await equipoise('evidence', 'practice', ...all().toReversed(), '--out', other)
    expect([first.exitCode, second.exitCode]).toEqual([0, 0])
    for (const name of ['practice.html', 'practice.json'])
      expect(await readFile(join(one, name), 'utf8')).toBe(await readFile(join(other, name), 'utf8'))
    const page = await readFile(join(one, 'practice.html'), 'utf8')
    expect(markupProblems(page)).toEqual([])
    expect(page).not.toMatch(/<script|\ssrc=|@import|url\(|NaN|Infinity|undefined<|null</)
    expect(page).toContain('SAMPLE')
    for (const hash of ['1', '2', '3', '4']) expect(page).toContain(hash.repeat(64))
    // A second run replaces the first, and never a folder of something else.
    expect((await equipoise('evidence', 'practice', ...all(), '--out', one)).exitCode).toBe(0)
    await mkdir(file('taken'))
    await write('taken/notes.json', {})
    const refused = await equipoise('evidence', 'practice', ...all(), '--out', file('taken'))
    expect(refused.notes).toContain('[PRACTICE_FOLDER]')
  })

  it('prints values as shares, and what is missing as null', async () => {
    const { out } = await equipoise('evidence', 'practice', file('marks.json'), file('few.json'), '--json')
    const found: unknown = JSON.parse(out)
    expect(found).toMatchObject({ schemaVersion: 1, sample: true, seed: 1 })
    expect(found).toHaveProperty('arms.0.readings.exam:invented-exam.estimate')
    expect(JSON.stringify(found)).toContain('"assisted-condition:invented-trial":null')
  })

  it.each<[string, () => readonly string[], number, string]>([
    ['no file', () => [], 2, 'USAGE_EVIDENCE_PRACTICE'],
    ['a file twice', () => [file('marks.json'), file('marks.json')], 1, 'PRACTICE_FILE_TWICE'],
    ['another run of one study', () => [file('trial.json'), file('few.json')], 1, 'PRACTICE_MEASURE_TWICE'],
    ['one measure alone', () => [file('review.json')], 1, 'PRACTICE_NO_COMMON_ARM'],
    ['an arm that nobody has', () => [...all(), '--same', 'ash=alder'], 1, 'PRACTICE_SAME'],
    ['two arms made one', () => [...all(), '--same', 'fir=alder'], 1, 'PRACTICE_SAME_TWICE'],
    ['a folder', () => [folder.path], 1, 'FILE_NOT_A_FILE'],
    ['no such file', () => [file('none.json')], 1, 'FILE_NOT_FOUND'],
  ])('refuses %s', async (_name, words, exitCode, code) => {
    const result = await equipoise('evidence', 'practice', ...words(), '--json')
    expect([result.exitCode, parsedProblems(result.out)[0]?.code]).toEqual([exitCode, code])
  })

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'PRACTICE_FILE'],
    ['a list', [], 'PRACTICE_FILE'],
    ['something else', { answers: 3 }, 'PRACTICE_FILE'],
    ['a broken trial', { ...inventedTrial(), outcomes: 3 }, 'PRACTICE_FILE'],
    ['marks without a measure', { ...inventedMarks(), key: null, rubric: null }, 'PRACTICE_NO_MEASURE'],
    ['a trial that goes on', { ...inventedTrial(), withheld: 'trial-open', outcomes: [] }, 'PRACTICE_OPEN'],
  ])('refuses %s', async (_name, data, code) => {
    await writeFile(file('odd.json'), typeof data === 'string' ? data : JSON.stringify(data))
    const { exitCode, out } = await equipoise('evidence', 'practice', ...all(), file('odd.json'), '--json')
    expect(exitCode).toBe(1)
    expect(parsedProblems(out)).toMatchObject([{ code, place: { file: file('odd.json') } }])
  })
})

it('reads what the commands write: marks of a key, and a trial that was analysed', async () => {
  await using workspace = await sharedWorkspace()
  const study = await markingStudy(workspace, 'keyed')
  await study.done('mark')
  const trial = analyseTrial(syntheticRequest())
  await write('analysed.json', trial)
  const marks = join(study.path, 'marks', 'marks.json')
  const names = ['--same', 'careful=birch', '--same', 'careless=alder']
  const { exitCode, out } = await equipoise('evidence', 'practice', marks, file('analysed.json'), ...names)
  expect(exitCode).toBe(0)
  // R 4.2.2: prop.test(2, 3, correct = FALSE)$conf.int.
  expect(out).toMatch(/Birch\n {2}Exam 66\.7 \[20\.8, 93\.9\], 3 replies/)
  expect(out).toMatch(/absent\n {2}Exam undefined, 0 replies/)
  expect(out).toMatch(/2 arms have both: 3 more arms are needed/)
}, 60_000)

describe('the page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
    await equipoise('evidence', 'practice', ...all(), '--out', file('page'))
    await equipoise('evidence', 'practice', file('marks.json'), file('few.json'), '--out', file('few'))
  }, 60_000)
  afterAll(() => browser.close())

  async function open(name: string, width: number, colorScheme: 'light' | 'dark') {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    const strangers: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) strangers.push(request.url())
    })
    await page.goto(`file://${file(`${name}/practice.html`)}`)
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
    return { page, strangers, [Symbol.asyncDispose]: () => context.close() }
  }

  it.each([320, 390, 1280])('fits %i px and asks nobody for anything', async (width) => {
    for (const name of ['page', 'few']) {
      await using opened = await open(name, width, 'light')
      const overflow = 'document.documentElement.scrollWidth - innerWidth'
      expect(await opened.page.evaluate<number>(overflow)).toBe(0)
      expect(opened.strangers).toEqual([])
    }
  })

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)(
    'has no accessibility violation in %s at %i px',
    async (scheme, width) => {
      for (const name of ['page', 'few']) {
        await using opened = await open(name, width, scheme)
        await opened.page.evaluate(axe.source)
        const violations = await opened.page.evaluate<string[]>(
          `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
        )
        expect(violations).toEqual([])
      }
    },
    120_000,
  )

  it('shows all measures at 1280 px, what people decided first', async () => {
    await using opened = await open('page', 1280, 'light')
    const table = opened.page.locator('figure.table').filter({ hasText: 'Arms by measures' })
    expect(await table.locator('thead th').allTextContents()).toEqual([
      'Arm',
      'Assisted use, condition, points',
      'Assisted use, disposition, points',
      'Exam, percent',
      'Rubric, percent',
      'Side by side, points',
      'Model alone, condition, percent',
    ])
    const cut =
      'document.querySelector("#scores .scroll").scrollWidth - document.querySelector("#scores .scroll").clientWidth'
    expect(await opened.page.evaluate<number>(cut)).toBe(0)
    expect(await table.locator('tbody td').nth(0).textContent()).toMatch(/^[+−].*\[.*\]$/)
  })

  it('says once that nothing can be correlated, not pair by pair', async () => {
    await using opened = await open('few', 1280, 'light')
    const short = await opened.page.locator('#short').textContent()
    expect(short).toContain(
      'No score can be correlated with what people decided yet: 3 arms have both, and a correlation needs at least 5.',
    )
    expect(short).not.toContain('more arms are needed')
  })

  it('has a panel for every measure, points for every arm, and all text of a figure inside it', async () => {
    for (const width of [390, 1280]) {
      await using opened = await open('page', width, 'light')
      const { page } = opened
      const figures = page.locator('figure.drawing svg:visible')
      expect(await figures.count()).toBe(2)
      // Six measures of six arms; four scores against two kinds of decision.
      expect(await figures.nth(0).locator('circle').count()).toBe(36)
      expect(await figures.nth(1).locator('circle').count()).toBe(48)
      const outside = await page.evaluate<string[]>(
        `[...document.querySelectorAll('figure.drawing svg')].filter((svg) => svg.getBoundingClientRect().width > 0).flatMap((svg) => {
          const box = svg.getBoundingClientRect()
          return [...svg.querySelectorAll('text')].filter((one) => {
            const own = one.getBoundingClientRect()
            return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1
          }).map((one) => one.textContent)
        })`,
      )
      expect(outside).toEqual([])
    }
  })
})
