import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { hostileAnswers } from '../../src/review/shown/testing/hostile-answers.ts'
import { pageRoutes } from '../../src/server/pages/page-files.ts'
import { deskParts } from '../support/desk-parts.ts'
import { servedReview } from '../support/served-review.ts'

const shared = deskParts()

const protocol = {
  schemaVersion: 1,
  id: 'real',
  title: 'Tarn against Moor',
  question: 'Which?',
  arms: [
    { id: 'tarn', label: 'Tarn', kind: 'own' },
    { id: 'moor', label: 'Moor', kind: 'general' },
  ],
  axes: [
    {
      id: 'utility',
      label: 'Usefulness',
      question: 'Which would you rather act on?',
      form: 'pairwise',
      primary: true,
    },
    { id: 'accuracy', label: 'Accuracy', question: 'Which is more accurate?', form: 'pairwise' },
  ],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
  seed: 3,
  review: { most: 20 },
}

/** The text of the question on the page, once it is another one than those before. */
async function nextQuestion(page: Page, before: ReadonlySet<string>): Promise<string> {
  const question = page.getByText(/^What is the dose in q\d+\?$/)
  await expect
    .poll(
      async () => {
        const text = await question.textContent().catch(() => null)
        return text !== null && !before.has(text)
      },
      { timeout: 20_000 },
    )
    .toBe(true)
  return (await question.textContent()) ?? ''
}

it('comes in by a link and marks twenty pairs by keyboard alone, all of them on record', async () => {
  const store = await shared().database.freshStore()
  await using review = await servedReview(store, {
    protocol,
    items: Array.from({ length: 20 }, (_, index) => `q${index}`),
    answer: (item, arm) =>
      `Give ${arm === 'tarn' ? 5 : 7} mg for **${item}**.\n\n- Check the kidneys.\n- Stop at a rash.`,
    moreRoutes: pageRoutes(shared().built.folder),
  })
  const page = await shared().browser.newPage({ viewport: { width: 1280, height: 900 } })
  const outside: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(review.origin)) outside.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(await review.link('Dr Rowe', 'reviewer'))
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Begin' }).waitFor()
  for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key)
  const questions = new Set<string>()
  for (let number = 1; number <= 20; number += 1) {
    questions.add(await nextQuestion(page, questions))
    for (const key of [String((number % 5) + 1), '3', '1', '2', 'Enter']) await page.keyboard.press(key)
  }
  await page.getByText('You have marked 20 questions').waitFor()
  await page.getByText('Did you recognise').waitFor()
  const { rows } = await sql<{ axis: string; marks: number; adequate: number; sides: number }>`
    select axis, count(*) as marks, count(*) filter (where adequacy_a is not null) as adequate,
      count(distinct side) as sides
    from judgment where value is not null
      and not exists (select from judgment later where later.supersedes = judgment.id)
    group by axis order by axis`.execute(store.database)
  expect(rows).toEqual([
    { axis: 'accuracy', marks: 20, adequate: 20, sides: 2 },
    { axis: 'utility', marks: 20, adequate: 20, sides: 2 },
  ])
  expect([outside, complaints, review.faults]).toEqual([[], [], []])
  await page.close()
}, 120_000)

it('draws 300 hostile answers as plain text: nothing runs, nothing is asked of anybody', async () => {
  const store = await shared().database.freshStore()
  const per = Math.ceil(hostileAnswers.length / 2)
  const pairs = Array.from({ length: per }, (_, index) => [
    hostileAnswers[2 * index]?.text ?? 'nothing',
    hostileAnswers[2 * index + 1]?.text ?? 'nothing',
  ])
  await using review = await servedReview(store, {
    protocol: {
      ...protocol,
      id: 'hostile',
      review: { most: 400, asks: { adequacy: false, unsafe: false, guess: false } },
    },
    items: pairs.map((_, index) => `q${index}`),
    // Whatever a database cannot hold never becomes an answer.
    answer: (item, arm) =>
      (pairs[Number(item.slice(1))]?.[arm === 'tarn' ? 0 : 1] ?? '')
        .replace(/\p{Cs}/gu, '')
        .replaceAll('\u0000', '') || 'x',
    moreRoutes: pageRoutes(shared().built.folder),
    clearNames: true,
  })
  const page = await shared().browser.newPage()
  const outside: string[] = []
  const happened: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${review.origin}/`)) outside.push(request.url())
  })
  page.on('dialog', (dialog) => {
    happened.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => happened.push(error.message))
  await page.goto(await review.link('Dr Rowe', 'reviewer'))
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.getByRole('button', { name: 'Begin' }).click()
  const questions = new Set<string>()
  for (let number = 1; number <= per; number += 1) {
    questions.add(await nextQuestion(page, questions))
    // As text, because what runs in the page is no part of this program.
    const bad = await page.evaluate(`[...document.querySelectorAll('main *')].flatMap((one) => [
      ...(/^(script|img|svg|iframe|object|embed|style|link|video|audio|base|meta)$/i.test(one.tagName) ? [one.outerHTML] : []),
      ...(one.tagName === 'A' && !one.getAttribute('href').startsWith('#') ? [one.outerHTML] : []),
      ...one.getAttributeNames().filter((name) => name.startsWith('on') || name === 'style' || name === 'src'),
    ])`)
    expect(bad).toEqual([])
    for (const key of ['3', '3', 'Enter']) await page.keyboard.press(key)
  }
  expect([outside, happened, review.faults]).toEqual([[], [], []])
  await page.screenshot({ path: join(shared().built.folder, 'last.png') })
  await page.close()
}, 240_000)
