import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCoding } from '../src/store/coding/open-coding.ts'
import { readCodings } from '../src/store/coding/read-codings.ts'
import { servedCoding } from './support/served-coding.ts'

let served: Awaited<ReturnType<typeof servedCoding>>
beforeAll(async () => {
  served = await servedCoding()
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
const progress = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor()
const folder = process.env.EQUIPOISE_PICTURES

/** Looks at the page in both widths and colours; a person can look too where a folder for pictures is named. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      if (folder !== undefined)
        await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true })
    }
  }
}

describe('the coding desk in a browser', () => {
  it('is worked by keys: a code for each text, the way back, and what is saved is on record', async () => {
    const { page, complaints } = await served.person('Ann', 'reviewer')
    await progress(page, '0 texts coded, 3 left.')
    await page.getByText('Some of these texts come from SIMULATED participants.').waitFor()
    await page.getByRole('heading', { name: 'What somebody typed, tidied' }).waitFor()
    await look(page, 'typed')
    // Nothing is saved before something is chosen.
    await page.keyboard.press('Enter')
    await page.getByText('Choose one of the list, or none.').waitFor()
    const say = async () => {
      const text = await page.locator('.coded').innerText()
      await page.keyboard.press(text === 'migraine' ? '0' : '1')
      return text
    }
    const texts = [await say()]
    await page.keyboard.press('u')
    expect(await page.getByLabel('I am unsure').isChecked()).toBe(true)
    await page.keyboard.press('u')
    await page.keyboard.press('Enter')
    await progress(page, '1 text coded, 2 left.')
    texts.push(await say())
    await page.keyboard.press('Enter')
    await progress(page, '2 texts coded, 1 left.')
    // Back, with what was said before, and on again.
    await page.keyboard.press('z')
    await page.getByText('This is a text that you have coded.').waitFor()
    expect(await page.locator('.coded').innerText()).toBe(texts[1])
    expect(await page.locator('input[type="radio"]:checked').count()).toBe(1)
    await page.keyboard.press('z')
    await page
      .locator('.coded')
      .filter({ hasText: texts[0] ?? '' })
      .waitFor()
    const saved = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: /Save and go on/ }).click()
    await saved
    await page.reload()
    await progress(page, '2 texts coded, 1 left.')
    texts.push(await say())
    await page.keyboard.press('Enter')
    await progress(page, '3 texts coded, 0 left.')
    expect([...texts].sort()).toEqual(['bleed in the brain', 'gall stones', 'migraine'])
    await look(page, 'nothing-left')
    const named = (await readCodings(served.store.database, served.study)).map(
      ({ codes }) => codes[0]?.condition ?? null,
    )
    expect(named.sort()).toEqual(['Gallstones', 'Subarachnoid haemorrhage', null])
    expect(complaints).toEqual([])
  })

  it('keeps a choice over a lost connection, and is on record once', async () => {
    const { page } = await served.person('Ben', 'reviewer')
    await progress(page, '0 texts coded')
    await page.keyboard.press('0')
    await page.context().setOffline(true)
    await page.keyboard.press('Enter')
    await page.getByText('There is no connection to the server.').waitFor()
    await page.context().setOffline(false)
    await page.keyboard.press('Enter')
    await progress(page, '1 text coded, 2 left.')
    for (const left of [1, 0]) {
      await page.keyboard.press('0')
      await page.keyboard.press('Enter')
      await progress(page, `${left} left.`)
    }
    const rows = await served.store.database
      .selectFrom('coding')
      .select('id')
      .where('role', '=', 'coder')
      .execute()
    // Ann three and one again, Ben three.
    expect(rows).toHaveLength(7)
  })

  it('lets a third person decide what the two did not agree on, and shows no more than the codes', async () => {
    const { page, complaints } = await served.person('Olga', 'owner')
    await page.getByRole('heading', { name: 'A disagreement' }).waitFor()
    await progress(page, '2 disagreements for you.')
    expect(await page.locator('.codes li').count()).toBe(2)
    await look(page, 'disagreement')
    for (const left of [1, 0]) {
      await page.keyboard.press('1')
      await page.getByRole('button', { name: /Decide and go on/ }).click()
      await progress(page, `${left} disagreement`)
    }
    await page.getByText('Nothing waits for you now.').waitFor()
    expect(complaints).toEqual([])
  })

  it('shows an answer by the safe renderer, asks for what it advises, and works without single keys', async () => {
    await served.close()
    await openCoding(served.store, served.study, served.assisted, { conversations: null, seed: 7 })
    const { page, complaints } = await served.person('Ann', 'reviewer')
    await page.getByRole('heading', { name: 'An answer to a question about it' }).waitFor()
    expect(await page.locator('.coded script').count()).toBe(0)
    expect(await page.locator('.coded table').count()).toBe(1)
    await look(page, 'answer')
    await page.getByLabel('Single keys work').uncheck()
    await page.locator('h1').click()
    await page.keyboard.press('1')
    expect(await page.locator('input[type="radio"]:checked').count()).toBe(0)
    await page.getByRole('radio', { name: /Subarachnoid/ }).check()
    await page.getByRole('radio', { name: 'Step 999' }).check()
    await page.getByRole('button', { name: 'Save and go on' }).click()
    await progress(page, '4 texts coded, 0 left.')
    const [reply] = (await readCodings(served.store.database, served.study)).filter(
      ({ kind }) => kind === 'reply',
    )
    expect(reply?.codes).toEqual([
      { condition: 'Subarachnoid haemorrhage', disposition: '999', unsure: false },
    ])
    expect(complaints).toEqual([])
    expect(served.faults).toEqual([])
  })
})
