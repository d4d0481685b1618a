import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { readProtocol } from '../src/protocol/read.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { freePort } from '../src/store/embedded/server.ts'
import { equipoise } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { servedProcess } from './support/served-process.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'
import { type Choose, enter, simulatedReviewer } from './support/simulated-reviewer.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const recorded = (file: string) => `{via: recorded, file: ${file}, provenance: Written for this test}`
const pathOf = (name: string) => join(workspace.path, name)
const keyOf = (place: number) => `q${String(place).padStart(3, '0')}`

const openings = { candidate: 'Start with 5 mg a day.', general: 'Begin at 5 mg daily.' }
/** The control lacks the last third, which is this sentence. */
const last = 'See the patient again after a week.'

/** Whether the first answer shown is meant by a text in it. */
const firstHas = (task: Parameters<Choose>[1], text: string) => JSON.stringify(task.answers[0]).includes(text)
const placeOf = (unit: Parameters<Choose>[0]) =>
  Number(/q(\d+)/.exec(unit.question.turns[0]?.text ?? '')?.[1])

/** Sees what is missing; of two whole answers it prefers the candidate's on the questions that `likes` names. */
function reviewerWho(likes: (place: number) => boolean, seesWhatIsMissing: boolean): Choose {
  return (unit, task) => {
    const place = placeOf(unit)
    const whole = task.answers.map((answer) => JSON.stringify(answer).includes(last))
    if (seesWhatIsMissing && whole[0] !== whole[1]) return whole[0] === true ? 'first' : 'second'
    // A pair without the candidate, or one in which nothing missing is seen.
    const isFirst = firstHas(task, openings.candidate) || (!whole.every(Boolean) && whole[0] === true)
    return likes(place) === isFirst ? 'first' : 'second'
  }
}

interface Proof {
  readonly study: TestStudy
  readonly made: Readonly<Record<string, unknown>>
}

/** A study of parity made by the command, with its questions and recorded answers, locked and collected. */
async function proofOf(name: string, ...options: readonly string[]): Promise<Proof> {
  const path = pathOf(name)
  const { exitCode, out, notes } = await equipoise(
    'prove',
    recorded('ours.jsonl'),
    path,
    '--against',
    recorded('theirs.jsonl'),
    '--name',
    'Our search',
    '--against-name',
    'General model',
    ...options,
    '--json',
  )
  expect(exitCode, notes).toBe(0)
  const made = JSON.parse(out)
  const run = (...given: readonly string[]) => equipoise(...given, '--study', path)
  const places = Array.from({ length: made.questions }, (_, place) => place)
  const study = workspace.opened(path)
  const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
  for (const [file, opening] of [
    ['ours.jsonl', openings.candidate],
    ['theirs.jsonl', openings.general],
  ] as const) {
    await study.write(
      file,
      lines(
        places.map((place) => ({
          item: keyOf(place),
          text: `${opening} Look at the kidneys first. ${last}`,
        })),
      ),
    )
  }
  const table = await workspace.input(
    `${name}.jsonl`,
    lines(places.map((place) => ({ key: keyOf(place), question: `What about ${keyOf(place)}?` }))),
  )
  const mapping = await workspace.input(
    `${name}.yaml`,
    stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'question' } }),
  )
  await study.imported(table, mapping)
  await study.done('lock')
  await study.done('run')
  expect((await run('prove', '--verdict', '--json')).exitCode).toBe(1)
  return { study, made }
}

/** Opens the review, serves it, and lets reviewers mark all of it over HTTP; then it is unblinded. */
async function reviewed({ study, made }: Proof, choose: Choose): Promise<void> {
  await study.done('review', 'open')
  const port = await freePort()
  await using server = await servedProcess(study.path, port)
  const reviewers = Array.from({ length: Number(made.reviewers) }, (_, index) => `Reviewer ${index}`)
  const links: string[] = []
  for (const name of reviewers) {
    const { out } = await study.done('invite', name, '--role', 'reviewer', '--at', server.origin, '--json')
    links.push(String(JSON.parse(out).link))
  }
  const blind = parsedProblems((await study.run('prove', '--verdict', '--json')).out)
  expect(blind.map(({ code }) => code)).toEqual(['STUDY_NO_MARKS'])
  const records = await Promise.all(
    links.map(async (link, index) =>
      simulatedReviewer(
        await enter(link),
        createGenerator(7, 'prove', index),
        { dropped: 0, twice: 0, thinking: 40 },
        choose,
      ),
    ),
  )
  for (const record of records) expect(record.refused).toEqual([])
  const still = parsedProblems((await study.run('prove', '--verdict', '--json')).out)
  expect(still.map(({ code }) => code)).toEqual(['PROVE_BLIND'])
  await study.done('invite', 'Grace', '--role', 'owner')
  await study.done('unblind', '--by', 'Grace', '--reason', 'All questions are marked')
}

async function verdictOf({ study }: Proof) {
  const { exitCode, out } = await study.run('prove', '--verdict', '--json')
  return { exitCode, ...JSON.parse(out) }
}

const even = (place: number) => place % 2 === 0

describe('the way from a candidate to a verdict on parity', () => {
  it('proves parity of equals with enough questions', { timeout: 120_000 }, async () => {
    const proof = await proofOf('equals', '--margin', '20', '--reviewers', '12')
    await reviewed(proof, reviewerWho(even, true))
    const verdict = await verdictOf(proof)
    expect(verdict).toMatchObject({
      exitCode: 0,
      parity: true,
      verdict: 'equivalent',
      assaySensitivity: { shown: true, arm: 'known-worse' },
      margin: { value: 20, unit: 'win-rate-points' },
      questions: expect.any(Number),
      deviations: 0,
    })
    expect(verdict.headline).toMatch(
      /^Our search and General model differ by less than 20 points of win rate \(40 of win difference\) on preference/,
    )
    // It is the verdict of the report, which the ordinary command gives as well.
    await proof.study.done('analyse')
    const { verdicts, plan, data } = await proof.study.results()
    expect(verdicts.map(({ headline }) => headline)).toEqual([verdict.headline])
    expect(plan.state).toBe('prospective')
    expect(data.marks).toBe(Number(proof.made.questions) * 2)
    const said = await proof.study.run('prove', '--verdict')
    expect([said.exitCode, said.out.split('\n')[0]]).toEqual([0, `PARITY: equivalent. ${verdict.headline}`])
  })

  it('says that a candidate is worse', { timeout: 120_000 }, async () => {
    const proof = await proofOf('worse', '--margin', '20', '--reviewers', '12')
    await reviewed(
      proof,
      reviewerWho((place) => place % 20 === 0, true),
    )
    const verdict = await verdictOf(proof)
    expect(verdict).toMatchObject({ exitCode: 1, parity: false, verdict: 'inferior' })
    expect(verdict.headline).toMatch(/^Our search is worse than General model by more than 20 points/)
    expect((await proof.study.run('prove', '--verdict')).out).toMatch(/^NO PARITY: inferior\. /)
  })

  it('claims no parity of a small study whose reviewers see nothing', { timeout: 120_000 }, async () => {
    const proof = await proofOf('small', '--margin', '35', '--reviewers', '8')
    expect(Number(proof.made.questions)).toBeLessThan(50)
    await reviewed(proof, reviewerWho(even, false))
    expect(await verdictOf(proof)).toMatchObject({
      exitCode: 1,
      parity: false,
      verdict: 'parity cannot be claimed',
      assaySensitivity: { shown: false, arm: 'known-worse' },
    })
  })
})

describe('prove', () => {
  const proposed = (name: string, ...options: readonly string[]) =>
    equipoise(
      'prove',
      '{via: search, corpus: main}',
      pathOf(name),
      '--against',
      'claude-sonnet-4.6',
      ...options,
    )

  it('writes the shipped design with the candidate, the margin and the size it needs', async () => {
    const { exitCode, out } = await proposed('written', '--json')
    expect(exitCode).toBe(0)
    const made = JSON.parse(out)
    const { plan } = readProtocol(
      await readFile(join(pathOf('written'), 'protocol.yaml'), 'utf8'),
      'protocol.yaml',
    )
    expect(plan.arms.map(({ id, kind, source, knownWorse }) => [id, kind, source?.via, knownWorse])).toEqual([
      ['candidate', 'own', 'search', false],
      ['general', 'general', 'api', false],
      ['known-worse', 'baseline', 'degraded', true],
    ])
    expect(plan.hypotheses).toMatchObject([
      {
        kind: 'equivalence',
        candidate: 'candidate',
        against: ['general'],
        margin: { value: 5 },
        alpha: 0.05,
      },
    ])
    // `equipoise power` says the same of the study.
    const power = await equipoise('power', '--study', pathOf('written'), '--json')
    const { hypotheses } = JSON.parse(power.out)
    const [{ levels, rows }] = hypotheses
    const mid = levels.find(({ planned }: { planned: boolean }) => planned)
    expect([made.power, made.comparisons]).toEqual([mid.powerAtMargin, rows])
    expect(made.power).toBeGreaterThanOrEqual(0.9)
    const fewer = await equipoise(
      ...['power', '--study', pathOf('written'), '--questions', String(made.questions - 20), '--json'],
    )
    const [less] = JSON.parse(fewer.out).hypotheses
    expect(less.levels.find(({ planned }: { planned: boolean }) => planned).powerAtMargin).toBeLessThan(0.9)
    expect(made.assumptions.join(' ')).toContain('the known-worse arm to lose')
  })

  it('refuses too few questions and too few reviewers with the number that is needed, and writes nothing', async () => {
    const needed = JSON.parse((await proposed('needed', '--json')).out).questionsNeeded
    const few = await proposed('few', '--questions', '500', '--json')
    expect(few.exitCode).toBe(1)
    expect(parsedProblems(few.out)).toMatchObject([
      { code: 'PROVE_TOO_FEW_QUESTIONS', value: '500', expected: `at least ${needed}` },
    ])
    const enough = await proposed('enough', '--questions', String(needed), '--json')
    expect([enough.exitCode, JSON.parse(enough.out).questions]).toEqual([0, needed])
    const lonely = await proposed('lonely', '--reviewers', '20', '--json')
    expect(lonely.exitCode).toBe(1)
    const [found] = parsedProblems(lonely.out)
    expect([found?.code, found?.value]).toEqual(['PROVE_TOO_FEW_REVIEWERS', '20'])
    const reviewers = String(found?.expected).replace('at least ', '')
    expect((await proposed('manned', '--reviewers', reviewers, '--json')).exitCode).toBe(0)
    for (const name of ['few', 'lonely'])
      await expect(readFile(join(pathOf(name), 'protocol.yaml'))).rejects.toThrow('ENOENT')
  })

  it.each([
    ['a name that nobody knows', 'nobody', 'no preset and no file has this name'],
    ['a source that is none', '{via: api}', 'provider'],
    ['text that is no YAML', '{via: [', 'it is not YAML'],
  ])('refuses %s', async (_, candidate, why) => {
    const { exitCode, out } = await equipoise(
      'prove',
      candidate,
      pathOf('bad'),
      '--against',
      'gpt-5.5',
      '--json',
    )
    expect(exitCode).toBe(1)
    expect(parsedProblems(out)).toMatchObject([
      {
        code: 'PROVE_ARM',
        place: { field: 'candidate' },
        value: candidate,
        message: expect.stringContaining(why),
      },
    ])
  })

  it('leaves a study alone that is there, and one that is no study of parity', async () => {
    await proposed('there')
    const again = await proposed('there', '--json')
    expect(parsedProblems(again.out).map(({ code }) => code)).toEqual(['STUDY_EXISTS'])
    await equipoise('new', 'sample', pathOf('other'))
    const other = await equipoise('prove', '--verdict', '--study', pathOf('other'), '--json')
    expect([other.exitCode, parsedProblems(other.out).map(({ code }) => code)]).toEqual([
      1,
      ['PROVE_NO_PARITY'],
    ])
  })

  it.each([
    [['prove'], "missing required argument 'candidate'"],
    [['prove', 'gpt-5.5'], "required option '--against <arm>' not specified"],
    [['prove', '--verdict', '--margin', '5'], "does not go with '--verdict'"],
    [['prove', '--verdict', 'gpt-5.5'], 'and no candidate'],
    [['prove', 'gpt-5.5', '--against', 'gpt-5.4', '--study', 'x'], "goes with '--verdict'"],
    [
      ['prove', 'gpt-5.5', '--against', 'gpt-5.4', '--components', 'some'],
      'Allowed choices are low, mid, high',
    ],
  ])('%j is wrong usage', async (given, sentence) => {
    const { exitCode, notes } = await equipoise(...given)
    expect([exitCode, notes]).toEqual([2, expect.stringContaining(sentence)])
  })
})
