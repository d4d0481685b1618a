import { expect, it } from 'vitest'
import { count, counted, duration, money, share } from './number-words.ts'

it('writes numbers as the report does', () => {
  expect([count(0), count(1156), counted(1, 'mark'), counted(2, 'mark')]).toEqual([
    '0',
    '1\u202f156',
    '1 mark',
    '2 marks',
  ])
  expect([money(0), money(0.0125), money(12.3)]).toEqual(['$0.00', '$0.0125', '$12.30'])
  expect([duration(42.4), duration(60), duration(200)]).toEqual(['42 s', '1 min', '3 min 20 s'])
})

it('calls nothing whole that is not', () => {
  expect([share(0, 0), share(999, 1000), share(1000, 1000)]).toEqual(['', '99\u202f%', '100\u202f%'])
})
