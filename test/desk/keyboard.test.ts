import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../../web/testing/built-pages.ts'
import { begin, openDesk, untilSaved } from '../../web/testing/open-desk.ts'
import { guid, pairUnit, rubricUnit, singleUnit } from '../../web/testing/sample-desk.ts'

let browser: Browser
let built: BuiltPages

beforeAll(async () => {
  ;[browser, built] = await Promise.all([launchBrowser(), buildPages()])
})

afterAll(async () => {
  await browser.close()
  built.remove()
})

const units = (count: number) => Array.from({ length: count }, (_, index) => pairUnit(index + 1))
const open = (count: number) => openDesk({ browser, pages: built.folder, units: units(count) })

async function press(page: Page, ...keys: readonly string[]) {
  for (const key of keys) await page.keyboard.press(key)
}

it('marks twenty pairs by keyboard alone, from the welcome page to the guess', async () => {
  await using desk = await openDesk({
    browser,
    pages: built.folder,
    units: units(20),
    guesses: [{ id: 'one', label: 'A general model' }],
  })
  const { page, memory } = desk
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  // The switch for single keys is first, then the button.
  await press(page, 'Tab', 'Tab', 'Enter')
  for (let number = 1; number <= 20; number += 1) {
    await page.getByText(`Question ${number}: `).waitFor()
    await press(page, String((number % 5) + 1), '3', '5', '1', '2', 'Enter')
  }
  await page.getByText('Thank you').waitFor()
  await page.getByText('You have marked 20 questions').waitFor()
  const choices = ['first-much', 'first', 'tie', 'second', 'second-much']
  for (let number = 1; number <= 20; number += 1) {
    expect(memory.form(guid('task', number * 10))).toEqual({
      marks: { overall: choices[number % 5], correct: 'tie', clear: 'second-much' },
      adequate: [true, false],
      unsafe: [],
      comment: null,
    })
  }
  const forms = memory.events.filter((event) => event.kind === 'form')
  // Five marks and the end of each pair, once each.
  expect(forms).toHaveLength(120)
  expect(forms.every((event) => event.rulebook === '2026-11')).toBe(true)
  expect(forms.filter((event) => event.complete)).toHaveLength(20)

  await page.getByText('Did you recognise').waitFor()
  // Of three questions, each with two answers that can be opened and two guesses.
  await press(page, 'Tab', 'Tab', 'A')
  for (let step = 0; step < 10; step += 1) await page.keyboard.press('Tab')
  await press(page, 'Tab', 'Enter')
  await page.getByText('Your guess is noted').waitFor()
  const guesses = () => memory.events.filter((event) => event.kind === 'guess')
  await expect.poll(() => guesses().length).toBe(3)
  expect(guesses()).toMatchObject([
    { task: guid('task', 10), guesses: ['one', null] },
    { task: guid('task', 20), guesses: [null, null] },
    { task: guid('task', 30), guesses: [null, null] },
  ])
}, 120_000)

it('goes to the gap instead of the next question, and on without it only when told so', async () => {
  await using desk = await open(2)
  const { page, memory } = desk
  await begin(page)
  await press(page, '2', 'Enter')
  await page.getByText('4 are not answered').waitFor()
  await press(page, '4', 'u', '1')
  await untilSaved(page)
  expect(memory.form(guid('task', 10))?.marks).toEqual({
    overall: 'first',
    correct: 'second',
    clear: 'first-much',
  })
  await press(page, 'Enter')
  await page.getByText('2 are not answered').waitFor()
  await page.getByRole('button', { name: 'Go on without' }).click()
  await page.getByText('Question 2: ').waitFor()
  expect(memory.events.at(-1)).toMatchObject({ complete: true, form: { adequate: [null, null] } })
})

it('undoes down to nothing, as events of their own', async () => {
  await using desk = await open(1)
  const { page, memory } = desk
  await begin(page)
  await press(page, '1', '5', 'z', 'Z')
  await expect.poll(() => memory.events.length).toBe(4)
  expect(memory.events.map((event) => event.kind === 'form' && event.undo)).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect(memory.form(guid('task', 10))?.marks).toEqual({})
  await press(page, 'z')
  await page.getByText('Nothing to undo here.').waitFor()
})

it('ignores keys while typing, and keeps what is typed as one step', async () => {
  await using desk = await open(1)
  const { page, memory } = desk
  await begin(page)
  await page.getByLabel('Comment').pressSequentially('12 uz? mg')
  await page.keyboard.press('Tab')
  await untilSaved(page)
  expect(memory.form(guid('task', 10))).toMatchObject({ marks: {}, comment: '12 uz? mg' })
  await press(page, 'z')
  await expect.poll(() => memory.form(guid('task', 10))?.comment).toBe(null)
})

it('goes by the character that a key makes, wherever it lies on the keyboard', async () => {
  await using desk = await open(1)
  const { page, memory } = desk
  await begin(page)
  // On a French keyboard "1" is Shift and the key that an English one calls Digit1; "z" lies where "w" does.
  const type = (key: string, code: string, shiftKey: boolean) =>
    page.evaluate(
      `document.dispatchEvent(new KeyboardEvent('keydown', ${JSON.stringify({ key, code, shiftKey, bubbles: true })}))`,
    )
  await type('&', 'Digit1', false)
  await type('1', 'Digit1', true)
  await expect.poll(() => memory.form(guid('task', 10))?.marks).toEqual({ overall: 'first-much' })
  await type('z', 'KeyW', false)
  await expect.poll(() => memory.form(guid('task', 10))?.marks).toEqual({})
  expect(memory.events).toHaveLength(2)
})

it('can be switched off, stays off, and takes the keys off the buttons', async () => {
  await using desk = await open(1)
  const { page, memory } = desk
  await page.getByLabel('Single keys work').uncheck()
  await begin(page)
  await press(page, '1', 'z', 'u', '?', 'Enter')
  expect(await page.locator('.marks .key').count()).toBe(0)
  expect(await page.locator('dialog').count()).toBe(0)
  await page.reload()
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
  await press(page, '1')
  // Arrows and the space bar still work, as in any group of buttons.
  await page.locator('#axis-overall input').first().focus()
  await press(page, 'Space')
  await untilSaved(page)
  expect(memory.events).toHaveLength(1)
})

it('shows the keys, and gives the focus back', async () => {
  await using desk = await open(1)
  const { page } = desk
  await begin(page)
  await press(page, '1', '?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await press(page, '2', 'Escape')
  await expect.poll(() => page.locator('dialog').count()).toBe(0)
  expect(await page.locator('#axis-correct :focus').count()).toBe(1)
  expect(await page.locator('#axis-correct :checked').count()).toBe(0)
})

it('points at a sentence and says how unsafe it is, without a pointer', async () => {
  await using desk = await openDesk({ browser, pages: built.folder, units: [singleUnit(1, 1)] })
  const { page, memory } = desk
  await begin(page)
  await page.getByRole('button', { name: 'Mark an unsafe sentence' }).focus()
  await press(page, 'Enter', 'ArrowDown', 'ArrowDown', '3', 'ArrowUp', '1', '0', 'Escape')
  await expect
    .poll(() => memory.form(guid('task', 10))?.unsafe)
    .toEqual([{ answer: 0, sentence: 2, level: 'severe' }])
  expect(await page.locator('button:focus').textContent()).toBe('Mark an unsafe sentence')
  expect(await page.getByRole('list', { name: 'Sentences marked unsafe' }).textContent()).toContain(
    'below 15 mL/min',
  )
  // The digits chose levels and answered nothing else.
  expect(memory.form(guid('task', 10))?.marks).toEqual({})
})

it('marks single answers one after the other, with a digit for each mark', async () => {
  await using desk = await openDesk({ browser, pages: built.folder, units: [singleUnit(1, 2)] })
  const { page, memory } = desk
  await begin(page)
  await press(page, '4', '0', '7', '1', 'Enter')
  await page.getByText('answer 2 of 2').waitFor()
  await press(page, '1', '1')
  await page.getByRole('radio', { name: '10', exact: true }).check()
  await press(page, 'u', '2', 'Enter')
  await page.getByText('Thank you').waitFor()
  expect(memory.form(guid('task', 10))).toMatchObject({
    marks: { accuracy: 4, harmful: 0, useful: 7 },
    adequate: [true],
  })
  expect(memory.form(guid('task', 11))).toMatchObject({
    marks: { accuracy: 1, harmful: 1, useful: 10 },
    adequate: [false],
  })
})

it('marks criteria by keyboard alone: met, not met, undone, left out, and there again after a reload', async () => {
  await using desk = await openDesk({ browser, pages: built.folder, units: [rubricUnit(1)] })
  const { page, memory } = desk
  const marks = () => memory.form(guid('task', 10))?.marks
  await begin(page)
  await press(page, '4', '1', '2', '1', 'z')
  await expect.poll(marks).toEqual({ accuracy: 4, rubric: { dose: true, constructor: false } })
  // The third criterion and adequacy are open.
  await press(page, 'Enter')
  await page.getByText('2 are not answered').waitFor()
  await untilSaved(page)
  await page.reload()
  await page.getByRole('heading', { name: 'What the answer says' }).waitFor()
  expect(await page.locator('#axis-rubric-1 :checked + .key').textContent()).toBe('1')
  expect(await page.locator('#axis-rubric-2 :checked + .key').textContent()).toBe('2')
  expect(await page.locator('#axis-rubric-3 :checked').count()).toBe(0)
  await press(page, 'u', '2', '1', 'Enter')
  await page.getByText('Thank you').waitFor()
  expect(memory.form(guid('task', 10))).toMatchObject({
    marks: { accuracy: 4, rubric: { dose: true, constructor: false, wait: false } },
    adequate: [true],
  })
  expect(memory.events.at(-1)).toMatchObject({ complete: true })
})
