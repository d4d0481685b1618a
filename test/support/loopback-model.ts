import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { openaiChatDialect as dialect } from '../providers/openai-chat.ts'

/** A model on a loopback port whose answers arrive piece by piece, and stop where a test wants to look. */
export interface LoopbackModel extends AsyncDisposable {
  /** Address for `baseUrl`. */
  readonly url: string
  /** The last message of each call, in the order of arrival. */
  readonly asked: readonly string[]
  /** From now on an answer stops in its middle until it is let go. */
  hold(): void
  release(): void
  /** The next call fails as a server does that is in trouble. */
  failOnce(): void
  /** The next call is declined. */
  refuseOnce(): void
}

const milliseconds = 15

/** @param says What it answers to the last message. */
export async function startLoopbackModel(says: (message: string) => string): Promise<LoopbackModel> {
  const asked: string[] = []
  let next: 'fails' | 'refuses' | null = null
  let letGo = () => {}
  let held: Promise<void> | null = null

  const speak = async (message: string, response: ServerResponse) => {
    const mode = next
    next = null
    if (mode === 'fails') {
      const { status, body } = dialect.error('server-error', null)
      response.writeHead(status, { 'content-type': 'application/json' })
      return response.end(JSON.stringify(body))
    }
    const refused = mode === 'refuses'
    const events = dialect.events({
      id: String(asked.length),
      snapshot: 'loopback-1',
      text: refused ? 'I cannot help with that.' : says(message),
      ending: refused ? 'refusal' : 'whole',
      citations: [],
      searches: [],
      tokens: { input: 20, cached: 0, cacheWritten: 0, output: 40, reasoning: 0 },
    })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const [place, event] of events.entries()) {
      if (place === Math.floor(events.length / 2)) await held
      response.write(`${event}\n\n`)
      await wait(milliseconds)
    }
    return response.end()
  }
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    const read = dialect.read(request.url ?? '', JSON.parse(text))
    const message: unknown = JSON.parse(read?.prompt.split('\n').at(-1) ?? '""')
    asked.push(typeof message === 'string' ? message : JSON.stringify(message))
    await speak(asked.at(-1) ?? '', response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    hold() {
      held = new Promise((resolve) => {
        letGo = resolve
      })
    },
    release() {
      letGo()
      held = null
    },
    failOnce() {
      next = 'fails'
    },
    refuseOnce() {
      next = 'refuses'
    },
    async [Symbol.asyncDispose]() {
      letGo()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
