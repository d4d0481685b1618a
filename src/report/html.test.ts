import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { renderReport } from './html.ts'
import { reportFiles } from './report-files.ts'
import { absoluteResults } from './testing/absolute-results.ts'
import { factorialResults } from './testing/factorial-results.ts'
import { hostileResults } from './testing/hostile-results.ts'
import { attributeValues, markupProblems, readableText } from './testing/markup-check.ts'
import { oneMarkResults } from './testing/one-mark-results.ts'
import { pairwiseResults } from './testing/pairwise-results.ts'
import { parityResults } from './testing/parity-results.ts'
import { sampleResults } from './testing/sample-results.ts'

describe.each(Object.entries(sampleResults))('the report of the %s study', (_name, make) => {
  const page = renderReport(make(), null)

  it('is well formed', () => {
    expect(markupProblems(page)).toEqual([])
  })

  it('points nowhere but to itself and to the literature, and has no script', () => {
    expect(attributeValues(page, 'src')).toEqual([])
    const elsewhere = attributeValues(page, 'href').filter(
      (href) => !/^(#|https:\/\/doi\.org\/10\.)/.test(href),
    )
    expect(elsewhere).toEqual([])
    expect(page).not.toMatch(/<(script|img|iframe|object|embed|link|base|form)\b/i)
    expect(page).not.toMatch(/\son\w+="/)
    expect(page.match(/<style>/g)).toHaveLength(1)
    expect(page.slice(page.indexOf('<style>'), page.indexOf('</style>'))).not.toMatch(/url\(|@import/)
  })

  it('has unique ids, and every link and label finds its own', () => {
    const ids = attributeValues(page, 'id')
    expect(new Set(ids).size).toBe(ids.length)
    const wanted = [
      ...attributeValues(page, 'href').flatMap((href) => (href.startsWith('#') ? [href.slice(1)] : [])),
      ...attributeValues(page, 'aria-labelledby').flatMap((value) => value.split(' ')),
    ]
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('gives every header cell its scope', () => {
    const heads = page.match(/<th\b[^>]*>/g) ?? []
    expect(heads.length).toBeGreaterThan(0)
    expect(heads.filter((head) => !/scope="(col|row|rowgroup)"/.test(head))).toEqual([])
  })

  it('prints no value that is none', () => {
    expect(readableText(page)).not.toMatch(/\b(NaN|undefined|null|Infinity)\b|\[object/)
    expect(readableText(page)).not.toMatch(/p (=|<) 0(\.0+)?(?![\d.])/)
  })

  it('is the same for the same results', () => {
    expect(renderReport(make(), null)).toBe(page)
  })
})

describe('renderReport', () => {
  it('carries the hash of the bytes of results.json', () => {
    const files = reportFiles(pairwiseResults(), { software: 's', createdAt: 'c', node: 'n' })
    const sha256 = hash('sha256', files.get('results.json') ?? '')
    const [, named = ''] = (files.get('report.html') ?? '').split('SHA-256 of results.json')
    expect(named.slice(0, 200)).toContain(sha256)
  })

  it('says of simulated marks what they are, in title, banner, tables and figures', () => {
    const page = renderReport(pairwiseResults(), null)
    expect(page).toContain('<title>SAMPLE: ')
    expect(readableText(page)).toContain(
      'SAMPLE: simulated marks. Nothing here is evidence about any product.',
    )
    const tables = page.match(/<figure class="table[ "]/g) ?? []
    const drawings = page.match(/<svg\b/g) ?? []
    expect(page.match(/<span class="sample-tag">/g)).toHaveLength(tables.length)
    expect(page.match(/>SAMPLE, SIMULATED MARKS</g)).toHaveLength(drawings.length)
    expect(renderReport(absoluteResults(), null)).not.toMatch(/sample, simulated|simulated marks/i)
  })

  it('puts the state of the plan and the deviations beside each headline', () => {
    const text = readableText(renderReport(pairwiseResults(), null))
    expect(
      text.match(/Superior The analysis plan was fixed after the data had been seen. 2 deviations/g),
    ).toHaveLength(2)
    expect(text).toContain('changed after the lock from 0.01 to 0.05')
  })

  it('prints the primary axis first, the primary rendering open and the other one folded', () => {
    const page = renderReport(pairwiseResults(), null)
    const heads = [
      ...page.matchAll(/<section id="(axis-\d)"[^>]*>\n<div class="keep">\n<h2><bdi>([^<]*)/g),
    ].map((match) => match[2])
    expect(heads).toEqual(['Accuracy', 'Clinical utility', 'Source quality', 'Completeness', 'Verifiability'])
    expect(page).toContain('<h3><bdi>Accuracy, text only</bdi></h3>')
    expect(page).toContain('<summary><bdi>Accuracy, with citations: 2\u202f080 marks</bdi></summary>')
  })

  it('prints numbers as the verdict has them', () => {
    const text = readableText(renderReport(pairwiseResults(), null))
    expect(text).toContain(
      'In 21 random orders of reversing marks, the verdict changed after a median of 62 (57 to 68) of 192 favourable marks: to “cannot tell” in 20 of them and to “inferior” in 1 of them. The range is of the orders tried, not a bound.',
    )
    expect(text).toContain('7 of 499 wins, ties and losses come from the refusal rule, nobody marked them')
    // 386 of 0.489 is 789.
    expect(text).toContain('386 ties (48.9% of 789 comparisons in the estimates)')
    expect(text).toContain('Refusals counted as losses chosen by the protocol')
    // 0.131 and 0.271 of the set answered by all, in points.
    expect(text).toContain('[13.1, 27.1]')
    expect(text).toContain('published for Aurora Clinical: +24.6 (Feng et al. 2026, abstract)')
    expect(text).toContain('19.0%')
  })

  it('shows margin, smallest provable margin and assay sensitivity of parity claims', () => {
    const text = readableText(renderReport(parityResults(), null))
    expect(text).toContain('Margin: 5 points of win rate (10.0 points of win difference).')
    expect(text).toContain(
      'Smallest margin these marks can prove: 5.8 points of win difference (2.9 points of win rate).',
    )
    expect(text).toContain(
      'Assay sensitivity shown: Dune 3.1 Pro Preview, known to be worse, −41.0 points (p < 0.0001, not adjusted).',
    )
    expect(text).toContain('Assay sensitivity not shown: the study has no arm known to be worse.')
    expect(text).toContain(
      'In 3 random orders of reversing marks, the verdict changed after 12 of 205 favourable marks: to “cannot tell” in 2 of them; in 1 it did not change.',
    )
    expect(text).toContain('for non-inferiority the lower limit of the interval without its minus sign')
    expect(text).toContain('for equivalence the narrowest symmetric margin')
    expect(text).toContain(
      'description of Cirrus Opal 4.8 against Aurora Clinical, not a verdict: not worse by more than the margin (margin 10.0)',
    )
  })

  it('turns differences on axes where lower is better, in percentage points on binary ones', () => {
    const text = readableText(renderReport(absoluteResults(), null))
    expect(text).toContain('A lower mark is better here.')
    expect(text).toContain('+0.28 [0.14, 0.42]')
    expect(text).toContain('+2.0')
    expect(text).toContain('difference of mean marks in percentage points')
  })

  it('prints binary means in percent, and nothing within one step of two', () => {
    const page = renderReport(absoluteResults(), null)
    const text = readableText(page)
    expect(text).toContain('3.3%')
    expect(page.match(/Within one step/g)).toHaveLength(1)
    expect(text).toContain('ranks are not computed for this form')
    expect(text).toContain('Means are of given marks, refusals left out')
  })

  it('adds the rows of judgments up', () => {
    const text = readableText(renderReport(pairwiseResults(), null))
    // 5780 + 12 + 25 + 40 + 205 = 6062.
    expect(text).toMatch(
      /Given marks of planned outcomes 5\u202f780 Missing marks 12 Pairs without a mark because an answer was refused 25 Training, gold and repeat marks, not outcomes 40 Outside the plan 205 All rows 6\u202f062/,
    )
    expect(text).toContain(
      'Given marks left out of the estimates, because they fell under the time floor of 10 seconds: 31',
    )
  })

  it('has one sentence and no table where no refusal can have changed a number', () => {
    const base = pairwiseResults()
    const recorded = base.data.coverage.map((row) => ({ ...row, answered: row.items, refused: 0, failed: 0 }))
    const unrecorded = recorded.map((row) => ({ ...row, answered: 0, unrecorded: row.items }))
    const page = (coverage: typeof recorded) =>
      readableText(
        renderReport(
          {
            ...base,
            data: { ...base.data, refusals: 0, coverage },
            verdicts: base.verdicts.map((verdict) => ({
              ...verdict,
              answerSets: verdict.answerSets.map((set) => ({ ...set, n: 499, estimate: 0.244 })),
            })),
          },
          null,
        ),
      )
    expect(page(recorded)).toContain('No refusal is recorded, so no number depends on how')
    expect(page(unrecorded)).toContain('No answer’s status is recorded, so no number depends on how')
    expect(page(recorded)).not.toContain('three ways')
    expect(readableText(renderReport(base, null))).toContain('three ways')
  })

  it('gives the reason for what is undefined', () => {
    const text = readableText(renderReport(oneMarkResults(), null))
    expect(text).toContain('one mark only')
    expect(text).toContain('the arms are not all linked by wins')
    expect(text).toContain('nothing was marked twice')
    expect(text).toContain('no marks in this set')
  })

  it('carries hostile text as text', () => {
    const page = renderReport(hostileResults(), null)
    expect(page).not.toContain('\u202e')
    expect(page).not.toContain('\u0000')
    expect(page.match(/<\/style>/g)).toHaveLength(1)
    expect(page.match(/<\/title>/g)?.length).toBe((page.match(/<title\b/g) ?? []).length)
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;')
  })

  it('prints facts of the run only where they are given', () => {
    const run = { software: 'equipoise 0.1.0', createdAt: '2026-11-22T10:42:00Z', node: 'v24.21.0' }
    expect(readableText(renderReport(parityResults(), run))).toContain('2026-11-22T10:42:00Z')
    expect(renderReport(parityResults(), null)).not.toContain('This page made')
  })

  it('gives size and feedback a part of their own, and no other study one', () => {
    const page = renderReport(factorialResults(), null)
    expect(page).toContain('<a href="#factorial">Size and feedback</a>')
    const part = page.slice(page.indexOf('<section id="factorial">'), page.indexOf('What this cannot say'))
    const text = readableText(part)
    expect(text).toContain('One step of size moves quality.')
    expect(text).toContain('preferences worth a step of size')
    expect(text).toMatch(/5\u202f000/)
    // A line for each family and stage in both layouts; the one with a single mean is a point without a line.
    expect(part.match(/<polyline /g)).toHaveLength(2 * (2 * 3 - 1))
    expect(part.match(/class="curve[^"]* dashed"/g)).toHaveLength(2 * 2)
    expect(text).toContain('parameters, billions (logarithmic)')
    expect(renderReport(absoluteResults(), null)).not.toContain('id="factorial"')
  })
})
