import { createServer, type RequestListener } from 'node:http'

/** An HTTP server on the loopback that answers as a test says; closed at the end of the block. */
export async function fileServer(
  answer: RequestListener,
): Promise<{ readonly url: string; readonly requests: () => number } & AsyncDisposable> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests: () => requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
