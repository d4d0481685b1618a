import { describe, expect, it } from 'vitest'
import { type PanelVote, panelMark } from './panel.ts'

const vote = (judge: string, met: boolean | null): PanelVote => ({
  judge,
  family: judge,
  met,
  failure: met === null ? 'malformed' : null,
})

describe('panelMark', () => {
  it('takes the majority and keeps the own family apart', () => {
    const mark = panelMark([vote('x', true), vote('y', false), vote('z', true), vote('own', false)], 'own')
    expect(mark.independent).toEqual({ met: true, votesMet: 2, votesNotMet: 1, failures: 0 })
    expect(mark.ownFamily).toEqual({ met: false, votesMet: 0, votesNotMet: 1, failures: 0 })
    expect(mark.all.met).toBeNull()
    expect(mark.flagged).toEqual(['own'])
  })

  it('has no mark without a majority of those asked', () => {
    expect(panelMark([vote('x', true), vote('y', false)], null).independent.met).toBeNull()
    expect(panelMark([vote('x', false), vote('y', null)], null).independent).toEqual({
      met: null,
      votesMet: 0,
      votesNotMet: 1,
      failures: 1,
    })
    expect(panelMark([vote('x', false), vote('y', null), vote('z', false)], null).independent.met).toBe(false)
    expect(panelMark([vote('x', null)], null).all.met).toBeNull()
    expect(panelMark([], 'x').all).toEqual({ met: null, votesMet: 0, votesNotMet: 0, failures: 0 })
  })

  it('is one judge’s mark where there is one', () => {
    expect(panelMark([vote('x', false)], 'y').independent.met).toBe(false)
    expect(panelMark([vote('x', false)], 'x').independent.met).toBeNull()
  })
})
