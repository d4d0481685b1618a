import { join } from 'node:path'
import axe from 'axe-core'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as walk from './support/participant-walk.ts'
import { type PartBrowser, type ServedTrial, servedTrial } from './support/served-trial.ts'

let trial: ServedTrial
beforeAll(async () => {
  trial = await servedTrial()
}, 180_000)
afterAll(async () => {
  await trial[Symbol.asyncDispose]()
  expect(trial.faults).toEqual([])
})

const sideways = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'

/** What is amiss with the page as it stands: on phones and a laptop, in light and dark. */
async function faultsOf(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = []
  const laidOutWider = (await page.locator('.case').count()) > 0
  // The page's own policy forbids scripts made from text; the tool comes in from outside.
  await page.evaluate(axe.source)
  for (const width of [320, 1280, 390]) {
    await page.setViewportSize({ width, height: width < 500 ? 800 : 900 })
    if ((await page.evaluate<number>(sideways)) > 0) found.push(`${name}: scrolls sideways at ${width} px`)
    for (const colorScheme of width === 320 ? [] : (['light', 'dark'] as const)) {
      await page.emulateMedia({ colorScheme })
      const folder = process.env.PARTICIPANT_PICTURES
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true })
      // Colours are the same at every width.
      if (width === 1280 && (colorScheme === 'dark' || !laidOutWider)) continue
      const violations = await page.evaluate<string[]>(
        `axe.run().then((result) => result.violations.map((one) => one.id + ': ' + one.nodes[0].html))`,
      )
      for (const violation of violations) found.push(`${name}, ${width} px, ${colorScheme}: ${violation}`)
    }
  }
  if ((await page.getByText(/Loopback/i).count()) > 0) found.push(`${name}: tells the arm`)
  if ((await page.locator('.sample-tag, .sample').count()) === 0)
    found.push(`${name}: is not called a sample`)
  return found
}

/** Pictures for a person who looks, where a folder for them is named. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.PARTICIPANT_PICTURES
  if (folder === undefined) return
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
  }
}

/** A browser whose participant talks with the model, or one who does not; of two that come, one does. */
async function atFirstCase(chat: boolean): Promise<PartBrowser> {
  for (let attempt = 0; attempt < 4; attempt++) {
    const opened = await trial.browser()
    if ((await walk.toFirstCase(opened.page, trial.origin)) === chat) return opened
    await opened.context.close()
  }
  throw new Error('Four participants had the same arm.')
}

/** What is on record of the participant who is on the page. */
async function recorded() {
  const { rows } = await sql<{ conditions: string[]; disposition: string; confidence: number }>`
    select disposition, confidence,
      array(select words from decision_words where encounter_id = given.encounter_id order by place) as conditions
    from trial_decision as given order by given.xmin::text::bigint desc limit 1`.execute(trial.store.database)
  return rows[0]
}

const kept = (page: Page) => page.evaluate<number>('sessionStorage.length + localStorage.length')

it('stores nothing before the consent, in the browser neither', async () => {
  const before = await trial.rows()
  const { page, context, complaints } = await trial.browser()
  await page.goto(`${trial.origin}/take-part`)
  await walk.heading(page, 'Would you like to take part?')
  await page.getByRole('button', { name: 'Take part' }).click()
  await page.getByText('Tick that you agree').waitFor()
  await page.reload()
  await walk.heading(page, 'Would you like to take part?')
  expect(await trial.rows()).toEqual(before)
  expect(await context.cookies()).toEqual([])
  expect(await kept(page)).toBe(0)
  expect(await page.getByRole('button', { name: 'Withdraw' }).count()).toBe(0)
  expect(complaints).toEqual([])
  await context.close()
})

// Every step is looked at, and comes up again after a reload.
it.each([true, false])(
  'leads from the consent to the end; with a conversation: %s',
  async (chat) => {
    const found: string[] = []
    let opened: PartBrowser
    for (let attempt = 0; ; attempt++) {
      opened = await trial.browser()
      const { page } = opened
      const reloads = async (name: string, waitFor: () => Promise<void>) => {
        await page.reload()
        await waitFor()
        found.push(...(await faultsOf(page, name)))
      }
      await page.goto(`${trial.origin}/take-part`)
      await reloads('consent', () => walk.heading(page, 'Would you like to take part?'))
      await walk.agree(page, trial.origin)
      await reloads('eligibility', () => walk.heading(page, 'Can you take part?'))
      await walk.answerEligibility(page)
      await walk.goOn(page)
      await page.getByText('Please choose an answer.').first().waitFor()
      found.push(...(await faultsOf(page, 'baseline-missing')))
      await reloads('baseline', () => walk.heading(page, 'A few questions about you'))
      await walk.answerBaseline(page)
      await reloads('instructions', () => walk.heading(page, 'How it works'))
      if ((await walk.begin(page)) === chat) break
      if (attempt === 3) throw new Error('Four participants had the same arm.')
      await opened.context.close()
    }
    const { page, complaints, strangers } = opened
    const first = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    const firstCase = () => walk.heading(page, first)
    const visit = async (name: string) => found.push(...(await faultsOf(page, name)))
    await page.reload()
    await firstCase()
    await visit(chat ? 'case' : 'control')
    if (chat) {
      // Told what is missing by pressing, too: the button is never dead.
      await page.getByRole('button', { name: 'Give my decision' }).click({ force: true })
      await page.getByRole('alert').getByText('Write at least one message before').waitFor()
      await walk.say(page, 'What is a headache within seconds?')
      expect(await page.locator('.turn.arm strong').first().textContent()).toBe('within seconds')
      await visit('conversation')
      await walk.say(page, 'Is <b>this</b> dangerous?')
      await page.locator('.turn.arm').getByText('a link').waitFor()
      expect(await page.locator('.turns :is(script, img, a, b)').count()).toBe(0)
      trial.model.refuseOnce()
      await walk.say(page, 'And what is the name of the doctor?')
      await page.getByText('It declined to answer').waitFor()
      trial.model.failOnce()
      await walk.say(page, 'What should Alex do?')
      await visit('failed')
      await page.getByRole('button', { name: 'Ask for the answer again' }).click()
      await page.locator('.turn.arm').getByText('About “What should Alex do?”').waitFor()
      await walk.answered(page)
      expect(await page.locator('.turn.participant').count()).toBe(4)
      await page.getByText('1 message left.').waitFor()
    }
    await walk.giveDecision(page)
    await page.getByText('Name a condition, or tick').waitFor()
    await visit('decision-missing')
    // A draft outlives a reload.
    await page.getByLabel('Condition 1').fill('subarachnoid haemorrhage')
    await page.getByLabel('Your message').or(page.getByLabel('Condition 1')).first().fill('draft')
    await page.reload()
    await firstCase()
    expect(await page.locator(chat ? '#message' : '.condition input').inputValue()).toBe('draft')
    if (chat) await page.getByLabel('Your message').fill('')
    await walk.decide(page, ['SAH', 'migraine'], 'Call an ambulance now')
    await walk.heading(page, 'A short check')
    await page.reload()
    await walk.heading(page, 'A short check')
    await visit('attention')
    expect(await recorded()).toEqual({
      conditions: ['SAH', 'migraine'],
      disposition: 'ambulance',
      confidence: 70,
    })
    await page.getByRole('radio', { name: 'Orange' }).check()
    await walk.goOn(page)
    await page.getByText('Case 2 of 2').waitFor()
    await page.reload()
    await page.getByText('Case 2 of 2').waitFor()
    if (chat) await walk.say(page, 'Is a cough bad?')
    await page.getByRole('checkbox', { name: 'None comes to my mind' }).check()
    await page.getByRole('radio', { name: 'Look after it at home' }).check()
    await page.getByLabel('Confidence as a number').fill('0')
    await walk.giveDecision(page)
    await walk.heading(page, 'Last questions')
    expect(await recorded()).toEqual({ conditions: [], disposition: 'home', confidence: 0 })
    await page.reload()
    await walk.heading(page, 'Last questions')
    await visit('questionnaire')
    await page.getByRole('radio', { name: /^10/ }).check()
    await walk.goOn(page)
    await walk.heading(page, 'Thank you. That was all')
    await page.reload()
    await walk.heading(page, 'Thank you. That was all')
    await visit('done')
    expect(await page.getByRole('textbox', { name: 'Your link' }).inputValue()).toMatch(/\/p\/\S{20,}$/)
    // At the end the browser keeps nothing of what was typed.
    expect(await kept(page)).toBe(0)
    await page.getByRole('button', { name: 'Save my link' }).click()
    await visit('link')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await visit('withdraw')
    expect(found).toEqual([])
    expect(complaints).toEqual([])
    expect(strangers).toEqual([])
    await opened.context.close()
  },
  180_000,
)

it('loses and doubles nothing when the connection breaks while an answer arrives', async () => {
  const { page, context, complaints } = await atFirstCase(true)
  const before = trial.model.asked.length
  const send = async (message: string) => {
    await page.getByLabel('Your message').fill(message)
    await page.getByRole('button', { name: 'Send' }).click()
  }
  trial.model.hold()
  await send('What is it?')
  await page.locator('.turn.arm').getByText('About “What is it?”').waitFor()
  trial.line.cut()
  await page.getByText('There is no connection.').first().waitFor()
  // The model goes on meanwhile; nobody listens.
  trial.model.release()
  trial.line.mend()
  await page.locator('.turn.arm').getByText('That is all.').waitFor()
  await walk.answered(page)
  const inConversation = async () => [
    await page.locator('.turn.participant').count(),
    await page.locator('.turn.arm').count(),
  ]
  expect(await inConversation()).toEqual([1, 1])
  await page.getByText('4 messages left.').waitFor()

  // What never reached the server is sent when there is a connection again, once.
  trial.line.cut()
  await send('And now?')
  await page.getByText('There is no connection.').first().waitFor()
  trial.line.mend()
  await page.locator('.turn.arm').getByText('About “And now?”').waitFor()
  await walk.answered(page)
  expect(await inConversation()).toEqual([2, 2])

  // A reload in the middle finds the answer on its way, and then the whole of it.
  trial.model.hold()
  await send('And then?')
  await page.locator('.turn.arm').getByText('About “And then?”').waitFor()
  await page.reload()
  await page.getByText('The answer is on its way').first().waitFor()
  trial.model.release()
  await page.locator('.turn.arm').getByText('About “And then?”').waitFor()
  await walk.answered(page)
  expect(await inConversation()).toEqual([3, 3])
  expect(trial.model.asked.slice(before)).toEqual(['What is it?', 'And now?', 'And then?'])
  expect(complaints).toEqual([])
  await context.close()
})

it('waits in a second tab for what the first one sent, and leads on where the other tab decided first', async () => {
  const { page: first, context, complaints } = await atFirstCase(true)
  const second = await context.newPage()
  await second.goto(`${trial.origin}/take-part`)
  await second.getByLabel('Your message').fill('From the second')
  trial.model.hold()
  await first.getByLabel('Your message').fill('From the first')
  await first.getByRole('button', { name: 'Send' }).click()
  await first.locator('.turn.arm').getByText('About “From the first”').waitFor()
  await first.getByText('You can decide once your message is answered.').first().waitFor()
  await second.getByRole('button', { name: 'Send' }).click()
  await second.getByText('The answer to your last message is still on its way.').waitFor()
  await second.locator('.turn.participant').getByText('From the first').waitFor()
  await second.locator('.turn.arm').getByText('The answer is on its way').waitFor()
  await second.getByText('You can decide once your message is answered.').first().waitFor()
  await look(second, 'second-tab-waiting')
  trial.model.release()
  await second.locator('.turn.arm').getByText('About “From the first”').waitFor()
  await walk.answered(second)
  expect(await second.getByText('still on its way').count()).toBe(0)
  expect(await second.getByLabel('Your message').inputValue()).toBe('From the second')
  await walk.answered(first)
  // Both decide: the first decision stays, and the other tab goes on where the participant is now.
  await walk.decide(first, ['SAH'], 'Call an ambulance now')
  await walk.heading(first, 'A short check')
  await walk.decide(second, ['migraine'], 'Look after it at home')
  await walk.heading(second, 'A short check')
  await second.getByText('You went on in another tab or window.').waitFor()
  expect(await second.getByText('Load the page again').count()).toBe(0)
  await look(second, 'second-tab-behind')
  expect((await recorded())?.conditions).toEqual(['SAH'])
  expect(complaints).toEqual([])
  await context.close()
})

it('goes on by its link in another browser, and in no other way', async () => {
  const first = await atFirstCase(true)
  await walk.say(first.page, 'What is it?')
  await first.page.getByRole('button', { name: 'Save my link' }).click()
  const link = await first.page.getByRole('textbox', { name: 'Your link' }).inputValue()
  const title = (await first.page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  const other = await trial.browser({ phone: false })
  await other.page.goto(link)
  await walk.heading(other.page, title)
  await other.page.locator('.turn.arm').getByText('About “What is it?”').waitFor()
  expect(other.page.url()).toBe(`${trial.origin}/take-part`)
  await walk.decide(other.page, ['SAH'], 'See a doctor today')
  await walk.heading(other.page, 'A short check')
  // The first browser learns of it when it asks.
  await first.page.keyboard.press('Escape')
  await first.page.reload()
  await walk.heading(first.page, 'A short check')
  const stranger = await trial.browser()
  await stranger.page.goto(`${trial.origin}/take-part`)
  await walk.heading(stranger.page, 'Would you like to take part?')
  for (const one of [first, other, stranger]) await one.context.close()
})

it('withdraws and deletes everything, or withdraws and keeps it', async () => {
  const leave = async (name: RegExp) => {
    const { page, context } = await atFirstCase(true)
    await walk.say(page, 'Take my words back')
    const before = await trial.rows()
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('button', { name }).click()
    await walk.heading(page, 'You have withdrawn')
    expect(await faultsOf(page, 'withdrawn')).toEqual([])
    expect(await kept(page)).toBe(0)
    await context.close()
    const after = await trial.rows()
    return Object.fromEntries(Object.entries(after).filter(([table, n]) => n < (before[table] ?? 0)))
  }
  expect(await leave(/keep it/)).toEqual({})
  expect(Object.keys(await leave(/delete everything/)).length).toBeGreaterThan(0)
  const { rows } = await sql`select role from chat_words where words like '%Take my words back%'`.execute(
    trial.store.database,
  )
  // Of the two who wrote it, one let it be kept: the message, and the answer that repeats it.
  expect(rows.length).toBe(2)
})

it('tells the owner how far the trial is, of all arms together', async () => {
  const { out } = await trial.study.done('invite', 'Olga', '--role', 'owner', '--at', trial.origin, '--json')
  const { page, context, complaints } = await trial.browser({ phone: false })
  await page.goto(String(JSON.parse(out).link))
  await page.getByRole('button').click()
  await page.getByText('Recruiting is open.').waitFor()
  const told = page.locator('section', {
    has: page.getByRole('heading', { name: 'Participants', exact: true }),
  })
  const { rows } = await sql<{ enrolled: number; randomised: number; withdrawn: number; decided: number }>`
    select (select count(*)::int from participant) as enrolled, (select count(*)::int from allocation) as randomised,
      (select count(distinct person_id)::int from withdrawal) as withdrawn,
      (select count(*)::int from trial_decision) as decided`.execute(trial.store.database)
  const counts = rows[0]
  expect((await told.locator('tbody tr').allTextContents()).map((row) => row.replace(/^\D+/, ''))).toEqual(
    [counts?.enrolled, counts?.randomised, counts?.withdrawn, counts?.decided].map(String),
  )
  expect(counts?.withdrawn).toBe(2)
  await told.getByText(`${counts?.decided} of 1\u202f000 planned decisions`).waitFor()
  expect(await told.textContent()).not.toMatch(/Loopback|Usual means/)
  // Owners know the arms, and read their names where people are invited.
  const visit = async (name: string) =>
    expect((await faultsOf(page, name)).filter((one) => one !== `${name}: tells the arm`)).toEqual([])
  const results = page.locator('section', { has: page.getByRole('heading', { name: 'Results' }) })
  const said = () => page.locator('main').innerText()
  const ofReviews = /Review\b|[Mm]arks|[Uu]nblind/
  await told.getByText('counts by arm would tell').waitFor()
  await results.getByText('nobody is told how the arms do').waitFor()
  // What comes to the coders after a participant tells whether an arm wrote to them.
  await trial.study.done('coding', 'open')
  await page.reload()
  await page.getByText('is counted here once the trial is closed').waitFor()
  expect(await said()).not.toMatch(ofReviews)
  await visit('study')
  await page.goto(`${trial.origin}/desk`)
  await page.getByText('This page is for reviewers, and you came in with another role.').waitFor()
  await look(page, 'desk-of-owner')

  const closing = await trial.study.done('trial', 'close')
  expect(closing.out).toMatch(/Next: equipoise trial verify --study \S+, then equipoise coding open --study/)
  await page.goto(`${trial.origin}/study`)
  await page.getByText('The trial is closed.').waitFor()
  await page.getByText(/^0 of \d+ texts have a final code/).waitFor()
  await results.getByText('once the conditions of every decision have their final code').waitFor()
  expect(await said()).not.toMatch(/would tell|Recruiting/)
  expect(await said()).not.toMatch(ofReviews)
  await visit('study-coding')
  await sql`insert into coding (id, study_id, task_id, person_id, role, unsure)
    select gen_random_uuid(), study_id, id, (select id from person where exists (
      select from membership where membership.person_id = person.id and role = 'owner'
    ) limit 1), 'adjudicator', false from coding_task`.execute(trial.store.database)
  await page.reload()
  await page.getByText(/^(\d+) of \1 texts have a final code \(100/).waitFor()
  const report = results.getByRole('link', { name: 'Open the report' })
  await report.waitFor({ timeout: 60_000 })
  await visit('study-told')
  await report.click()
  await page.waitForURL('**/study/report')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  expect(complaints).toEqual([])
  await context.close()

  // The trial is closed: who comes now has agreed to nothing. Nor is anybody let in whose link was opened before.
  const late = await trial.browser()
  await late.page.goto(`${trial.origin}/take-part`)
  await walk.heading(late.page, 'This study is not open')
  expect(await late.page.getByText('What you agreed to').count()).toBe(0)
  await look(late.page, 'closed')
  await late.page.goto(`${trial.origin}/coding`)
  await late.page.getByText('A link opens once, so ask the organisers for a new one.').waitFor()
  await look(late.page, 'coding-not-let-in')
  await late.context.close()
}, 120_000)
