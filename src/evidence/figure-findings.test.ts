import { describe, expect, it } from 'vitest'
import { figureFindings } from './figure-findings.ts'

const known = (value: number) => ({ value, access: 'P', source: 'paper-1' }) as const

function finding(
  name: string,
  unit: string,
  value: number,
  limits?: readonly [number, number],
  level = 0.95,
) {
  const interval =
    limits === undefined
      ? {}
      : {
          interval: {
            value: { lower: limits[0], upper: limits[1], level },
            access: 'P',
            source: 'paper-1',
          } as const,
        }
  return figureFindings([{ name, system: null, unit, value: known(value), ...interval }]).join(' ')
}

describe('figureFindings', () => {
  it('tests a difference in points against 0', () => {
    expect(finding('all axes', 'points', 6, [1.5, 10.5])).toBe(
      'all axes: 6 points, 95% interval 1.5 to 10.5: it shows a difference (the interval leaves out 0).',
    )
    expect(finding('models less physicians', 'points', -7.9, [-23.5, 7.1])).toContain(
      '−7.9 points, 95% interval −23.5 to 7.1: it does not show a difference',
    )
  })

  it('takes a share with its error for no comparison', () => {
    expect(finding('severe harm', 'percent of cases', 22.2, [21.6, 22.8])).toMatch(
      /22\.2 percent of cases, 95% interval 21\.6 to 22\.8: a figure with its error, compared with nothing\..*does not test/,
    )
    expect(finding('spread', 'points', 5, [1, 9], 0.5)).toContain('tests nothing')
  })

  it('tests a count in favour against an even split', () => {
    // R: binom.test(44, 76): p = 0.2067, 0.4601663 to 0.6913843.
    expect(finding('questions in favour', 'of 76', 44)).toMatch(
      /44 of 76 is 57\.9%, exact 95% interval 46\.0% to 69\.1%.*p = 0\.21 against an even split: it does not show/,
    )
    expect(finding('hospitals asked', 'of 76', 44)).toContain('does not test')
  })

  it('says where there is nothing', () => {
    expect(figureFindings([])).toEqual(['It gives no figure, so there is nothing to test.'])
  })
})
