import { longestAnswer } from '../../../src/server/contract/capture.ts'
import { markdownOf, type PastedSource } from './markdown-of.ts'

/** Rich text beyond it is taken as plain text: reading it would hold up the page. */
const longestRich = 1_000_000

/** What somebody pasted. */
export type FromClipboard =
  | { readonly kind: 'text'; readonly text: string; readonly sources: readonly PastedSource[] }
  | { readonly kind: 'picture'; readonly file: File }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'nothing' }

/** Reads the clipboard: rich text as markdown, a picture where there is no text, and else the plain text. */
export function readClipboard(data: DataTransfer): FromClipboard {
  const html = data.getData('text/html')
  const plain = data.getData('text/plain').replace(/\r\n?/g, '\n')
  const rich = html !== '' && html.length <= longestRich ? richText(html) : null
  const picture = [...data.files].find(({ type }) => type.startsWith('image/'))
  if (picture !== undefined && (rich === null || rich.text === '')) return { kind: 'picture', file: picture }
  const text = rich === null || rich.text === '' ? plain : rich.text
  if (text.length > longestAnswer) return { kind: 'too-long' }
  return text === '' ? { kind: 'nothing' } : { kind: 'text', text, sources: rich?.sources ?? [] }
}

function richText(html: string) {
  try {
    return markdownOf(html)
  } catch {
    // Nested too deep to be walked through; the plain text is there all the same.
    return null
  }
}
