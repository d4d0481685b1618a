import { createServer } from 'node:http'
import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { problem } from '../problem.ts'
import { serveApp } from './serve.ts'

it('gives a problem of the application to whoever started it, and listens no more', async () => {
  let port = 0
  const running = serveApp(
    (listening) => {
      port = listening
      throw problem('PAGES_NOT_BUILT', 'They are not built.', 'Build them.')
    },
    '127.0.0.1',
    0,
  )
  await expect(running).rejects.toThrow('PAGES_NOT_BUILT')
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
})

it('says that another program listens there', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => other.once('listening', listening))
  const address = other.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  await expect(serveApp(() => new Hono(), '127.0.0.1', port)).rejects.toThrow('SERVE_PORT_TAKEN')
  await new Promise((closed) => other.close(closed))
})
