import type { OpenDesk } from './open-desk.ts'
import { fullUnit, guid, pairUnit, rubricUnit, shortAnswer, singleUnit } from './sample-desk.ts'

/** A review that leads over every page: practice, a pair, single answers. */
export const walkOptions = {
  about: {
    asks: { adequacy: true, unsafe: true, guess: true, consent: true },
    minutesPerQuestion: 4,
    practice: 1,
  },
  units: [{ ...pairUnit(1), role: 'training' as const }, fullUnit(2), singleUnit(3), rubricUnit(4)],
  guesses: [
    { id: 'one', label: 'A general model' },
    { id: 'two', label: 'A clinical tool' },
  ],
  feedback: () => ({
    tasks: [
      {
        task: guid('task', 10),
        expected: { marks: { overall: 'first' as const, clear: 'tie' as const }, adequate: [true, false] },
        notes: shortAnswer('The lower dose is right for her age and weight.'),
      },
    ],
  }),
}

/** Goes over every page as a reviewer would, and stops at each. */
export async function walkPages(desk: OpenDesk, visit: (name: string) => Promise<void>): Promise<void> {
  const { page, server, memory, context } = desk
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await button('Begin').waitFor()
  await visit('welcome')
  await button('Begin').click()
  await page.getByText('Practice.').waitFor()
  await press('2', '2')
  await visit('practice')
  await press('3', '1', '2', 'Enter')
  await page.getByText('Practice question done').waitFor()
  await visit('feedback')
  await button('Go on').click()
  await page.getByText('Clearance is 40').waitFor()
  await visit('pair')
  await press('Enter', '1')
  await page.locator('[data-sentence="2"]').first().click()
  await press('3', 'ArrowUp')
  await visit('unsafe')
  await press('Escape')
  await button('Rule-book').click()
  await page.getByLabel('Search').fill('dose')
  await visit('rule-book')
  await button(/^Close/).click()
  await button('Use of your marks').click()
  await page.getByRole('dialog').getByRole('radio', { name: 'Yes' }).check()
  await page.getByText('Saved: they may be used.').waitFor()
  await visit('consent')
  await button(/^Close/).click()
  await button(/^Keys/).click()
  await visit('keys')
  await press('Escape')
  server.failAll(500)
  await page.locator('#axis-correct').getByRole('radio', { name: /^Same/ }).check()
  await page.getByText('not yet sent').first().waitFor()
  await visit('retrying')
  await button('Stop here').click()
  await visit('pause')
  server.failAll(null)
  await button('Back to the question').click()
  await button(/^Unanswered/).click()
  await press('3', '1', '1', 'Enter')
  await page.getByText('Which of these is the first choice').waitFor()
  await visit('single')
  server.endSession()
  await press('3')
  await page.getByText('Please come in again by a new link').waitFor()
  await visit('lost')
  const other = await context.newPage()
  await desk.openLink(other)
  await other.close()
  await button('I have opened a new link').click()
  for (const answer of [1, 2]) {
    await page.getByText(`answer ${answer} of 2`).waitFor()
    await button(/^Next/).click()
    await button('Go on without').click()
  }
  await page.getByRole('heading', { name: 'What the answer says' }).waitFor()
  await press('3', '1', '2')
  await visit('criteria')
  await press('2', '1', 'Enter')
  await page.getByText('Did you recognise').waitFor()
  await visit('end')
  memory.state = 'closed'
  await page.reload()
  await page.getByText('This review is closed').waitFor()
  await visit('closed')
}
