import type { PartChat, PartTurn } from '../../../src/server/contract/participant.ts'

/** What must be written and answered before a decision. */
export interface Needed {
  /** Messages whose answers are still needed. */
  readonly answers: number
  /** Messages that the participant wrote, with those on their way. */
  readonly written: number
  /** Messages that were written and whose answers are not there yet. */
  readonly waiting: number
}

/** @param unsent Messages that left the page and that the server is not known to have. */
export function neededOf({ turns, needed }: Pick<PartChat, 'turns' | 'needed'>, unsent: number): Needed {
  const count = (is: (turn: PartTurn) => boolean) => turns.filter(is).length
  return {
    answers: needed,
    written: count(({ role }) => role === 'participant') + unsent,
    waiting: count(({ status }) => status === 'waiting') + unsent,
  }
}

/** How many messages are needed and left. @param left As the server told it. */
export function leftWords(left: number, needed: Needed): string {
  const rest = `${messages(left)} left.`
  return needed.answers === 0 ? rest : `${neededWords(needed)} ${rest}`
}

/** `Write at least 2 messages before you decide.` */
export function neededWords({ answers, written, waiting }: Needed): string {
  const missing = answers - waiting
  if (missing <= 0) return 'You can decide once your message is answered.'
  const more = written === 0 ? '' : ' more'
  const few = missing === 1 ? `one${more} message` : `${missing}${more} messages`
  return `Write at least ${few} before you decide.`
}

function messages(n: number): string {
  return n === 1 ? '1 message' : `${n} messages`
}

/** What is said of an answer besides its words; null where they speak for themselves. */
export function statusWords(status: PartTurn['status']): string | null {
  switch (status) {
    case 'refused':
      return 'It declined to answer this message.'
    case 'failed':
      return 'No answer came: something failed on the way, and not because of your message.'
    case 'waiting':
      return 'The answer is on its way.'
    case 'answered':
    case null:
      return null
  }
}
