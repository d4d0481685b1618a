import type { PartChat, PartTurn } from '../../../src/server/contract/participant.ts'

/** How many messages are needed and left. */
export function leftWords({ left, needed }: Pick<PartChat, 'left' | 'needed'>): string {
  const rest = `${messages(left)} left.`
  return needed === 0 ? rest : `${neededWords(needed)} ${rest}`
}

/** `Write at least 2 messages before you decide.` */
export function neededWords(needed: number): string {
  return `Write at least ${needed === 1 ? 'one more message' : `${needed} more messages`} before you decide.`
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
