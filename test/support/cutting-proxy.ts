import { connect, createServer, type Socket } from 'node:net'

/** Stands before a server and breaks every connection once so many messages of clients went through. */
export interface CuttingProxy {
  readonly port: number
  /** Lets so many more through. */
  readonly allow: (messages: number) => void
  readonly stop: () => Promise<void>
}

export async function startCuttingProxy(serverPort: number): Promise<CuttingProxy> {
  const sockets = new Set<Socket>()
  let left = 0
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    const behind = connect(serverPort, '127.0.0.1')
    keep(client)
    keep(behind)
    client.on('data', (chunk: Buffer) => {
      left -= 1
      if (left >= 0) behind.write(chunk)
      else for (const socket of sockets) socket.destroy()
    })
    behind.pipe(client)
    client.on('close', () => behind.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    allow: (messages) => {
      left = messages
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
