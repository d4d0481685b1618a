import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvText } from './csv/csv-text.ts'
import { csvFiles } from './csv.ts'
import { absoluteResults } from './testing/absolute-results.ts'
import { hostileResults, hostileText } from './testing/hostile-results.ts'
import { pairwiseResults } from './testing/pairwise-results.ts'
import { sampleResults } from './testing/sample-results.ts'

function table(files: ReadonlyMap<string, string>, name: string): Record<string, string>[] {
  return parse<Record<string, string>>(files.get(name) ?? '', { columns: true })
}

describe('csvText', () => {
  it('follows RFC 4180', () => {
    const text = csvText<{ a: string; b: number | null }>({ a: (row) => row.a, b: (row) => row.b }, [
      { a: 'x,"y"\r\nz', b: -0.1 },
      { a: '', b: null },
    ])
    expect(text).toBe('a,b\r\n"x,""y""\r\nz",-0.1\r\n,\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\u0000=1', '＝1', '\rx'])(
    'turns the formula %j into text',
    (formula) => {
      const [row] = parse<{ a: string }>(csvText({ a: () => formula }, [null]), { columns: true })
      expect(row?.a).toBe(`'${formula}`)
    },
  )

  it('leaves a negative number a number and an ordinary text as it is', () => {
    expect(csvText({ a: () => -1, b: () => "it's 5 - 3", c: () => -0, d: () => Number.NaN }, [null])).toBe(
      "a,b,c,d\r\n-1,it's 5 - 3,0,\r\n",
    )
  })
})

describe('csvFiles', () => {
  it('writes every table of every study so that a parser reads it back', () => {
    for (const make of Object.values(sampleResults)) {
      const files = csvFiles(make())
      expect([...files.keys()]).toEqual(
        expect.arrayContaining([
          'verdicts.csv',
          'contrasts.csv',
          'levels.csv',
          'agreement.csv',
          'strata.csv',
          'coverage.csv',
        ]),
      )
      for (const text of files.values()) {
        // The parser throws where a row has another number of cells than the header.
        const rows = parse(text)
        expect(rows.length).toBeGreaterThan(0)
        expect(rows.flat()).not.toContain('NaN')
        expect(rows.flat()).not.toContain('null')
        expect(rows.flat()).not.toContain('undefined')
      }
    }
  })

  it('keeps every digit of the estimates, intervals and p-values', () => {
    const results = pairwiseResults()
    const rows = table(csvFiles(results), 'contrasts.csv')
    const contrasts = results.sections.flatMap((section) => [...section.oneAgainstRest, ...section.pairs])
    expect(rows).toHaveLength(contrasts.length)
    for (const [index, { estimate, adjustedP }] of contrasts.entries()) {
      expect(Number(rows[index]?.estimate)).toBe(estimate.estimate)
      expect(Number(rows[index]?.ci95_lower)).toBe(estimate.ci95?.lower)
      expect(Number(rows[index]?.p)).toBe(estimate.p)
      expect(Number(rows[index]?.p_benjamini_hochberg)).toBe(adjustedP)
    }
  })

  it('names what the numbers count and says of sample data that they are', () => {
    const [pairwise] = table(csvFiles(pairwiseResults()), 'contrasts.csv')
    const [absolute] = table(csvFiles(absoluteResults()), 'contrasts.csv')
    expect([pairwise?.unit, pairwise?.sample]).toEqual(['win difference from -1 to 1', 'true'])
    expect([absolute?.unit, absolute?.sample]).toEqual(['mean difference of marks', 'false'])
  })

  it('leaves undefined numbers empty', () => {
    const [row] = table(csvFiles((sampleResults['one mark'] ?? pairwiseResults)()), 'verdicts.csv')
    expect([row?.estimate, row?.se, row?.interval_lower, row?.p_adjusted, row?.wins]).toEqual([
      '1',
      '',
      '',
      '',
      '',
    ])
  })

  it('says what the refusal rule gave and what a verdict becomes', () => {
    const [row] = table(csvFiles(pairwiseResults()), 'verdicts.csv')
    expect([row?.by_refusal_rule, row?.fragility_orders, row?.fragility_becomes]).toEqual([
      '7',
      '21',
      'cannot tell (20); inferior (1)',
    ])
  })

  it('carries hostile text as data', () => {
    const rows = table(csvFiles(hostileResults()), 'strata.csv')
    expect(rows[0]?.level).toBe(hostileText)
  })
})
