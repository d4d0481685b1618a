import type { z } from 'zod'
import {
  type CaptureAnswer,
  type CaptureCheck,
  type CaptureChecked,
  type CaptureDesk,
  type CaptureNext,
  type CaptureNextRequest,
  type CaptureSaved,
  type CaptureScreenshot,
  captureCheckSchema,
  captureDeskSchema,
  captureNextSchema,
  captureSavedSchema,
  captureScreenshotSchema,
} from '../../../src/server/contract/capture.ts'
import { failedReply, type Reply } from './reply.ts'

/** The server as the capture desk sees it. */
export interface CaptureApi {
  desk(): Promise<Reply<CaptureDesk>>
  next(request: CaptureNextRequest): Promise<Reply<CaptureNext>>
  save(answer: CaptureAnswer): Promise<Reply<CaptureSaved>>
  upload(picture: Blob): Promise<Reply<CaptureScreenshot>>
  check(): Promise<Reply<CaptureCheck>>
  checked(check: CaptureChecked): Promise<Reply<CaptureSaved>>
}

const longestAnswer = 20_000
const longestUpload = 120_000

export function createCaptureApi(request: typeof fetch): CaptureApi {
  const ask = async <T>(
    path: string,
    schema: z.ZodType<T>,
    init: RequestInit = {},
    patience = longestAnswer,
  ): Promise<Reply<T>> => {
    try {
      const response = await request(`/api/capture${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(patience),
        ...init,
      })
      if (!response.ok) return await failedReply(response)
      // A guest network answers everything with its own page and status 200: not an answer of ours.
      const parsed = schema.safeParse(await response.json().catch(() => null))
      return parsed.success ? { kind: 'ok', value: parsed.data } : { kind: 'again', why: 'server' }
    } catch {
      return { kind: 'again', why: 'connection' }
    }
  }
  return {
    desk: () => ask('', captureDeskSchema),
    next: (body) => ask('/next', captureNextSchema, post(body)),
    save: (body) => ask('/answers', captureSavedSchema, post(body)),
    upload: (picture) =>
      ask(
        '/screenshots',
        captureScreenshotSchema,
        {
          method: 'POST',
          headers: { 'content-type': picture.type || 'application/octet-stream', 'x-equipoise': '1' },
          body: picture,
        },
        longestUpload,
      ),
    check: () => ask('/check', captureCheckSchema),
    checked: (body) => ask('/check', captureSavedSchema, post(body)),
  }
}

export function screenshotAddress(sha256: string): string {
  return `/api/capture/screenshots/${sha256}`
}

function post(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-equipoise': '1' },
    body: JSON.stringify(body),
  }
}
