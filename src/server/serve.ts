import { type ServerType, serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Hono } from 'hono'
import { problem } from '../problem.ts'
import { clientAddress } from './access/client-address.ts'
import type { ServerContext, ServerEnvironment } from './access/route.ts'

export interface RunningServer {
  readonly port: number
  /**
   * Stops taking requests; those under way end first.
   *
   * @param seconds After so many those that have not ended are cut off; never, without it.
   * @returns Whether any was cut off.
   */
  readonly close: (seconds?: number) => Promise<boolean>
}

/**
 * Serves an application over HTTP.
 *
 * @param port 0 for any that is free.
 * @throws ProblemError SERVE_PORT_TAKEN, SERVE_FAILED.
 */
export function serveApp(
  appAt: (port: number) => Hono<ServerEnvironment>,
  hostname: string,
  port: number,
): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    let app: Hono<ServerEnvironment> | null = null
    const server = serve(
      {
        fetch: (request, env) => app?.fetch(request, env) ?? new Response(null, { status: 503 }),
        hostname,
        port,
      },
      (info) => {
        try {
          app = appAt(info.port)
        } catch (error) {
          // Thrown in here it would reach nobody who could print it.
          server.close()
          reject(error)
          return
        }
        resolve({ port: info.port, close: (seconds) => closeServer(server, seconds) })
      },
    )
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? problem('SERVE_PORT_TAKEN', 'Another program listens there.', 'Choose another with --port.', {
              place: { field: '--port' },
              value: String(port),
            })
          : problem('SERVE_FAILED', 'The server cannot listen there.', 'Check --host and --port.', {
              place: { field: '--host' },
              value: `${hostname}:${port}, ${error.code ?? error.message}`,
            }),
      )
    })
  })
}

function closeServer(server: ServerType, seconds: number | undefined): Promise<boolean> {
  return new Promise((closed) => {
    // A browser keeps its connection for the next request: each is closed when the request on it has ended.
    const sweep = setInterval(() => {
      if ('closeIdleConnections' in server) server.closeIdleConnections()
    }, 50)
    let wasCut = false
    const cut =
      seconds === undefined
        ? undefined
        : setTimeout(() => {
            wasCut = true
            if ('closeAllConnections' in server) server.closeAllConnections()
          }, seconds * 1000)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cut)
      closed(wasCut)
    })
  })
}

/**
 * Tells where a request came from.
 *
 * @param proxies How many proxies of one's own every request passes.
 */
export function remoteAddress(proxies = 0): (context: ServerContext) => string {
  return (context) =>
    clientAddress(
      context.req.header('x-forwarded-for') ?? null,
      getConnInfo(context).remote.address ?? 'unknown',
      proxies,
    )
}
