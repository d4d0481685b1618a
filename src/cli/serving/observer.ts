import type { Answered, Answering } from '../../search/clinical-search.ts'
import type { PresentSearch } from './present-search.ts'
import type { Watcher } from './watcher.ts'

export interface GivenAnswer {
  readonly present: PresentSearch
  /** Of what gave the answer. */
  readonly version: string
  readonly question: string
  readonly answered: Answered
}

/** Is told of every answer that was given, and does the rest when nobody waits. */
export interface Observer {
  readonly answered: (given: GivenAnswer) => void
  /** Ends what is under way; what waits is not compared any more. */
  readonly close: () => Promise<void>
}

/** Milliseconds without an answer after which nobody is taken to wait. */
const quiet = 100
/** Questions that wait to be answered by the version on trial, in memory only; of more the oldest are not compared. */
const mostWaiting = 1000

/**
 * Lets the version on trial answer, unseen, what readers asked. It begins only when no answer was given for a while, one question at
 * a time, so that no reader waits for it. The served version answers once more beside it, so that the times of both are taken alike.
 */
export function observer(watcher: Watcher, onFault: (error: unknown) => void): Observer {
  const waiting: Pick<GivenAnswer, 'present' | 'question'>[] = []
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let compared = 0
  let closed = false

  const wait = () => {
    if (timer !== null) clearTimeout(timer)
    timer = closed || running !== null || waiting.length === 0 ? null : setTimeout(begin, quiet).unref()
  }
  const begin = () => {
    const one = waiting.shift()
    if (one === undefined) return
    compared += 1
    running = compare(one, compared % 2 === 0, watcher)
      .catch(onFault)
      .then(() => {
        running = null
        wait()
      })
  }
  return {
    answered: ({ present, version, question, answered }) => {
      watcher.answered(version, answered)
      if (present.trial === null || closed) return
      waiting.push({ present, question })
      if (waiting.length > mostWaiting) waiting.shift()
      wait()
    },
    close: async () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await running
    },
  }
}

async function compare(
  { present: { open, trial, isOpen }, question }: Pick<GivenAnswer, 'present' | 'question'>,
  candidateFirst: boolean,
  watcher: Watcher,
): Promise<void> {
  if (trial === null || !isOpen()) return
  const served = open.extractive
  const candidate = trial.way.extractive
  // What is read the second time comes faster: both are first equally often.
  const early = candidateFirst ? await timed(candidate, question) : null
  const one = await timed(served, question)
  const other = early ?? (await timed(candidate, question))
  watcher.compared(
    { served: served.version, candidate: candidate.version },
    {
      sameTop: one.first === other.first,
      servedDeclined: one.declined,
      candidateDeclined: other.declined,
      servedMilliseconds: one.milliseconds,
      candidateMilliseconds: other.milliseconds,
    },
  )
}

async function timed(search: Answering, question: string) {
  const started = performance.now()
  const { answer, found } = await search.ask(question)
  return {
    milliseconds: performance.now() - started,
    declined: answer.status === 'declined',
    first: found.candidates[0]?.passage.id ?? null,
  }
}

/** The same search, of whose answers the observer is told. */
export function observed(clinical: Answering, present: PresentSearch, { answered }: Observer): Answering {
  return {
    version: clinical.version,
    corpusSha256: clinical.corpusSha256,
    async ask(question, onBegun) {
      const given = await clinical.ask(question, onBegun)
      answered({ present, version: clinical.version, question, answered: given })
      return given
    },
  }
}
