import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../../web/testing/built-pages.ts'
import { begin, openDesk } from '../../web/testing/open-desk.ts'
import { pairUnit, sampleDesk } from '../../web/testing/sample-desk.ts'

let browser: Browser
let built: BuiltPages

beforeAll(async () => {
  ;[browser, built] = await Promise.all([launchBrowser(), buildPages()])
})

afterAll(async () => {
  await browser.close()
  built.remove()
})

const open = (consent: boolean) =>
  openDesk({
    browser,
    pages: built.folder,
    units: [pairUnit(1)],
    about: { asks: { ...sampleDesk.asks, consent } },
  })

it('asks on the welcome page, goes on without an answer, and takes one from the top of the page later', async () => {
  await using desk = await open(true)
  const { page, memory } = desk
  await page.getByText('Not answered, which counts as no.').waitFor()
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0)
  await begin(page)
  expect(memory.consent).toBe(null)
  await page.getByRole('button', { name: 'Use of your marks' }).click()
  const box = page.getByRole('dialog', { name: 'Use of your marks' })
  await box.getByRole('radio', { name: 'Yes' }).check()
  await box.getByText('Saved: they may be used.').waitFor()
  expect(memory.consent).toBe(true)
  await page.reload()
  await page.getByRole('button', { name: 'Use of your marks' }).click()
  expect(await box.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true)
  await box.getByRole('radio', { name: 'No' }).check()
  await box.getByText('Saved: they will not be used.').waitFor()
  expect(memory.consent).toBe(false)
})

it('sends what was said last once there is a connection, and says until then that it is not saved', async () => {
  await using desk = await open(true)
  const { page, memory, server } = desk
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  server.failAll('cut')
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.getByText('Not saved yet.').waitFor()
  await page.getByRole('radio', { name: 'No' }).check()
  expect(memory.consent).toBe(null)
  server.failAll(null)
  await page.getByText('Saved: they will not be used.').waitFor()
  expect(memory.consent).toBe(false)
})

it('can be taken back when the review is closed', async () => {
  await using desk = await open(true)
  const { page, memory } = desk
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  memory.consent = true
  memory.state = 'closed'
  await page.reload()
  await page.getByText('This review is closed').waitFor()
  await page.getByRole('radio', { name: 'No' }).check()
  await page.getByText('Saved: they will not be used.').waitFor()
  expect(memory.consent).toBe(false)
})

it('is not spoken of where the study does not ask', async () => {
  await using desk = await open(false)
  const { page } = desk
  await begin(page)
  expect(await page.getByText('Use of your marks').count()).toBe(0)
  expect(desk.server.requests.some((request) => request.includes('consent'))).toBe(false)
})
