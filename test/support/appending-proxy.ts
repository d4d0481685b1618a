import { createServer, request } from 'node:http'

/** A proxy as a hospital has one: passes everything on, and writes at the right of X-Forwarded-For who asked it. */
export async function appendingProxy(port: number, target: string): Promise<AsyncDisposable> {
  const server = createServer((asked, answer) => {
    const before = asked.headers['x-forwarded-for']
    const from = asked.socket.remoteAddress ?? ''
    const passed = request(
      target + (asked.url ?? '/'),
      {
        ...(asked.method === undefined ? {} : { method: asked.method }),
        headers: {
          ...asked.headers,
          'x-forwarded-for': before === undefined ? from : `${before}, ${from}`,
        },
      },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers)
        got.pipe(answer)
      },
    )
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
