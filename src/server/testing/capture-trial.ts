import type { z } from 'zod'
import type { Role } from '../../review/people/role.ts'
import type { TestServer } from '../../store/testing/test-server.ts'
import { createApp } from '../app.ts'
import { captureRoutes } from '../capture/capture-routes.ts'
import {
  type CaptureAnswer,
  captureCheckSchema,
  captureDeskSchema,
  captureNextSchema,
  captureSavedSchema,
} from '../contract/capture.ts'
import { problemsSchema } from '../contract/problems.ts'
import { captureStudy } from './capture-study.ts'

const origin = 'http://127.0.0.1:4114'
const noon = new Date('2026-11-20T12:00:00Z')

/**
 * The routes of the desk on a study of their own, by two servers on one database as two processes would be, and people who
 * ask them.
 */
export async function captureTrial(server: TestServer, questions = 12) {
  const store = await server.freshStore()
  const made = await captureStudy(
    store,
    Array.from({ length: questions }, (_, index) => `Question ${index}?`),
  )
  const faults: unknown[] = []
  const appOf = () =>
    createApp({
      store,
      study: made.study.id,
      origin,
      routes: captureRoutes(made.desk(), () => noon),
      addressOf: () => '127.0.0.1',
      onFault: (error) => faults.push(error),
    })
  const apps = [appOf(), appOf()]
  const person = async (name: string, role: Role = 'capturer', at = 0) => {
    const { person: pseudonym, cookie } = await made.enter(name, role)
    const headers = { cookie, origin, 'x-equipoise': '1', 'content-type': 'application/json' }
    const request = async (path: string, body?: unknown) => {
      const response = await apps[at]?.request(`/api/capture${path}`, {
        headers,
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
      if (response === undefined) throw new Error('no such server')
      return response
    }
    const ask = async <T>(schema: z.ZodType<T>, path: string, body?: unknown): Promise<T> => {
      const response = await request(path, body)
      if (response.status !== 200)
        throw new Error(`${response.status} ${await response.text()} ${faults.join()}`)
      return schema.parse(await response.json())
    }
    const next = async (arm = 'tarn', later: { item: string; replicate: number } | null = null) => {
      const putOff = later === null ? null : { item: later.item, replicate: later.replicate }
      return (await ask(captureNextSchema, '/next', { arm, putOff })).slot
    }
    return {
      pseudonym,
      headers,
      request,
      next,
      desk: () => ask(captureDeskSchema, ''),
      save: (answer: CaptureAnswer) => ask(captureSavedSchema, '/answers', answer),
      refusal: async (path: string, body: unknown) => {
        const response = await request(path, body)
        const { problems } = problemsSchema.parse(await response.json())
        return [response.status, ...problems.map(({ code }) => code)]
      },
      check: () => ask(captureCheckSchema, '/check'),
      checked: (body: unknown) => ask(captureSavedSchema, '/check', body),
      upload: (bytes: Uint8Array<ArrayBuffer>) =>
        apps[at]?.request('/api/capture/screenshots', {
          method: 'POST',
          headers: { ...headers, 'content-type': 'image/png' },
          body: bytes,
        }),
    }
  }
  return { ...made, store, person, apps }
}

/** What the page sends for a question. */
export function answerTo(
  slot: { arm: string; item: string; replicate: number } | null,
  change: Partial<CaptureAnswer> = {},
): CaptureAnswer {
  return {
    key: crypto.randomUUID(),
    arm: slot?.arm ?? '',
    item: slot?.item ?? '',
    replicate: slot?.replicate ?? 0,
    answer: `Give **5 mg** [1] for ${slot?.item}.`,
    refused: false,
    citations: [{ url: 'https://example.org/doses', title: 'Doses' }],
    product: 'Tarn',
    mode: 'Deep',
    version: '2026-11',
    account: 'verified clinician',
    region: 'GB',
    capturedAt: '2026-11-20T09:30:00+01:00',
    screenshot: null,
    ...change,
  }
}
