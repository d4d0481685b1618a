import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Results } from '../src/analysis/results-schema.ts'
import { readLedgerFolder } from '../src/cli/evidence/ledger-folder.ts'
import { inventedTrial } from '../src/cli/evidence/practice/testing/invented-files.ts'
import { claimStatus } from '../src/evidence/status/claim-status.ts'
import { assistedResultsText } from '../src/report/assisted/trial-json.ts'
import { resultsText } from '../src/report/json.ts'
import { reportFiles } from '../src/report/report-files.ts'
import { pairwiseResults } from '../src/report/testing/pairwise-results.ts'
import { equipoise, projectRoot, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'

const shipped = join(projectRoot, 'evidence')

describe('the ledger that ships', () => {
  it('is whole', async () => {
    const { exitCode, out } = await equipoise('evidence', 'check', shipped, '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ problems: [], threads: [{ id: 'general-or-specialised' }] })
  })

  it('is read by both readers of YAML as the same', async () => {
    const index = await readLedgerFolder(null)
    const names = (await readdir(shipped)).sort()
    const files = await Promise.all(
      names.map(async (name): Promise<unknown> => parse(await readFile(join(shipped, name), 'utf8'))),
    )
    const claims = files.flatMap((file) =>
      typeof file === 'object' && file !== null && 'claims' in file && Array.isArray(file.claims)
        ? file.claims
        : [],
    )
    expect(index.ledger.claims).toEqual(claims)
  })

  it('lets Heidi qualify the Nature Medicine study and not contradict it', async () => {
    const { ledger } = await readLedgerFolder(null)
    const between = ledger.relations.filter(
      ({ from, to }) => from.startsWith('heidi-') && to.startsWith('nm-'),
    )
    expect(between.map(({ kind }) => kind)).toEqual(['qualifies'])
  })

  it('gives the statuses that the studies have', async () => {
    const index = await readLedgerFolder(null)
    const status = (id: string) => {
      const claim = index.claims.get(id)
      return claim === undefined ? null : claimStatus(index, claim).name
    }
    expect(status('heidi-parity')).toBe('self-reported')
    expect(status('nm-rcq-general-ahead')).toBe('contradicted')
    expect(status('pocqi-oe-preferred')).toBe('contradicted')
    // Computed again by others from the same public ratings, which is no second study.
    expect(status('pocqi-accuracy')).toBe('reproduced from its own data')
    expect(status('oxford-with-people')).not.toBe('independently supported')
    expect(status('nm-rcq-errors')).toBe('not reproducible from public data')
  })
})

describe('equipoise evidence', () => {
  it('says what is in the ledger', async () => {
    const { exitCode, out } = await equipoise('evidence')
    expect(exitCode).toBe(0)
    expect(out).toContain('General or specialised AI in clinical settings')
  })

  it('says what is wrong with a ledger, with file, line and field', async () => {
    await using folder = await temporaryFolder()
    await writeFile(
      join(folder.path, 'mine.yaml'),
      'schemaVersion: 1\nsystems:\n  - id: Tool\n    label: Tool\n',
    )
    const { exitCode, out } = await equipoise('evidence', 'check', folder.path, '--json')
    expect(exitCode).toBe(1)
    expect(parsedProblems(out)).toMatchObject([
      { code: 'LEDGER_FIELD', place: { line: 3, field: 'systems.0.id' }, value: 'Tool' },
      { code: 'LEDGER_FIELD', place: { line: 3, field: 'systems.0.kind' }, value: null },
      { code: 'LEDGER_FIELD', place: { line: 3, field: 'systems.0.maker' }, value: null },
    ])
  })

  it('refuses to pool unlike effects, with reasons', async () => {
    const { exitCode, out } = await equipoise(
      'evidence',
      'meta',
      'pocqi-again-accuracy',
      'penda-trial-failure',
    )
    expect(exitCode).toBe(1)
    const guide = await readFile(join(projectRoot, 'docs', 'guide', 'evidence.md'), 'utf8')
    expect(guide, 'as the guide prints it').toContain(`\n${out}\n`)
    expect(out).toContain('They measure different outcomes')
  })

  it.each([
    [['evidence', 'list', 'more'], 2],
    [['evidence', 'add'], 2],
    [['evidence', 'add', 'study'], 2],
    [['evidence', 'meta', '--contrast', 'all'], 2],
    [['evidence', 'burn'], 2],
    [['evidence', 'meta', 'no-such-claim'], 1],
    [['evidence', 'meta', 'heidi-parity', 'heidi-parity'], 2],
    [['evidence', 'compare', 'heidi-parity', 'heidi-parity'], 2],
    [['evidence', 'check', 'no-such-folder'], 1],
  ])('%j ends with %i', async (given, code) => {
    expect((await equipoise(...given)).exitCode).toBe(code)
  })

  it('names the folder as it was typed, and says what is wrong with a date', async () => {
    const { out } = await equipoise('evidence', 'check', 'no-such-folder', '--json')
    expect(parsedProblems(out)).toMatchObject([{ code: 'LEDGER_FOLDER', place: { field: 'folder' } }])
    for (const date of ['2026-02-30', '2999-01-01']) {
      const words = ['--ledger', 'mine', '--independence', 'academic', '--by', 'Ada Ames', '--date', date]
      const added = await equipoise('evidence', 'add', 'study', ...words, '--json')
      expect(added.exitCode).toBe(2)
      expect(parsedProblems(added.out)).toMatchObject([{ value: date, remedy: 'Correct the date.' }])
    }
  })

  it('uses what the reader adds to a claim, and refuses what the claim says otherwise', async () => {
    expect((await equipoise('check-claim', 'heidi-parity', '--n', '400')).out).toContain('49.9% of 400')
    const { exitCode, out } = await equipoise('check-claim', 'pocqi-again-accuracy', '--n', '400', '--json')
    expect(exitCode).toBe(1)
    expect(parsedProblems(out)).toMatchObject([{ code: 'CLAIM_SIZE_TWICE', expected: '499' }])
  })

  it('reads a claim of the ledger with check-claim', async () => {
    const { exitCode, out } = await equipoise('check-claim', 'heidi-parity')
    expect(exitCode).toBe(0)
    expect(out).toContain('49.9% without the number of comparisons cannot be assessed')
    expect(out).toContain('Status: self-reported.')
  })
})

describe('equipoise evidence add', () => {
  const options = ['--independence', 'academic', '--by', 'Grace Hopper', '--date', '2026-11-26']

  /** The problems for which nothing of a study is added. */
  async function refusedAdd(study: string, ledger: string) {
    const { exitCode, out } = await equipoise(
      'evidence',
      'add',
      study,
      '--ledger',
      ledger,
      ...options,
      '--json',
    )
    expect(exitCode).toBe(1)
    return parsedProblems(out)
  }

  async function studyIn(folder: string, results = pairwiseResults()): Promise<string> {
    const study = join(folder, 'study')
    await mkdir(join(study, 'report'), { recursive: true })
    await writeFile(join(study, 'report', 'results.json'), resultsText(results))
    return study
  }

  it('publishes the verdicts of a study, and pools them with what is there', async () => {
    await using folder = await temporaryFolder()
    const results = pairwiseResults()
    const real = { ...results, study: { ...results.study, sample: false } }
    const study = await studyIn(folder.path, real)
    const ledger = join(folder.path, 'ledger')
    const [verdict] = real.verdicts
    if (verdict === undefined) throw new Error('no verdict')
    const { candidate, against, axis } = verdict.hypothesis
    const general = ['claude-opus', 'gemini', 'gpt']
    const systems = [`${candidate}=openevidence`, ...against.map((arm, place) => `${arm}=${general[place]}`)]
    const given = [
      ...['evidence', 'add', study, '--ledger', ledger, ...options, '--contrast', 'kinds'],
      ...systems.flatMap((pair) => ['--system', pair]),
      ...['--outcome', `${axis}=accuracy`],
    ]
    const { exitCode, out, notes } = await equipoise(...given)
    expect(notes).toBe('')
    expect(exitCode).toBe(0)
    expect(out).toContain('pocqi-again-accuracy')
    expect(out).toContain('All, 2 studies')
    expect((await equipoise('evidence', 'check', ledger)).exitCode).toBe(0)
    const before = await readFile(join(ledger, `own-${real.study.id}.yaml`), 'utf8')
    expect((await equipoise(...given)).exitCode).toBe(0)
    expect(await readFile(join(ledger, `own-${real.study.id}.yaml`), 'utf8'), 'added again').toBe(before)

    const figures = join(folder.path, 'figures')
    const meta = await equipoise(
      'evidence',
      'meta',
      '--ledger',
      ledger,
      '--contrast',
      'kinds',
      '--out',
      figures,
    )
    expect(meta.exitCode).toBe(0)
    expect(await readdir(figures)).toContain('forest-1.svg')
  })

  /** A study with its whole report, as `analyse` leaves it. */
  async function reportedStudy(folder: string, results: Results, name = 'study'): Promise<string> {
    const study = join(folder, name)
    await mkdir(join(study, 'report'), { recursive: true })
    await writeFile(join(study, 'protocol.yaml'), 'it: is a study\n')
    const run = { software: 'equipoise 0.1.0', createdAt: '2026-11-26T10:00:00.000Z', node: 'v24.0.0' }
    for (const [file, text] of reportFiles(results, run)) await writeFile(join(study, 'report', file), text)
    return study
  }

  async function codesOf(...given: string[]): Promise<string[]> {
    const { exitCode, out } = await equipoise('evidence', 'add', ...given, '--json')
    expect(exitCode).toBe(1)
    return parsedProblems(out).map(({ code }) => code)
  }

  it('keeps what people wrote into the file when the study is added again', async () => {
    await using folder = await temporaryFolder()
    const study = await reportedStudy(folder.path, pairwiseResults())
    const given = ['evidence', 'add', study, '--ledger', join(folder.path, 'ledger'), ...options]
    const first = await equipoise(...given)
    expect(first.exitCode).toBe(0)
    expect(first.out).not.toContain('nothing vouches')
    const file = join(folder.path, 'ledger', `own-${pairwiseResults().study.id}.yaml`)
    const written = (await readFile(file, 'utf8')).replace(
      /funding:\n +value: null\n +reason: .*\n/,
      `funding: { value: A public foundation, access: P, source: own-${pairwiseResults().study.id} }\n`,
    )
    await writeFile(file, written)
    const again = await equipoise(...given)
    expect(again.exitCode).toBe(0)
    expect(again.out).toMatch(/Kept as people wrote it: funding of own-/)
    expect(await readFile(file, 'utf8')).toContain('value: A public foundation')
  })

  it('writes no study over another of the same name', async () => {
    await using folder = await temporaryFolder()
    const results = pairwiseResults()
    const ledger = join(folder.path, 'ledger')
    const study = await reportedStudy(folder.path, results)
    expect((await equipoise('evidence', 'add', study, '--ledger', ledger, ...options)).exitCode).toBe(0)
    const file = join(ledger, `own-${results.study.id}.yaml`)
    const before = await readFile(file, 'utf8')
    const others = ['--by', 'Someone Else', '--independence', 'vendor', '--date', '2026-11-26']
    expect(await codesOf(study, '--ledger', ledger, ...others)).toEqual(['EVIDENCE_OTHER_STUDY'])
    const plan = { ...results.plan, protocolHash: 'd'.repeat(64) }
    const other = await reportedStudy(folder.path, { ...results, plan }, 'other')
    expect(await codesOf(other, '--ledger', ledger, ...options)).toEqual(['EVIDENCE_OTHER_STUDY'])
    expect(await readFile(file, 'utf8')).toBe(before)
    // Under a name of its own it is there, and the same data do not count twice.
    const named = await equipoise('evidence', 'add', study, '--ledger', ledger, ...others, '--as', 'copy')
    expect(named.exitCode).toBe(0)
    expect(await readFile(join(ledger, 'own-copy.yaml'), 'utf8')).toContain(
      `- own-${results.study.id}-accuracy`,
    )
  })

  it('publishes no results that are other than the analysis wrote them', async () => {
    await using folder = await temporaryFolder()
    const results = pairwiseResults()
    const ledger = join(folder.path, 'ledger')
    const study = await reportedStudy(folder.path, results)
    const file = join(study, 'report', 'results.json')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"lower"', '"lower" '))
    expect(await codesOf(study, '--ledger', ledger, ...options)).toEqual(['EVIDENCE_RESULTS_CHANGED'])
    await writeFile(file, text)
    await rm(join(study, 'report', 'report.html'))
    expect(await codesOf(study, '--ledger', ledger, ...options)).toEqual(['EVIDENCE_NO_REPORT'])
    // Alone, results.json has to hold together.
    const [verdict] = results.verdicts
    if (verdict === undefined) throw new Error('no verdict')
    const changed = { ...verdict, estimate: { ...verdict.estimate, estimate: 0.1 } }
    const alone = await studyIn(join(folder.path, 'alone'), { ...results, verdicts: [changed] })
    expect(await codesOf(alone, '--ledger', ledger, ...options)).toEqual(['EVIDENCE_RESULTS_CHANGED'])
    await rm(file)
    expect(await codesOf(study, '--ledger', ledger, ...options)).toEqual(['EVIDENCE_NO_RESULTS'])
    expect(await readdir(folder.path)).not.toContain('ledger')
  })

  it('never publishes a study that is blind, or a look before its end', async () => {
    await using folder = await temporaryFolder()
    const results = pairwiseResults()
    const early = { ...results, plan: { ...results.plan, look: { ...results.plan.look, number: 1 } } }
    const cases: readonly { readonly changed: Results; readonly code: string }[] = [
      { changed: { ...results, verdicts: [] }, code: 'EVIDENCE_NO_VERDICTS' },
      { changed: early, code: 'EVIDENCE_LOOK' },
    ]
    for (const { changed, code } of cases) {
      const study = await studyIn(folder.path, changed)
      const ledger = join(folder.path, 'ledger')
      expect((await refusedAdd(study, ledger)).map((problem) => problem.code)).toEqual([code])
      expect(await readdir(folder.path)).toEqual(['study'])
    }
  })

  it('takes no assisted-use trial, and names a command that can be run instead', async () => {
    await using folder = await temporaryFolder()
    const study = await studyIn(folder.path)
    const file = join(study, 'report', 'results.json')
    await writeFile(file, assistedResultsText(inventedTrial()))
    const ledger = join(folder.path, 'ledger')
    const [found] = await refusedAdd(study, ledger)
    expect(found).toMatchObject({ code: 'EVIDENCE_ASSISTED', value: 'assisted' })
    const command = /equipoise (evidence practice \S+)$/.exec(found?.remedy ?? '')?.[1] ?? ''
    expect(command).toContain('results.json')
    expect((await equipoise(...command.split(' '))).exitCode).toBe(0)
    expect(await readdir(folder.path)).toEqual(['study'])
  })

  it('writes nothing into a ledger that is not whole', async () => {
    await using folder = await temporaryFolder()
    const study = await studyIn(folder.path)
    const ledger = join(folder.path, 'ledger')
    await mkdir(ledger)
    await writeFile(join(ledger, 'mine.yaml'), 'schemaVersion: 2\n')
    expect((await equipoise('evidence', 'add', study, '--ledger', ledger, ...options)).exitCode).toBe(1)
    expect(await readdir(ledger)).toEqual(['mine.yaml'])
  })
})
