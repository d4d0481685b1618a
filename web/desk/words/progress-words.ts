import type { DeskProgress } from '../../../src/server/contract/desk.ts'

/** `12 of 40, about 25 min left`; without a total or a pace, what is known of it. */
export function progressWords(progress: DeskProgress): string {
  const count = progress.total === null ? `${progress.done} done` : `${progress.done} of ${progress.total}`
  return progress.secondsLeft === null ? count : `${count}, ${durationWords(progress.secondsLeft)} left`
}

/** `about 25 min`, `about 2 h 10 min`; never more exact than a forecast is. */
export function durationWords(seconds: number): string {
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes < 60) return `about ${minutes} min`
  const rounded = Math.round(minutes / 10) * 10
  const rest = rounded % 60
  return `about ${Math.floor(rounded / 60)} h${rest === 0 ? '' : ` ${rest} min`}`
}

/** `1 min 20 s`: time that was measured, in steps of ten seconds. */
export function measuredWords(seconds: number): string {
  const tens = Math.floor(seconds / 10) * 10
  const minutes = Math.floor(tens / 60)
  return minutes === 0 ? `${tens} s` : `${minutes} min ${tens % 60} s`
}

const questionsBetweenStops = 10

/** Whether this is a good place for a pause: after every tenth question of one sitting. */
export function isStoppingPlace(doneInThisSitting: number): boolean {
  return doneInThisSitting > 0 && doneInThisSitting % questionsBetweenStops === 0
}

/** `1 mark`, `2 marks`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
