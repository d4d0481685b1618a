import { expect, it } from 'vitest'
import { ledgerFileSchema } from '../../evidence/ledger/ledger-file.ts'
import { pairwiseResults } from '../../report/testing/pairwise-results.ts'
import { keptByHand } from './kept-by-hand.ts'
import { ownStudyFile } from './own-study.ts'

const results = pairwiseResults()
const publication = {
  as: 'desk',
  by: ['Grace Hopper'],
  date: '2026-11-26',
  independence: 'academic' as const,
  systems: new Map<string, string>(),
  outcomes: new Map<string, string>(),
  sharesDataWith: [],
}
const fresh = ledgerFileSchema.parse(ownStudyFile(results, publication))
const [study] = fresh.studies
const [claim] = fresh.claims
const [source] = fresh.sources
if (study === undefined || claim === undefined || source === undefined) throw new Error('no study')
const funding = { value: 'A public foundation', access: 'P', source: 'own-desk' } as const

it('changes nothing where nobody wrote anything', () => {
  expect(keptByHand(fresh, fresh)).toEqual({ file: fresh, kept: [], replaced: [] })
})

it('keeps what people wrote, and says so', () => {
  const written = {
    ...fresh,
    sources: [{ ...source, link: 'https://example.org/desk', note: 'Read it.' }],
    systems: fresh.systems.map((system) => ({ ...system, maker: 'Desk Inc' })),
    studies: [{ ...study, design: { ...study.design, funding } }, ...fresh.studies.slice(1)],
    claims: [{ ...claim, tags: ['pilot'] }, ...fresh.claims.slice(1), { ...claim, id: 'by-hand' }],
  }
  const { file, kept, replaced } = keptByHand(written, fresh)
  expect(file).toEqual(written)
  expect(kept).toEqual([
    'link of own-desk',
    'note of own-desk',
    ...fresh.systems.map(({ id }) => `maker of ${id}`),
    `funding of ${study.id}`,
    `tags of ${claim.id}`,
    'by-hand',
  ])
  expect(replaced).toEqual([])
})

it('replaces what the study determines, and says so', () => {
  const form = { value: 'survey', access: 'P', source: 'own-desk' } as const
  const written = {
    ...fresh,
    studies: [{ ...study, design: { ...study.design, form, funding } }, ...fresh.studies.slice(1)],
    claims: [{ ...claim, statement: 'We win.' }, ...fresh.claims.slice(1)],
  }
  const { file, kept, replaced } = keptByHand(written, fresh)
  expect(file.claims).toEqual(fresh.claims)
  expect(file.studies[0]?.design.form).toEqual(study.design.form)
  expect(kept).toEqual([`funding of ${study.id}`])
  expect(replaced).toEqual([`form of ${study.id}`, `statement of ${claim.id}`])
})

it('lets go of systems that are now those of the ledger, with the stakes in them', () => {
  const [arm] = results.verdicts.map(({ hypothesis }) => hypothesis.candidate)
  if (arm === undefined) throw new Error('no arm')
  const before = ledgerFileSchema.parse(ownStudyFile(results, { ...publication, independence: 'vendor' }))
  const now = ownStudyFile(results, {
    ...publication,
    independence: 'vendor',
    systems: new Map([[arm, 'tool']]),
  })
  const { file } = keptByHand(before, ledgerFileSchema.parse(now))
  expect(file.systems.map(({ id }) => id)).not.toContain(`own-desk-${arm}`)
  expect(file.sources[0]?.stakes).toEqual(['tool'])
})
