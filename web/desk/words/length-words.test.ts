import { expect, it } from 'vitest'
import { lengthWords } from './length-words.ts'

const known = (
  total: number | null,
  secondsLeft: number | null,
  minutesPerQuestion: number | null,
  practice = 0,
) => lengthWords({ progress: { done: 0, total, secondsLeft }, minutesPerQuestion, practice })

it.each([
  // 40 times 4 minutes are 160 minutes.
  [
    known(40, null, 4, 2),
    'There are 40 questions for you, about 2 h 40 min in all. Before them come 2 practice questions.',
  ],
  [known(1, null, 0.5), 'There is 1 question for you, about 1 min in all.'],
  // A pace of one's own is better than a plan.
  [known(40, 1500, 4), 'There are 40 questions for you, about 25 min in all.'],
  [
    known(40, null, null, 1),
    'There are 40 questions for you. How long it will take is shown once there is a pace to go by. Before them comes one practice question.',
  ],
  [known(null, null, 3), 'There are questions for as long as you like. One is planned to take about 3 min.'],
  [
    known(null, null, null),
    'There are questions for as long as you like. How long it will take is shown once there is a pace to go by.',
  ],
])('says %s', (words, expected) => {
  expect(words).toBe(expected)
})
