import { z } from 'zod'
import { problem } from '../../problem.ts'

export interface InferenceSession {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  run(inputs: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>
}

/** As much of onnxruntime-node as is used here. */
export interface OnnxRuntime {
  open(model: string): Promise<InferenceSession>
  tensor(values: BigInt64Array, dimensions: readonly number[]): unknown
}

/** The version that it was tried with. */
export const runtimeVersion = '1.30.0'

const moduleSchema = z.looseObject({
  InferenceSession: z.custom<{ create(model: string): Promise<InferenceSession> }>(
    (found) =>
      (typeof found === 'object' || typeof found === 'function') && found !== null && 'create' in found,
  ),
  Tensor: z.custom<new (type: 'int64', values: BigInt64Array, dimensions: readonly number[]) => object>(
    (found) => typeof found === 'function',
  ),
})

/** Loads onnxruntime-node, which is not installed with the project: it takes 290 MB. */
export async function loadOnnxRuntime(name = 'onnxruntime-node'): Promise<OnnxRuntime> {
  const loaded: unknown = await import(name).catch(() => null)
  const read = moduleSchema.safeParse(loaded)
  if (!read.success) {
    throw problem(
      'EMBEDDER_NOT_INSTALLED',
      'The package onnxruntime-node, which runs an embedding model here, could not be loaded.',
      `Install it with ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node@${runtimeVersion}, or name an endpoint.`,
    )
  }
  const { InferenceSession, Tensor } = read.data
  return {
    open: (model) => InferenceSession.create(model),
    tensor: (values, dimensions) => new Tensor('int64', values, dimensions),
  }
}
