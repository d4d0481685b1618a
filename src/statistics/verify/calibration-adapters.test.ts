import { describe, expect, it } from 'vitest'
import { calibrationAdapters } from './calibration-adapters.ts'

const run = (method: string, input: unknown) => calibrationAdapters[method]?.(input)

describe('calibrationAdapters', () => {
  it('take truth values for outcomes and defaults for options that are missing or null', () => {
    const p = [0.15, 0.95]
    expect(run('calib.ece', { p, y: [false, true], bins: null })).toEqual(run('calib.ece', { p, y: [0, 1] }))
    expect(run('calib.ece', { p, y: [0, 1] })).toMatchObject({ bins: [{ bin: 1 }, { bin: 9 }] })
    const counts = { n: 10, answered: 8, correct: 6 }
    expect(run('calib.abstention', { ...counts, level: null, valueAbstain: null, costWrong: null })).toEqual(
      run('calib.abstention', { ...counts, level: 0.95, valueAbstain: 0, costWrong: 1 }),
    )
  })

  it('find a whole threshold under either spelling', () => {
    const input = { confidence: [1, 0.5, null], correct: [1, 0, 1], thresholds: [0, 0.5, 1] }
    expect(run('calib.risk_coverage', input)).toMatchObject({
      n: 2,
      accuracyAt: { '0': 0.5, '0.0': 0.5, '0.5': 0.5, '1': 1, '1.0': 1 },
    })
    expect(run('calib.risk_coverage', { confidence: [1], correct: [1] })).toMatchObject({ accuracyAt: {} })
  })
})
