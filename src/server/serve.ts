import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Hono } from 'hono'
import { problem } from '../problem.ts'
import type { ServerContext, ServerEnvironment } from './access/route.ts'

export interface RunningServer {
  readonly port: number
  /** Stops taking requests; those under way end first. */
  readonly close: () => Promise<void>
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
        resolve({
          port: info.port,
          close: () =>
            new Promise((closed) => {
              server.close(() => closed())
              if ('closeIdleConnections' in server) server.closeIdleConnections()
            }),
        })
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

export function remoteAddress(context: ServerContext): string {
  return getConnInfo(context).remote.address ?? 'unknown'
}
