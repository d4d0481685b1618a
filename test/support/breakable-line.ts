import { connect, createServer, type Socket } from 'node:net'

/** A line to a server that a test can cut and mend, as a phone's connection breaks in a tunnel. */
export interface BreakableLine extends AsyncDisposable {
  readonly port: number
  /** Port of the server behind. */
  lead(to: number): void
  /** Breaks every connection, and takes no new one. */
  cut(): void
  mend(): void
}

export async function startBreakableLine(): Promise<BreakableLine> {
  const sockets = new Set<Socket>()
  let to: number | null = null
  let whole = true
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((client) => {
    keep(client)
    if (!whole || to === null) return client.destroy()
    const behind = connect(to, '127.0.0.1')
    keep(behind)
    client.pipe(behind)
    behind.pipe(client)
    client.on('close', () => behind.destroy())
    behind.on('close', () => client.destroy())
    return client
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    lead(port) {
      to = port
    },
    cut() {
      whole = false
      breakAll()
    },
    mend() {
      whole = true
    },
    async [Symbol.asyncDispose]() {
      breakAll()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
