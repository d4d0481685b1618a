import { describe, expect, it } from 'vitest'
import { isNhsNumber, isVin } from './format-rules.ts'

describe('check digits', () => {
  // The example of the NHS data dictionary.
  it('of NHS numbers', () => {
    expect(isNhsNumber('943 476 5919')).toBe(true)
    expect(isNhsNumber('943 476 5918')).toBe(false)
    expect(isNhsNumber('943 476 591')).toBe(false)
  })

  // 49 CFR 565.15: 1M8GDM9AXKP042788 has the check digit X; seventeen ones have 1.
  it('of vehicle identification numbers', () => {
    expect(isVin('1M8GDM9AXKP042788')).toBe(true)
    expect(isVin('11111111111111111')).toBe(true)
    expect(isVin('1M8GDM9A1KP042788')).toBe(false)
    expect(isVin('1M8GDM9AXKP04278')).toBe(false)
  })
})
