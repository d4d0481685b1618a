import { type Problem, ProblemError } from '../../problem.ts'
import type { ServerContext } from '../access/route.ts'
import type { PartSent } from '../contract/participant.ts'
import type { UnderWay } from './conversations.ts'

/** A page that hears nothing for longer takes the connection to be lost. */
const aliveEverySeconds = 8

/**
 * The answer to a message as server-sent events: pieces as they come, then the conversation. Whoever goes away ends the stream and
 * nothing else.
 *
 * @param call Null where nothing is under way here; then only the conversation is told.
 * @param sent Reads the conversation once the answer is on record.
 */
export function messageStream(
  context: ServerContext,
  call: UnderWay | null,
  sent: () => Promise<PartSent>,
  onFault: (error: unknown) => void,
): Response {
  const encoder = new TextEncoder()
  let leave = () => {}
  const body = new ReadableStream<Uint8Array>({
    start: async (controller) => {
      let open = true
      const write = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text))
      }
      const tell = (event: string, data: unknown) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      const alive = setInterval(() => write(': waiting\n\n'), aliveEverySeconds * 1000)
      const hush = call?.listen((text) => tell('piece', { text })) ?? (() => {})
      leave = () => {
        open = false
        clearInterval(alive)
        hush()
      }
      try {
        await call?.ended
        if (open) tell('turn', await sent())
      } catch (error) {
        if (!(error instanceof ProblemError)) onFault(error)
        tell('problem', { problems: [faultOf()] })
      } finally {
        clearInterval(alive)
        hush()
        if (open) controller.close()
        open = false
      }
    },
    cancel: () => leave(),
  })
  return context.body(body, 200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // A proxy that collects the pieces would show them all at the end.
    'x-accel-buffering': 'no',
  })
}

function faultOf(): Pick<Problem, 'code' | 'message'> {
  return { code: 'SERVER_FAULT', message: 'Something went wrong here. What was sent is on record.' }
}
