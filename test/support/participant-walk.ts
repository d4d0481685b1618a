import type { Page } from 'playwright-core'

/** The steps before the first case, as a participant takes them. */
export async function agree(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/take-part`)
  await page.getByRole('checkbox', { name: /I agree/ }).check()
  await page.getByRole('button', { name: 'Take part' }).click()
  await heading(page, 'Can you take part?')
}

export async function answerEligibility(page: Page): Promise<void> {
  await page.getByRole('radio', { name: '18 or older' }).check()
  await goOn(page)
  await heading(page, 'A few questions about you')
}

export async function answerBaseline(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Every week' }).check()
  await page.getByRole('radio', { name: '3', exact: true }).check()
  await goOn(page)
  await heading(page, 'How it works')
}

/** Whether the participant talks with a model. */
export async function begin(page: Page): Promise<boolean> {
  await page.getByRole('button', { name: 'Begin with the first case' }).click()
  await page.getByText('Case 1 of 2').waitFor()
  return (await page.getByRole('heading', { name: 'Conversation' }).count()) > 0
}

/** From the consent to the first case. */
export async function toFirstCase(page: Page, origin: string): Promise<boolean> {
  await agree(page, origin)
  await answerEligibility(page)
  await answerBaseline(page)
  return begin(page)
}

/** Sends a message and waits until its answer is there. */
export async function say(page: Page, message: string): Promise<void> {
  await page.getByLabel('Your message').fill(message)
  await page.getByRole('button', { name: 'Send' }).click()
  await answered(page)
}

/** Waits until nothing is on its way. */
export async function answered(page: Page): Promise<void> {
  await page.locator('.turn').first().waitFor()
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' })
}

export async function decide(page: Page, conditions: readonly string[], disposition: string): Promise<void> {
  for (const [index, condition] of conditions.entries()) {
    if (index > 0) await page.getByRole('button', { name: 'Add another condition' }).click()
    await page.getByLabel(`Condition ${index + 1}`).fill(condition)
  }
  await page.getByRole('radio', { name: disposition }).check()
  await page.getByRole('slider', { name: 'Confidence' }).fill('70')
  await giveDecision(page)
}

export async function giveDecision(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Give my decision' }).click()
}

export async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Go on' }).click()
}

export async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
