import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseProtocol, readProtocol } from '../../protocol/read.ts'
import { labelOfSource, type ParityDesign, parityHypothesis, parityProtocol } from './parity-protocol.ts'
import { paritySize } from './parity-size.ts'

const file = new URL('../../../studies/heidi-side-by-side/protocol.yaml', import.meta.url)
const { document: shipped } = readProtocol(readFileSync(file, 'utf8'), 'protocol.yaml')
const design: ParityDesign = {
  id: 'proof',
  candidate: { label: 'Our search', source: { via: 'search', corpus: 'main' } },
  general: { label: 'General', source: { preset: 'claude-sonnet-4.6' } },
  margin: 5,
  questions: 1000,
  reviewers: 80,
  reviewersPerQuestion: 2,
  tieShare: 0,
  components: 'mid',
}
const planOf = (change: Partial<ParityDesign> = {}) =>
  parseProtocol(parityProtocol(shipped, { ...design, ...change }), (path) => ({ field: path.join('.') })).plan

describe('parityProtocol', () => {
  it('is a legal protocol in the form of the shipped design', () => {
    const plan = planOf()
    const own = readProtocol(readFileSync(file, 'utf8'), 'protocol.yaml').plan
    expect([plan.axes, plan.refusalRule, plan.seed]).toEqual([own.axes, own.refusalRule, own.seed])
    expect(parityHypothesis(plan)).toMatchObject({
      kind: 'equivalence',
      alpha: own.hypotheses[0]?.alpha,
      margin: { value: 5, unit: 'win-rate-points' },
    })
    expect(plan.published).toEqual([])
  })

  it('gives the control a twentieth of the comparisons of each arm, and more where that were fewer than twenty', () => {
    const shares = (questions: number) => planOf({ questions }).reviewPlan?.pairs.map(({ share }) => share)
    expect(shares(1000)?.map((share) => share.toFixed(3))).toEqual(['0.900', '0.050', '0.050'])
    // 100 comparisons: twenty of each arm with the control.
    expect(shares(50)?.map((share) => share.toFixed(3))).toEqual(['0.600', '0.200', '0.200'])
  })

  it.each([
    [{ preset: 'gpt-5.5' }, 'gpt-5.5'],
    [{ via: 'api', provider: 'compatible', model: 'own', baseUrl: 'http://127.0.0.1/v1' } as const, 'own'],
    [{ via: 'search' } as const, 'Clinical search over main'],
    [{ via: 'capture', product: 'A Product' } as const, 'A Product'],
    [{ via: 'vendor', vendor: 'A Maker' } as const, 'A Maker'],
    [{ via: 'recorded', file: 'a.jsonl', provenance: 'us' } as const, 'Recorded answers'],
  ])('names %j', (source, label) => {
    expect(labelOfSource(source)).toBe(label)
  })
})

describe('paritySize', () => {
  const sizeOf = (change: Partial<ParityDesign>, power = 0.9) =>
    paritySize((questions) => planOf({ ...change, questions }), power)

  it('is settled: the study of that size needs no more questions', () => {
    for (const change of [{}, { margin: 20, reviewers: 12 }, { margin: 35, reviewers: 8 }]) {
      const size = sizeOf(change)
      if (size.kind !== 'enough') throw new Error('there are enough reviewers')
      const again = paritySize(() => planOf({ ...change, questions: size.questions }), 0.9)
      expect(again.kind === 'enough' ? again.questions : null).toBeLessThanOrEqual(size.questions)
    }
  })

  it('says how many reviewers some number of questions is enough with', () => {
    const size = sizeOf({ reviewers: 20 })
    if (size.kind === 'enough' || size.reviewers === null) throw new Error('twenty are too few')
    expect(sizeOf({ reviewers: size.reviewers }).kind).toBe('enough')
    expect(sizeOf({ margin: 0.1, reviewers: 20 })).toEqual({ kind: 'too few reviewers', reviewers: null })
  })
})
