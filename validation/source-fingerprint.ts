import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * Hash of a source file and of every file of ours that it imports, however far: kept results of a study are used
 * again only while the code that made them is the same.
 */
export function sourceFingerprint(entries: readonly URL[]): string {
  const seen = new Map<string, string>()
  const waiting = entries.map((entry) => entry.href)
  for (let href = waiting.pop(); href !== undefined; href = waiting.pop()) {
    if (seen.has(href)) continue
    const text = readFileSync(new URL(href), 'utf8')
    seen.set(href, text)
    for (const [, path] of text.matchAll(/from '(\.{1,2}\/[^']+)'/g)) {
      if (path !== undefined) waiting.push(new URL(path, href).href)
    }
  }
  const hash = createHash('sha256')
  for (const href of [...seen.keys()].sort()) hash.update(seen.get(href) ?? '').update('\0')
  return hash.digest('hex')
}
