import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import {
  bedsideProtocol,
  pairsMapping,
  pairsTable,
  scoresMapping,
  scoresTable,
} from './support/bedside-study.ts'
import { hashOf } from './support/canonical-json.ts'
import { expectRefused } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

const lockFile = z.looseObject({
  protocolHash: z.string(),
  version: z.int(),
  previousLockHash: z.string().nullable(),
  amendmentReason: z.string().nullable(),
  retrospective: z.boolean(),
  data: z.looseObject({ judgments: z.int(), outcomeMarks: z.int(), armsVisible: z.boolean() }),
  protocol: z.looseObject({}),
})

/** Members out of order, a number that is written otherwise in JSON, and letters beyond ASCII. */
const protocol = bedsideProtocol
  .replace('title: Answers at the bedside', 'title: "Antworten für die Visite — \\u20ac, 😀"')
  .replace(
    '- {id: preferred, kind: superiority, axis: preference, candidate: ours, against: theirs}',
    '- {margin: {unit: win-rate-points, value: 1.0e+1}, id: parity, kind: non-inferiority, axis: preference, candidate: ours, against: theirs}',
  )

let workspace: SharedWorkspace
let pairs: string
let marks: string

beforeAll(async () => {
  workspace = await sharedWorkspace()
  pairs = await workspace.input('pairs.yaml', pairsMapping)
  const choices = ['left', 'right', 'same', 'left']
  const rows = choices.flatMap((choice, question) =>
    ['dr-a', 'dr-b'].map((reviewer) => `q${question},ours,theirs,preference,${choice},${reviewer}`),
  )
  marks = await workspace.input('marks.csv', pairsTable(...rows))
})
afterAll(() => workspace[Symbol.asyncDispose]())

const lockPath = (study: TestStudy): string => join(study.path, 'protocol.lock.json')
const readLockFile = async (study: TestStudy) => {
  const text = await readFile(lockPath(study), 'utf8')
  return { text, lock: lockFile.parse(JSON.parse(text)) }
}

/** A study that was locked before its marks came in. */
async function prospective(name: string): Promise<TestStudy> {
  const study = await workspace.study(name, protocol)
  await study.done('lock')
  await study.imported(marks, pairs)
  return study
}

describe('a plan', () => {
  it('that is locked before the marks is called so', async () => {
    const study = await workspace.study('before', protocol)
    const { out } = await study.done('lock')
    expect(out).toContain('Prospective: no outcome mark existed.')
    await study.imported(marks, pairs)
    const analysed = await study.done('analyse')
    const { plan, deviations } = await study.results()
    const sentence =
      'The analysis plan was locked before any outcome mark was in this study; when the marks were made is not recorded.'
    expect(plan).toMatchObject({ state: 'prospective', sentence, lockVersion: 1 })
    expect(analysed.out).toContain(sentence)
    expect((await readFile(join(study.path, 'report', 'report.html'), 'utf8')).includes(sentence)).toBe(true)
    expect(deviations).toEqual([])
    const { lock } = await readLockFile(study)
    expect(lock.data).toMatchObject({ judgments: 0, outcomeMarks: 0, armsVisible: false })
  })

  it('that is locked after the marks is called so', async () => {
    const study = await workspace.study('after', protocol)
    await study.imported(marks, pairs)
    const { out } = await study.done('lock')
    expect(out).toContain('Retrospective: 8 outcome marks existed')
    const analysed = await study.done('analyse')
    const sentence = 'Analysis plan fixed after the data: 8 outcome marks existed when it was locked.'
    expect((await study.results()).plan).toMatchObject({ state: 'retrospective', sentence })
    expect(analysed.out).toContain(sentence)
    expect((await readFile(join(study.path, 'report', 'report.html'), 'utf8')).includes(sentence)).toBe(true)
  })

  it('that was never locked is called so', async () => {
    const study = await workspace.study('never', protocol)
    await study.imported(marks, pairs)
    const { out } = await study.done('analyse')
    expect(out).toContain('No plan was locked: every result is exploratory.')
    expect((await study.results()).plan).toMatchObject({ state: 'none', lockVersion: null })
    await expectRefused(study, ['lock', '--restore'], [{ code: 'LOCK_NONE' }])
    await expectRefused(study, ['lock', '--amend', 'no reason'], [{ code: 'LOCK_REASON' }])
  })

  it('has the hash of its RFC 8785 JSON, and locking it twice changes nothing', async () => {
    const study = await workspace.study('hash', protocol)
    await study.done('lock')
    const { lock } = await readLockFile(study)
    expect(lock.protocolHash).toBe(hashOf(parse(protocol)))
    expect(lock.protocolHash).toBe(hashOf(lock.protocol))
    const before = await study.state()
    const { out } = await study.done('lock')
    expect(out).toContain('The protocol is locked already and has not changed.')
    // Another order of the same fields is the same protocol.
    const spelled = protocol.replace(
      '{id: ours, label: Our model, kind: own}',
      '{kind: own, label: Our model, id: ours}',
    )
    expect(spelled).not.toBe(protocol)
    await study.write('protocol.yaml', spelled)
    await study.done('lock')
    await study.write('protocol.yaml', protocol)
    expect(await study.state()).toEqual(before)
  })
})

describe('a protocol that changes after its lock', () => {
  const wider = protocol.replace('value: 1.0e+1', 'value: 20')

  it('is a deviation, and the locked value is used', async () => {
    const study = await prospective('changed')
    await study.write('protocol.yaml', wider)
    const { out } = await study.done('analyse')
    const { verdicts, deviations, plan } = await study.results()
    // 10 points of win rate are 0.2 of win difference.
    expect(verdicts[0]?.hypothesis.margin).toEqual({ value: 10, unit: 'win-rate-points', onEstimate: 0.2 })
    expect(plan).toMatchObject({ state: 'prospective', protocolHash: hashOf(parse(protocol)) })
    expect(deviations).toEqual([
      {
        kind: 'protocol',
        place: 'hypotheses.parity.margin.value',
        description: 'changed after the lock from 10 to 20; the locked value was used',
      },
    ])
    expect(out).toContain('hypotheses.parity.margin.value: changed after the lock from 10 to 20')
  })

  it('is not locked again without a reason', async () => {
    const study = await prospective('unreasoned')
    await study.write('protocol.yaml', wider)
    const problem = {
      code: 'LOCK_EXISTS',
      place: { file: join(study.path, 'protocol.yaml') },
      value: hashOf(parse(wider)),
      expected: hashOf(parse(protocol)),
    }
    await expectRefused(study, ['lock'], [problem])
    await expectRefused(study, ['lock', '--amend', ' '], [{ code: 'LOCK_REASON' }])
  })

  it('becomes the second lock by an amendment, which the results list', async () => {
    const study = await prospective('amended')
    const first = await readLockFile(study)
    await study.write('protocol.yaml', wider)
    await study.done('lock', '--amend', 'The margin was a slip')
    const second = await readLockFile(study)
    expect(second.lock).toMatchObject({
      version: 2,
      previousLockHash: hashOf(JSON.parse(first.text)),
      amendmentReason: 'The margin was a slip',
      protocolHash: hashOf(parse(wider)),
      retrospective: true,
      data: { judgments: 8, outcomeMarks: 8, armsVisible: true },
    })
    await study.done('analyse')
    const { plan, deviations, verdicts } = await study.results()
    expect(plan).toMatchObject({
      state: 'retrospective',
      sentence: 'Analysis plan amended after the data: 8 outcome marks existed when it was locked again.',
      lockVersion: 2,
    })
    expect(deviations).toEqual([
      {
        kind: 'amendment',
        place: 'hypotheses.parity.margin.value',
        description: 'changed after the lock from 10 to 20 (lock 2: The margin was a slip)',
      },
    ])
    expect(verdicts[0]?.hypothesis.margin?.value).toBe(20)
  })

  it('may have a scale that marks in the store no longer fit, which the results list', async () => {
    const study = await workspace.study('rescaled', protocol)
    const scores = await workspace.input('scores.yaml', scoresMapping)
    const rows = ['q1,ours,correctness,4,dr-a', 'q1,theirs,correctness,3,dr-a', 'q1,ours,harmful,1,dr-a']
    await study.imported(await workspace.input('scores.csv', scoresTable(...rows)), scores)
    await study.write(
      'protocol.yaml',
      protocol
        .replace('max: 4', 'max: 3')
        .replace(
          '{id: harmful, form: absolute, scale: {kind: binary}, better: lower}',
          '{id: harmful, form: pairwise}',
        ),
    )
    await study.done('lock')
    await study.done('analyse')
    expect((await study.results()).deviations).toEqual([
      { kind: 'data', place: 'marks', description: '1 marks with a value off the scale of axis correctness' },
      { kind: 'data', place: 'marks', description: '1 marks with another form than planned on axis harmful' },
    ])
  })
})

describe('a lock file', () => {
  let study: TestStudy
  let genuine: string
  let other: string

  beforeAll(async () => {
    study = await prospective('guarded')
    await study.done('analyse')
    genuine = (await readLockFile(study)).text
    const stranger = await workspace.study('stranger', protocol.replace('seed: 7', 'seed: 8'))
    await stranger.done('lock')
    other = (await readLockFile(stranger)).text
  })

  const recomputed = (text: string): string => {
    const lock = lockFile.parse(JSON.parse(text))
    return JSON.stringify({ ...lock, protocolHash: hashOf(lock.protocol) })
  }
  const changed = (text: string): string => text.replace('"seed": 7', '"seed": 70')
  const first = (text: string): string => lockFile.parse(JSON.parse(text)).protocolHash.slice(0, 1)

  it.each([
    ['with another protocol inside', () => changed(genuine), 'LOCK_TAMPERED', 'protocolHash'],
    [
      'with another hash',
      () => genuine.replace(/("protocolHash": ")./, `$1${first(genuine) === '0' ? '1' : '0'}`),
      'LOCK_TAMPERED',
      'protocolHash',
    ],
    ['with another protocol and its hash', () => recomputed(changed(genuine)), 'LOCK_TAMPERED', undefined],
    [
      'with another moment',
      () => genuine.replace(/"lockedAt": "\d{4}/, '"lockedAt": "2019'),
      'LOCK_TAMPERED',
      undefined,
    ],
    [
      'with another state of the data',
      () => genuine.replace('"retrospective": false', '"retrospective": true'),
      'LOCK_TAMPERED',
      'retrospective',
    ],
    ['of another study', () => other, 'LOCK_TAMPERED', undefined],
    ['that is not JSON', () => genuine.slice(0, -20), 'LOCK_UNREADABLE', undefined],
    ['that is empty', () => '', 'LOCK_UNREADABLE', undefined],
    [
      'of a format to come',
      () => genuine.replace('"lockFormat": 1', '"lockFormat": 2'),
      'LOCK_UNREADABLE',
      undefined,
    ],
  ])('%s stops locking and analysis, and is restored', async (_, forged, code, field) => {
    expect(forged()).not.toBe(genuine)
    await study.write('protocol.lock.json', forged())
    const file = lockPath(study)
    const problem = { code, place: field === undefined ? { file } : { file, field } }
    await expectRefused(study, ['lock'], [problem])
    await expectRefused(study, ['analyse'], [problem])
    await study.done('lock', '--restore')
    expect(await readFile(file, 'utf8')).toBe(genuine)
  })

  it('that is gone is no loss: the store has the lock', async () => {
    await study.done('analyse')
    const before = await readFile(join(study.path, 'report', 'results.json'), 'utf8')
    await rm(lockPath(study))
    await study.done('analyse')
    expect(await readFile(join(study.path, 'report', 'results.json'), 'utf8')).toBe(before)
    await study.done('lock')
    expect(await readFile(lockPath(study), 'utf8')).toBe(genuine)
  })

  it('where the store knows of no lock is refused', async () => {
    const copied = await workspace.study('copied', protocol)
    await copied.write('protocol.lock.json', genuine)
    const problem = { code: 'LOCK_TAMPERED', place: { file: lockPath(copied) } }
    // The first command enters the study in the store.
    await copied.run('lock')
    await expectRefused(copied, ['lock'], [problem])
    await expectRefused(copied, ['analyse'], [problem])
  })
})
