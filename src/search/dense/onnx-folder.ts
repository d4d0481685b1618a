import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { fileSha256 } from '../files/file-sha256.ts'
import type { OnnxConfig } from './dense-config.ts'
import { type EmbeddedKind, type Embedder, normalise } from './embedder.ts'
import { type InferenceSession, loadOnnxRuntime, type OnnxRuntime } from './onnx-runtime.ts'
import { WordPiece } from './word-piece.ts'

/** Texts that the model reads at once. */
const atOnce = 16

const outputSchema = z.looseObject({ data: z.instanceof(Float32Array), dims: z.array(z.int()).length(3) })

/** A model of BERT's kind in a folder of this machine: nothing leaves it. */
export class OnnxFolder implements Embedder {
  readonly id: string
  readonly sha256: string
  readonly dimensions: number
  readonly #config: OnnxConfig
  readonly #runtime: OnnxRuntime
  readonly #session: InferenceSession
  readonly #tokens: WordPiece

  private constructor(
    config: OnnxConfig,
    runtime: OnnxRuntime,
    session: InferenceSession,
    tokens: WordPiece,
  ) {
    const { pooling, mostTokens, lowerCase, prefix } = config
    this.id = `onnx ${JSON.stringify({ pooling, mostTokens, lowerCase, prefix })}`
    this.sha256 = config.sha256
    this.dimensions = config.dimensions
    this.#config = config
    this.#runtime = runtime
    this.#session = session
    this.#tokens = tokens
  }

  /**
   * @throws `MODEL_FILE_ABSENT`, `MODEL_FILE_OTHER` where `model.onnx` is not the one whose hash the configuration has,
   *   `EMBEDDER_NOT_INSTALLED` where the runtime is absent
   */
  static async open(config: OnnxConfig, load = loadOnnxRuntime): Promise<OnnxFolder> {
    const [model, vocabulary] = [join(config.folder, 'model.onnx'), join(config.folder, 'vocab.txt')]
    for (const file of [model, vocabulary]) {
      if (existsSync(file)) continue
      throw problem(
        'MODEL_FILE_ABSENT',
        'A file of the embedding model is not there.',
        'Put model.onnx and the vocab.txt of its WordPiece tokens into the folder; models with other tokens cannot be used.',
        { place: { file } },
      )
    }
    const found = await fileSha256(model)
    if (found !== config.sha256) {
      throw problem(
        'MODEL_FILE_OTHER',
        'The file of the embedding model is not the one that was pinned.',
        'Put the pinned file back, or pin this one with sha256 and make the vectors again.',
        { place: { file: model }, value: found, expected: config.sha256 },
      )
    }
    const words = (await readFile(vocabulary, 'utf8')).replace(/\r?\n$/, '').split(/\r?\n/)
    const tokens = new WordPiece(words, config)
    const runtime = await load()
    return new OnnxFolder(config, runtime, await runtime.open(model), tokens)
  }

  async embed(texts: readonly string[], kind: EmbeddedKind): Promise<readonly Float32Array[]> {
    const encoded = texts.map((text) => this.#tokens.encode(`${this.#config.prefix[kind]}${text}`))
    // Texts of like length together: short ones need not be filled up to long ones.
    const order = encoded
      .map((_, at) => at)
      .sort((one, other) => encoded[one]!.length - encoded[other]!.length)
    const vectors: Float32Array[] = texts.map(() => new Float32Array(0))
    for (let at = 0; at < order.length; at += atOnce) {
      const part = order.slice(at, at + atOnce)
      const read = await this.#read(part.map((text) => encoded[text]!))
      for (const [place, text] of part.entries()) vectors[text] = read[place]!
    }
    return vectors
  }

  async #read(batch: readonly (readonly number[])[]): Promise<readonly Float32Array[]> {
    const length = Math.max(...batch.map((tokens) => tokens.length))
    const ids = new BigInt64Array(batch.length * length).fill(BigInt(this.#tokens.padding))
    const mask = new BigInt64Array(batch.length * length)
    for (const [row, tokens] of batch.entries())
      for (const [place, token] of tokens.entries()) {
        ids[row * length + place] = BigInt(token)
        mask[row * length + place] = 1n
      }
    const all: Readonly<Record<string, BigInt64Array>> = {
      input_ids: ids,
      attention_mask: mask,
      token_type_ids: new BigInt64Array(ids.length),
    }
    const inputs = this.#session.inputNames.map((name) => {
      const values = all[name]
      if (values === undefined) throw this.#unfit(`an input ${name}`)
      return [name, this.#runtime.tensor(values, [batch.length, length])] as const
    })
    const outputs = await this.#session.run(Object.fromEntries(inputs))
    const output = outputSchema.safeParse(outputs[this.#session.outputNames[0] ?? ''])
    const dims = output.success ? output.data.dims : []
    if (!output.success || dims[0] !== batch.length || dims[1] !== length || dims[2] !== this.dimensions)
      throw this.#unfit(`an output of ${dims.join(' x ')}`)
    return batch.map((tokens, row) => {
      const rows = this.#config.pooling === 'mean' ? tokens.length : 1
      const vector = meanOf(output.data.data, row * length, rows, this.dimensions)
      if (!normalise(vector)) throw this.#unfit('a vector without direction')
      return vector
    })
  }

  #unfit(found: string) {
    return problem(
      'MODEL_UNFIT',
      'The embedding model is not of the kind that is read here.',
      'Use a model with input_ids, attention_mask and token_type_ids whose first output has a vector for each token.',
      {
        place: { file: join(this.#config.folder, 'model.onnx') },
        value: found,
        expected: `vectors of ${this.dimensions} numbers`,
      },
    )
  }
}

function meanOf(values: Float32Array, first: number, rows: number, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions)
  for (let row = first; row < first + rows; row++)
    for (let place = 0; place < dimensions; place++) mean[place]! += values[row * dimensions + place]! / rows
  return mean
}
