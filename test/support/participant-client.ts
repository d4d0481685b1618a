import { z } from 'zod'
import { type Part, partSchema } from '../../src/server/contract/participant.ts'

/** A participant of `trialProtocol` without a browser: what the page would send, and the cookie that it would keep. */
export interface ParticipantClient {
  readonly part: (path?: string, body?: unknown) => Promise<Part>
  /** Sends what may be refused, or answered by a stream. */
  readonly post: (path: string, body: unknown) => Promise<Response>
  /** From the consent to the first case. */
  readonly toFirstCase: () => Promise<Part>
}

export function participantClient(origin: string, cookie: string | null = null): ParticipantClient {
  let kept = cookie
  const send = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${origin}/api/part${path}`, {
      method,
      headers: {
        origin,
        'x-equipoise': '1',
        'content-type': 'application/json',
        ...(kept === null ? {} : { cookie: kept }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    kept = cookieOf(response) ?? kept
    return response
  }
  const part = async (path = '', body?: unknown): Promise<Part> => {
    const response = await send(body === undefined ? 'GET' : 'POST', path, body)
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
    return partSchema.parse(await response.json())
  }
  return {
    part,
    post: (path, body) => send('POST', path, body),
    toFirstCase: async () => {
      const { consent } = await part()
      await part('/consent', { version: consent.version, given: true })
      await part('/answers', { step: 'eligibility', answers: { adult: 'adult' } })
      await part('/answers', { step: 'baseline', answers: { use: 'often', knows: 3 } })
      return part('/instructions', { read: true })
    },
  }
}

/** Comes back by the participant's own link, from a device that knows nothing yet. */
export async function backByLink(origin: string, link: string): Promise<ParticipantClient> {
  const response = await fetch(origin + new URL(link).pathname, { redirect: 'manual' })
  if (response.status !== 303) throw new Error(`The link answers ${response.status}.`)
  return participantClient(origin, cookieOf(response))
}

function cookieOf(response: Response): string | null {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? null
}

const codes = z.object({ problems: z.array(z.object({ code: z.string() })) })

/** Codes of a refusal, and of the problems that a stream ends with. */
export async function codesOf(response: Response): Promise<readonly string[]> {
  return codes.parse(await response.json()).problems.map(({ code }) => code)
}
