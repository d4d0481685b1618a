import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { powerSchema } from '../src/power/power-schema.ts'
import { darkPalette, lightPalette } from '../src/report/figures/palette.ts'
import { equipoise, projectRoot } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { interruptedProcess } from './support/interrupted-process.ts'

let folder: string
const study = (name: string) => join(folder, name)
const golden = async (): Promise<Readonly<Record<string, string>>> =>
  JSON.parse(await readFile(join(projectRoot, 'test', 'golden', 'protocol-hashes.json'), 'utf8'))

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'equipoise-power-')))
  for (const name of ['sample', 'nature-medicine-2026-rcq', 'heidi-side-by-side', 'real-pocqi-2026'])
    await cp(join(projectRoot, 'studies', name, 'protocol.yaml'), join(study(name), 'protocol.yaml'))
})
afterAll(() => rm(folder, { recursive: true }))

const readPower = async (path: string) => powerSchema.parse(JSON.parse(await readFile(path, 'utf8')))

describe('equipoise power', () => {
  it('tells what a shipped study can show, in words, in a file and in figures', async () => {
    const { exitCode, out, notes } = await equipoise('power', '--study', study('nature-medicine-2026-rcq'))
    expect([exitCode, notes]).toEqual([0, ''])
    for (const part of [
      '100 questions; 12 reviewers, 3 for each question; about 25 questions a reviewer',
      'gemini-over-lower-tier: Gemini 3.1 Pro differs from',
      'shared by 3 hypotheses of its family: tested at 1.67%',
      'In points of the scale.',
      'mid *',
      'low 0.20, 0.05, 0.45',
      'the hardest step of Holm',
    ])
      expect(out.replace(/\s+/g, ' ')).toContain(part)
    // Three hypotheses of one design stand together, above one table.
    expect(out.match(/components {2}/g)).toHaveLength(1)
    const files = join(study('nature-medicine-2026-rcq'), 'power')
    expect((await readdir(files)).sort()).toEqual(['power-narrow.svg', 'power.json', 'power.svg'])
    const results = await readPower(join(files, 'power.json'))
    expect(results).toMatchObject({
      powerVersion: 1,
      seed: 2026,
      protocolHash: (await golden())['nature-medicine-2026-rcq'],
      review: { questions: 100, reviewers: 12, reviewersPerQuestion: 3, fromCommandLine: [] },
    })
    for (const name of ['power.svg', 'power-narrow.svg']) {
      const svg = await readFile(join(files, name), 'utf8')
      expect(svg).toContain('prefers-color-scheme: dark')
      for (const { paper } of [lightPalette, darkPalette]) expect(svg).toContain(`--paper: ${paper};`)
    }
    // It may be run again over its own files.
    expect((await equipoise('power', '--study', study('nature-medicine-2026-rcq'))).exitCode).toBe(0)
  })

  // 12 reviewers, 100 questions, three marks for each answer, one planned pair: published as 0.16, 0.22 and 0.34
  // detectable at 80% and 0.16, 0.23 and 0.35 provable.
  it('reproduces a published planning table', async () => {
    const path = study('one-pair')
    await cp(study('nature-medicine-2026-rcq'), path, { recursive: true })
    const protocol = await readFile(join(path, 'protocol.yaml'), 'utf8')
    const hypotheses = `hypotheses:
  - {id: pair, kind: superiority, axis: correctness, candidate: gpt-5.2, against: openevidence, family: one}
  - {id: equal, kind: equivalence, axis: correctness, candidate: gpt-5.2, against: openevidence, margin: {value: 0.1, unit: scale-points}, family: two}

refusals:`
    await writeFile(
      join(path, 'protocol.yaml'),
      protocol.replace(/hypotheses:[\s\S]*?\nrefusals:/, hypotheses),
    )
    const { out } = await equipoise('power', '--study', path, '--difference', '0.2', '--json')
    const { files, ...rest } = JSON.parse(out)
    const { hypotheses: found } = powerSchema.parse(rest)
    const rounded = (value: number | null) => value?.toFixed(2)
    expect(found[0]?.levels.map((level) => rounded(level.detectable80))).toEqual(['0.16', '0.22', '0.34'])
    expect(found[1]?.levels.map((level) => rounded(level.provableMargin80))).toEqual(['0.16', '0.23', '0.35'])
    // R: pt(qt(0.975, 11), 11, 0.2/0.0716472842, lower = FALSE) = 0.7198 for mid.
    expect(found[0]?.levels[1]?.powerAtDifference).toBeCloseTo(0.7198343, 6)
    expect(files).toHaveLength(3)
  })

  it('simulates the real design and test, the same every time', async () => {
    const given = [
      'power',
      '--study',
      study('sample'),
      '--simulate',
      '200',
      '--out',
      join(folder, 'simulated'),
    ]
    const { exitCode, out } = await equipoise(...given)
    expect(exitCode).toBe(0)
    expect(out).toContain('SAMPLE')
    expect(out).toContain('200 simulated studies a line')
    expect(out).toContain('± Monte Carlo SE')
    const text = await readFile(join(folder, 'simulated', 'power.json'), 'utf8')
    const { hypotheses, study: said } = powerSchema.parse(JSON.parse(text))
    expect(said.sample).toBe(true)
    // The sample's own README, from another program: 8 of 100 such studies show equivalence on clinical utility.
    const equal = hypotheses.find(({ id }) => id === 'equally-useful')
    const mid = equal?.simulation?.find(({ level, scenario }) => level === 'mid' && scenario === 'power')
    expect(mid?.share).toBeGreaterThan(0.02)
    expect(mid?.share).toBeLessThan(0.17)
    expect(equal?.rows).toBe(hypotheses[0]?.rows)
    await equipoise(...given)
    expect(await readFile(join(folder, 'simulated', 'power.json'), 'utf8')).toBe(text)
  })

  it('takes sizes and components from the command line, and says so', async () => {
    const components = join(folder, 'components.yaml')
    await writeFile(components, 'votes: {question: 0.3, reviewer: 0.02}\n')
    const given = [
      '--questions',
      '200',
      '--reviewers',
      '20',
      '--reviewers-per-question',
      '2',
      '--ties',
      '0.3',
    ]
    const { exitCode, out } = await equipoise(
      ...['power', '--study', study('heidi-side-by-side'), ...given, '--missing', '0.1'],
      ...['--components', components, '--difference', 'parity=-2'],
    )
    expect(exitCode).toBe(0)
    for (const part of [
      '--questions, --reviewers, --reviewers-per-question, --ties, --missing and --components from the command line',
      'margin 10.0 points of win difference (5.0 of win rate)',
      'in brackets points of win rate, which are half of them',
      'own *',
      '30% on Preference',
      '10% of the marks are missing',
      '−2.0 (−1.0)',
    ])
      expect(out.replace(/\s+/g, ' ')).toContain(part)
    const { hypotheses } = await readPower(join(study('heidi-side-by-side'), 'power', 'power.json'))
    expect(hypotheses[0]?.levels.map(({ level, planned }) => `${level} ${planned}`)).toEqual([
      'low false',
      'mid false',
      'high false',
      'own true',
    ])
  })
})

describe('equipoise power on bad input', () => {
  const size = ['--questions', '50', '--reviewers', '5', '--reviewers-per-question', '2']

  it.each([
    [[], 'POWER_NO_REVIEW_PLAN', 'reviewPlan', 'questions, reviewers, reviewersPerQuestion'],
    [['--questions', '50', '--reviewers', '5'], 'POWER_NO_REVIEW_PLAN', 'reviewPlan', 'reviewersPerQuestion'],
    [
      ['--questions', '50', '--reviewers', '1', '--reviewers-per-question', '2'],
      'PROTOCOL_REVIEW_PLAN',
      '--reviewers-per-question',
      '1 to 1',
    ],
    [[...size, '--missing', '0.95'], 'PROTOCOL_FIELD', '--missing', 'at most 0.9'],
    [
      [...size, '--components', 'middling'],
      'POWER_COMPONENTS_FILE',
      '--components',
      'low, mid, high or a file',
    ],
    [
      [...size, '--difference', '150'],
      'POWER_DIFFERENCE',
      '--difference',
      '-98 to 98 points of win difference',
    ],
    [[...size, '--difference', 'much'], 'POWER_DIFFERENCE', '--difference', '-98 to 98'],
    [[...size, '--difference', 'parody=1'], 'POWER_DIFFERENCE', '--difference', 'more-accurate'],
    [[...size, '--simulate', '5'], 'POWER_TRIALS', '--simulate', '100 to 1000000'],
  ])('%j is a problem that says what to do, and nothing is written', async (given, code, field, expected) => {
    const out = join(folder, 'refused')
    const path = study('real-pocqi-2026')
    const outcome = await equipoise('power', '--study', path, ...given, '--out', out, '--json')
    expect([outcome.exitCode, outcome.notes]).toEqual([1, ''])
    const [found] = parsedProblems(outcome.out)
    expect(found?.code).toBe(code)
    expect(found?.place.field).toBe(field)
    expect(found?.expected).toContain(expected)
    expect(await readdir(folder)).not.toContain('refused')
  })

  it('says which entry of a file of components is wrong', async () => {
    const file = join(folder, 'wrong.yaml')
    for (const [text, code, field] of [
      ['votes: {question: 2, reviewer: 0}', 'PROTOCOL_FIELD', '--components votes question'],
      ['a: [', 'POWER_COMPONENTS_FILE', undefined],
      ['', 'PROTOCOL_FIELD', '--components'],
    ] as const) {
      await writeFile(file, text)
      const given = ['--components', file, '--out', join(folder, 'refused'), '--json']
      const { exitCode, out } = await equipoise(
        'power',
        '--study',
        study('heidi-side-by-side'),
        ...size,
        ...given,
      )
      const [found] = parsedProblems(out)
      expect([exitCode, found?.code, found?.place.field]).toEqual([1, code, field])
    }
  })

  it('never replaces a folder that holds something else', async () => {
    const mine = join(folder, 'mine')
    await cp(study('sample'), mine, { recursive: true })
    const given = ['power', '--study', study('sample'), '--out', mine, '--json']
    expect(parsedProblems((await equipoise(...given)).out)[0]?.code).toBe('POWER_FOLDER')
    expect(await readdir(mine)).toContain('protocol.yaml')
  })

  it.each([
    [['--ties', '1'], 'It is a share from 0 to below 1'],
    [['--ties', 'some'], 'It is a share from 0 to below 1'],
    [['--questions', '0'], 'It is a whole number from 1.'],
  ])('%j is wrong usage', async (given, sentence) => {
    const { exitCode, notes } = await equipoise('power', '--study', study('sample'), ...given)
    expect(exitCode).toBe(2)
    expect(notes).toContain(sentence)
  })

  it('leaves nothing half-written when it is interrupted', async () => {
    const out = join(folder, 'interrupted')
    const given = ['power', '--study', study('sample'), '--simulate', '500000', '--out', out]
    const { exitCode, notes } = await interruptedProcess(
      given,
      () => new Promise((go) => setTimeout(go, 3000)),
    )
    expect(exitCode).toBe(130)
    expect(notes).toContain('Interrupted.')
    expect((await readdir(folder)).filter((name) => name.includes('interrupted'))).toEqual([])
  })
})
