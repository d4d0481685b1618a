import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OnnxConfig, onnxConfigSchema } from './dense-config.ts'
import { OnnxFolder } from './onnx-folder.ts'
import { loadOnnxRuntime } from './onnx-runtime.ts'
import { tinyOnnx } from './testing/tiny-onnx.ts'

/** Where the runtime is: it is not installed with the project. */
const runtime = process.env.EQUIPOISE_ONNXRUNTIME ?? 'onnxruntime-node'
const installed = await loadOnnxRuntime(runtime).then(
  () => true,
  () => false,
)
if (!installed)
  process.stdout.write(
    'Skipped: onnxruntime-node is not installed; set EQUIPOISE_ONNXRUNTIME to its main file.\n',
  )

const vocabulary = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'gout', 'pain', 'query', ':']
// Rows of [PAD], [UNK], [CLS], [SEP], gout, pain, query and the colon.
const table = [
  [9, 9],
  [0, 0],
  [1, 0],
  [0, 1],
  [4, 0],
  [0, 4],
  [0, 2],
  [2, 0],
]
const model = tinyOnnx(table)
const sha256 = createHash('sha256').update(model).digest('hex')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'equipoise-onnx-'))
  await writeFile(join(folder, 'model.onnx'), model)
  await writeFile(join(folder, 'vocab.txt'), `${vocabulary.join('\n')}\n`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const open = (change: Partial<OnnxConfig> = {}) => {
  const config = { via: 'onnx', folder, sha256, dimensions: 2, ...change }
  return OnnxFolder.open(onnxConfigSchema.parse(config), () => loadOnnxRuntime(runtime))
}

const unit = (...values: readonly number[]) =>
  values.map((one) =>
    expect.closeTo(one / Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)), 6),
  )

describe('OnnxFolder', () => {
  it('refuses another file than the pinned one, and says what is absent', async () => {
    await expect(open({ sha256: '0'.repeat(64) })).rejects.toThrow('MODEL_FILE_OTHER')
    await expect(open({ folder: join(folder, 'nowhere') })).rejects.toThrow(/model\.onnx.*MODEL_FILE_ABSENT/)
    const config = onnxConfigSchema.parse({ via: 'onnx', folder, sha256, dimensions: 2 })
    await expect(OnnxFolder.open(config, () => loadOnnxRuntime('no-such-runtime'))).rejects.toThrow(
      /ONNXRUNTIME_NODE_INSTALL=skip.*EMBEDDER_NOT_INSTALLED/,
    )
  })

  it.runIf(installed)('is the mean of the tokens of each text, whatever stands beside it', async () => {
    const embedder = await open()
    // [CLS] gout pain [SEP]: (1 + 4, 4 + 1); [CLS] gout [SEP]: (5, 1); [CLS] pain pain pain [SEP]: (1, 13).
    const vectors = await embedder.embed(['gout pain', 'gout', 'pain pain pain'], 'passage')
    expect(vectors.map((vector) => [...vector])).toEqual([unit(5, 5), unit(5, 1), unit(1, 13)])
    expect([embedder.sha256, embedder.dimensions]).toEqual([sha256, 2])
  })

  it.runIf(installed)('keeps the order of many texts of different lengths', async () => {
    const texts = Array.from({ length: 40 }, (_, at) =>
      Array(1 + ((at * 7) % 11))
        .fill('gout')
        .join(' '),
    )
    const vectors = await (await open()).embed(texts, 'passage')
    for (const [at, vector] of vectors.entries())
      expect([...vector]).toEqual(unit(1 + 4 * (1 + ((at * 7) % 11)), 1))
  })

  it.runIf(installed)(
    'puts the prefix before a question, and takes the first token where it is told to',
    async () => {
      const asked = await open({ prefix: { query: 'query: ', passage: '' } })
      expect([...(await asked.embed(['gout'], 'query'))[0]!]).toEqual(unit(1 + 2 + 4, 2 + 1))
      const first = await open({ pooling: 'first' })
      expect([...(await first.embed(['pain'], 'passage'))[0]!]).toEqual(unit(1, 0))
    },
  )

  it.runIf(installed)('refuses a model of other dimensions', async () => {
    await expect((await open({ dimensions: 3 })).embed(['gout'], 'query')).rejects.toThrow(
      /1 x 3 x 2.*MODEL_UNFIT/,
    )
  })
})
