import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../../web/testing/built-pages.ts'
import { begin, openDesk, untilSaved } from '../../web/testing/open-desk.ts'
import { guid, pairUnit } from '../../web/testing/sample-desk.ts'

let browser: Browser
let built: BuiltPages

beforeAll(async () => {
  ;[browser, built] = await Promise.all([launchBrowser(), buildPages()])
})

afterAll(async () => {
  await browser.close()
  built.remove()
})

const task = guid('task', 10)
const open = (count = 2) =>
  openDesk({
    browser,
    pages: built.folder,
    units: Array.from({ length: count }, (_, index) => pairUnit(index + 1)),
  })

async function press(page: Page, ...keys: readonly string[]) {
  for (const key of keys) await page.keyboard.press(key)
}
const says = (page: Page, words: string) => page.locator('.saved').getByText(words).first().waitFor()
const marksShown = (page: Page) => page.locator('.marks :checked').count()

it.each([
  ['the line is cut before', 'cut'],
  ['the answer is lost after it was recorded', 'drop'],
  ['a guest network answers', 'portal'],
  ['the server is busy', 429],
  ['the server fails', 500],
] as const)('keeps each mark once when %s', async (_, fault) => {
  await using desk = await open()
  const { page, server, memory } = desk
  await begin(page)
  // Often enough for the page to wait long between two tries. A browser itself tries a cut line once more.
  const times = fault === 'cut' || fault === 'drop' ? 8 : 4
  server.fail('/events', ...Array.from({ length: times }, () => fault))
  await press(page, '1', '2', '3')
  await says(page, '3 not yet sent, retrying')
  await untilSaved(page)
  expect(memory.events.map((event) => event.kind === 'form' && event.form.marks)).toEqual([
    { overall: 'first-much' },
    { overall: 'first-much', correct: 'first' },
    { overall: 'first-much', correct: 'first', clear: 'tie' },
  ])
  expect(new Set(memory.events.map((event) => event.key)).size).toBe(3)
})

it('survives a reload with marks that the server does not have', async () => {
  await using desk = await open()
  const { page, server, memory } = desk
  await begin(page)
  server.fail('/events', 500, 500, 500, 500, 500, 500, 500, 500)
  await press(page, '4', '5')
  await says(page, '2 not yet sent, retrying')
  expect(memory.events).toEqual([])
  await page.reload()
  await page.getByText('What this browser kept goes first.').waitFor()
  server.fail('/events')
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
  expect(await marksShown(page)).toBe(2)
  expect(memory.form(task)?.marks).toEqual({ overall: 'second', correct: 'second-much' })
})

it('survives the end of the tab a moment after the last mark and letter', async () => {
  await using desk = await open()
  const { page, server, memory, context } = desk
  await begin(page)
  server.failAll('cut')
  await press(page, '4')
  await page.getByLabel('Comment').fill('Too high')
  await says(page, 'not yet sent')
  await page.close({ runBeforeUnload: false })
  server.failAll(null)
  const again = await context.newPage()
  await desk.openLink(again)
  await again.getByRole('heading', { name: 'Your marks' }).waitFor()
  expect(await again.getByLabel('Comment').inputValue()).toBe('Too high')
  await untilSaved(again)
  expect(memory.form(task)).toMatchObject({ marks: { overall: 'second' }, comment: 'Too high' })
})

it('goes on by itself when the connection comes back, to the next question too', async () => {
  await using desk = await open()
  const { page, memory, context } = desk
  await begin(page)
  await context.setOffline(true)
  await press(page, '1', '1', '1', '1', '1', 'Enter')
  await says(page, '6 not yet sent, no connection')
  await page.getByText('The next question comes by itself once they have been sent.').waitFor()
  await context.setOffline(false)
  await page.getByText('Question 2: ').waitFor()
  expect(memory.progress().done).toBe(1)
})

it('says what is lost when the session is: nothing', async () => {
  await using desk = await open()
  const { page, server, memory, context } = desk
  await begin(page)
  await press(page, '1')
  await untilSaved(page)
  server.endSession()
  await press(page, '2')
  await page.getByText('Nothing is lost.').waitFor()
  await page.getByText('not yet sent: 1 change').waitFor()
  await page.getByRole('button', { name: 'I have opened a new link' }).click()
  await page.getByText('Nothing is lost.').waitFor()
  const other = await context.newPage()
  await desk.openLink(other)
  await other.close()
  await page.getByRole('button', { name: 'I have opened a new link' }).click()
  await untilSaved(page)
  expect(await marksShown(page)).toBe(2)
  expect(memory.form(task)?.marks).toEqual({ overall: 'first-much', correct: 'first' })
})

it('opens on the page of a lost session without a session, with what the browser keeps', async () => {
  await using desk = await open()
  const { page, server } = desk
  await begin(page)
  server.failAll('cut')
  await press(page, '1')
  await says(page, '1 not yet sent')
  server.endSession()
  server.failAll(null)
  await page.goto(`${server.origin}/desk/`)
  await page.getByText('not yet sent: 1 change').waitFor()
  await desk.openLink()
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
  expect(await marksShown(page)).toBe(1)
})

it('sends from one tab at a time, and the tabs show the same form', async () => {
  await using desk = await open()
  const { page, server, memory, context } = desk
  await begin(page)
  const other = await context.newPage()
  await desk.openLink(other)
  await other.getByRole('heading', { name: 'Your marks' }).waitFor()
  server.fail('/events', 500)
  await press(page, '1')
  await expect.poll(() => marksShown(other)).toBe(1)
  await other.locator('#axis-correct input').nth(2).check()
  await untilSaved(page)
  await untilSaved(other)
  expect(memory.form(task)?.marks).toEqual({ overall: 'first-much', correct: 'tie' })
  expect(memory.events).toHaveLength(2)
  expect(await marksShown(page)).toBe(2)
})

it('shows in words what the server refuses, keeps it, and sends the rest', async () => {
  await using desk = await open()
  const { page, memory } = desk
  await begin(page)
  memory.state = 'closed'
  await press(page, '1')
  await page.getByText('The review was closed before this came.').waitFor()
  await page.reload()
  await page.getByText('This review is closed').waitFor()
  await page.getByText('The review was closed before this came.').waitFor()
})

it('waits at the first page when the server is in trouble', async () => {
  await using desk = await open()
  const { page, server } = desk
  server.fail('/api/desk', 503, 503)
  await page.reload()
  await page.getByText('The server has a problem. This page tries again by itself.').waitFor()
  await page.getByRole('button', { name: 'Begin' }).waitFor()
})

it('comes back to the same place, and can go back to the question before', async () => {
  await using desk = await open(3)
  const { page, memory } = desk
  await begin(page)
  await press(page, '1', '1', '1', '1', '1', 'Enter')
  await page.getByText('Question 2: ').waitFor()
  await page.getByText('1 of 3, about 1 min left').waitFor()
  await page.getByRole('button', { name: 'Question before' }).click()
  await page.locator('#axis-overall input').nth(4).check()
  await untilSaved(page)
  expect(memory.events.at(-1)).toMatchObject({
    task,
    complete: true,
    form: { marks: { overall: 'second-much' } },
  })
  await page.reload()
  await page.getByText('Question 2: ').waitFor()
})

it('measures the time that a task is in view, and goes on counting after a reload', async () => {
  await using desk = await open()
  const { page, memory } = desk
  await begin(page)
  await page.waitForTimeout(1200)
  await press(page, '1')
  await untilSaved(page)
  const first = memory.events[0]
  await page.reload()
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
  await press(page, '2')
  await expect.poll(() => memory.events.length).toBe(2)
  const second = memory.events[1]
  if (first?.kind !== 'form' || second?.kind !== 'form') throw new Error('two marks')
  expect(first.activeSeconds).toBeGreaterThan(1)
  expect(first.activeSeconds).toBeLessThan(30)
  expect(second.activeSeconds).toBeGreaterThan(first.activeSeconds)
  expect(second.shownAt).toBe(first.shownAt)
})

it('reads the saved state out once it has settled', async () => {
  await using desk = await open()
  const { page, server } = desk
  await begin(page)
  server.fail('/events', 500, 500, 500)
  await press(page, '1')
  await page.locator('.saved [role=status]').getByText('1 not yet sent, retrying').waitFor()
  await page
    .locator('.saved [role=status]')
    .getByText(/^Saved/)
    .waitFor()
})
