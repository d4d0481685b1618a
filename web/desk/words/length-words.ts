import type { Desk } from '../../../src/server/contract/desk.ts'
import { counted, durationWords } from './progress-words.ts'

/** What a reviewer is in for: how many questions, how much time, and what comes first, as far as it is known. */
export function lengthWords({
  progress,
  minutesPerQuestion,
  practice,
}: Pick<Desk, 'progress' | 'minutesPerQuestion' | 'practice'>): string {
  const { total, secondsLeft } = progress
  const planned = total === null || minutesPerQuestion === null ? null : total * minutesPerQuestion * 60
  const seconds = secondsLeft ?? planned
  const time = seconds === null ? '' : `, ${durationWords(seconds)} in all`
  const each =
    seconds === null && minutesPerQuestion !== null
      ? ` One is planned to take ${durationWords(minutesPerQuestion * 60)}.`
      : ''
  const pace =
    seconds === null && minutesPerQuestion === null
      ? ' How long it will take is shown once there is a pace to go by.'
      : ''
  const first = practice === 0 ? '' : ` Before them ${practiceWords(practice)}.`
  const count =
    total === null
      ? 'There are questions for as long as you like'
      : `There ${are(total)} ${counted(total, 'question')} for you`
  return `${count}${time}.${each}${pace}${first}`
}

function practiceWords(count: number): string {
  return count === 1 ? 'comes one practice question' : `come ${count} practice questions`
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are'
}
