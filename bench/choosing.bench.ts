/** How long a reviewer's next question takes to be chosen, in a review of 200 reviewers and 10,000 units. */
import { measureChoosing } from '../src/review/assignment/testing/measure-choosing.ts'

const aim = 5
const { units, choices, median, p95, most } = measureChoosing()
const ms = (time: number) => `${time.toFixed(2)} ms`
process.stdout.write(
  `${choices} choices among ${units} units: median ${ms(median)}, 95 % within ${ms(p95)}, longest ${ms(most)}\n`,
)
if (p95 > aim) {
  process.stdout.write(`slower than the aim of ${aim} ms\n`)
  process.exitCode = 1
}
