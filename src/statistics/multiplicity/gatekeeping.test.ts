import { describe, expect, it } from 'vitest'
import { gatekeeping } from './gatekeeping.ts'

describe('gatekeeping', () => {
  it('opens a family when everything before was rejected, and carries the largest p', () => {
    // By hand: Holm 2 x 0.01 and 0.03; then 0.004 is raised to 0.03.
    expect(gatekeeping([[0.03, 0.01], [0.004]])).toEqual([
      { opened: true, adjustedP: [0.03, 0.02], rejected: [true, true] },
      { opened: true, adjustedP: [0.03], rejected: [true] },
    ])
  })

  it('stops all that follows at the first test that fails', () => {
    const [first, second, third] = gatekeeping([[0.01, 0.2], [0.001], []])
    expect(first).toEqual({ opened: true, adjustedP: [0.02, 0.2], rejected: [true, false] })
    expect(second).toEqual({ opened: false, adjustedP: [0.2], rejected: [false] })
    expect(third).toEqual({ opened: false, adjustedP: [], rejected: [] })
  })

  it('lets an empty family pass, and takes no families', () => {
    expect(gatekeeping([[], [0.01]])[1]).toEqual({ opened: true, adjustedP: [0.01], rejected: [true] })
    expect(gatekeeping([])).toEqual([])
  })

  it('takes an undefined test for one that was not rejected', () => {
    expect(gatekeeping([[0.01, null], [0.001]])).toEqual([
      { opened: true, adjustedP: [0.01, null], rejected: [true, false] },
      { opened: false, adjustedP: [1], rejected: [false] },
    ])
  })

  it('rejects at alpha itself and refuses what is no probability', () => {
    expect(gatekeeping([[0.05]])[0]?.rejected).toEqual([true])
    expect(gatekeeping([[0.05]], 0.04)[0]?.rejected).toEqual([false])
    expect(() => gatekeeping([[1.2]])).toThrow(RangeError)
    expect(() => gatekeeping([[0.2]], 5)).toThrow(RangeError)
  })
})
