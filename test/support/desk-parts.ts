import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { startTestServer, type TestServer } from '../../src/store/testing/test-server.ts'
import { launchBrowser } from '../../web/testing/browser.ts'
import { type BuiltPages, buildPages } from '../../web/testing/built-pages.ts'

/** What a test of the built pages on the real server needs. */
export interface DeskParts {
  readonly browser: Browser
  readonly built: BuiltPages
  readonly database: TestServer
}

/** A browser, the built pages and a database for all tests of a file. Gives them once the tests run. */
export function deskParts(): () => DeskParts {
  let parts: DeskParts | null = null
  beforeAll(async () => {
    const [browser, built, database] = await Promise.all([launchBrowser(), buildPages(), startTestServer()])
    parts = { browser, built, database }
  }, 60_000)
  afterAll(async () => {
    await parts?.browser.close()
    parts?.built.remove()
    await parts?.database.stop()
  })
  return () => {
    if (parts === null) throw new Error('The parts are there while tests run.')
    return parts
  }
}
