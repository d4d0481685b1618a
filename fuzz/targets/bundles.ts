import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { namedStudy } from '../../src/server/testing/named-study.ts'
import { formatVersion, tableFile } from '../../src/store/bundle/manifest.ts'
import { readBundle, verifyBundle } from '../../src/store/bundle/read-bundle.ts'
import { bundleTables } from '../../src/store/bundle/tables.ts'
import { writeBundle } from '../../src/store/bundle/write-bundle.ts'
import { deleteStudy } from '../../src/store/erasure/delete-study.ts'
import { findStudy } from '../../src/store/studies.ts'
import { startTestServer } from '../../src/store/testing/test-server.ts'
import { bytesOf, type FuzzTarget, problemsAside, textOf } from '../target.ts'

const manifestText = JSON.stringify({
  formatVersion,
  files: bundleTables.map((table) => ({ name: tableFile(table), rows: 0, sha256: 'e'.repeat(64) })),
  documents: [{ name: 'protocol.yaml', sha256: 'e'.repeat(64) }],
})

/** The manifest of an exported study. */
export const manifestTarget: FuzzTarget = {
  name: 'manifest',
  words: [
    '"formatVersion":1',
    '"rows":-1',
    '"name":"../../etc/passwd"',
    '"documents":[]',
    '"sha256":"',
    'item.jsonl',
  ],
  seeds: async () => [bytesOf(manifestText)],
  open: async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-fuzz-'))
    return {
      run: async (input) => {
        await writeFile(path.join(folder, 'manifest.json'), input)
        await problemsAside(() => verifyBundle(folder))
      },
      close: () => rm(folder, { recursive: true, force: true }),
    }
  },
}

const marker = /^=== (\w+)$/m

/**
 * The rows of an exported study, restored into a real database: an input has all tables, each behind a line with its name. The
 * manifest is made for it, since what a stranger sends has one that fits. What could be restored is deleted again.
 */
export const bundleTarget: FuzzTarget = {
  name: 'bundle',
  words: [
    '=== item\n',
    '=== answer\n',
    '=== judgment\n',
    '"study_id":',
    '"text":null',
    '\\u0000',
    '\\ud800',
    '1e400',
    '"strata":{"a":"b"}',
    '"created_at":"2026-02-30T00:00:00Z"',
    '"value":2',
    '"content":{}',
  ],
  seeds: async () => {
    const server = await startTestServer()
    try {
      const store = await server.freshStore()
      const { study } = await namedStudy(store)
      const folder = path.join(await mkdtemp(path.join(tmpdir(), 'equipoise-fuzz-')), 'bundle')
      await writeBundle(store, study, folder, new Map())
      let text = ''
      for (const name of (await readdir(folder)).filter((one) => one.endsWith('.jsonl'))) {
        const rows = await readFile(path.join(folder, name), 'utf8')
        if (rows !== '') text += `=== ${name.replace('.jsonl', '')}\n${rows}`
      }
      await rm(path.dirname(folder), { recursive: true })
      return [bytesOf(text)]
    } finally {
      await server.stop()
    }
  },
  open: async () => {
    const server = await startTestServer()
    const store = await server.freshStore()
    const folder = await mkdtemp(path.join(tmpdir(), 'equipoise-fuzz-'))
    return {
      run: async (input) => {
        await writeTables(folder, textOf(input))
        await problemsAside(() => readBundle(store, 'restored', folder))
        const restored = await findStudy(store, 'restored')
        if (restored !== null) await deleteStudy(store, restored)
      },
      close: async () => {
        await rm(folder, { recursive: true, force: true })
        await server.stop()
      },
    }
  },
}

async function writeTables(folder: string, text: string): Promise<void> {
  const parts = text.split(marker)
  const rowsOf = new Map<string, string>()
  for (let at = 1; at + 1 < parts.length; at += 2)
    rowsOf.set(parts[at] ?? '', (parts[at + 1] ?? '').replace(/^\n/, ''))
  const files = []
  for (const table of bundleTables) {
    const rows = rowsOf.get(table) ?? ''
    const bytes = Buffer.from(rows)
    await writeFile(path.join(folder, tableFile(table)), bytes)
    files.push({
      name: tableFile(table),
      rows: bytes.filter((byte) => byte === 10).length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  }
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify({ formatVersion, files, documents: [] }))
}
