import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './command-line.ts'

/**
 * A folder of the real public data that some tests read; null, with a printed reason, where it is absent. The
 * data are not part of the project.
 */
export function testData(name: string): string | null {
  const folder = join(process.env.EQUIPOISE_TEST_DATA ?? join(projectRoot, '..', 'shared', 'data'), name)
  if (existsSync(folder)) return folder
  process.stdout.write(
    `Skipped: no ${name} in the test data; set EQUIPOISE_TEST_DATA to a folder that holds it.\n`,
  )
  return null
}
