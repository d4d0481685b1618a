import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { sql } from 'kysely'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { z } from 'zod'
import type { Route } from '../../src/server/access/route.ts'
import { pageRoutes } from '../../src/server/pages/page-files.ts'
import { readMembers, revoke } from '../../src/store/people/people.ts'
import type { Store } from '../../src/store/store.ts'
import { buildPages } from '../../web/testing/built-pages.ts'
import { deskParts } from '../support/desk-parts.ts'
import { servedReview } from '../support/served-review.ts'

const shared = deskParts()

const protocol = {
  schemaVersion: 1,
  id: 'offline',
  title: 'Tarn against Moor',
  question: 'Which?',
  arms: [
    { id: 'tarn', label: 'Tarn', kind: 'own' },
    { id: 'moor', label: 'Moor', kind: 'general' },
  ],
  axes: [{ id: 'utility', label: 'Usefulness', form: 'pairwise', primary: true }],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
  seed: 3,
  review: { most: 3, asks: { adequacy: false, unsafe: false, guess: false } },
}

function review(store: Store, pages: readonly Route[] = pageRoutes(shared().built.folder)) {
  return servedReview(store, {
    protocol,
    items: ['q1', 'q2', 'q3'],
    answer: (item, arm) => `Give ${arm === 'tarn' ? 5 : 7} mg for ${item}.`,
    moreRoutes: pages,
  })
}

async function atFirstQuestion(context: BrowserContext, link: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
  await page.evaluate('navigator.serviceWorker.ready')
  return page
}

const present = (store: Store) =>
  sql<{ value: number | null; strength: number | null; events: number }>`
    select judgment.value, judgment.strength, (select count(*)::int from review_event) as events
    from judgment where not exists (select from judgment later where later.supersedes = judgment.id)
    order by judgment.seq`.execute(store.database)
const cacheNames = async (page: Page) => z.array(z.string()).parse(await page.evaluate('caches.keys()'))
const question = (page: Page) => page.getByText(/^What is the dose in q\d\?$/)

it('opens without a connection, is marked, and what was marked arrives once', async () => {
  const store = await shared().database.freshStore()
  await using served = await review(store)
  const context = await shared().browser.newContext()
  const page = await atFirstQuestion(context, await served.link('Dr Rowe', 'reviewer'))
  const asked = await question(page).textContent()
  await page.keyboard.press('2')
  await page
    .getByText(/^Saved \d\d:\d\d$/)
    .first()
    .waitFor()

  await context.setOffline(true)
  await page.reload()
  await page.getByText('You are offline').waitFor()
  // The very question, with the mark that the server has already.
  expect(await question(page).textContent()).toBe(asked)
  expect(await page.locator('.marks :checked').count()).toBe(1)
  await page.evaluate(axe.source)
  expect(await page.evaluate('axe.run().then((result) => result.violations.map((one) => one.id))')).toEqual(
    [],
  )
  await page.locator('.marks input').nth(4).check()
  await page.getByText('1 not yet sent').first().waitFor()
  // The lid again, before anything could be sent.
  await page.reload()
  await page.getByText('You are offline').waitFor()
  expect(await page.locator('.marks input').nth(4).isChecked()).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByText('The next question comes by itself once they have been sent.').waitFor()

  await context.setOffline(false)
  await expect.poll(() => question(page).textContent(), { timeout: 20_000 }).not.toBe(asked)
  expect(await page.getByText('You are offline').count()).toBe(0)
  const { rows } = await present(store)
  // The mark of before, the one made offline, and the word that it is done.
  expect(rows).toEqual([{ value: expect.anything(), strength: 2, events: 3 }])
  expect(served.faults).toEqual([])
  await context.close()
}, 90_000)

it('keeps the page and its files alone, and opens no other page', async () => {
  const store = await shared().database.freshStore()
  await using served = await review(store)
  const context = await shared().browser.newContext()
  const page = await atFirstQuestion(context, await served.link('Dr Rowe', 'reviewer'))
  const kept = await page.evaluate(`(async () => {
    const found = []
    for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname)
    return found.sort()
  })()`)
  const markup = readFileSync(join(shared().built.folder, 'desk/index.html'), 'utf8')
  const parts = [...markup.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((found) => found[1] ?? '')
  expect(kept).toEqual(['/desk/', ...parts].toSorted())
  const policy = await page.evaluate(
    `caches.match('/desk/').then((found) => found.headers.get('content-security-policy'))`,
  )
  expect(policy).toContain("worker-src 'self'")
  const worker = await fetch(`${served.origin}/desk/worker.js`)
  // Never kept by the browser itself, or a new build would not be found.
  expect([worker.headers.get('cache-control'), worker.headers.get('service-worker-allowed')]).toEqual([
    'no-cache',
    '/desk',
  ])
  await context.setOffline(true)
  for (const path of ['/study', '/', '/capture', '/desk/other']) {
    const other = await context.newPage()
    await expect(other.goto(served.origin + path), path).rejects.toThrow(/ERR_INTERNET_DISCONNECTED/)
    await other.close()
  }
  await page.goto(`${served.origin}/desk`)
  await page.getByText('You are offline').waitFor()
  await context.close()
}, 60_000)

it('takes up a new build at the next visit, and forgets the old one', async () => {
  const store = await shared().database.freshStore()
  const pages = await buildPages()
  const own = join(pages.folder, 'desk')
  let routes = pageRoutes(pages.folder)
  const alive = routes.map(
    (route, index): Route => ({ ...route, handle: (asked) => (routes[index] ?? route).handle(asked) }),
  )
  await using served = await review(store, alive)
  const context = await shared().browser.newContext()
  try {
    const page = await atFirstQuestion(context, await served.link('Dr Rowe', 'reviewer'))
    const [before = ''] = await cacheNames(page)
    const change = (file: string, from: string, to: string) => {
      const text = readFileSync(join(own, file), 'utf8')
      expect(text).toContain(from)
      writeFileSync(join(own, file), text.replace(from, to))
    }
    change('index.html', '<head>', '<head><meta name="build" content="second">')
    change('worker.js', before.replace('equipoise-desk-', ''), 'feedfacefeedface')
    // A server keeps the pages in memory: it is its next life that has the new ones.
    routes = pageRoutes(pages.folder)
    await page.reload()
    await expect
      .poll(() => cacheNames(page), { timeout: 20_000 })
      .toEqual(['equipoise-desk-feedfacefeedface'])
    await context.setOffline(true)
    await page.reload()
    await page.getByText('You are offline').waitFor()
    expect(await page.locator('meta[name=build]').getAttribute('content')).toBe('second')
  } finally {
    await context.close()
    pages.remove()
  }
}, 90_000)

it('leaves nothing to read behind when the role was taken back, and keeps what was not sent', async () => {
  const store = await shared().database.freshStore()
  await using served = await review(store)
  const context = await shared().browser.newContext()
  const page = await atFirstQuestion(context, await served.link('Dr Rowe', 'reviewer'))
  await context.setOffline(true)
  await page.keyboard.press('4')
  await page.getByText('1 not yet sent').first().waitFor()
  const [member] = await readMembers(store, served.study)
  await revoke(store, served.study, member?.person ?? '', null)
  await context.setOffline(false)
  await page.getByText('not yet sent: 1 change').waitFor()
  await expect.poll(() => cacheNames(page)).toEqual([])
  expect(await page.evaluate('Object.keys(localStorage).filter((key) => key.includes("present"))')).toEqual(
    [],
  )
  expect(await page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)')).toBe(0)
  await context.close()
}, 60_000)

it('sends nothing in the name of somebody else who came in meanwhile', async () => {
  const store = await shared().database.freshStore()
  await using served = await review(store)
  const context = await shared().browser.newContext()
  const page = await atFirstQuestion(context, await served.link('Dr Rowe', 'reviewer'))
  await context.setOffline(true)
  await page.reload()
  await page.getByText('You are offline').waitFor()
  await page.keyboard.press('4')
  await page.getByText('1 not yet sent').first().waitFor()
  const other = await served.session('Dr Hale', 'reviewer')
  const [name = '', value = ''] = (other.headers.cookie ?? '').split('=')
  await context.clearCookies()
  await context.addCookies([{ name, value, url: served.origin }])
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByText('Kept in this browser for another review: 1 change.').waitFor()
  expect(await page.locator('.marks :checked').count()).toBe(0)
  const { rows } = await present(store)
  expect(rows).toEqual([])
  await context.close()
}, 60_000)

it('works as before in a browser that keeps no pages', async () => {
  const store = await shared().database.freshStore()
  await using served = await review(store)
  const context = await shared().browser.newContext({ serviceWorkers: 'block' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(await served.link('Dr Rowe', 'reviewer'))
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
  await page.keyboard.press('2')
  await page
    .getByText(/^Saved \d\d:\d\d$/)
    .first()
    .waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Your marks' }).waitFor()
  expect(await page.locator('.marks :checked').count()).toBe(1)
  expect(errors).toEqual([])
  await context.close()
}, 60_000)

it('goes on where a proxy answers for a server that is down', async () => {
  const store = await shared().database.freshStore()
  await using served = await review(store)
  const context = await shared().browser.newContext()
  const page = await atFirstQuestion(context, await served.link('Dr Rowe', 'reviewer'))
  await context.route('**/*', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }))
  await page.reload()
  await page.getByText('the server cannot be reached').waitFor()
  await page.keyboard.press('3')
  await page.getByText('1 not yet sent').first().waitFor()
  await context.unroute('**/*')
  await page
    .getByText(/^Saved \d\d:\d\d$/)
    .first()
    .waitFor({ timeout: 60_000 })
  expect((await present(store)).rows).toEqual([{ value: 0, strength: null, events: 1 }])
  await context.close()
}, 120_000)
