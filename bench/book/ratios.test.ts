import { expect, it } from 'vitest'
import { printedRatios, printedShortfalls } from './ratios.ts'

/** Lines as the benchmarks printed them. */
const output = `
  Holm's adjustment of 10000 p-values; load 4.1
    ours               119 us (101 us to 180 us, 101 runs)
    plain sort         2.3 ms (2.2 ms to 2.9 ms, 51 runs); ours takes 0.05 of it
    R                  0.6 ms (0.6 ms to 0.7 ms, 9 runs); ours is 5.2 times as fast (aim 20: MISSED); largest difference 0.0e+0
    numpy              skipped: numpy is not installed
  by key: 100000 answers in 12.1 s (8264 a second), start and summary included; reading them alone 2.20 s, ratio 0.18
  win difference, two-way                            1.20 s, 9 times reading; peak so far 401 MiB (result 0.0123)
    2 threads 1.20 s (1.1 s to 1.3 s, 3 runs); 1.83 times one thread
`

it('reads every way in which a benchmark says a ratio', () => {
  expect(printedRatios(output).map(({ ratio }) => ratio)).toEqual([0.05, 5.2, 0.18, 9, 1.83])
  expect(printedRatios(output)[1]?.words).toContain('ours is 5.2 times as fast')
})

it('finds missed aims and peers that are not there', () => {
  expect(printedShortfalls(output)).toHaveLength(2)
})
