import { expect, it } from 'vitest'
import { counted, durationWords, isStoppingPlace, measuredWords, progressWords } from './progress-words.ts'

it('says how far it is and how long it will be', () => {
  expect(progressWords({ done: 12, total: 40, secondsLeft: 1500 })).toBe('12 of 40, about 25 min left')
  expect(progressWords({ done: 0, total: 40, secondsLeft: null })).toBe('0 of 40')
  expect(progressWords({ done: 3, total: null, secondsLeft: null })).toBe('3 done')
})

it.each([
  [5, 'about 1 min'],
  [90, 'about 2 min'],
  [3570, 'about 1 h'],
  [3600, 'about 1 h'],
  [7900, 'about 2 h 10 min'],
  [7100, 'about 2 h'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words)
})

it('tells measured time in steps of ten seconds', () => {
  expect(measuredWords(0)).toBe('0 s')
  expect(measuredWords(59.9)).toBe('50 s')
  expect(measuredWords(80)).toBe('1 min 20 s')
})

it('offers a pause after every tenth question of a sitting, not at its start', () => {
  expect([0, 1, 9, 10, 11, 20].filter(isStoppingPlace)).toEqual([10, 20])
})

it('counts in words', () => {
  expect(counted(1, 'mark')).toBe('1 mark')
  expect(counted(2, 'mark')).toBe('2 marks')
})
