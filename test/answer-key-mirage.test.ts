import { describe, expect, it } from 'vitest'
import { comparisonOf, type MirageReading, readMirage } from '../scripts/answer-key/mirage-readings.ts'
import {
  defaultKeyScoring,
  forcedKeyScoring,
  type KeyScoring,
  scoreReading,
  strictKeyScoring,
  tallyKeyOutcomes,
} from '../src/judging/answer-key/key-mark.ts'
import { readChoice } from '../src/judging/answer-key/read-choice.ts'
import { testData } from './support/test-data.ts'

const folder = testData('mirage')
const sets = ['mmlu', 'medqa', 'medmcqa', 'pubmedqa', 'bioasq']
const withRetrieval = 'gpt-35-turbo-16k|rag_32'
const withoutRetrieval = 'gpt-35-turbo-16k|cot'

describe.skipIf(folder === null)('answers of GPT-3.5 recorded in MIRAGE', () => {
  const rows = folder === null ? [] : readMirage(folder)

  /** Mean over the five sets of the percentage right, by any rule that says which replies are right. */
  const average = (
    system: string,
    isRight: (row: MirageReading) => boolean,
    counts = (_: MirageReading) => true,
  ) => {
    const percentages = sets.map((dataset) => {
      const own = rows.filter((row) => row.dataset === dataset && row.system === system && counts(row))
      return (100 * own.filter(isRight).length) / own.length
    })
    return percentages.reduce((sum, value) => sum + value, 0) / sets.length
  }
  const ours = (system: string, scoring: KeyScoring) => {
    const percentages = sets.map((dataset) => {
      const own = rows.filter((row) => row.dataset === dataset && row.system === system)
      const outcomes = own.map(({ reading, key, options }) =>
        scoreReading(
          reading,
          key,
          options.map(({ label }) => label),
          scoring,
        ),
      )
      const tally = tallyKeyOutcomes(outcomes)
      return [100 * (tally.accuracyOfAll ?? 0), 100 * (tally.accuracyOfScored ?? 0)] as const
    })
    return [0, 1].map((part) => percentages.reduce((sum, both) => sum + both[part]!, 0) / sets.length)
  }

  it('are 15,326', () => {
    expect(rows).toHaveLength(15_326)
  })

  it('give the published 71.57 with retrieval from the recorded choices', () => {
    const right = ({ recorded, key }: MirageReading) => recorded === key
    expect(average(withRetrieval, right).toFixed(2)).toBe('71.57')
    expect(average(withoutRetrieval, right).toFixed(2)).toBe('60.61')
  })

  it('holds 34 empty outputs, all without retrieval: wrong in the recorded figure, failures for us', () => {
    const empty = rows.filter(({ output }) => output === null)
    expect(empty).toHaveLength(34)
    expect(new Set(empty.map(({ system }) => system))).toEqual(new Set([withoutRetrieval]))
    for (const row of empty) {
      expect(row.recorded).toBeNull()
      expect(row.reading).toMatchObject({ none: 'empty' })
      expect(scoreReading(row.reading, row.key, [], defaultKeyScoring)).toBe('empty')
    }
    const right = ({ recorded, key }: MirageReading) => recorded === key
    const given = ({ output }: MirageReading) => output !== null
    expect(average(withoutRetrieval, right, given).toFixed(2)).toBe('60.76')
  })

  it('agree with our reading wherever both name one option', () => {
    const decided = rows.filter((row) => 'choice' in row.reading)
    const agree = decided.filter((row) => comparisonOf(row) === 'agree')
    expect(decided.length / 15_292).toBeGreaterThan(0.93)
    expect(agree.length / decided.length).toBeGreaterThan(0.9995)
  })

  it('were forced where we read none or several: then the two agree on more than 99.9 %', () => {
    const given = rows.filter(({ output }) => output !== null)
    const same = given.filter(({ reading, recorded, options }) => {
      if ('choice' in reading) return reading.choice === recorded
      return (reading.candidates[0] ?? options[0]?.label) === recorded
    })
    expect(same.length / given.length).toBeGreaterThan(0.999)
    // Half of what is not the same would be chance; in all of it the recorded choice is the first option.
    const others = given.filter((row) => !same.includes(row))
    expect(others.every(({ recorded }) => recorded === 'A')).toBe(true)
  })

  it('give our own averages by three scorings', () => {
    // Right letters over all replies; forced as the benchmark does; right over the scored.
    const [strict] = ours(withRetrieval, strictKeyScoring)
    const [forced] = ours(withRetrieval, forcedKeyScoring)
    const [all, scored] = ours(withRetrieval, defaultKeyScoring)
    expect(all).toBe(strict)
    expect(forced?.toFixed(2)).toBe('71.57')
    expect(strict ?? 0).toBeLessThan(forced ?? 0)
    expect(scored ?? 0).toBeGreaterThan(forced ?? 0)
  })

  it('read the same without their answer field, from the reasoning alone', () => {
    let decided = 0
    let same = 0
    for (const { output, options, recorded } of rows) {
      const reasoning = /^\{"step_by_step_thinking": "([\s\S]*)", "answer_choice": "[A-D]"\}$/.exec(
        output ?? '',
      )?.[1]
      if (reasoning === undefined) continue
      const reading = readChoice(reasoning, options)
      if (!('choice' in reading)) continue
      decided += 1
      if (reading.choice === recorded) same += 1
    }
    expect(decided).toBeGreaterThan(9200)
    expect(same / decided).toBeGreaterThan(0.995)
  })
})
