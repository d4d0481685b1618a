import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { screenText } from '../src/items/screen/screen-text.ts'
import { assistedPowerSchema } from '../src/power/assisted/assisted-power-schema.ts'
import { parseProtocol } from '../src/protocol/read.ts'
import { checklistSchema, preregistrationSchema } from '../src/report/registration/registration-schema.ts'
import { projectRoot } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

// The shipped trial of decisions, from its protocol to a registration: what is planned before anybody takes part.

let workspace: SharedWorkspace
let study: TestStudy
const shipped = () => readFile(join(projectRoot, 'studies', 'oxford-2026', 'protocol.yaml'), 'utf8')

beforeAll(async () => {
  workspace = await sharedWorkspace()
  study = await workspace.study('oxford', await shipped())
})
afterAll(() => workspace[Symbol.asyncDispose]())

const written = async (folder: string, name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(study.path, folder, name), 'utf8'))

it('asks models alone about every shipped case: none is withheld as telling who somebody is', async () => {
  const { plan } = parseProtocol(parse(await shipped()), () => ({}))
  const queries = plan.assisted?.cases.map(({ expertQuery }) => expertQuery ?? '') ?? []
  expect(queries).toHaveLength(10)
  for (const query of queries) {
    expect(query).not.toBe('')
    expect(screenText(query)).toEqual([])
  }
})

describe('equipoise power for an assisted-use trial', () => {
  it('simulates the trial and says what it needs, in words, in a file and in figures', async () => {
    const { out } = await study.done('power', '--responses', '60', '--simulate', '100')
    for (const part of [
      'Plan (--responses from the command line): 4 arms, 60 responses each; 10 cases, 2 for each participant',
      'Simulated: 100 trials of each size, seed 20260209.',
      'gpt-4o-condition',
      '15.0 points',
      'If no arm differed',
    ])
      expect(out).toContain(part)
    const results = assistedPowerSchema.parse(await written('power', 'power.json'))
    expect(results.design).toMatchObject({ responsesPerArm: 60, cases: 10, kind: 'between' })
    expect(results.hypotheses).toHaveLength(6)
    expect(results.curve.map(({ responsesPerArm }) => responsesPerArm)).toContain(60)
    for (const name of ['power.svg', 'power-narrow.svg']) {
      expect(await readFile(join(study.path, 'power', name), 'utf8')).toContain('responses of every arm')
    }
  }, 300_000)

  it('refuses options of a review of answers, and a trial without a plan of power', async () => {
    const refused = await study.run('power', '--reviewers', '5', '--json')
    expect(refused.exitCode).toBe(1)
    expect(parsedProblems(refused.out)[0]).toMatchObject({
      code: 'POWER_OPTION_OF_REVIEWS',
      place: { field: '--reviewers' },
    })
    const document: { assisted: { power?: unknown } } = parse(await shipped())
    delete document.assisted.power
    const bare = await workspace.study('bare', stringify(document))
    expect(parsedProblems((await bare.run('power', '--json')).out)[0]?.code).toBe('POWER_NO_ASSISTED_PLAN')
  })

  it('counts responses of no other study', async () => {
    const sample = await workspace.study(
      'sample',
      await readFile(join(projectRoot, 'studies', 'sample', 'protocol.yaml'), 'utf8'),
    )
    expect(parsedProblems((await sample.run('power', '--responses', '5', '--json')).out)[0]?.code).toBe(
      'POWER_NO_RESPONSES',
    )
    expect(parsedProblems((await sample.run('register', '--json')).out)[0]?.code).toBe(
      'REGISTER_NOT_ASSISTED',
    )
  })
})

describe('equipoise register', () => {
  it('says that a protocol is not locked, then when it was', async () => {
    const draft = await study.done('register')
    expect(draft.out).toContain('not locked')
    await study.done('lock')
    const { out } = await study.done('register')
    expect(out).not.toContain('Lock the protocol')
    const registration = preregistrationSchema.parse(await written('registration', 'preregistration.json'))
    expect(registration.lock).toMatchObject({ state: 'locked', version: 1, retrospective: false })
    const lock: unknown = JSON.parse(await readFile(join(study.path, 'protocol.lock.json'), 'utf8'))
    expect(lock).toMatchObject({ protocolHash: registration.protocolHash })
    expect((await readdir(join(study.path, 'registration'))).sort()).toEqual([
      'chart.json',
      'chart.md',
      'consort-ai.json',
      'consort-ai.md',
      'preregistration.json',
      'preregistration.md',
    ])
  })

  it('has every item of the checklists, and leaves results to the authors', async () => {
    // CONSORT 2010 has 25 items, twelve of them with two parts: 37. CONSORT-AI adds 14.
    const consort = checklistSchema.parse(await written('registration', 'consort-ai.json'))
    const plain = consort.items.filter(({ item }) => !item.startsWith('AI')).map(({ item }) => item)
    expect(new Set(plain.map((item) => Number.parseInt(item, 10)))).toEqual(
      new Set(Array.from({ length: 25 }, (_, index) => index + 1)),
    )
    expect(plain).toHaveLength(37)
    expect(consort.items.filter(({ item }) => item.startsWith('AI')).map(({ item }) => item)).toEqual([
      'AI 1a,b (i)',
      'AI 1a,b (ii)',
      'AI 2a (i)',
      'AI 4a (i)',
      'AI 4a (ii)',
      'AI 4b (i)',
      'AI 5 (i)',
      'AI 5 (ii)',
      'AI 5 (iii)',
      'AI 5 (iv)',
      'AI 5 (v)',
      'AI 5 (vi)',
      'AI 19 (i)',
      'AI 25 (i)',
    ])
    for (const item of ['13a', '17a', '19', '20']) {
      expect(consort.items.find((one) => one.item === item)?.answer).toBeNull()
    }
    expect(consort.items.find(({ item }) => item === 'AI 5 (i)')?.answer).toContain('command-r-plus-08-2024')
    expect(consort.items.find(({ item }) => item === '8b')?.answer).toContain('Blocks of 8 and 12')
    expect(consort.answered + consort.open).toBe(51)
    const chart = checklistSchema.parse(await written('registration', 'chart.json'))
    // Lettered parts as the statement counts them by item: 2, 2, 2, 3, 2, 4, 2, 1, 1, 3, 3, 5.
    const perItem = Array.from(
      { length: 12 },
      (_, index) => chart.items.filter(({ item }) => Number.parseInt(item, 10) === index + 1).length,
    )
    expect(perItem).toEqual([2, 2, 2, 3, 2, 4, 2, 1, 1, 3, 3, 5])
  })

  it('says that the protocol was changed since its lock, and keeps the page from what titles hold', async () => {
    const document: { title: string } = parse(await shipped())
    document.title = 'A <b>trial</b> | of *stars*'
    await study.write('protocol.yaml', stringify(document))
    const { out } = await study.done('register')
    expect(out).toContain('changed since the lock')
    const page = await readFile(join(study.path, 'registration', 'consort-ai.md'), 'utf8')
    expect(page).toContain('A \\<b\\>trial\\</b\\> \\| of \\*stars\\*')
    expect(page).toContain('To be written by the authors.')
  })
})
