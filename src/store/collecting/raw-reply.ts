import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import type { ArmReply } from '../../arms/arm.ts'

const rawSchema = z.strictObject({
  request: z.string(),
  response: z.string().nullable(),
  httpStatus: z.int().nullable(),
})

/** What was sent and what came back, word for word. */
export type RawReply = ArmReply['raw']

/** Compresses a raw reply for keeping. */
export function packRaw(raw: RawReply): Buffer {
  return zstdCompressSync(JSON.stringify(raw))
}

export function unpackRaw(bytes: Uint8Array): RawReply {
  return rawSchema.parse(JSON.parse(zstdDecompressSync(bytes).toString('utf8')))
}
