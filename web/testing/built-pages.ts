import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface BuiltPages {
  readonly folder: string
  remove(): void
}

/** Builds the pages as `npm run build:web` does, into a folder of the test's own. */
export async function buildPages(): Promise<BuiltPages> {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-web-'))
  // In a process of its own: under NODE_ENV=test the pages would hold React's development build.
  const { NODE_ENV: _, ...env } = process.env
  await promisify(execFile)('npm', ['run', '--silent', 'build:web', '--', '--outDir', folder], { env })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
