import axe from 'axe-core'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paste, pastePicture, servedCapture } from './support/served-capture.ts'

const questions = [
  'Which anticoagulant for atrial fibrillation with a creatinine clearance of 20 ml/min?',
  'How long is isolation after mumps?',
  'When is magnesium given\nin acute asthma?',
]

let served: Awaited<ReturnType<typeof servedCapture>>
beforeAll(async () => {
  served = await servedCapture(questions)
})
afterAll(() => served[Symbol.asyncDispose]())

async function violations(page: Page): Promise<readonly string[]> {
  // The page's own policy forbids scripts made from text; the tool comes in from outside.
  await page.evaluate(axe.source)
  return page.evaluate<string[]>(
    `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
  )
}

const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

const answerBox = (page: Page) => page.getByLabel('The whole answer, word for word')
const question = (page: Page) => page.locator('.question').innerText()

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Kind of account').fill('verified clinician')
  await page.getByLabel('Region').fill('GB')
}

async function saved(page: Page, left: number): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: `Saved. ${left} question` })
    .waitFor()
}

describe('the capture desk in a browser', () => {
  it('captures a rich answer with a screenshot, a refusal and a table, and a second person checks one', async () => {
    const { page, complaints } = await served.person('Ada', 'capturer')
    await page.getByRole('heading', { name: 'Tarn, Deep' }).waitFor()
    expect(await page.getByText('By hand only.').count()).toBe(1)
    expect(await page.getByText('equipoise capture export --arm maker').count()).toBe(1)
    expect(await violations(page)).toEqual([])
    await page.getByRole('link', { name: 'Capture Tarn' }).click()

    // The first: rich text, something hostile in it, and a reload in the middle.
    await answerBox(page).waitFor()
    const first = await question(page)
    expect(questions).toContain(first)
    await page.getByRole('button', { name: 'Copy the question' }).click()
    await page.getByText('Copied.').waitFor()
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(first)
    await answerBox(page).focus()
    await paste(page, {
      'text/html': `<h2 style="color:red">Advice</h2><script>alert(1)</script><p onmouseover="alert(2)">Give <b>5 mg</b>
        <a href="https://example.org/doses" title="Doses in practice">[1]</a>.</p><img src="x" onerror="alert(3)">
        <a href="javascript:alert(4)">More</a>`,
      'text/plain': 'plain',
    })
    const markdown = '## Advice\n\nGive **5 mg** [1](https://example.org/doses).\n\n More'
    expect((await answerBox(page).inputValue()).replace(/\s+/g, ' ')).toBe(markdown.replace(/\s+/g, ' '))
    expect(await page.getByLabel('Sources that the answer names').inputValue()).toBe(
      'Doses in practice | https://example.org/doses',
    )
    await page.locator('.preview strong', { hasText: '5 mg' }).waitFor()
    expect(await page.locator('.preview :is(script, img, a, [style], [onmouseover])').count()).toBe(0)
    // Nothing is sent before what is needed is there.
    await page.getByRole('button', { name: /Save and go on/ }).click()
    await page.locator(':focus[aria-invalid="true"]').waitFor()
    expect(await page.getByText('Please fill this in.').count()).toBe(2)
    await fillIn(page)
    await page.getByLabel('Version').fill('2026-11')
    const picture = await page.screenshot()
    await page
      .getByLabel('A picture of the whole answer, if you can')
      .setInputFiles({ name: 'answer.png', mimeType: 'image/png', buffer: picture })
    await page.getByRole('img', { name: 'Screenshot answer.png' }).waitFor()
    const typed = await answerBox(page).inputValue()
    await page.reload()
    await answerBox(page).waitFor()
    expect(await question(page)).toBe(first)
    expect(await answerBox(page).inputValue()).toBe(typed)
    expect(await page.getByLabel('Version').inputValue()).toBe('2026-11')
    expect(await page.getByRole('img', { name: 'Screenshot answer.png' }).count()).toBe(1)
    expect(await violations(page)).toEqual([])
    await answerBox(page).press('Control+Enter')
    await saved(page, 2)

    // The second: a refusal. What is the same for every question is there already.
    expect(await question(page)).not.toBe(first)
    expect(await answerBox(page).inputValue()).toBe('')
    expect(await page.getByLabel('Kind of account').inputValue()).toBe('verified clinician')
    await page.getByLabel(/The page declined/).check()
    await page.getByRole('button', { name: /Save and go on/ }).click()
    await saved(page, 1)

    // The third: a table, and a picture from the clipboard.
    await answerBox(page).focus()
    await paste(page, {
      'text/html':
        '<table><tr><th>Drug</th><th>Dose</th></tr><tr><td>Magnesium</td><td>2 g</td></tr></table>',
      'text/plain': 'Drug Dose',
    })
    await page.locator('.preview td', { hasText: '2 g' }).waitFor()
    await pastePicture(page, picture)
    await page.getByRole('img', { name: 'Screenshot pasted.png' }).waitFor()
    await answerBox(page).press('Control+Enter')
    await saved(page, 0)
    await page.getByText('Every question of this arm has an answer.').waitFor()
    expect(
      await page.evaluate<number>('Object.keys(localStorage).filter((one) => one.includes("draft")).length'),
    ).toBe(0)
    expect(complaints).toEqual([])

    const { rows } = await sql<{ status: string; screenshot: string | null }>`
      select status, screenshot from answer join capture on capture.id = answer.id order by capture.id`.execute(
      served.store.database,
    )
    expect(rows.map(({ status, screenshot }) => [status, screenshot !== null])).toEqual([
      ['answered', true],
      ['refused', false],
      ['answered', true],
    ])

    const other = await served.person('Bob', 'capturer')
    await other.page.getByRole('link', { name: 'Check 1 answer' }).click()
    await other.page.getByRole('heading', { name: 'Where it comes from' }).waitFor()
    expect(questions).toContain(await question(other.page))
    await other.page.getByText('Ada', { exact: true }).waitFor()
    expect(await violations(other.page)).toEqual([])
    await other.page.getByRole('button', { name: 'It differs' }).click()
    await other.page.getByRole('button', { name: 'Save the difference' }).click()
    await other.page.getByText('Say in a few words').waitFor()
    await other.page.getByRole('button', { name: 'Same as the page said' }).click()
    await other.page.getByText('Nothing waits for you.').waitFor()
    expect(other.complaints).toEqual([])
    const { rows: checks } = await sql`select count(*) as n from capture_check`.execute(served.store.database)
    expect(checks).toEqual([{ n: 1 }])
    expect(served.faults).toEqual([])
  })

  it('takes a flood from the clipboard calmly, and says what the server says', async () => {
    const { page, complaints } = await served.person('Eve', 'capturer')
    await page.getByRole('link', { name: 'Capture Moor' }).click()
    await answerBox(page).focus()
    await paste(page, {
      'text/html': `<p>${'word '.repeat(500_000)}</p>`,
      'text/plain': 'x'.repeat(2_000_000),
    })
    await page.getByText('longer than any answer').waitFor()
    expect(await answerBox(page).inputValue()).toBe('')
    const began = Date.now()
    await paste(page, { 'text/html': '<p>word <b>bold</b><script>alert(1)</script></p>'.repeat(19_000) })
    await page.getByText('Pasted.').waitFor()
    expect(Date.now() - began).toBeLessThan(20_000)
    await answerBox(page).fill('Give 5 mg.')
    await page.getByLabel('Kind of account').fill('mary@example.org')
    await page.getByLabel('Region').fill('GB')
    await page.getByRole('button', { name: /Save and go on/ }).click()
    await page.getByText('This names an account, not its kind.').waitFor()
    expect(await answerBox(page).inputValue()).toBe('Give 5 mg.')
    const before = await question(page)
    await page.getByRole('button', { name: 'Leave it for later' }).click()
    await expect.poll(() => question(page)).not.toBe(before)
    // A refused request is a line in the console of the browser, and no fault of the page.
    expect(complaints.filter((one) => !one.includes('422'))).toEqual([])
  })

  it.each([320, 390, 1280])('fits %i px in light and dark, at each of its pages', async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await served.person('Cy', 'capturer', {
        viewport: { width, height: 800 },
        colorScheme,
      })
      await page.getByRole('heading', { name: 'Tarn, Deep' }).waitFor()
      expect([await overflow(page), await violations(page)]).toEqual([0, []])
      await page.goto(`${served.origin}/capture#capture/moor`)
      await answerBox(page).waitFor()
      await answerBox(page).fill(
        `| a | b |\n| --- | --- |\n| ${'wide'.repeat(60)} | c |\n\n${'long'.repeat(100)}`,
      )
      await page.locator('.preview td').first().waitFor()
      expect([await overflow(page), await violations(page)]).toEqual([0, []])
      await page.context().close()
    }
  })
})
