import { parsedJson } from '../../parsed-json.ts'

/** The JSON documents of an answer: one, or one for each event of a stream; null where it is neither. */
export function documentsOf(body: string, contentType: string | null): readonly unknown[] | null {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'text/event-stream') return eventDocuments(body)
  if (type !== 'application/json' && !type?.endsWith('+json')) return null
  const parsed = parsedJson(body)
  return parsed === undefined ? null : [parsed]
}

/** Server-sent events as HTML Living Standard section 9.2 frames them; only their data is wanted. */
function eventDocuments(body: string): readonly unknown[] | null {
  const documents: unknown[] = []
  for (const block of body.split(/\r?\n\r?\n/)) {
    const data = block
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(line.startsWith('data: ') ? 6 : 5))
      .join('\n')
    if (data === '' || data === '[DONE]') continue
    const parsed = parsedJson(data)
    if (parsed === undefined) return null
    documents.push(parsed)
  }
  return documents
}
