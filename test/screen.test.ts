import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bedsideProtocol } from './support/bedside-study.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { type SharedWorkspace, sharedWorkspace, type TestStudy } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const items = [
  { key: 'q1', text: 'Can Mrs Okonjo, MRN 00482913, take clarithromycin?' },
  { key: 'q2', text: 'Is Crohn disease treated with methotrexate?' },
  { key: 'q3', text: 'A 93-year-old has aortic stenosis: TAVI?' },
]
const secrets = /Okonjo|00482913|93/
const mapping = 'schemaVersion: 1\nform: items\ncolumns: {key: key, text: text}\n'
const covered = bedsideProtocol.replace('kind: general}', 'kind: general, coveredByAgreement: true}')

async function screenedStudy(name: string, protocol = bedsideProtocol): Promise<TestStudy> {
  const study = await workspace.study(name, protocol)
  const rows = await workspace.input(`${name}.jsonl`, items.map((item) => JSON.stringify(item)).join('\n'))
  await study.imported(rows, await workspace.input(`${name}.yaml`, mapping))
  return study
}

const json = async (study: TestStudy) => JSON.parse((await study.run('screen', '--json')).out)
const decision = ['--by', 'Grace Hopper', '--reason', 'The patient is invented.']

describe('equipoise screen', () => {
  it('lists findings by place and shape, never their text, and exits with 1', async () => {
    const study = await screenedStudy('lists')
    const { exitCode, out, notes } = await study.run('screen')
    expect([exitCode, notes]).toEqual([1, ''])
    for (const part of [
      '3 items: 1 without findings, 2 with findings, 0 cleared, 0 held back.',
      'q1    open   name  text 4-14   Xxx Xxxxxx',
      'Xxx Xxxxxx   name.title',
      'q3    open   date  text 2-13   00-xxxx-xxx',
      'Next: look at each item',
    ])
      expect(out).toContain(part)
    expect(out + (await study.run('screen', '--json')).out).not.toMatch(secrets)
    expect((await json(study)).states).toEqual({ clear: 1, 'no-text': 0, findings: 2, cleared: 0, held: 0 })
  })

  it('keeps who cleared or held an item, when and why, and exits with 0 when nothing is open', async () => {
    const study = await screenedStudy('clears')
    const cleared = await study.done('screen', '--clear', 'q1', '--clear', 'q3', ...decision)
    expect(cleared.out).toBe(
      'Cleared: q1, in which was found: name (1), medical record number (1).\nCleared: q3, in which was found: date or age over 89 (1).',
    )
    const after = await study.run('screen')
    expect(after.exitCode).toBe(0)
    expect(after.out).toContain('1 without findings, 0 with findings, 2 cleared')

    await study.done('screen', '--hold', 'q2', ...decision)
    const { states, decisions, arms } = await json(study)
    expect(states).toMatchObject({ clear: 0, cleared: 2, held: 1 })
    expect(decisions).toMatchObject([
      { item: 'q1', decision: 'cleared', by: 'Grace Hopper', reason: 'The patient is invented.' },
      { item: 'q3', decision: 'cleared' },
      { item: 'q2', decision: 'held' },
    ])
    expect(arms[0]).toMatchObject({ nothingFound: 0, cleared: 2, stopped: 0, held: 1 })
    await study.done('screen', '--clear', 'q2', ...decision)
    expect((await json(study)).states).toMatchObject({ clear: 1, cleared: 2, held: 0 })
  })

  it('does not clear and hold an item at once', async () => {
    const study = await screenedStudy('both')
    const refused = await study.run('screen', '--clear', 'q1', '--hold', 'q1', ...decision, '--json')
    expect(parsedProblems(refused.out)).toMatchObject([{ code: 'SCREEN_BOTH', value: 'q1' }])
    expect((await json(study)).decisions).toEqual([])
  })

  it('counts what an agreement lets through', async () => {
    const study = await screenedStudy('agreement', covered)
    const { exitCode, out } = await study.run('screen')
    expect(exitCode).toBe(1)
    expect(out).toContain('theirs (covered by an agreement)')
    const { arms } = await json(study)
    const byArm = new Map(arms.map((arm: { arm: string }) => [arm.arm, arm]))
    expect(byArm.get('theirs')).toMatchObject({ nothingFound: 1, underAgreement: 2, stopped: 0 })
    expect(byArm.get('ours')).toMatchObject({ nothingFound: 1, underAgreement: 0, stopped: 2 })
  })

  it.each([
    [['--clear', 'q1'], 'SCREEN_DECISION_WHO', '--by'],
    [['--clear', 'q1', '--by', 'Ada'], 'SCREEN_DECISION_WHO', '--reason'],
    [['--by', 'Ada', '--reason', 'Invented'], 'SCREEN_DECISION_WHO', '--clear'],
    [['--clear', 'q1', '--by', ' ', '--reason', 'Invented'], 'SCREEN_DECISION_WHO', '--by'],
    [['--clear', 'q9', ...decision], 'SCREEN_NO_ITEM', 'item'],
    [['--clear', 'q1', '--clear', 'q2', ...decision], 'SCREEN_NOTHING_FOUND', 'item'],
    [['--clear', 'q1', '--by', 'Ada', '--reason', 'Mrs Okonjo agreed'], 'SCREEN_REASON', '--reason'],
  ])('%j is a problem, and nothing is recorded', async (given, code, field) => {
    const study = await workspace.study(
      `bad-${code}-${given.length}-${given.join('').length}`,
      bedsideProtocol,
    )
    const rows = await workspace.input('bad.jsonl', items.map((item) => JSON.stringify(item)).join('\n'))
    await study.imported(rows, await workspace.input('bad.yaml', mapping))
    const { exitCode, out } = await study.run('screen', ...given, '--json')
    expect(exitCode).toBe(1)
    const [found] = parsedProblems(out)
    expect([found?.code, found?.place.field]).toEqual([code, field])
    expect(out).not.toMatch(secrets)
    expect((await json(study)).decisions).toEqual([])
  })

  it('takes decisions along in a bundle, without names', async () => {
    const study = await screenedStudy('travels')
    await study.done('screen', '--clear', 'q1', ...decision)
    await using elsewhere = await temporaryFolder()
    const bundle = join(elsewhere.path, 'bundle')
    await study.done('export', bundle)
    const copy = join(elsewhere.path, 'copy')
    expect((await equipoise('import', bundle, '--study', copy)).exitCode).toBe(0)
    const { decisions, states } = JSON.parse((await equipoise('screen', '--study', copy, '--json')).out)
    expect(states).toMatchObject({ cleared: 1, findings: 1 })
    expect(decisions).toMatchObject([{ item: 'q1', by: null, reason: 'The patient is invented.' }])
  })
})
