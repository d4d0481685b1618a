import { describe, expect, it } from 'vitest'
import { isStatementMet, statementScores } from './statement-labels.ts'

describe('statementScores', () => {
  it('counts must-have statements that are held and all that are contradicted', () => {
    expect(
      statementScores([
        { mustHave: true, label: 'entailment' },
        { mustHave: true, label: 'contradiction' },
        { mustHave: true, label: 'neutral' },
        { mustHave: true, label: null },
        { mustHave: false, label: 'contradiction' },
        { mustHave: false, label: 'entailment' },
      ]),
    ).toEqual({ completeness: 1 / 3, hallucinations: 2, labelled: 5 })
    expect(statementScores([{ mustHave: false, label: 'entailment' }]).completeness).toBeNull()
  })

  it('keeps a missing label missing', () => {
    expect(isStatementMet(null)).toBeNull()
    expect(isStatementMet('neutral')).toBe(false)
  })
})
