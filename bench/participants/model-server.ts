import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** A loopback model that streams an answer, and says how long it took over each message and what it counted. */
export interface ModelServer {
  readonly url: string
  /** Milliseconds from the request to the end of the answer, by the mark in the last message. */
  readonly took: ReadonlyMap<string, number>
  /** Requests with a mark that came before. */
  readonly again: () => number
  readonly tokens: () => number
  readonly close: () => void
}

const bodySchema = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
})
const pieces = 12

/** @param milliseconds How long it takes over an answer. */
export async function startModel(milliseconds: number): Promise<ModelServer> {
  const took = new Map<string, number>()
  let again = 0
  let tokens = 0
  const server = createServer(async (request, response) => {
    const begun = performance.now()
    let text = ''
    for await (const part of request) text += String(part)
    const { messages } = bodySchema.parse(JSON.parse(text))
    const mark = /<([\w-]+)>/.exec(messages.at(-1)?.content ?? '')?.[1] ?? ''
    if (took.has(mark)) again += 1
    const chunk = (more: object) =>
      response.write(
        `data: ${JSON.stringify({ id: mark, object: 'chat.completion.chunk', created: 0, model: 'loopback', ...more })}\n\n`,
      )
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (let piece = 0; piece < pieces; piece++) {
      await sleep(milliseconds / pieces)
      const content = `Sentence ${piece} of the answer, which has some words in it. `
      chunk({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })
    }
    chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
    const usage = {
      prompt_tokens: Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4),
      completion_tokens: 150,
    }
    tokens += usage.prompt_tokens + usage.completion_tokens
    chunk({ choices: [], usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } })
    response.end('data: [DONE]\n\n')
    took.set(mark, performance.now() - begun)
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    took,
    again: () => again,
    tokens: () => tokens,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
