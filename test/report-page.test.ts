import chromium from '@sparticuz/chromium'
import axe from 'axe-core'
import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderReport } from '../src/report/html.ts'
import { sampleResults } from '../src/report/testing/sample-results.ts'

let browser: Browser

beforeAll(async () => {
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
})

afterAll(async () => {
  await browser.close()
})

const address = 'http://report.invalid/'
const openAll = 'for (const one of document.querySelectorAll("details")) one.open = true'

/** Opens the report and records every request but the one for the page itself. */
async function openReport(name: string, width: number, colorScheme: 'light' | 'dark' = 'light') {
  const make = sampleResults[name]
  if (make === undefined) throw new Error(`no sample results named ${name}`)
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
  const page = await context.newPage()
  const requests: string[] = []
  await page.route('**', (route) => {
    const url = route.request().url()
    if (url === address) return route.fulfill({ contentType: 'text/html', body: renderReport(make(), null) })
    requests.push(url)
    return route.abort()
  })
  await page.goto(address)
  return { page, requests, close: () => context.close() }
}

describe.each(Object.keys(sampleResults))('the page of the %s study', (name) => {
  it.each([320, 390, 1280])('fits %i px, folded and open, and asks nobody for anything', async (width) => {
    const { page, requests, close } = await openReport(name, width)
    const overflow = 'document.documentElement.scrollWidth - innerWidth'
    expect(await page.evaluate<number>(overflow)).toBe(0)
    await page.evaluate(openAll)
    expect(await page.evaluate<number>(overflow)).toBe(0)
    const shown = width <= 640 ? '.drawing .narrow' : '.drawing .wide'
    expect(await page.locator(`${shown}:visible`).count()).toBeGreaterThan(0)
    expect(requests).toEqual([])
    await close()
  })

  it.each(['light', 'dark'] as const)(
    'has no accessibility violation in %s',
    async (scheme) => {
      const { page, close } = await openReport(name, 1280, scheme)
      await page.evaluate(openAll)
      await page.evaluate(axe.source)
      const violations = await page.evaluate<string[]>(
        `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
      )
      expect(violations).toEqual([])
      await close()
    },
    120_000,
  )

  it('holds drawings that an XML parser accepts', async () => {
    const { page, close } = await openReport(name, 1280)
    const broken = await page.evaluate<string[]>(
      `[...document.querySelectorAll('svg')]
        .map((svg) => new DOMParser().parseFromString(new XMLSerializer().serializeToString(svg), 'image/svg+xml'))
        .filter((parsed) => parsed.querySelector('parsererror') !== null)
        .map((parsed) => parsed.documentElement.textContent)`,
    )
    expect(broken).toEqual([])
    await close()
  })

  it('opens what is folded in print, leaves out what says so, and prints on white', async () => {
    const { page, close } = await openReport(name, 680, 'dark')
    const heights = `[...document.querySelectorAll('details:not(.screen-only)')].map((one) => one.getBoundingClientRect().height)`
    const folded = await page.evaluate<number[]>(heights)
    await page.emulateMedia({ media: 'print' })
    const printed = await page.evaluate<number[]>(heights)
    expect(folded.length).toBeGreaterThan(0)
    for (const [index, height] of printed.entries()) {
      // The smallest table with its caption is more than 60 px high; a summary alone is less.
      expect(height).toBeGreaterThan((folded[index] ?? 0) + 60)
    }
    const paper = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    expect(paper).toBe('rgb(255, 255, 255)')
    expect(await page.locator('.screen-only:visible').count()).toBe(0)
    expect(await page.locator('.print-only:visible').count()).toBeGreaterThan(0)
    await page.emulateMedia({ media: 'screen' })
    expect(await page.locator('.print-only:visible').count()).toBe(0)
    await close()
  })
})
