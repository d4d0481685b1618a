import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'

/** Nothing inline, nothing from elsewhere, no code from text. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** A built file by the path of its address; null where there is none. */
export function readPage(
  folder: string,
  path: string,
): { readonly bytes: Buffer; readonly type: string } | null {
  const inside = normalize(path).replace(/^(\.\.[/\\])+/, '')
  const file = join(folder, inside.endsWith('/') ? `${inside}index.html` : inside)
  if (!existsSync(file) || !statSync(file).isFile()) return null
  return { bytes: readFileSync(file), type: types[extname(file)] ?? 'application/octet-stream' }
}
