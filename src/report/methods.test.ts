import { describe, expect, it } from 'vitest'
import { methods, methodsText } from './methods.ts'
import { absoluteResults } from './testing/absolute-results.ts'
import { pairwiseResults } from './testing/pairwise-results.ts'
import { parityResults } from './testing/parity-results.ts'

describe('methodsText', () => {
  it('states design, estimator, adjustment, seed and version from the results', () => {
    const text = methodsText(pairwiseResults())
    expect(text).toContain('The marks of this study are simulated')
    expect(text).toContain('on 620 questions with 5\u202f780 marks by 149 reviewers')
    expect(text).toContain('The analysis plan was fixed after the data had been seen.')
    expect(text).toContain('min(G) − 1 degrees of freedom')
    expect(text).toContain('(10\u202f000 resamples, seed 42)')
    expect(text).toContain('Davidson’s model')
    expect(text).toContain('equipoise 0.1.0')
    expect(text).not.toContain('look 1 of 1')
  })

  it('clusters by question where reviewers are not identified and names margin and assay sensitivity', () => {
    const text = methodsText(parityResults())
    expect(text).toContain('standard errors are clustered by question alone')
    expect(text).not.toContain('two-way cluster-robust')
    expect(text).toContain('was 5 points of win rate (10.0 points of win difference)')
    expect(text).toContain('an arm known to be worse is shown to lose')
  })

  it('names the planned look and leaves out the paired model on absolute axes', () => {
    const text = methodsText(absoluteResults())
    expect(text).toContain('look 2 of 3 at 66% of the planned information')
    expect(text).not.toContain('Davidson')
  })

  it('numbers citations from 1 in order of appearance and lists each once', () => {
    const text = methodsText(pairwiseResults())
    const [prose = '', list = ''] = [
      text.slice(0, text.lastIndexOf('\n\n')),
      text.slice(text.lastIndexOf('\n\n')),
    ]
    const cited = [...prose.matchAll(/\[([\d, ]+)\]/g)].flatMap((match) =>
      (match[1] ?? '').split(', ').map(Number),
    )
    const firsts = [...new Set(cited)]
    expect(firsts).toEqual(firsts.map((_, index) => index + 1))
    expect(list.trim().split('\n')).toHaveLength(firsts.length)
  })
})

describe('methods', () => {
  it('lists the literature of the paragraphs before that of the notes', () => {
    const { paragraphs, references } = methods(pairwiseResults())
    const cited = new Set(paragraphs.flat().flatMap((sentence) => sentence.cites))
    const keys = references.map((entry) => entry.key)
    expect(keys.slice(0, cited.size).every((key) => cited.has(key))).toBe(true)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
