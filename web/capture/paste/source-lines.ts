import type { PastedSource } from './markdown-of.ts'

/** Sources as a person writes them, one on each line: a title, an address, or `title | address`. */
export function sourceLines(sources: readonly PastedSource[]): string {
  return sources
    .map(({ url, title }) =>
      [title, url].flatMap((part) => (part === null ? [] : [oneLine(part)])).join(' | '),
    )
    .join('\n')
}

export function readSourceLines(lines: string): PastedSource[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const bar = line.lastIndexOf('|')
      const last = line.slice(bar + 1).trim()
      if (!/^https?:\/\/\S+$/i.test(last)) return { url: null, title: line }
      const title = bar < 0 ? '' : line.slice(0, bar).trim()
      return { url: last, title: title === '' ? null : title }
    })
}

/** The lines with further sources below; an address that is there already is not added. */
export function addSources(lines: string, more: readonly PastedSource[]): string {
  const known = new Set(readSourceLines(lines).map(({ url }) => url))
  const fresh = more.filter(({ url }) => !known.has(url))
  return [lines.trim(), sourceLines(fresh)].filter((part) => part !== '').join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
