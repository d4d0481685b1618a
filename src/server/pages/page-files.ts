import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { problem } from '../../problem.ts'
import type { Route, ServerContext } from '../access/route.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

interface PageFile {
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly packed: Uint8Array<ArrayBuffer>
}

/**
 * The built pages, read once into memory: a path that asks for anything else finds nothing, however it is written. A page is a
 * folder with an `index.html`, and stands at the folder's name, or at the one that people know it by.
 *
 * @throws ProblemError PAGES_NOT_BUILT where there are none.
 */
export function pageRoutes(folder: string): Route[] {
  const files = existsSync(folder) ? builtFiles(folder) : []
  const pages = files.filter(([path]) => path.endsWith(pageFileName))
  if (pages.length === 0) {
    throw problem(
      'PAGES_NOT_BUILT',
      'The pages of the workbench are not built.',
      'In a clone `npm run build:web` builds them once; `npm start` does it by itself.',
      { place: { file: folder } },
    )
  }
  return [
    ...pages.flatMap(([path, file]) =>
      addressesOf(path.slice(0, -pageFileName.length)).map(
        (address): Route => ({
          method: 'GET',
          path: address,
          who: 'everyone',
          handle: (context) => send(context, file, 'no-cache'),
        }),
      ),
    ),
    ...files
      .filter(([path]) => !path.endsWith(pageFileName))
      .map(
        ([path, file]): Route => ({
          method: 'GET',
          path,
          who: 'everyone',
          handle: (context) => {
            if (path.endsWith(workerFileName)) {
              // It may answer for the page without a slash at its end too, and for no page above it.
              context.header('service-worker-allowed', path.slice(0, -workerFileName.length))
            }
            return send(context, file, path.startsWith(hashedFolder) ? forEver : 'no-cache')
          },
        }),
      ),
  ]
}

/** Pages whose address is for the public, and so speaks to them. */
const publicAddresses: Readonly<Record<string, string>> = { '/participant': '/take-part' }

function addressesOf(folder: string): readonly string[] {
  const address = publicAddresses[folder] ?? folder
  return [address, `${address}/`]
}

const pageFileName = '/index.html'
const workerFileName = '/worker.js'
/** Where the name of a built file holds the hash of its content. */
const hashedFolder = '/assets/'
const forEver = 'public, max-age=31536000, immutable'

function builtFiles(folder: string): (readonly [string, PageFile])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && types[extname(entry.name)] !== undefined)
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return [`/${relative(folder, path).split(sep).join('/')}`, pageFile(path)] as const
    })
}

function pageFile(path: string): PageFile {
  const bytes = Uint8Array.from(readFileSync(path))
  return { type: types[extname(path)] ?? '', bytes, packed: Uint8Array.from(gzipSync(bytes, { level: 9 })) }
}

function send(context: ServerContext, { type, bytes, packed }: PageFile, cacheControl: string): Response {
  const packedTaken = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
  context.header('content-type', type)
  context.header('cache-control', cacheControl)
  context.header('vary', 'accept-encoding')
  if (packedTaken) context.header('content-encoding', 'gzip')
  return context.body(packedTaken ? packed : bytes)
}
