import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { soughtNames } from './names/sought-names.ts'
import { identityScreen } from './screen-answer.ts'
import { labelledAnswers, measureIdentity } from './testing/labelled-answers.ts'

const folder = new URL('../../../test/data/identity/', import.meta.url)
const guide = readFileSync(new URL('../../../docs/guide/blinding.md', import.meta.url), 'utf8')

describe.each(['development', 'held-out'])('the labelled sentences of %s', (name) => {
  const file = readFileSync(new URL(`${name}.txt`, folder), 'utf8')
  const measure = measureIdentity(labelledAnswers(file), identityScreen(soughtNames([])))

  it('are invented, and of every sort', () => {
    expect(file.startsWith('# INVENTED.')).toBe(true)
    expect(measure.levels.self.labels).toBeGreaterThanOrEqual(20)
    expect(measure.levels.name.labels).toBeGreaterThanOrEqual(30)
    expect(measure.clean).toBeGreaterThanOrEqual(50)
  })

  it('are found, and what is none passes', () => {
    expect(measure.mistakes).toEqual([])
  })

  it('have their figures in the guide', () => {
    const { self, name: named } = measure.levels
    expect(guide).toContain(
      `| ${name} | ${self.named} of ${self.labels} | ${named.named} of ${named.labels} | ${measure.falselyFound} of ${measure.clean} |`,
    )
  })
})

it('labels are read with their places', () => {
  expect(labelledAnswers('# no\n\nI am {self:x}{name:{y}}.')).toEqual([
    {
      text: 'I am x{y}.',
      labels: [
        { start: 5, end: 6, level: 'self' },
        { start: 6, end: 9, level: 'name' },
      ],
    },
  ])
})
