import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { expectedValue } from '../../../expected-value.ts'
import { problem } from '../../../problem.ts'
import type { HostedReply, HostedRequest, Send, UploadedFile } from './service.ts'

/** A request that only looks. */
export function get(to: string): HostedRequest {
  return { method: 'GET', to, contentType: null, body: null, repeatable: true, withKey: true }
}

export function postJson(to: string, body: unknown, repeatable: boolean): HostedRequest {
  const contentType = 'application/json'
  return { method: 'POST', to, contentType, body: JSON.stringify(body), repeatable, withKey: true }
}

/** A form with a file (RFC 7578), its boundary made from the bytes so that it cannot stand in them by chance. */
export function postForm(
  to: string,
  fields: Readonly<Record<string, string>>,
  { name, bytes }: UploadedFile,
): HostedRequest {
  const boundary = `equipoise-${createHash('sha256').update(bytes).digest('hex')}`
  const parts = Object.entries(fields).map(
    ([field, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/jsonl\r\n\r\n`
  return {
    method: 'POST',
    to,
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(parts.join('') + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    repeatable: true,
    withKey: true,
  }
}

/** Makes a request and reads the reply. */
export async function ask<Shape>(
  send: Send,
  request: HostedRequest,
  schema: z.ZodType<Shape>,
): Promise<Shape> {
  return read(await send(request), request, schema)
}

/** @throws ProblemError HOSTED_REPLY */
export function read<Shape>(
  { json }: HostedReply,
  { method, to }: HostedRequest,
  schema: z.ZodType<Shape>,
): Shape {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw problem(
    'HOSTED_REPLY',
    `The service answered ${method} ${to.split('?')[0]} in a form that is not the published one.`,
    'Check the address of the service; where it is right, its interface has changed.',
    {
      place: { field: issue?.path.join('.') ?? '' },
      expected: json === undefined || issue === undefined ? 'JSON' : expectedValue(issue),
    },
  )
}
