import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

export interface BuiltPages {
  readonly folder: string
  remove(): void
}

/** Builds the pages as `npm run build:web` does, into a folder of the test's own. */
export async function buildPages(): Promise<BuiltPages> {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-web-'))
  await build({ configFile: 'vite.config.ts', logLevel: 'error', build: { outDir: folder } })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
