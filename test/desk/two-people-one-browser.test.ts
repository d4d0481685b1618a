import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { pageRoutes } from '../../src/server/pages/page-files.ts'
import { readMembers } from '../../src/store/people/people.ts'
import { deskParts } from '../support/desk-parts.ts'
import { servedReview } from '../support/served-review.ts'

const shared = deskParts()

it('puts nothing of one reviewer on record as another’s who came in by the same browser', async () => {
  const store = await shared().database.freshStore()
  await using review = await servedReview(store, {
    protocol: {
      schemaVersion: 1,
      id: 'shared-browser',
      title: 'Tarn against Moor',
      question: 'Which?',
      arms: [
        { id: 'tarn', label: 'Tarn', kind: 'own' },
        { id: 'moor', label: 'Moor', kind: 'general' },
      ],
      axes: [{ id: 'utility', label: 'Usefulness', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 3,
      // The same question is everybody's: nothing but the person tells whose mark it is.
      review: { reviewersPerQuestion: 2, asks: { adequacy: false, unsafe: false, guess: false } },
    },
    items: ['q0', 'q1'],
    answer: (item, arm) => `Give ${arm === 'tarn' ? 5 : 7} mg for ${item}.`,
    moreRoutes: pageRoutes(shared().built.folder),
  })
  const context = await shared().browser.newContext()
  const comeIn = async (name: string) => {
    const page = await context.newPage()
    await page.goto(await review.link(name, 'reviewer'))
    await page.getByRole('button', { name: 'Come in' }).click()
    await page.getByRole('button', { name: 'Begin' }).click()
    await page.getByText(/^What is the dose in q\d\?$/).waitFor()
    return page
  }
  const marksOf = async () => {
    const { rows } = await sql<{ reviewer: string }>`
      select reviewer_id as reviewer from judgment where value is not null
        and not exists (select from judgment later where later.supersedes = judgment.id)`.execute(
      store.database,
    )
    const members = await readMembers(store, review.study)
    return rows.map(({ reviewer }) => members.find(({ person }) => person === reviewer)?.name).sort()
  }
  const kay = await comeIn('Kay')
  const lee = await comeIn('Lee')
  await kay.bringToFront()
  await kay.keyboard.press('1')
  await kay.keyboard.press('Enter')
  await kay.getByText('somebody else has come in by their own link').waitFor()
  expect(await marksOf()).toEqual([])
  await lee.bringToFront()
  await lee.keyboard.press('5')
  await lee.getByText(/^Saved \d/).waitFor()
  expect(await marksOf()).toEqual(['Lee'])
  // Kay's own mark was kept for Kay, and goes on record once Kay is back.
  await kay.bringToFront()
  const door = await context.newPage()
  await door.goto(await review.link('Kay', 'reviewer'))
  await door.getByRole('button', { name: 'Come in' }).click()
  await kay.bringToFront()
  await kay.getByRole('button', { name: 'I have opened a new link' }).click()
  await expect.poll(marksOf, { timeout: 20_000 }).toEqual(['Kay', 'Lee'])
  expect(review.faults).toEqual([])
  await context.close()
}, 120_000)
