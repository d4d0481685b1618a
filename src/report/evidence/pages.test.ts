import { describe, expect, it } from 'vitest'
import { compareClaims } from '../../evidence/pages/comparison.ts'
import { readLedger } from '../../evidence/reading/read-ledger.ts'
import { twoStudies } from '../../evidence/testing/two-studies.ts'
import { comparisonWords } from './comparison-words.ts'
import { fileLinks, servedLinks } from './links.ts'
import { claimPage, comparisonPage, indexPage, threadPage } from './pages.ts'

const index = readLedger([{ name: 'two.yaml', text: twoStudies }], null)

describe('the page of a thread', () => {
  const page = threadPage(index, 'tarn-or-moor', servedLinks) ?? ''

  it('has its sections in their order', () => {
    const heads = [...page.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, head]) => head)
    expect(heads).toEqual([
      'What',
      'Why it matters',
      'Open questions',
      'Narrative',
      'Timeline',
      'Perspectives, and how each evolved',
      'Tensions',
      'Effects',
      'Sources',
      'Status',
    ])
  })

  it('links every number to a claim that stands on the page', () => {
    const targets = [...page.matchAll(/href="#(claim-\d+)"/g)].map(([, id]) => id ?? '')
    expect(targets.length).toBeGreaterThan(20)
    for (const target of targets) expect(page).toContain(`<li id="${target}">`)
  })

  it('says of a claim who, what, how big, how known and where it stands', () => {
    const item = /<li id="claim-1">[\s\S]*?<li id="claim-2">/.exec(page)?.[0] ?? ''
    for (const words of [
      'Clinicians marked Tarn higher than Moor.',
      'Contradicted',
      'Tarn paper, 12 Jun 2026 (academic). Result.',
      'Tarn against Moor: difference of means +0.32, 95% interval [0.10, 0.54]; 1\u202f800 marks (primary text).',
      'One answer at a time, on a scale',
      'A foundation',
      'Read in the primary text, code or data',
    ])
      expect(item).toContain(words)
  })

  it('names the protocol that would answer an open question', () => {
    expect(page).toContain('equipoise new real-pocqi-2026')
  })

  it('holds no script, loads nothing, and takes nothing from people as markup', () => {
    expect(page).not.toMatch(/<script|\ssrc=|@import|url\(/)
    expect(page).toContain('Physicians preferred &lt;Moor&gt; to Tarn.')
  })

  it('is the same for the same ledger', () => {
    expect(threadPage(index, 'tarn-or-moor', servedLinks)).toBe(page)
  })
})

describe('a comparison', () => {
  const comparison = compareClaims(index, ['tarn-ahead', 'moor-ahead'])
  if (comparison === null) throw new Error('no comparison')
  const words = comparisonWords(comparison)

  it('counts what differs and names what was measured', () => {
    expect(words.summary[0]).toBe('Both are about Tarn and Moor, and both measure quality of answers.')
    expect(words.summary[2]).toBe(
      'Of one of them somebody has measured what it does: form of marking (from which of two answers is better to one answer at a time, on a scale or one answer at a time, by a list of criteria: difference of differences −16.9 points, 95% interval [−22.3, −11.4], marked by language models). What the others do is not known.',
    )
    expect(words.measured.map(({ label }) => label)).toEqual(['Form of marking'])
    expect(words.measured[0]?.measured[0]?.basis).toBe(
      'Difference of differences −16.9 points, 95% interval [−22.3, −11.4]; 2\u202f388 grades (primary text). Form paper; untested.',
    )
    expect(words.unmeasured.map(({ label }) => label)).toContain('Origin of the questions')
  })

  it('says the same on its page, with a table of all factors', () => {
    const page = comparisonPage(index, ['tarn-ahead', 'moor-ahead'], fileLinks) ?? ''
    for (const sentence of words.summary) expect(page).toContain(sentence)
    expect(page.match(/<tr class="differs">/g)).toHaveLength(
      comparison.factors.filter(({ state }) => state === 'differs').length,
    )
    expect(page).toContain('href="thread-tarn-or-moor.html"')
  })
})

it('has a page of a claim with what bears on it, and a list of threads', () => {
  const page = claimPage(index, 'tarn-ahead', fileLinks) ?? ''
  expect(page).toContain('<strong>Contradicted by</strong>')
  expect(page).toContain('href="compare-moor-ahead--tarn-ahead.html"')
  expect(page).toContain('Number of markers')
  expect(indexPage(index, fileLinks)).toContain('<a href="thread-tarn-or-moor.html">Tarn or Moor</a>')
  expect([claimPage(index, 'x', fileLinks), threadPage(index, 'x', fileLinks)]).toEqual([null, null])
})
