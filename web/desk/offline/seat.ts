import type { Reply } from '../server/reply.ts'

/** Whether it is known whose browser this is. */
export interface Seat {
  readonly confirm: () => void
  readonly known: () => Promise<void>
  /** Sends only once it is known; before that there is no connection, as far as anybody can tell. */
  readonly sending: <Given extends readonly unknown[], T>(
    send: (...given: Given) => Promise<Reply<T>>,
  ) => (...given: Given) => Promise<Reply<T>>
}

export function createSeat(): Seat {
  let confirmed = false
  let tell: () => void = () => {}
  const promise = new Promise<void>((resolve) => {
    tell = resolve
  })
  return {
    confirm() {
      confirmed = true
      tell()
    },
    known: () => promise,
    sending:
      (send) =>
      async (...given) =>
        confirmed ? send(...given) : noConnection,
  }
}

const noConnection = { kind: 'again', why: 'connection', after: null } as const

/** Whoever waits longer than this for the first word has no connection worth the name. */
const patience = 5000

/** What a request comes to within a few seconds. */
export function atOnce<T>(
  request: () => Promise<Reply<T>>,
  later: (work: () => void, milliseconds: number) => () => void,
): Promise<Reply<T>> {
  return new Promise((resolve) => {
    const callOff = later(() => resolve(noConnection), patience)
    void request().then((reply) => {
      callOff()
      resolve(reply)
    })
  })
}
