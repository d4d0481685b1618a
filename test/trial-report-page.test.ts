import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analyseTrial } from '../src/analysis/assisted/analyse-trial.ts'
import type { AssistedResults } from '../src/analysis/assisted/results-schema.ts'
import { syntheticRequest } from '../src/analysis/assisted/testing/synthetic-trial.ts'
import { renderTrialReport } from '../src/report/assisted/trial-page.ts'
import { launchBrowser } from '../web/testing/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const both = syntheticRequest({ simulated: 30 })
const description = `changed after the lock from ${'a'.repeat(120)} to ${'b'.repeat(120)}`
const deviations = [{ kind: 'protocol' as const, place: 'assisted.stopping.responsesPerArm', description }]

/** Every state that a trial's report can be in. SYNTHETIC. */
const reports: Readonly<Record<string, AssistedResults>> = {
  'real and SIMULATED participants': { ...analyseTrial(both), deviations },
  'real participants alone': analyseTrial(syntheticRequest()),
  'SIMULATED participants alone': {
    ...analyseTrial(syntheticRequest({ participantsPerArm: 0, simulated: 30 })),
    deviations,
  },
  'no participants': analyseTrial(syntheticRequest({ participantsPerArm: 0 })),
  'participants in a trial that is open': analyseTrial({ ...both, closed: false }),
}
const pictures = process.env.EQUIPOISE_PICTURES
const address = 'http://report.invalid/'

describe.each(Object.keys(reports))("a trial's report with %s", (name) => {
  it.each([
    ['phone', 390, 'light'],
    ['phone', 390, 'dark'],
    ['laptop', 1280, 'light'],
    ['laptop', 1280, 'dark'],
  ] as const)(
    'has no accessibility violation on a %s of %i px in %s, fits it, and asks nobody for anything',
    async (_, width, colorScheme) => {
      const results = reports[name]
      if (results === undefined) throw new Error(`There is no report with ${name}.`)
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
      const page = await context.newPage()
      const requests: string[] = []
      await page.route('**', (route) => {
        const url = route.request().url()
        if (url === address)
          return route.fulfill({ contentType: 'text/html', body: renderTrialReport(results, null) })
        requests.push(url)
        return route.abort()
      })
      await page.goto(address)
      await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
      await page.evaluate(axe.source)
      const violations = await page.evaluate<string[]>(
        `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
      )
      expect(violations).toEqual([])
      // A table that is cut by less than its shadow is wide would look whole.
      const barelyCut = await page.evaluate<string[]>(
        `[...document.querySelectorAll('.scroll')].filter((one) => {
          const cut = one.scrollWidth - one.clientWidth
          return cut > 0 && cut < 13
        }).map((one) => one.closest('figure').querySelector('figcaption').textContent)`,
      )
      expect(barelyCut).toEqual([])
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBe(0)
      expect(requests).toEqual([])
      if (pictures !== undefined)
        await page.screenshot({
          path: `${pictures}/trial-${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`,
          fullPage: true,
        })
      await context.close()
    },
    120_000,
  )
})
