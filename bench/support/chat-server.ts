/**
 * A server on a loopback port that answers OpenAI's Chat Completions after a given time, in a process of its own, so
 * that it does not share the event loop that is measured. It prints its port, then counts.
 */
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

export interface ChatServer extends AsyncDisposable {
  readonly url: string
}

/** About as long as an answer of a clinical product. */
const usualText =
  'Give 40 mg once daily and review after seven days, earlier where the kidneys are weak. '.repeat(25)
const answerOf = (text: string) =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_795_000_000,
    model: 'our-model-2026-11-01',
    choices: [
      { index: 0, message: { role: 'assistant', content: text }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 500, total_tokens: 600 },
  })

/** @param text What the model says to every prompt. */
export function startChatServer(latencyMilliseconds: number, text = usualText): Promise<ChatServer> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(import.meta.url), 'serve', String(latencyMilliseconds), text],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.stdout.setEncoding('utf8').once('data', (port: string) =>
      resolve({
        url: `http://127.0.0.1:${port.trim()}/v1`,
        [Symbol.asyncDispose]: () =>
          new Promise<void>((done) => {
            child.once('close', () => done())
            child.kill()
          }),
      }),
    )
  })
}

function serve(latencyMilliseconds: number, text: string): void {
  const answer = answerOf(text)
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      setTimeout(() => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(answer),
        })
        response.end(answer)
      }, latencyMilliseconds)
    })
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    process.stdout.write(`${address.port}\n`)
  })
  // Ends with the process that started it.
  process.stdin.on('end', () => process.exit()).resume()
}

if (process.argv[2] === 'serve') serve(Number(process.argv[3]), process.argv[4] ?? usualText)
