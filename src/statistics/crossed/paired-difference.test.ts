import { describe, expect, it } from 'vitest'
import { expectClose } from '../../../test/support/expect-close.ts'
import { pairedDifference } from './paired-difference.ts'
import { twoWayError } from './two-way-error.ts'

const none = Number.NaN

describe('pairedDifference', () => {
  it('uses the cells that have both marks and counts the others', () => {
    // By hand: differences 1, 0, -1, 1 of cells 0, 1, 3, 5.
    const marks = {
      question: [1, 1, 2, 2, 3, 3],
      reviewer: [1, 2, 1, 2, 1, 2],
      a: [4, 3, none, 2, none, 4],
      b: [3, 3, 4, 3, none, 3],
    }
    const result = pairedDifference(marks)
    expect([result.n, result.nDropped, result.estimate]).toEqual([4, 2, 0.25])
    const kept = twoWayError([1, 0, -1, 1], [1, 1, 2, 3], [1, 2, 2, 2])
    expectClose(result.seTwoWay, kept.seTwoWay ?? 0)
    const turned = pairedDifference({ ...marks, a: marks.b, b: marks.a })
    expectClose(turned.estimate, -0.25)
    expectClose(turned.seTwoWay, result.seTwoWay ?? 0)
  })

  it('drops the weights of incomplete cells with them', () => {
    const marks = { question: [1, 2, 3], reviewer: null, a: [1, 2, none], b: [0, 0, 1] }
    expectClose(pairedDifference(marks, { weights: [1, 3, 100] }).estimate, (1 * 1 + 3 * 2) / 4)
  })

  it('is empty when no cell is complete', () => {
    const result = pairedDifference({ question: [1], reviewer: [1], a: [none], b: [1] })
    expect([result.n, result.nDropped, result.estimate]).toEqual([0, 1, null])
  })
})
