import { z } from 'zod'

const prefix = z.strictObject({ query: z.string(), passage: z.string() }).default({ query: '', passage: '' })

/** A server with an OpenAI-compatible `/embeddings`. */
export const endpointConfigSchema = z.strictObject({
  via: z.literal('endpoint'),
  /** Up to and including the version, as in `http://127.0.0.1:11434/v1`. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1),
  /** Environment variable with the key; null: none is sent. */
  keyFrom: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable, such as SEARCH_KEY')
    .nullable()
    .default(null),
  /** Numbers of a vector: what the model gives. */
  dimensions: z.int().min(1).max(65_536),
  /** Put before texts, as some models want it (`query: `). */
  prefix,
  /** Texts of one request. */
  atOnce: z.int().min(1).max(2048).default(64),
  requestSeconds: z.number().positive().max(3600).default(60),
  attempts: z.int().min(1).max(100).default(8),
  /** True where nothing that the server is sent goes further than this machine. Only who set it up can say so. */
  staysOnMachine: z.boolean().default(false),
  /** Whether questions may be sent to a server elsewhere. */
  sendQuestions: z.boolean().default(false),
  /** Sources of the corpus whose passages may be sent to a server elsewhere. */
  sendSources: z.union([z.literal('all'), z.array(z.string()).readonly()]).default([]),
})

/** A folder with `model.onnx` and `vocab.txt`: a model of BERT's kind. */
export const onnxConfigSchema = z.strictObject({
  via: z.literal('onnx'),
  folder: z.string().min(1),
  /** SHA-256 of `model.onnx`. Another file is refused. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case'),
  /** How the vectors of the tokens become one: their mean, or the first. The card of the model says which. */
  pooling: z.enum(['mean', 'first']).default('mean'),
  /** Tokens that the model reads; the rest of a text is cut off. */
  mostTokens: z.int().min(3).max(8192).default(512),
  lowerCase: z.boolean().default(true),
  dimensions: z.int().min(1).max(65_536),
  prefix,
})

export const denseConfigSchema = z.discriminatedUnion('via', [endpointConfigSchema, onnxConfigSchema])

export type EndpointConfig = Readonly<z.infer<typeof endpointConfigSchema>>
export type OnnxConfig = Readonly<z.infer<typeof onnxConfigSchema>>
export type DenseConfig = EndpointConfig | OnnxConfig
