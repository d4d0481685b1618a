import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { loadOnnxRuntime } from '../src/search/dense/onnx-runtime.ts'
import { tinyOnnx } from '../src/search/dense/testing/tiny-onnx.ts'
import { evaluationSchema } from '../src/search/evaluation/evaluation-schema.ts'
import { sampleDocument } from '../src/search/testing/sample-documents.ts'
import { equipoiseProcess, temporaryFolder } from './support/command-line.ts'

const installed = await loadOnnxRuntime(process.env.EQUIPOISE_ONNXRUNTIME).then(
  () => true,
  () => false,
)
if (!installed)
  process.stdout.write(
    'Skipped: onnxruntime-node is not installed; set EQUIPOISE_ONNXRUNTIME to its main file.\n',
  )

let folder: { readonly path: string } & AsyncDisposable
beforeAll(async () => {
  folder = await temporaryFolder()
  await mkdir(join(folder.path, '.equipoise'))
})
afterAll(() => folder[Symbol.asyncDispose]())

const run = (...given: readonly string[]) => equipoiseProcess(given, { cwd: folder.path })

// `podagra` has the direction of `gout` and no letter of it; the other rows are [PAD], [UNK], [CLS], [SEP] and `asthma`.
const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'gout', 'podagra', 'asthma']
const model = tinyOnnx([
  [0, 0],
  [0, 0],
  [0.01, 0],
  [0, 0.01],
  [5, 0],
  [5, 0],
  [0, 5],
])
const pinned = createHash('sha256').update(model).digest('hex')

async function settings(sha256: string): Promise<string> {
  const embedder = { via: 'onnx', folder: 'model', sha256, dimensions: 2 }
  await writeFile(join(folder.path, 'search.yaml'), stringify({ schemaVersion: 1, embedder }))
  return 'search.yaml'
}

describe.skipIf(!installed)('a corpus with a model of this machine', () => {
  it('finds by its vectors, and refuses another file than the pinned one', async () => {
    await mkdir(join(folder.path, 'model'))
    await writeFile(join(folder.path, 'model', 'model.onnx'), model)
    await writeFile(join(folder.path, 'model', 'vocab.txt'), `${vocabulary.join('\n')}\n`)
    const own = ['gout', 'asthma'].map((id) => JSON.stringify(sampleDocument(id, `Of ${id}.`, { title: id })))
    await writeFile(join(folder.path, 'own.jsonl'), `${own.join('\n')}\n`)
    const other = await run('index', 'own.jsonl', '--settings', await settings('0'.repeat(64)))
    expect([other.exitCode, other.notes]).toEqual([1, expect.stringContaining('MODEL_FILE_OTHER')])
    const indexed = await run('index', 'own.jsonl', '--settings', await settings(pinned))
    expect([indexed.exitCode, indexed.out]).toEqual([0, expect.stringContaining('Made 2 vectors')])
    // No passage has the word, and `gout` is the one whose vector points the same way.
    await writeFile(join(folder.path, 'q.jsonl'), '{"id": "q1", "text": "podagra"}\n')
    await writeFile(join(folder.path, 'qrels.txt'), 'q1 0 gout 1\n')
    const evaluated = await run('search', 'eval', 'q.jsonl', 'qrels.txt', '--grades', 'gains', '--json')
    const { arms } = evaluationSchema.parse(JSON.parse(evaluated.out))
    const reciprocalRank = new Map(arms.map(({ arm, means }) => [arm, means.raw.reciprocalRank]))
    expect([reciprocalRank.get('bm25'), reciprocalRank.get('dense')]).toEqual([0, 1])
    const asked = await run('ask', 'podagra', '--json')
    expect(asked.exitCode, asked.notes).toBe(0)
    const { version } = JSON.parse(asked.out)
    expect(version).toMatch(/\+hybrid-[0-9a-f]{8}\+/)
    await writeFile(join(folder.path, 'model', 'model.onnx'), Buffer.concat([model, Buffer.from([0])]))
    const changed = await run('ask', 'podagra')
    expect([changed.exitCode, changed.notes]).toEqual([1, expect.stringContaining('MODEL_FILE_OTHER')])
  })
})
