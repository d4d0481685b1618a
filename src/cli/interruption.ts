/** What Ctrl-C, or a signal to terminate, does at this moment of the command that runs. */
type Moment =
  /** The command just stops: its open transaction is undone. */
  | { readonly name: 'plain' }
  /** Calls are being made, and the command can end in order. */
  | { readonly name: 'calling'; readonly end: () => void; readonly atOnce: string }
  /** The command was asked to end, and waits for calls in flight. */
  | { readonly name: 'ending'; readonly atOnce: string }
  /** People are served, and the server can close. */
  | { readonly name: 'serving'; readonly end: () => void }
  /** The server was asked to close, and waits for requests in flight and for the database. */
  | { readonly name: 'closing' }
  /** No call is in flight, and the result is still to be written. */
  | { readonly name: 'writing' }
  /** The same, and somebody has pressed since. */
  | { readonly name: 'hurried' }

let moment: Moment = { name: 'plain' }

const callsInDoubt =
  'Stopped at once. Calls in flight are in doubt and count as spent; run the same command again to go on.'

/**
 * Lets the first interruption end a command in order instead of at once; a second one stops it.
 *
 * @param atOnce what is said when a second one stops it
 * @returns To be called when no call is in flight any more; what was collected is then on record.
 */
export function endInOrder(end: () => void, atOnce: string = callsInDoubt): () => void {
  moment = { name: 'calling', end, atOnce }
  return () => {
    moment = { name: 'writing' }
  }
}

/** Ends when the first interruption comes: time for a server to close. A second one stops it at once. */
export function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    moment = { name: 'serving', end: resolve }
  })
}

/** Runs a command that may end in order, up to its result. */
export async function untilResult<Result>(command: () => Promise<Result>): Promise<Result> {
  try {
    return await command()
  } finally {
    moment = { name: 'plain' }
  }
}

/** What an interruption comes to: a word to the person, and whether the process is to stop. */
export interface Interrupted {
  readonly stop: boolean
  readonly note: string | null
}

export function interrupt(): Interrupted {
  switch (moment.name) {
    case 'calling': {
      const { end, atOnce } = moment
      moment = { name: 'ending', atOnce }
      end()
      return { stop: false, note: null }
    }
    case 'serving': {
      const { end } = moment
      moment = { name: 'closing' }
      end()
      return { stop: false, note: null }
    }
    case 'writing':
      moment = { name: 'hurried' }
      return {
        stop: false,
        note: 'Nothing is in flight any more; the result is being written. Press again to stop without it.',
      }
    case 'hurried':
      return {
        stop: true,
        note: 'Stopped without the result. Every call that was made is on record; run the same command again to go on.',
      }
    case 'ending':
      return { stop: true, note: moment.atOnce }
    case 'closing':
      return {
        stop: true,
        note: 'Stopped at once. What a page had sent and was not told to be saved is sent again by that page.',
      }
    case 'plain':
      return {
        stop: true,
        note: 'Interrupted. What was not finished was undone; run the same command again to go on.',
      }
  }
}
