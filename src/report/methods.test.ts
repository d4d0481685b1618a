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

  it('says of the time floor what is true of these data', () => {
    const base = pairwiseResults()
    const none = { ...base, data: { ...base.data, underTimeFloor: 0 } }
    const timeless = {
      ...none,
      remarks: ['The time floor of 10 seconds could not be applied: the data hold no times.'],
    }
    expect(methodsText(base)).toContain(
      '31 marks made in under 10 seconds of active time were left out; the analysis with them is reported as sensitivity.',
    )
    expect(methodsText(none)).toContain(
      'No mark whose active time is recorded fell under the time floor of 10 seconds.',
    )
    expect(methodsText(timeless)).toContain('could not be applied, because the data hold no times.')
    for (const results of [none, timeless]) expect(methodsText(results)).not.toContain('left out;')
  })

  it('names every family of p-values, and those that are not adjusted', () => {
    const text = methodsText(pairwiseResults())
    expect(text).toContain(
      'all contrasts of one arm with the others and all pairs of arms form two families over all axes and renderings, and each table of strata is a family of its own',
    )
    expect(text).toContain(
      'The p-values of sensitivity analyses, sign flips and the order of presentation are not adjusted.',
    )
    expect(methodsText(parityResults())).toContain('sign flips and assay sensitivity are not adjusted.')
    expect(text).not.toContain('All other p-values')
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
