/** One server-sent event. */
export interface SentEvent {
  readonly name: string
  readonly data: string
}

/** The events of a stream of text/event-stream, in order. Ends with the stream; an event that was not finished is none. */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<SentEvent> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += decoder.decode(value, { stream: true }).replaceAll('\r', '')
      const events = rest.split('\n\n')
      rest = events.pop() ?? ''
      for (const text of events) {
        const event = eventOf(text)
        if (event !== null) yield event
      }
    }
  } finally {
    // Whoever reads no further lets the connection go.
    await reader.cancel().catch(() => {})
  }
}

/** Null for what has no data: a comment that keeps the connection awake. */
function eventOf(text: string): SentEvent | null {
  const lines = text.split('\n')
  const data = lines.filter((line) => line.startsWith('data:')).map((line) => fieldOf(line, 'data:'))
  if (data.length === 0) return null
  const name = lines.find((line) => line.startsWith('event:'))
  return { name: name === undefined ? 'message' : fieldOf(name, 'event:'), data: data.join('\n') }
}

function fieldOf(line: string, field: string): string {
  const value = line.slice(field.length)
  return value.startsWith(' ') ? value.slice(1) : value
}
