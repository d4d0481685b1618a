import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../../web/testing/built-pages.ts'
import { openDesk } from '../../web/testing/open-desk.ts'
import { walkOptions, walkPages } from '../../web/testing/walk.ts'

let browser: Browser
let built: BuiltPages

beforeAll(async () => {
  ;[browser, built] = await Promise.all([launchBrowser(), buildPages()])
})

afterAll(async () => {
  await browser.close()
  built.remove()
})

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate<string[]>(
    `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
  )
}

const scroll = 'document.documentElement.scrollWidth - innerWidth'

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  // 320 px is a laptop's 1280 px at 400 % zoom.
  it.each([320, 390, 1280])(
    'every page at %i px has no accessibility violation, does not scroll sideways, and keeps the policy',
    async (width) => {
      await using desk = await openDesk({ browser, pages: built.folder, width, scheme, ...walkOptions })
      const found: string[] = []
      const visited: string[] = []
      await walkPages(desk, async (name) => {
        visited.push(name)
        if ((await desk.page.evaluate<number>(scroll)) > 0) found.push(`${name}: scrolls sideways`)
        for (const violation of await violationsOf(desk.page)) found.push(`${name}: ${violation}`)
      })
      expect(found).toEqual([])
      expect(visited).toHaveLength(15)
      expect(desk.complaints).toEqual([])
      expect(desk.strangers).toEqual([])
    },
    180_000,
  )
})

it('has one main part, one first heading and a name for each part on every page', async () => {
  await using desk = await openDesk({ browser, pages: built.folder, ...walkOptions })
  await walkPages(desk, async (name) => {
    expect(await desk.page.locator('main').count(), name).toBe(1)
    expect(await desk.page.locator('h1').count(), name).toBe(1)
  })
})
