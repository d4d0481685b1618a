import type { z } from 'zod'
import { refusalPhrase } from './answer-key/declines.ts'
import type { JudgeFailure, JudgeReply } from './judge.ts'

export type ReadReply<Verdict> = { readonly verdict: Verdict } | { readonly failure: JudgeFailure }

/**
 * Reads the one JSON object that a judge was asked for. Strict: text around it, a second object, a field of another
 * type or another name is a failure, since a verdict that has to be guessed is none. White space and one Markdown
 * fence around the object are allowed, since many models cannot leave them out.
 */
export function readJudgeReply<Verdict>(
  reply: JudgeReply,
  schema: z.ZodType<Verdict>,
  needed: readonly string[],
): ReadReply<Verdict> {
  if (reply.status === 'failed') return { failure: 'no-reply' }
  if (reply.status === 'refused') return { failure: 'refused' }
  const text = reply.text?.trim() ?? ''
  if (reply.truncated) return { failure: 'truncated' }
  if (text === '') return { failure: 'empty' }
  const object = parsedObject(withoutFence(text))
  if (object === null) return { failure: notAnObject(text) }
  if (needed.some((field) => object[field] === undefined || object[field] === null)) {
    return { failure: 'missing-field' }
  }
  const read = schema.safeParse(object)
  return read.success ? { verdict: read.data } : { failure: 'malformed' }
}

function withoutFence(text: string): string {
  return /^```(?:json)?\s*\n([\s\S]*?)\n\s*```$/i.exec(text)?.[1] ?? text
}

function parsedObject(text: string): Readonly<Record<string, unknown>> | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

/** An object that was begun and not closed was cut off, whatever the provider says. */
function notAnObject(text: string): JudgeFailure {
  if (/^(?:```(?:json)?\s*)?\{/i.test(text)) return isOpen(text) ? 'truncated' : 'malformed'
  return refusalPhrase.test(text) ? 'refused' : 'malformed'
}

function isOpen(text: string): boolean {
  let depth = 0
  let inString = false
  for (let place = 0; place < text.length; place++) {
    const character = text[place]
    if (inString) {
      if (character === '\\') place += 1
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{') depth += 1
    else if (character === '}') depth -= 1
  }
  return inString || depth > 0
}
