import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeImport } from '../imports/write-import.ts'
import { readJudgments } from '../reading/read-judgments.ts'
import { ensureStudy } from '../studies.ts'
import { absolute, collect, importedFile, source } from '../testing/sample.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { readBundle } from './read-bundle.ts'
import { writeBundle } from './write-bundle.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(path.join(tmpdir(), 'equipoise-test-'))
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

const hash = (content: string) => createHash('sha256').update(content).digest('hex')

it('reads a bundle of format 2, whose marks were not given by criteria and which had no reviews', async () => {
  const store = await server.freshStore()
  const study = await ensureStudy(store, 'trial', 'A trial')
  await writeImport(store, study, importedFile('a', 1), source({ judgments: [absolute()] }))
  const bundle = path.join(folder, 'second-format')
  await writeBundle(store, study, bundle, new Map([['protocol.yaml', 'id: x\n']]))
  const file = path.join(bundle, 'judgment.jsonl')
  const text = await readFile(file, 'utf8')
  const old = text.replace('"criteria":null,', '')
  expect(old).not.toBe(text)
  await writeFile(file, old)
  const manifest = path.join(bundle, 'manifest.json')
  const listed = await readFile(manifest, 'utf8')
  const second = listed
    .replace(hash(text), hash(old))
    .replace('"formatVersion":4', '"formatVersion":2')
    .replace(
      /,\{"name":"(identity_decision|shown_answer|review(_\w+)?|audit_entry|capture_difference|trial(_\w+)?|participant(_\w+)?|allocation|encounter|case_shown|chat_\w+|withdrawal|coding(_\w+)?)\.jsonl"[^}]*\}/g,
      '',
    )
  await writeFile(manifest, second)
  const empty = await server.freshStore()
  await readBundle(empty, 'elsewhere', bundle)
  const judgments = await collect(readJudgments(store, study))
  expect(judgments).toMatchObject([{ form: 'absolute', value: 3, criteria: null }])
  expect(await collect(readJudgments(empty, study))).toEqual(judgments)

  // What calls itself the present format has the column.
  await writeFile(manifest, listed.replace(hash(text), hash(old)))
  await expect(readBundle(await server.freshStore(), 'elsewhere', bundle)).rejects.toThrow(
    /judgment\.jsonl, line 1, field criteria: .*BUNDLE_ROW/,
  )
})
