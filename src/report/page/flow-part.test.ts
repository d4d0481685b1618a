import { describe, expect, it } from 'vitest'
import type { Results } from '../../analysis/results-schema.ts'
import { baseResults } from '../testing/base-results.ts'
import { markupProblems, readableText } from '../testing/markup-check.ts'
import { pageContext } from './context.ts'
import { flowPart } from './flow-part.ts'

const of = (data: Partial<Results['data']>) =>
  flowPart(pageContext({ ...baseResults, data: { ...baseResults.data, ...data } }))

describe('the flow of a study in its report', () => {
  it('is drawn with the counts, wide and narrow', () => {
    const part = of({ secondChecks: null })
    expect(markupProblems(part)).toEqual([])
    const text = readableText(part)
    // Four systems of 620 questions; 611 + 620 + 618 + 502 answers, 7 + 118 refusals, 2 + 2 failures.
    expect(text.match(/Answers to get\s+2\u202f480/g)).toHaveLength(2)
    expect(text).toMatch(/Without an answer\s+129\s+refused\s+125\s+failed\s+4/)
    expect(text).toMatch(/Answers\s+2\u202f351\s+Name a system\s+3/)
    expect(text).toMatch(/Not done\s+40/)
    expect(text).toMatch(/Marks given\s+5\u202f780/)
    expect(text).toContain('5\u202f780 marks of planned outcomes analysed')
    expect(text).toContain('Aurora Clinical')
  })

  it('has one sum of all systems while the study is blind', () => {
    const flow = baseResults.data.flow
    if (flow === null) throw new Error('no flow')
    const all = { arm: null, asked: 2480, answered: 2351, refused: 125, failed: 4, withheld: 0, waiting: 0 }
    const text = readableText(of({ flow: { ...flow, arms: [all] }, secondChecks: null }))
    expect(text).toContain('All systems')
    expect(text).toContain('from 4 systems')
    expect(text).not.toMatch(/Aurora|Borealis|Cirrus|Dune/)
  })

  it('tells how many captured answers a second person checked, and how many differed', () => {
    const text = readableText(of({ flow: null }))
    expect(text).toMatch(/Aurora Clinical\s+618\s+62\s+60\s+2/)
  })

  it('is left out where nobody knows what was asked, and nothing was captured', () => {
    expect(of({ flow: null, secondChecks: null })).toBe('')
  })
})
