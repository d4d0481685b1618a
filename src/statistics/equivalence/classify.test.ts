import { describe, expect, it } from 'vitest'
import { classify } from './classify.ts'

// With the normal distribution the half-widths are 1.96 and 1.645 standard errors.
describe('classify', () => {
  it.each([
    [0.2, 0.05, 'superior'],
    [0.05, 0.02, 'superior_within_margin'],
    [-0.2, 0.05, 'inferior'],
    [-0.05, 0.02, 'inferior_within_margin'],
    [0, 0.05, 'equivalent'],
    [0.05, 0.06, 'noninferior'],
    [-0.05, 0.06, 'not_superior'],
    [0, 0.1, 'inconclusive'],
    [0.3, 0, 'undetermined'],
  ] as const)('calls %d with a standard error of %d %s', (estimate, se, verdict) => {
    expect(classify({ estimate, se, margin: 0.1 }).verdict).toBe(verdict)
  })

  it('is undetermined without numbers', () => {
    expect(classify({ estimate: null, se: 0.1, margin: 0.1 }).verdict).toBe('undetermined')
    expect(classify({ estimate: 0.1, se: null, margin: 0.1 }).ci95).toBeNull()
    expect(() => classify({ estimate: 0, se: 1, margin: -1 })).toThrow('margin')
  })
})
