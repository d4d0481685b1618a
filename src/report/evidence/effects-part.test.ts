import { expect, it } from 'vitest'
import { readLedger } from '../../evidence/reading/read-ledger.ts'
import { twoStudies } from '../../evidence/testing/two-studies.ts'
import { servedLinks } from './links.ts'
import { threadPage } from './pages.ts'

it('gives every effect that is drawn its pool or its reason', () => {
  const index = readLedger([{ name: 'two.yaml', text: twoStudies }], null)
  const page = threadPage(index, 'tarn-or-moor', servedLinks) ?? ''
  const effects = /<section id="effects">[\s\S]*?<\/section>/.exec(page)?.[0] ?? ''
  expect(effects).toContain('So nothing is pooled here')
  expect(effects).toContain('3 effects of this thread are not pooled, and why')
  expect(effects).toContain('It has no interval, so nobody knows how much it should weigh.')
})
