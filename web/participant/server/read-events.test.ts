import { expect, it } from 'vitest'
import { readEvents } from './read-events.ts'

async function read(...chunks: readonly (string | Uint8Array)[]) {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks)
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk)
      controller.close()
    },
  })
  const events = []
  for await (const event of readEvents(stream)) events.push(event)
  return events
}

it('reads events however the network cuts them', async () => {
  expect(await read('event: piece\nda', 'ta: {"text":"a"}\n', '\nevent: turn\ndata: {}\n\n')).toEqual([
    { name: 'piece', data: '{"text":"a"}' },
    { name: 'turn', data: '{}' },
  ])
})

it('keeps a character that the network cuts in two', async () => {
  const bytes = new TextEncoder().encode('data: 37 °C\n\n')
  const cut = bytes.indexOf(0xc2) + 1
  expect(await read(bytes.slice(0, cut), bytes.slice(cut))).toEqual([{ name: 'message', data: '37 °C' }])
})

it('joins lines of data, takes CRLF, and leaves comments out', async () => {
  expect(await read(': awake\r\n\r\nevent:piece\r\ndata: a\r\ndata: b\r\n\r\n')).toEqual([
    { name: 'piece', data: 'a\nb' },
  ])
})

it('takes an event without its end for none', async () => {
  expect(await read('event: piece\ndata: whole\n\nevent: turn\ndata: ha')).toEqual([
    { name: 'piece', data: 'whole' },
  ])
})
